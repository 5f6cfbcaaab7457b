/**
 * Robust least squares in logarithms: residual ln(predicted ÷ measured), scale 0.2, Huber beyond 0.8, log-normal priors.
 *
 * Gauss–Newton with Levenberg damping on the few constants each observation depends on (sparse rows). Deterministic.
 */
import {
  createPerformanceModel,
  engineScopes,
  measuredClass,
  onClassScope,
  shapeOf,
  tuningScopes,
  type Calibration,
} from '../../src/performance/index.ts';
import { predictConfiguration, predictMetric, type Prediction } from '../../src/estimate/validate/predict.ts';
import type { Configuration } from '../../src/estimate/validate/case.ts';
import type { Observation } from './measurements.ts';

export type Table = Record<string, Record<string, { value: number; prior: number; sd: number; measurements: number }>>;

export interface Parameter {
  readonly scope: string;
  readonly name: string;
  readonly prior: number;
  readonly sd: number;
  readonly power: boolean;
}

export interface Problem {
  readonly observations: readonly Observation[];
  readonly configurations: readonly Configuration[];
  readonly parameters: readonly Parameter[];
  /** Configurations a parameter may change. */
  readonly touches: readonly Int32Array[];
  readonly residuals: Calibration['residuals'];
}

const SCALE = 0.2;
const HUBER = 0.8;

export function parametersOf(table: Table): Parameter[] {
  const out: Parameter[] = [];
  for (const [scope, names] of Object.entries(table))
    for (const [name, c] of Object.entries(names))
      if (c.sd > 0) out.push({ scope, name, prior: c.prior, sd: c.sd, power: scope === 'power' || name === 'power' });
  return out;
}

export function problemOf(
  observations: readonly Observation[],
  configurations: readonly Configuration[],
  table: Table,
  residuals: Calibration['residuals'],
): Problem {
  const parameters = parametersOf(table);
  const scopes = configurations.map((c) => {
    const r = c.replica;
    const engines = engineScopes(r.engine, table);
    return new Set([
      'all',
      'power',
      ...engines,
      ...engines.map((scope) => onClassScope(scope, r.accelerator)),
      ...tuningScopes(r.tuning ?? 'stock', r.accelerator),
      `class:${measuredClass(r.accelerator.class)}`,
      `accelerator:${r.accelerator.id}`,
      `model:${shapeOf(r.architecture.id)}`,
    ]);
  });
  const used = new Set(observations.filter((o) => o.fitted).map((o) => o.at));
  const touches = parameters.map((p) => Int32Array.from([...used].filter((i) => scopes[i]?.has(p.scope))));
  return { observations, configurations, parameters, touches, residuals };
}

export function tableAt(base: Table, parameters: readonly Parameter[], theta: Float64Array): Table {
  const table: Table = {};
  for (const [scope, names] of Object.entries(base)) {
    table[scope] = {};
    for (const [name, c] of Object.entries(names)) table[scope][name] = { ...c };
  }
  parameters.forEach((p, i) => {
    const cell = table[p.scope]?.[p.name];
    if (cell) cell.value = Math.exp(theta[i] as number);
  });
  return table;
}

export function predictAll(problem: Problem, table: Table, which?: Iterable<number>): (Prediction | undefined)[] {
  const model = createPerformanceModel({
    date: '',
    constants: table,
    residuals: problem.residuals,
  });
  const out: (Prediction | undefined)[] = new Array(problem.configurations.length);
  for (const i of which ?? problem.configurations.keys())
    out[i] = predictConfiguration(model, problem.configurations[i] as Configuration);
  return out;
}

/** ln(predicted ÷ measured). */
export function residualOf(prediction: Prediction | undefined, o: Observation): number {
  if (!prediction) return Number.NaN;
  const value = predictMetric(prediction, o.item);
  const r = Math.log(value / o.item.measured);
  return Number.isFinite(r) ? r : Number.NaN;
}

export interface Jacobian {
  /** Per observation: parameter indices and derivatives. */
  readonly index: readonly number[][];
  readonly slope: readonly number[][];
}

export function jacobian(problem: Problem, base: Table, theta: Float64Array): Jacobian {
  const at = predictAll(problem, tableAt(base, problem.parameters, theta));
  const byConfiguration: number[][] = problem.configurations.map(() => []);
  problem.observations.forEach((o, i) => o.fitted && byConfiguration[o.at]?.push(i));
  const index: number[][] = problem.observations.map(() => []);
  const slope: number[][] = problem.observations.map(() => []);
  const h = 0.02;
  problem.parameters.forEach((p, j) => {
    const moved = Float64Array.from(theta);
    moved[j] = (moved[j] as number) + h;
    const touched = problem.touches[j] as Int32Array;
    const predictions = predictAll(problem, tableAt(base, problem.parameters, moved), touched);
    for (const c of touched)
      for (const i of byConfiguration[c] ?? []) {
        const o = problem.observations[i] as Observation;
        // Power constants see energy rows only, and energy rows move no speed constant.
        if (p.power !== (o.kind === 'energy')) continue;
        const d = (residualOf(predictions[c], o) - residualOf(at[c], o)) / h;
        if (d !== 0 && Number.isFinite(d)) {
          index[i]?.push(j);
          slope[i]?.push(d);
        }
      }
  });
  return { index, slope };
}

