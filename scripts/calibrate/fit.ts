/**
 * Robust least squares in logarithms: residual ln(predicted ÷ measured), scale 0.2, Huber beyond 0.8, log-normal priors.
 *
 * Gauss–Newton with Levenberg damping on the few constants each observation depends on (sparse rows). Deterministic.
 */
import {
  createPerformanceModel,
  engineScopes,
  measuredClass,
  shapeOf,
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
    return new Set([
      'all',
      'power',
      ...engineScopes(r.engine, table),
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

export function jacobian(
  problem: Problem,
  base: Table,
  theta: Float64Array,
  at: readonly (Prediction | undefined)[],
): Jacobian {
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

/** Solves (A) x = b for symmetric positive definite A, in place. */
function cholesky(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const f = a[j * n + k] as number;
      if (f !== 0) for (let i = j; i < n; i++) a[i * n + j] = (a[i * n + j] as number) - f * (a[i * n + k] as number);
    }
    const d = Math.sqrt(Math.max(1e-12, a[j * n + j] as number));
    for (let i = j; i < n; i++) a[i * n + j] = (a[i * n + j] as number) / d;
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let s = x[i] as number;
    for (let k = 0; k < i; k++) s -= (a[i * n + k] as number) * (x[k] as number);
    x[i] = s / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let s = x[i] as number;
    for (let k = i + 1; k < n; k++) s -= (a[k * n + i] as number) * (x[k] as number);
    x[i] = s / (a[i * n + i] as number);
  }
  return x;
}

/** One damped Gauss–Newton step from residuals and a (possibly older) Jacobian. */
export function step(
  problem: Problem,
  jac: Jacobian,
  theta: Float64Array,
  residuals: Float64Array,
  weights: Float64Array,
  damping: number,
): Float64Array {
  const n = problem.parameters.length;
  const a = new Float64Array(n * n);
  const g = new Float64Array(n);
  problem.observations.forEach((_, i) => {
    const w0 = weights[i] as number;
    if (w0 === 0) return;
    const z = (residuals[i] as number) / SCALE;
    if (!Number.isFinite(z)) return;
    const w = w0 * (Math.abs(z) > HUBER ? HUBER / Math.abs(z) : 1);
    const idx = jac.index[i] as number[];
    const s = jac.slope[i] as number[];
    for (let p = 0; p < idx.length; p++) {
      const jp = (s[p] as number) / SCALE;
      const row = idx[p] as number;
      g[row] = (g[row] as number) - w * jp * z;
      for (let q = 0; q <= p; q++) {
        const col = idx[q] as number;
        const v = (w * jp * (s[q] as number)) / SCALE;
        a[row * n + col] = (a[row * n + col] as number) + v;
      }
    }
  });
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
