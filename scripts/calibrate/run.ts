/** The fit, and the fit again with groups, models and accelerators left out. */
import { fitWeights, jacobian, objective, residualsAt, step, type Problem, type Table } from './fit.ts';
import { shapeOf } from '../../src/performance/index.ts';
import type { Observation } from './measurements.ts';

/** Gain of a step, as a share of the objective, that ends a fit. The valley between factors and peaks is long: 3e-4 ends it halfway. */
const SETTLED = 3e-5;

export interface Fitted {
  readonly theta: Float64Array;
  readonly residuals: Float64Array;
  readonly jacobian: ReturnType<typeof jacobian>;
}

/** Levenberg–Marquardt; a new Jacobian every other step. */
export function fit(
  problem: Problem,
  table: Table,
  start: Float64Array,
  rounds: number,
  log: (line: string) => void,
): Fitted {
  const weights = fitWeights(problem.observations);
  let theta = start;
  let now = residualsAt(problem, table, theta);
  let score = objective(problem, theta, now.residuals, weights);
  let damping = 0.01;
  let jac = jacobian(problem, table, theta, now.predictions);
  for (let round = 0; round < rounds; round++) {
    let better = false;
    for (let attempt = 0; attempt < 5 && !better; attempt++) {
      const next = step(problem, jac, theta, now.residuals, weights, damping);
      const tried = residualsAt(problem, table, next);
      const value = objective(problem, next, tried.residuals, weights);
      if (value < score) {
        better = true;
        const gain = (score - value) / score;
        theta = next;
        now = tried;
        score = value;
        damping = Math.max(1e-4, damping / 4);
        if (gain < SETTLED) round = rounds;
      } else damping *= 8;
    }
    log(`  round ${round} objective ${score.toFixed(1)} damping ${damping.toExponential(1)}`);
    if (!better) break;
    jac = jacobian(problem, table, theta, now.predictions);
  }
  return { theta, residuals: now.residuals, jacobian: jac };
}

export type Fold = (o: Observation) => string;

/** Left out together: a group; a model with all of its shape; an accelerator. */
export const FOLDS: Readonly<Record<string, Fold>> = {
  'leave group out': (o) => o.fold,
  'new model': (o) => `model ${shapeOf(o.item.model)}`,
  'new accelerator': (o) => `accelerator ${o.item.accelerator}`,
};

/**
 * Residuals of every observation predicted without its fold. Few folds share one refit (`bundles`); each refit starts at the full
 * fit and takes `steps` steps with its Jacobian, which the data left out hardly bends.
 */
export function leaveOut(
  problem: Problem,
  table: Table,
  full: Fitted,
  foldOf: Fold,
  bundles: number,
  steps: number,
): Float64Array {
  const names = [...new Set(problem.observations.map(foldOf))].sort();
  // Neighbours in the alphabet are alike (one source, one model): deal them to different bundles.
  const bundle = new Map(names.map((name, i) => [name, i % Math.min(bundles, names.length)]));
  const out = new Float64Array(problem.observations.length).fill(Number.NaN);
  const base = fitWeights(problem.observations);
  for (let b = 0; b < Math.min(bundles, names.length); b++) {
    const held = problem.observations.map((o) => bundle.get(foldOf(o)) === b);
    const weights = Float64Array.from(base, (w, i) => (held[i] ? 0 : w));
    let theta = full.theta;
    let residuals = full.residuals;
    for (let s = 0; s < steps; s++) {
      theta = step(problem, full.jacobian, theta, residuals, weights, 0.003);
      residuals = residualsAt(problem, table, theta).residuals;
    }
    problem.observations.forEach((_, i) => held[i] && (out[i] = residuals[i] as number));
  }
  return out;
}