/** Weight of each observation in the fit: a group counts as `effective` observations, whatever its size. */
export function fitWeights(observations: readonly Observation[], left?: ReadonlySet<string>): Float64Array {
  const size = new Map<string, number>();
  const key = (o: Observation): string => `${o.item.group}|${o.kind}|${o.item.slice}`;
  for (const o of observations) if (o.fitted) size.set(key(o), (size.get(key(o)) ?? 0) + 1);
  return Float64Array.from(observations, (o) => {
    if (!o.fitted || left?.has(o.fold)) return 0;
    const rows = size.get(key(o)) ?? 1;
    const kind = o.kind === 'ttft' ? 0.35 : 1;
    const slice = o.item.slice === 'colocated' ? 1 : 0.4;
    return kind * slice * (8 / (rows + 3));
  });
}

/** Gauss–Newton normal equations of some rows: J'WJ in the lower triangle, and J'Wr. */
export interface Normal {
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
}

/** Adds rows to `to`; a `sign` of −1 takes them away. Rows beyond the Huber bound weigh less, by their residuals here. */
export function accumulate(
  to: Normal,
  { jacobian: jac, residuals, weights }: Linear,
  rows: Iterable<number>,
  sign: 1 | -1 = 1,
): void {
  const { matrix, gradient } = to;
  const n = gradient.length;
  for (const i of rows) {
    const z = (residuals[i] as number) / SCALE;
    const w0 = weights[i] as number;
    if (w0 === 0 || !Number.isFinite(z)) continue;
    const w = (sign * w0 * (Math.abs(z) > HUBER ? HUBER / Math.abs(z) : 1)) / (SCALE * SCALE);
    const idx = jac.index[i] as readonly number[];
    const slope = jac.slope[i] as readonly number[];
    for (let p = 0; p < idx.length; p++) {
      const row = idx[p] as number;
      const s = w * (slope[p] as number);
      gradient[row] = (gradient[row] as number) - s * (residuals[i] as number);
      for (let q = 0; q <= p; q++) {
        const at = row * n + (idx[q] as number);
        matrix[at] = (matrix[at] as number) + s * (slope[q] as number);
      }
    }
  }
}

/** The problem straightened at one point. */
export interface Linear {
  readonly jacobian: Jacobian;
  readonly residuals: Float64Array;
  readonly weights: Float64Array;
}

export function emptyNormal(n: number): Normal {
  return { matrix: new Float64Array(n * n), gradient: new Float64Array(n) };
}

/** Solves A x = b for symmetric positive definite A, of which the lower triangle is read and overwritten by rows. */
function cholesky(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let s = a[row + j] as number;
      for (let k = 0; k < j; k++) s -= (a[row + k] as number) * (a[other + k] as number);
      a[row + j] = i === j ? Math.sqrt(Math.max(1e-12, s)) : s / (a[other + j] as number);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let s = x[i] as number;
    for (let k = 0; k < i; k++) s -= (a[i * n + k] as number) * (x[k] as number);
    x[i] = s / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    const v = (x[i] as number) / (a[i * n + i] as number);
    x[i] = v;
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - (a[i * n + k] as number) * v;
  }
  return x;
}

/** One damped Gauss–Newton step; the priors pull every constant to where it stood before any measurement. */
export function step(problem: Problem, normal: Normal, theta: Float64Array, damping: number): Float64Array {
  const n = problem.parameters.length;
  const a = Float64Array.from(normal.matrix);
  const g = Float64Array.from(normal.gradient);
  problem.parameters.forEach((p, j) => {
    const inverse = 1 / (p.sd * p.sd);
    a[j * n + j] = (a[j * n + j] as number) * (1 + damping) + inverse + 1e-9;
    g[j] = (g[j] as number) - ((theta[j] as number) - Math.log(p.prior)) * inverse;
  });
  const d = cholesky(a, g, n);
  return Float64Array.from(theta, (t, j) => t + Math.max(-0.5, Math.min(0.5, d[j] as number)));
}

export function objective(
  problem: Problem,
  theta: Float64Array,
  residuals: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  problem.observations.forEach((_, i) => {
    const w = weights[i] as number;
    if (w === 0) return;
    const z = Math.abs((residuals[i] as number) / SCALE);
    if (!Number.isFinite(z)) return;
    sum += w * (z < HUBER ? z * z : HUBER * (2 * z - HUBER));
  });
  problem.parameters.forEach((p, j) => (sum += (((theta[j] as number) - Math.log(p.prior)) / p.sd) ** 2));
  return sum;
}

export function residualsAt(
  problem: Problem,
  base: Table,
  theta: Float64Array,
  which?: Iterable<number>,
): { predictions: (Prediction | undefined)[]; residuals: Float64Array } {
  const predictions = predictAll(problem, tableAt(base, problem.parameters, theta), which);
  return { predictions, residuals: Float64Array.from(problem.observations, (o) => residualOf(predictions[o.at], o)) };
}
