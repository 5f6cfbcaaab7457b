/** The fit again with groups, models and accelerators left out: what the model says about runs it has not seen. */
import { shapeOf } from '../../src/performance/index.ts';
import { step, type Fitted, type Model } from './leastSquares.ts';
import type { Observation } from './measurements.ts';

export type FoldName = 'leave group out' | 'new model' | 'new accelerator';

/** Left out together: a group; a model with all of its shape; an accelerator. */
export const FOLDS: Readonly<Record<FoldName, (o: Observation) => string>> = {
  'leave group out': (o) => o.fold,
  'new model': (o) => `model ${shapeOf(o.item.model)}`,
  'new accelerator': (o) => `accelerator ${o.item.accelerator}`,
};

/** Damping of the steps of a refit: close to the minimum, next to none. */
const DAMPING = 0.003;

export interface LeaveOut {
  /** Fold of each residual. */
  readonly folds: readonly string[];
  /** Refits: folds share them, dealt out in turn. */
  readonly bundles: number;
  /** Steps of a refit. */
  readonly steps: number;
}

/**
 * Residuals of every observation predicted without its fold. Few folds share one refit (`bundles`); each refit starts at the full
 * fit and takes `steps` steps with its Jacobian, which the data left out hardly bends.
 */
export function leaveOut(
  model: Model,
  weights: Float64Array,
  full: Fitted,
  { folds, bundles, steps }: LeaveOut,
): Float64Array {
  const names = [...new Set(folds)].sort();
  // Neighbours in the alphabet are alike (one source, one model): deal them to different bundles.
  const bundle = new Map(names.map((name, i) => [name, i % Math.min(bundles, names.length)]));
  const out = new Float64Array(folds.length).fill(Number.NaN);
  for (let b = 0; b < Math.min(bundles, names.length); b++) {
    const held = folds.map((fold) => bundle.get(fold) === b);
    const kept = weights.map((w, i) => (held[i] ? 0 : w));
    let at = full;
    for (let s = 0; s < steps; s++) {
      const theta = step(model.parameters, at, kept, DAMPING);
      at = { theta, residuals: model.evaluate(theta).residuals, jacobian: full.jacobian };
    }
    held.forEach((isHeld, i) => isHeld && (out[i] = at.residuals[i] as number));
  }
  return out;
}
