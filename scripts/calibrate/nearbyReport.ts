/** What nearby runs gain: every value predicted again, drawn by all runs but those of its own point, or of its own source. */
import { predictConfiguration, predictMetric } from '../../src/estimate/validate/predict.ts';
import { predictLeftOut, type LeftOutPrediction } from '../../src/estimate/validate/leftOut.ts';
import { pointOf } from '../../src/estimate/validate/runs.ts';
import { createNearby, createPerformanceModel, type Calibration, type Residual } from '../../src/performance/index.ts';
import type { Configuration } from '../../src/estimate/validate/case.ts';
import type { Observation } from './measurements.ts';
import type { NearbyFit } from './nearby.ts';
import { lineOf, TABLE, turn, type Line } from './report.ts';

/** ln(predicted ÷ measured) by observation: undrawn, without the own point, and what the draw without the own source adds. */
export interface Drawn {
  readonly undrawn: Float64Array;
  readonly point: Float64Array;
  /** ln(drawn by other sources ÷ undrawn). */
  readonly otherSources: Float64Array;
  /** 1 where the interval without the own point holds the value, 0 where not. */
  readonly held: Float64Array;
}

export function drawnResiduals(
  calibration: Calibration,
  { table, model }: Pick<NearbyFit, 'table' | 'model'>,
  observations: readonly Observation[],
  configurations: readonly Configuration[],
): Drawn {
  const nearby = createNearby(table, calibration.constants);
  const drawing = createPerformanceModel({ ...calibration, nearby: table });
  const out = {
    undrawn: new Float64Array(observations.length).fill(Number.NaN),
    point: new Float64Array(observations.length).fill(Number.NaN),
    otherSources: new Float64Array(observations.length),
    held: new Float64Array(observations.length).fill(Number.NaN),
  };
  const byRun = new Map<number, number[]>();
  observations.forEach(({ at }, i) => byRun.set(at, [...(byRun.get(at) ?? []), i]));
  for (const [at, rows] of byRun) {
    const configuration = configurations[at] as Configuration;
    const undrawn = predictConfiguration(model, configuration);
    const { cell } = pointOf(model, configuration, undrawn);
    const { source } = (observations[rows[0] as number] as Observation).by;
    const others = table.cell(cell)
      ? predictConfiguration(model.drawnBy(nearby.without(cell, (_, of) => of.source === source)), configuration)
      : undrawn;
    for (const i of rows) {
      const o = observations[i] as Observation;
      const { item } = o;
      const value = predictMetric(undrawn, item);
      out.undrawn[i] = Math.log(value / item.measured);
      const left = predictLeftOut(drawing, model, item);
      const error = Math.log(predictMetric(left.prediction, item) / item.measured);
      out.point[i] = error;
      out.otherSources[i] = Math.log(predictMetric(others, item) / value);
      const { low, high } = intervalOf(left, configuration, o);
      const r = -error * turn(o);
      out.held[i] = r >= low && r <= high ? 1 : 0;
    }
  }
  return out;
}

function intervalOf(
  { model, sequences }: LeftOutPrediction,
  { replica, pools, lengths }: Configuration,
  { kind }: Observation,
): Residual {
  const decoder = pools?.decode.replica ?? replica;
  const prepared = model.prepare(decoder, lengths, pools ? 'decode' : 'both');
  return model.residual(kind, decoder, pools !== undefined, { prepared, sequences });
}

/** Points that a group must have for its left-out points to be counted. */
const LEAST_POINTS = 5;

/** Observations of groups that have enough points beside the one left out. */
export function manyPoints(observations: readonly Observation[]): ReadonlySet<Observation> {
  const points = new Map<string, Set<number>>();
  const keyOf = ({ item, kind }: Observation): string => `${item.group}|${item.slice}|${kind}`;
  for (const o of observations) points.set(keyOf(o), (points.get(keyOf(o)) ?? new Set<number>()).add(o.at));
  return new Set(observations.filter((o) => (points.get(keyOf(o))?.size ?? 0) >= LEAST_POINTS));
}

/** One line of the table of documentation: shares, 0.12 is 12 %. */
export interface NearbyLine {
  readonly name: string;
  readonly n: number;
  readonly undrawn: Line;
  readonly point: Line;
  readonly coverage: number;
}

/** The error without nearby runs, and with those of other points, in groups of five points or more. */
export function nearbyLines(observations: readonly Observation[], drawn: Drawn): readonly NearbyLine[] {
  const many = manyPoints(observations);
  return TABLE.map(({ name, pick }) => {
    const chosen = (o: Observation): boolean => many.has(o) && pick(o);
    const undrawn = lineOf(observations, drawn.undrawn, chosen);
    let [inside, all] = [0, 0];
    observations.forEach((o, i) => {
      const held = drawn.held[i] as number;
      if (!chosen(o) || Number.isNaN(held)) return;
      inside += held * o.weight;
      all += o.weight;
    });
    const point = lineOf(observations, drawn.point, chosen);
    return { name, n: undrawn.n, undrawn: rounded(undrawn), point: rounded(point), coverage: four(inside / all) };
  }).filter(({ n }) => n > 0);
}

const four = (x: number): number => Math.round(x * 1e4) / 1e4;
const rounded = (line: Line): Line => ({
  ...line,
  median: four(line.median),
  p90: four(line.p90),
  bias: four(line.bias),
});

const percent = (x: number): string => (100 * x).toFixed(1);
const errorText = ({ median, p90 }: Line): string => `${percent(median)} / ${percent(p90)}`;

export function nearbyTableText(lines: readonly NearbyLine[]): string {
  return [
    '| rows, of groups with five points or more | n | without nearby runs | drawn, own point left out | inside the 80 % interval |',
    '|---|---:|---|---|---:|',
    ...lines.map(
      ({ name, n, undrawn, point, coverage }) =>
        `| ${name} | ${n} | ${errorText(undrawn)} | ${errorText(point)} | ${(100 * coverage).toFixed(0)} % |`,
    ),
  ].join('\n');
}
