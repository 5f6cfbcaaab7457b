/**
 * Kriging of one field in one cell: ln(measured ÷ predicted) of a run is linear in a few coefficients that vary from configuration
 * to configuration (Gaussian, correlated by `correlation`), plus an offset of its source and noise.
 *
 * Each configuration is held as its normal equations, so that a run is added or taken away by a rank-one term.
 */
import { correlation } from './covariance.ts';
import { multiply, solve, type Matrix } from './linear.ts';
import type { Covariance, FieldName, NearbyCell, NearbyConfiguration, NearbyRun, Told } from './types.ts';

/** Coefficients at a question, in logarithms. */
export interface Coefficients {
  readonly mean: readonly number[];
  /** Their covariance; asked for by intervals alone. */
  spread(): Matrix;
}

export interface Posterior {
  at(configuration: NearbyConfiguration): Coefficients;
}

interface Run {
  readonly run: NearbyRun;
  readonly configuration: number;
  readonly weight: number;
  readonly told: Told;
}

/** The normal equations of a field in a cell. */
interface Equations {
  readonly runs: readonly Run[];
  readonly configurations: readonly NearbyConfiguration[];
  /** Unknowns of a configuration: its coefficients and the offset of its source. */
  readonly unknowns: number;
  /** Of each run: where its configuration stands, and how its value depends on the unknowns there. */
  readonly rows: readonly { readonly at: number; readonly row: readonly number[] }[];
  readonly information: Matrix;
  readonly prior: Matrix;
  /** 1 + K·G */
  readonly system: Matrix;
  /** The unknowns, (1 + K·G)⁻¹·K·h. */
  readonly found: Float64Array;
  /** h − G times them carries over to any other configuration. */
  readonly carried: Float64Array;
}

/** Undefined: no run of the cell tells the field. */
function equations(cell: NearbyCell, name: FieldName, covariance: Covariance): Equations | undefined {
  const runs: Run[] = cell.runs.flatMap((run) => {
    const { configuration, told, weight = 1 } = run;
    const of = told[name];
    return of ? [{ run, configuration, weight, told: of }] : [];
  });
  if (runs.length === 0) return undefined;
  const used = [...new Set(runs.map(({ configuration }) => configuration))];
  const configurations = used.map((i) => cell.configurations[i] as NearbyConfiguration);
  const { coefficients: scales, own, run: noise } = covariance.fields[name];
  const unknowns = scales.length + 1;
  const size = unknowns * used.length;
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const pull = new Float64Array(size);
  const rows = runs.map(({ configuration, told }) => ({
    at: unknowns * used.indexOf(configuration),
    row: [
      ...told.slopes.map((slope, k) => slope * (scales[k] as number)),
      cell.configurations[configuration]?.yours === true ? 0 : own,
    ],
  }));
  runs.forEach(({ weight: times, told }, i) => {
    const { at, row } = rows[i] as (typeof rows)[number];
    for (let k = 0; k < unknowns; k++) {
      const weight = (times * (row[k] as number)) / (noise * noise);
      pull[at + k] = (pull[at + k] as number) + weight * told.log;
      const line = information[at + k] as Float64Array;
      for (let l = 0; l < unknowns; l++) line[at + l] = (line[at + l] as number) + weight * (row[l] as number);
    }
  });
  const prior = priorOf(configurations, unknowns, covariance);
  const system = multiply(prior, information);
  system.forEach((line, i) => (line[i] = (line[i] as number) + 1));
  const found = solve(system, [multiplyVector(prior, pull)])[0] as Float64Array;
  const carried = pull.map((value, i) => value - dot(information[i] as Float64Array, found));
  return { runs, configurations, unknowns, rows, information, prior, system, found, carried };
}

/** Undefined: no run of the cell tells the field. */
export function posterior(cell: NearbyCell, name: FieldName, covariance: Covariance): Posterior | undefined {
  const of = equations(cell, name, covariance);
  if (!of) return undefined;
  const { configurations, unknowns, carried } = of;
  const { coefficients: scales } = covariance.fields[name];
  let reduction: Matrix | undefined;
  return {
    at(configuration) {
      const near = configurations.map((one) => correlation(configuration, one, covariance.distances));
      const mean = scales.map((scale, k) =>
        near.reduce((sum, share, j) => sum + share * scale * (carried[unknowns * j + k] as number), 0),
      );
      return { mean, spread: () => spreadOf(near, scales, (reduction ??= reductionOf(of))) };
    },
  };
}

