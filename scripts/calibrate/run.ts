/** The fit, and what it says of rows that it did not see. */
import {
  accumulate,
  emptyNormal,
  fitWeights,
  jacobian,
  objective,
  predictAll,
  residualOf,
  residualsAt,
  step,
  tableAt,
  type Jacobian,
  type Linear,
  type Normal,
  type Problem,
  type Table,
} from './fit.ts';
import { shapeOf } from '../../src/performance/index.ts';
import type { Observation } from './measurements.ts';

/** Gain of all steps with one Jacobian, as a share of the objective, that ends a fit. */
const SETTLED = 2e-4;
/** Steps that share one Jacobian, which is by far the dearest part: the model bends little along them. */
const CHORDS = 6;
/** Gain of one step that asks for a new Jacobian. */
const BENT = 1e-4;

export interface Fitted {
  readonly theta: Float64Array;
  readonly residuals: Float64Array;
  readonly jacobian: Jacobian;
}

interface State {
  readonly theta: Float64Array;
  readonly residuals: Float64Array;
  readonly score: number;
}

/** Levenberg–Marquardt with chord steps. */
export function fit(
  problem: Problem,
  table: Table,
  start: Float64Array,
  rounds: number,
  log: (line: string) => void,
): Fitted {
  const weights = fitWeights(problem.observations);
  const stateAt = (theta: Float64Array): State => {
    const { residuals } = residualsAt(problem, table, theta);
    return { theta, residuals, score: objective(problem, theta, residuals, weights) };
  };
  let now = stateAt(start);
  let damping = 0.01;
  for (let round = 0; ; round++) {
    const jac = jacobian(problem, table, now.theta);
    if (round === rounds) return { ...now, jacobian: jac };
    const before = now.score;
    for (let chord = 0; chord < CHORDS; chord++) {
      const normal = normalOf(problem, jac, now.residuals, weights);
      const tried = stateAt(step(problem, normal, now.theta, damping));
      const gain = (now.score - tried.score) / now.score;
      if (gain > 0) [now, damping] = [tried, Math.max(1e-4, damping / 3)];
      else damping *= 6;
      if (chord > 0 && gain < BENT) break;
    }
    log(`  round ${round} objective ${now.score.toFixed(1)} damping ${damping.toExponential(1)}`);
    if ((before - now.score) / before < SETTLED) return { ...now, jacobian: jac };
  }
}

function normalOf(problem: Problem, jac: Jacobian, residuals: Float64Array, weights: Float64Array): Normal {
  const normal = emptyNormal(problem.parameters.length);
  accumulate(normal, { jacobian: jac, residuals, weights }, problem.observations.keys());
  return normal;
}

export type Fold = (o: Observation) => string;

/** Left out together: a group; a campaign with the rules read off it; a model with all of its shape; an accelerator. */
export const FOLDS = {
  group: (o) => o.fold,
  campaign: (o) => o.campaign,
  model: (o) => `model ${shapeOf(o.item.model)}`,
  accelerator: (o) => `accelerator ${o.item.accelerator}`,
} as const satisfies Readonly<Record<string, Fold>>;

export type FoldName = keyof typeof FOLDS;

/**
 * Residuals of every observation predicted without its fold: a Gauss–Newton step away from the whole fit, with the rows of the fold
 * taken out of its normal equations, and a second one from there where they are many. `npm run calibrate -- --check` refits without
 * the folds that move the constants most and tells the difference.
 */
export function leaveOut(problem: Problem, table: Table, full: Fitted, name: FoldName, quick = false): Float64Array {
  const linear = { jacobian: full.jacobian, residuals: full.residuals, weights: fitWeights(problem.observations) };
  const normal = normalOf(problem, full.jacobian, full.residuals, linear.weights);
  const out = new Float64Array(problem.observations.length).fill(Number.NaN);
  for (const rows of foldsOf(problem, name).values()) {
    accumulate(normal, linear, rows, -1);
    let theta = step(problem, normal, full.theta, DAMPING);
    accumulate(normal, linear, rows);
    if (!quick && rows.length >= MANY_ROWS) theta = secondStep(problem, table, { ...linear, theta }, rows);
    const held = rows.map((i) => problem.observations[i] as Observation);
    const at = (o: Observation): number => (name === 'campaign' ? o.blind : o.at);
    const predictions = predictAll(problem, tableAt(table, problem.parameters, theta), new Set(held.map(at)));
    rows.forEach((i, k) => {
      const o = held[k] as Observation;
      out[i] = residualOf(predictions[at(o)], o);
    });
  }
  return out;
}

const DAMPING = 0.003;
/** Rows of a fold that bend the fit so far that one step does not end it. */
const MANY_ROWS = 20;

function secondStep(
  problem: Problem,
  table: Table,
  { jacobian: jac, weights, theta }: Linear & { readonly theta: Float64Array },
  rows: readonly number[],
): Float64Array {
  const { residuals } = residualsAt(problem, table, theta);
  const rest = Float64Array.from(weights);
  for (const i of rows) rest[i] = 0;
  return step(problem, normalOf(problem, jac, residuals, rest), theta, DAMPING);
}

export function foldsOf({ observations }: Problem, name: FoldName): ReadonlyMap<string, readonly number[]> {
  const folds = new Map<string, number[]>();
  observations.forEach((o, i) => {
    const key = FOLDS[name](o);
    const rows = folds.get(key);
    if (rows) rows.push(i);
    else folds.set(key, [i]);
  });
  return folds;
}

/** The same by a whole refit without the rows of one fold. */
export function refitWithout(problem: Problem, table: Table, full: Fitted, rows: readonly number[]): Float64Array {
  const held = new Set(rows);
  const rest: Problem = {
    ...problem,
    observations: problem.observations.map((o, i) => (held.has(i) ? { ...o, fitted: false } : o)),
  };
  return residualsAt(problem, table, fit(rest, table, full.theta, 6, () => undefined).theta).residuals;
}
