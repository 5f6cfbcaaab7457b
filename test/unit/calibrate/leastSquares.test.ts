import { describe, expect, it } from 'vitest';
import { fit, HUBER, huber, objective, solveCholesky, type Model } from '../../../scripts/calibrate/leastSquares.ts';

describe('Cholesky', () => {
  // A = L Lᵀ with L = [[2, 0, 0], [6, 1, 0], [−8, 5, 3]].
  const matrix = () => Float64Array.from([4, 12, -16, 12, 37, -43, -16, -43, 98]);

  it('finds the known factor, reading the lower triangle alone', () => {
    const a = matrix();
    [a[1], a[2], a[5]] = [NaN, NaN, NaN];
    solveCholesky(a, new Float64Array(3), 3);
    expect([a[0], a[3], a[4], a[6], a[7], a[8]]).toEqual([2, 6, 1, -8, 5, 3]);
  });

  it('solves A x = b', () => {
    // b = A · (1, 2, 3).
    const x = solveCholesky(matrix(), Float64Array.from([-20, -43, 192]), 3);
    expect([...x].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });
});

describe('the Huber loss', () => {
  it('is a square up to its corner, and a line with the slope of the corner beyond', () => {
    expect(huber(0.5)).toBe(0.25);
    expect(huber(-HUBER)).toBeCloseTo(HUBER * HUBER, 12);
    expect(huber(-5) - huber(-4)).toBeCloseTo(2 * HUBER, 12);
    expect(huber(4) - huber(3)).toBeCloseTo(2 * HUBER, 12);
  });
});

/** ln(a · exp(−b t) ÷ measured) at each time, b through its log, so that the rows are not linear in the parameters. */
function decay(times: readonly number[], measured: readonly number[], sd = 100): Model {
  return {
    parameters: [
      { prior: 1, sd },
      { prior: 1, sd },
    ],
    evaluate: ([a = 0, b = 0]) => ({
      residuals: Float64Array.from(times, (t, i) => a - Math.exp(b) * t - Math.log(measured[i] ?? NaN)),
      jacobian: () => ({
        index: times.map(() => [0, 1]),
        slope: times.map((t) => [1, -Math.exp(b) * t]),
      }),
    }),
  };
}

const TIMES = [0, 0.5, 1, 1.5, 2, 3, 4, 5];
const CLEAN = TIMES.map((t) => 7 * Math.exp(-0.3 * t));
const ones = TIMES.map(() => 1);

const solve = (model: Model, weights: readonly number[] = ones): number[] =>
  [...fit(model, Float64Array.from(weights), new Float64Array(2), 50).theta].map(Math.exp);

describe('Levenberg–Marquardt', () => {
  it('finds the parameters that made the data', () => {
    const [a, b] = solve(decay(TIMES, CLEAN));
    expect(a).toBeCloseTo(7, 4);
    expect(b).toBeCloseTo(0.3, 4);
  });

  it('never ends worse than it began', () => {
    const model = decay(
      TIMES,
      CLEAN.map((v, i) => v * (i % 2 ? 1.4 : 0.8)),
    );
    const weights = Float64Array.from(ones);
    const start = Float64Array.from([3, 2]);
    const { theta, residuals } = fit(model, weights, start, 50);
    const before = objective(model.parameters, start, model.evaluate(start).residuals, weights);
    expect(objective(model.parameters, theta, residuals, weights)).toBeLessThan(before);
  });

  it('lets one wild value move the answer little, where least squares would follow it', () => {
    const [a = 0] = solve(
      decay(
        TIMES,
        CLEAN.map((v, i) => (i === 3 ? 1000 * v : v)),
      ),
    );
    // Squares would put the mean of the logs, ln(1000) ÷ 8 = 0.86, on it: 16 instead of 7.
    expect(a / 7).toBeLessThan(1.15);
  });

  it('passes over values without a prediction, and over those of weight 0', () => {
    const [silent] = solve(
      decay(
        TIMES,
        CLEAN.map((v, i) => (i === 2 ? NaN : v)),
      ),
    );
    expect(silent).toBeCloseTo(7, 4);
    const [weightless] = solve(
      decay(
        TIMES,
        CLEAN.map((v, i) => (i === 2 ? 9 * v : v)),
      ),
      ones.map((w, i) => (i === 2 ? 0 : w)),
    );
    expect(weightless).toBeCloseTo(7, 4);
  });

  it('is held by priors as their deviations say', () => {
    const [free = 0] = solve(decay(TIMES, CLEAN, 100));
    const [drawn = 0] = solve(decay(TIMES, CLEAN, 0.05));
    const [fixed = 0] = solve(decay(TIMES, CLEAN, 1e-4));
    expect(free).toBeGreaterThan(drawn);
    expect(drawn).toBeGreaterThan(1.05);
    expect(fixed).toBeCloseTo(1, 2);
  });

  it('says the same twice, to the last bit', () => {
    const noisy = decay(
      TIMES,
      CLEAN.map((v, i) => v * (i % 2 ? 1.1 : 0.9)),
    );
    expect(solve(noisy)).toEqual(solve(noisy));
  });
});