/** What the other runs say of a run, as if it had never been made and its source were unknown. */
export interface LeftOutRun {
  readonly run: NearbyRun;
  /** ln(measured ÷ predicted) that remains, and its standard deviation. */
  readonly error: number;
  readonly deviation: number;
}

/** Each run of a cell predicted by the others, in closed form. */
export function leftOut(cell: NearbyCell, name: FieldName, covariance: Covariance): readonly LeftOutRun[] {
  const of = equations(cell, name, covariance);
  if (!of) return [];
  const { runs, rows, unknowns: n, found } = of;
  const { own, run: noise } = covariance.fields[name];
  const variance = varianceOf(of);
  return runs.map(({ run, told, weight }, i) => {
    const { at, row } = rows[i] as (typeof rows)[number];
    const block = Array.from({ length: n }, (_, k) => variance[at + k]?.slice(at, at + n) as Float64Array);
    const moved = multiplyVector(block, Float64Array.from(row));
    const rest = (noise * noise) / weight - dot(Float64Array.from(row), moved);
    const error = told.log - row.reduce((sum, x, k) => sum + x * (found[at + k] as number), 0);
    // The unknowns without the run; the offset of its own source is not the question's.
    const shared = row.map((x, k) => (k === n - 1 ? 0 : x));
    const mean = shared.reduce(
      (sum, x, k) => sum + x * ((found[at + k] as number) - ((moved[k] as number) * error) / rest),
      0,
    );
    let spread = own * own + noise * noise;
    for (let k = 0; k < n; k++)
      for (let l = 0; l < n; l++)
        spread +=
          (shared[k] as number) *
          (shared[l] as number) *
          ((block[k]?.[l] as number) + ((moved[k] as number) * (moved[l] as number)) / rest);
    return { run, error: told.log - mean, deviation: Math.sqrt(Math.max(0, spread)) };
  });
}

function priorOf(configurations: readonly NearbyConfiguration[], n: number, { distances }: Covariance): Matrix {
  const size = n * configurations.length;
  const prior = Array.from({ length: size }, () => new Float64Array(size));
  configurations.forEach((a, i) =>
    configurations.forEach((b, j) => {
      const share = correlation(a, b, distances);
      for (let k = 0; k < n - 1; k++) (prior[n * i + k] as Float64Array)[n * j + k] = share;
      if (a.source === b.source) (prior[n * i + n - 1] as Float64Array)[n * j + n - 1] = 1;
    }),
  );
  return prior;
}

/** V = (1 + K·G)⁻¹·K: the covariance of the unknowns. */
function varianceOf({ prior, system }: Equations): Matrix {
  const columns = solve(
    system,
    prior.map((_, j) => Float64Array.from(prior, (line) => line[j] as number)),
  );
  return prior.map((_, i) => Float64Array.from(columns, (column) => column[i] as number));
}

/** G − G·V·G: what the runs take from the variance of a question. */
function reductionOf(of: Equations): Matrix {
  const { information } = of;
  const explained = multiply(multiply(information, varianceOf(of)), information);
  return information.map((line, i) => line.map((value, j) => value - (explained[i]?.[j] as number)));
}

function spreadOf(near: readonly number[], scales: readonly number[], reduction: Matrix): Matrix {
  const n = scales.length + 1;
  return scales.map((a, k) =>
    Float64Array.from(scales, (b, l) => {
      let taken = 0;
      near.forEach((x, i) => near.forEach((y, j) => (taken += x * y * (reduction[n * i + k]?.[n * j + l] as number))));
      return a * b * ((k === l ? 1 : 0) - taken);
    }),
  );
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

const multiplyVector = (a: Matrix, x: Float64Array): Float64Array => Float64Array.from(a, (line) => dot(line, x));
