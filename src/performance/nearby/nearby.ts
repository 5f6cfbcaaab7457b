/** Which runs lie near a question, and what they say about it: one index for all models, each cell solved when first asked. */
import type { Neighbours } from '../../quantity/index.ts';
import type { ConstantTable } from '../constantTable.ts';
import { engineFamily, engineScopes, shapeOf } from '../scopes.ts';
import type { Metric, Parallelism, Replica } from '../types.ts';
import { correlation } from './covariance.ts';
import { drawOf, type Draw } from './draw.ts';
import { posterior, type Coefficients, type Posterior } from './posterior.ts';
import type { FieldName, NearbyCell, NearbyConfiguration, NearbyRun, NearbyTable } from './types.ts';

/** Where a question lies: tokens, and sequences in flight in one replica. */
export interface Place {
  readonly input: number;
  readonly output: number;
  readonly sequences: number;
}

export interface Nearby {
  /** Undefined where no run of the model, machine and engine is known. */
  draw(replica: Replica, pooled: boolean): Draw | undefined;
  /**
   * Half an interval of four in five, in logarithms; undefined where nothing draws.
   *
   * @param slopes how far each coefficient of the metric's field moves the question
   */
  spread(metric: Metric, replica: Replica, pooled: boolean, slopes: readonly number[]): number | undefined;
  neighbours(replica: Replica, pooled: boolean, place: Place): Neighbours | undefined;
  /** The same as if some runs of a cell had never been made. */
  without(cell: string, gone: (run: NearbyRun, configuration: NearbyConfiguration) => boolean): Nearby;
}

const FIELD_OF: Readonly<Record<Metric, FieldName>> = {
  throughput: 'step',
  tpot: 'step',
  ttft: 'first',
  energy: 'power',
};

/** Machines, models and engines that differ say nothing here: their own residuals stand in the intervals. */
export function nearbyCell(replica: Replica, pooled: boolean, constants: ConstantTable): string {
  const [engine = ''] = engineScopes(replica.engine, constants);
  const kind = `${pooled ? ' pools' : ''}${replica.speculation ? ' speculative' : ''}`;
  return `${shapeOf(replica.architecture.id)} | ${replica.accelerator.id} | ${engine.replace('engine:', '')}${kind}`;
}

export function configurationOf(replica: Replica, constants: ConstantTable): NearbyConfiguration {
  const { tensor, pipeline, expert, data }: Parallelism = replica.parallelism;
  return {
    accelerators: tensor * pipeline,
    pipeline,
    expert,
    data,
    weights: replica.weights,
    engine: engineFamily(replica.engine, constants),
    tuning: replica.tuning ?? 'stock',
    source: '',
  };
}

/** Half a model, or a part of a machine, is none that was measured. */
function isWhole({ architecture, accelerator }: Replica): boolean {
  const { attention, linear, dense, routed } = architecture;
  const both = (attention.length > 0 || linear !== undefined) && (dense !== undefined || routed !== undefined);
  return both && !accelerator.derived.includes('slice');
}

export function createNearby(table: NearbyTable, constants: ConstantTable): Nearby {
  const { covariance } = table;
  const fields = new Map<string, Posterior | undefined>();
  const found = new Map<string, Coefficients | undefined>();
  const draws = new Map<string, Draw | undefined>();

  function coefficients(name: FieldName, replica: Replica, pooled: boolean): Coefficients | undefined {
    const id = nearbyCell(replica, pooled, constants);
    const cell = table.cell(id);
    if (!cell) return undefined;
    const key = `${name} ${id}`;
    if (!fields.has(key)) fields.set(key, posterior(cell, name, covariance));
    const field = fields.get(key);
    const at = configurationOf(replica, constants);
    const place = `${key} ${at.accelerators} ${at.pipeline} ${at.expert} ${at.data} ${at.weights} ${at.engine} ${at.tuning}`;
    if (!found.has(place)) found.set(place, field?.at(at));
    return found.get(place);
  }

  return {
    draw(replica, pooled) {
      if (!isWhole(replica)) return undefined;
      const id = nearbyCell(replica, pooled, constants);
      if (!table.cell(id)) return undefined;
      const { tensor, pipeline, expert, data } = replica.parallelism;
      const key = `${id} ${tensor} ${pipeline} ${expert} ${data} ${replica.weights} ${replica.engine} ${replica.tuning}`;
      if (!draws.has(key))
        draws.set(
          key,
          drawOf({
            step: coefficients('step', replica, pooled)?.mean,
            first: coefficients('first', replica, pooled)?.mean,
            power: coefficients('power', replica, pooled)?.mean,
          }),
        );
      return draws.get(key);
    },
    spread(metric, replica, pooled, slopes) {
      const name = FIELD_OF[metric];
      const of = isWhole(replica) ? coefficients(name, replica, pooled) : undefined;
      if (!of) return undefined;
      const { own, run } = covariance.fields[name];
      let variance = own * own + run * run;
      const spread = of.spread();
      slopes.forEach((a, k) => slopes.forEach((b, l) => (variance += a * b * (spread[k]?.[l] ?? 0))));
      return covariance.widths[metric] * Math.sqrt(Math.max(0, variance));
    },
    neighbours: (replica, pooled, place) => {
      const cell = isWhole(replica) ? table.cell(nearbyCell(replica, pooled, constants)) : undefined;
      return cell && neighboursOf(cell, configurationOf(replica, constants), place, covariance);
    },
    without(id, gone) {
      const cell = table.cell(id);
      if (!cell) return this;
      const runs = cell.runs.filter((run) => !gone(run, cell.configurations[run.configuration] as NearbyConfiguration));
      if (runs.length === cell.runs.length) return this;
      return createNearby(
        { covariance, cell: (other) => (other === id ? { ...cell, runs } : table.cell(other)) },
        constants,
      );
    },
  };
}

/** Factors within which a run is called near; beyond the last, runs of the cell still draw but are not counted. */
const WITHIN = [1.5, 2, 4];
/** Correlation of configurations from which on a run is counted. */
const ALIKE = 0.5;

function neighboursOf(
  { runs, configurations }: NearbyCell,
  at: NearbyConfiguration,
  place: Place,
  { distances }: NearbyTable['covariance'],
): Neighbours | undefined {
  const alike = configurations.map((one) => correlation(at, one, distances) >= ALIKE);
  const far = (run: NearbyRun): number =>
    Math.exp(
      Math.max(
        ...(['input', 'output', 'sequences'] as const).map((key) =>
          Math.abs(Math.log(Math.max(1, run[key]) / Math.max(1, place[key]))),
        ),
      ),
    );
  const all = runs.filter((run) => alike[run.configuration]).map((run) => ({ run, far: far(run) }));
  for (const within of WITHIN) {
    const near = all.filter((one) => one.far <= within);
    if (near.length === 0) continue;
    const sources = new Map<string, { source: string; runs: number; date: string }>();
    for (const { run } of near) {
      const source = configurations[run.configuration]?.source ?? '';
      const of = sources.get(source) ?? { source, runs: 0, date: '' };
      sources.set(source, { source, runs: of.runs + 1, date: run.date > of.date ? run.date : of.date });
    }
    return { within, runs: near.length, sources: [...sources.values()].sort((a, b) => b.runs - a.runs) };
  }
  return undefined;
}
