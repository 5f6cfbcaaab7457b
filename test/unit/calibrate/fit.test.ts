import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulate, emptyNormal, step, type Linear, type Problem } from '../../../scripts/calibrate/fit.ts';

/** Constants without a prior to speak of, so that the rows alone decide. */
const problem = (constants: number): Problem => ({
  observations: [],
  configurations: [],
  parameters: Array.from({ length: constants }, (_, i) => ({
    scope: 'all',
    name: `c${i}`,
    prior: 1,
    sd: 1e4,
    power: false,
  })),
  touches: [],
  residuals: { slices: {}, spread: {}, models: [], accelerators: [], classes: [] },
});

/** Rows of a straight problem: residual = slope · theta − target. */
const rows = fc.array(
  fc.record({
    slope: fc.tuple(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: -2, max: -0.5, noNaN: true })),
    target: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    weight: fc.double({ min: 0.5, max: 2, noNaN: true }),
  }),
  { minLength: 4, maxLength: 12 },
);

type Row = { readonly slope: readonly [number, number]; readonly target: number; readonly weight: number };

const linearAt = (all: readonly Row[], theta: Float64Array): Linear => ({
  jacobian: { index: all.map(() => [0, 1]), slope: all.map(({ slope }) => [...slope]) },
  residuals: Float64Array.from(all, (r) => r.slope[0] * (theta[0] ?? 0) + r.slope[1] * (theta[1] ?? 0) - r.target),
  weights: Float64Array.from(all, ({ weight }) => weight),
});

function solved(all: readonly Row[], from: Float64Array): Float64Array {
  const normal = emptyNormal(2);
  accumulate(normal, linearAt(all, from), all.keys());
  return step(problem(2), normal, from, 0);
}

describe('a step of the fit', () => {
  const zero = new Float64Array(2);

  it('ends a straight problem at once, from wherever it starts', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const end = solved(all, zero);
        const again = solved(all, end);
        expect(again[0]).toBeCloseTo(end[0] ?? 0, 5);
        expect(again[1]).toBeCloseTo(end[1] ?? 0, 5);
      }),
    );
  });

  it('without some rows is the step of a fit that never had them', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const full = solved(all, zero);
        const held = [0];
        const normal = emptyNormal(2);
        const linear = linearAt(all, full);
        accumulate(normal, linear, all.keys());
        accumulate(normal, linear, held, -1);
        const left = step(problem(2), normal, full, 0);
        const refit = solved(all.slice(1), zero);
        expect(left[0]).toBeCloseTo(refit[0] ?? 0, 4);
        expect(left[1]).toBeCloseTo(refit[1] ?? 0, 4);
      }),
    );
  });

  it('does not run away from one row that contradicts the others', () => {
    const same = { slope: [1, -1] as const, target: 0.01, weight: 1 };
    const all: Row[] = [...Array.from({ length: 9 }, () => same), { ...same, target: 3 }];
    const end = solved(all, zero);
    // A plain mean would answer 0.3; its pull is that of a residual at the bound.
    expect((end[0] ?? 0) - (end[1] ?? 0)).toBeLessThan(0.05);
  });
});
