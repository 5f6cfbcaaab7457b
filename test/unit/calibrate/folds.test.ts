import { describe, expect, it } from 'vitest';
import { leaveOut } from '../../../scripts/calibrate/folds.ts';
import { fit, type Model } from '../../../scripts/calibrate/leastSquares.ts';

/** One parameter, the log of a level; a residual is the level less what was measured. */
function level(measured: readonly number[]): Model {
  return {
    parameters: [{ prior: 1, sd: 100 }],
    evaluate: ([at = 0]) => ({
      residuals: Float64Array.from(measured, (m) => at - m),
      jacobian: () => ({ index: measured.map(() => [0]), slope: measured.map(() => [1]) }),
    }),
  };
}

/** Small enough that Huber's loss is a square throughout. */
const MEASURED = [0, 0.02, 0.06, 0.08];
const FOLDS = ['a', 'a', 'b', 'b'];
const ones = Float64Array.from(MEASURED, () => 1);

function residuals(bundles: number, measured: readonly number[] = MEASURED, folds = FOLDS): number[] {
  const model = level(measured);
  const full = fit(model, ones, new Float64Array(1), 50);
  return [...leaveOut(model, ones, full, { folds, bundles, steps: 5 })];
}

describe('leave-out', () => {
  it('predicts each fold from the others alone', () => {
    // Without a the level is 0.07, without b 0.01.
    const expected = [0.07, 0.05, -0.05, -0.07];
    residuals(2).forEach((r, i) => expect(r).toBeCloseTo(expected[i] ?? NaN, 4));
  });

  it('does not see what it leaves out', () => {
    const [, , b] = residuals(2);
    const [, , moved] = residuals(2, [0, 0.02, 0.06, 0.14]);
    expect(moved).toBeCloseTo(b ?? NaN, 4);
  });

  it('leaves out all folds of a bundle together, neighbours of the alphabet apart', () => {
    // Two bundles of three folds: a and c leave together, b alone.
    const [a, b, , c] = residuals(2, MEASURED, ['a', 'b', 'b', 'c']);
    expect(a).toBeCloseTo(0.04, 4);
    expect(c).toBeCloseTo(-0.04, 4);
    expect(b).toBeCloseTo(0.02, 4);
  });

  it('predicts every observation once, however few the folds', () => {
    expect(residuals(24).every(Number.isFinite)).toBe(true);
  });
});
