/**
 * The fit of the constants as a problem of least squares: residual ln(predicted ÷ measured) of every observation, and its
 * derivatives by the few constants it depends on.
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
import type { Jacobian, Model } from './leastSquares.ts';
import type { Observation } from './measurements.ts';

export type Table = Record<string, Record<string, { value: number; prior: number; sd: number; measurements: number }>>;

interface Parameter {
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

/** Step of the numerical derivative, in logarithms. */
const H = 0.02;

function parametersOf(table: Table): Parameter[] {
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

function predictAll(problem: Problem, table: Table, which?: Iterable<number>): (Prediction | undefined)[] {
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
function residualOf(prediction: Prediction | undefined, o: Observation): number {
  if (!prediction) return Number.NaN;
  const value = predictMetric(prediction, o.item);
  const r = Math.log(value / o.item.measured);
  return Number.isFinite(r) ? r : Number.NaN;
}

function jacobian(
  problem: Problem,
  base: Table,
  theta: Float64Array,
  at: readonly (Prediction | undefined)[],
): Jacobian {
  const byConfiguration: number[][] = problem.configurations.map(() => []);
  problem.observations.forEach((o, i) => o.fitted && byConfiguration[o.at]?.push(i));
  const index: number[][] = problem.observations.map(() => []);
  const slope: number[][] = problem.observations.map(() => []);
  problem.parameters.forEach((p, j) => {
    const moved = Float64Array.from(theta);
    moved[j] = (moved[j] as number) + H;
    const touched = problem.touches[j] as Int32Array;
    const predictions = predictAll(problem, tableAt(base, problem.parameters, moved), touched);
    for (const c of touched)
      for (const i of byConfiguration[c] ?? []) {
        const o = problem.observations[i] as Observation;
        // Power constants see energy rows only, and energy rows move no speed constant.
        if (p.power !== (o.kind === 'energy')) continue;
        const d = (residualOf(predictions[c], o) - residualOf(at[c], o)) / H;
        if (d !== 0 && Number.isFinite(d)) {
          index[i]?.push(j);
          slope[i]?.push(d);
        }
      }
  });
  return { index, slope };
}

/** Weight of each observation in the fit: a group counts as `effective` observations, whatever its size. */
export function fitWeights(observations: readonly Observation[]): Float64Array {
  const size = new Map<string, number>();
  const key = (o: Observation): string => `${o.item.group}|${o.kind}|${o.item.slice}`;
  for (const o of observations) if (o.fitted) size.set(key(o), (size.get(key(o)) ?? 0) + 1);
  return Float64Array.from(observations, (o) => {
    if (!o.fitted) return 0;
    const rows = size.get(key(o)) ?? 1;
    const kind = o.kind === 'ttft' ? 0.35 : 1;
    const slice = o.item.slice === 'colocated' ? 1 : 0.4;
    return kind * slice * (8 / (rows + 3));
  });
}

/** The problem as least squares see it: logs of constants in, residuals and their derivatives out. */
export function modelOf(problem: Problem, base: Table): Model {
  return {
    parameters: problem.parameters,
    evaluate(theta) {
      const predictions = predictAll(problem, tableAt(base, problem.parameters, theta));
      return {
        residuals: Float64Array.from(problem.observations, (o) => residualOf(predictions[o.at], o)),
        jacobian: () => jacobian(problem, base, theta, predictions),
      };
    },
  };
}
