/** The compact form of pricing/calibration/nearby.json: rows of numbers, unfolded cell by cell when one is asked for. */
import type { Tuning } from '../types.ts';
import type { Covariance, NearbyCell, NearbyConfiguration, NearbyRun, NearbyTable, Told } from './types.ts';

/** accelerators, pipeline, expert, data, weights, engine, tuning, source */
export type ConfigurationRow = readonly [number, number, number, number, string, string, Tuning, string];
/** configuration, date, input, output, sequences; then of each field the log and its slopes, or null */
export type RunRow = readonly [
  configuration: number,
  date: string,
  input: number,
  output: number,
  sequences: number,
  step: readonly number[] | null,
  first: readonly number[] | null,
  power: readonly number[] | null,
];

export interface NearbyFile {
  readonly covariance: Covariance;
  readonly cells: Readonly<
    Record<string, { readonly configurations: readonly ConfigurationRow[]; readonly runs: readonly RunRow[] }>
  >;
}

export function nearbyTable({ covariance, cells }: NearbyFile): NearbyTable {
  const unfolded = new Map<string, NearbyCell>();
  return {
    covariance,
    cell(id) {
      const rows = cells[id];
      if (rows === undefined) return undefined;
      let cell = unfolded.get(id);
      if (!cell)
        unfolded.set(id, (cell = { configurations: rows.configurations.map(unfold), runs: rows.runs.map(run) }));
      return cell;
    },
  };
}

function unfold([accelerators, pipeline, expert, data, weights, engine, tuning, source]: ConfigurationRow) {
  return { accelerators, pipeline, expert, data, weights, engine, tuning, source };
}

function run([configuration, date, input, output, sequences, step, first, power]: RunRow): NearbyRun {
  const told = (row: readonly number[] | null): Told | undefined =>
    row === null ? undefined : { log: row[0] as number, slopes: row.slice(1) };
  const [a, b, c] = [told(step), told(first), told(power)];
  return {
    configuration,
    date,
    input,
    output,
    sequences,
    told: { ...(a ? { step: a } : {}), ...(b ? { first: b } : {}), ...(c ? { power: c } : {}) },
  };
}

/** The same with further runs, each in the cell it belongs to. */
export function withRuns(
  { covariance, cell: known }: NearbyTable,
  added: readonly {
    readonly cell: string;
    readonly configuration: NearbyConfiguration;
    readonly run: Omit<NearbyRun, 'configuration'>;
  }[],
): NearbyTable {
  const cells = new Map<string, NearbyCell>();
  for (const { cell: id, configuration, run: of } of added) {
    const { configurations, runs } = cells.get(id) ?? known(id) ?? { configurations: [], runs: [] };
    cells.set(id, {
      configurations: [...configurations, configuration],
      runs: [...runs, { ...of, configuration: configurations.length }],
    });
  }
  return { covariance, cell: (id) => cells.get(id) ?? known(id) };
}
