import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alwaysBelowFrom,
  annuity,
  breakEvenUtilization,
  monthsToBreakEven,
  sensitivities,
} from '../../../src/economics/index.ts';

describe('months to break even', () => {
  it('is the money spent up front over what a month saves', () => {
    expect(monthsToBreakEven(300_000, 5_000, 30_000)).toBe(12);
  });
  it('is never where owning costs more each month', () => {
    expect(monthsToBreakEven(300_000, 30_000, 30_000)).toBeUndefined();
  });
});

describe('utilisation at which a token costs what the API asks', () => {
  it('follows from the cost at full load', () => {
    expect(breakEvenUtilization(0.2, 0.5)).toBeCloseTo(0.4, 12);
    expect(breakEvenUtilization(0.6, 0.5)).toBeUndefined();
  });
});

describe('the input above which a cost stays lower', () => {
  it('is where the difference changes its sign', () => {
    expect(alwaysBelowFrom((x) => 37 - x, 1, 1000)).toBeCloseTo(37, 0);
    expect(alwaysBelowFrom((x) => x + 1, 1, 1000)).toBeUndefined();
    expect(alwaysBelowFrom((x) => -x, 1, 1000)).toBe(1);
  });

  it('is the last change of a saw of whole machines, wherever one looks from', () => {
    // A machine of 10 costs 100; what it replaces costs 13 each: dearer again after every new machine until 50.
    const saw = (x: number): number => Math.ceil(x / 10) * 100 - 13 * x;
    const found = [1, 2, 5, 9].map((now) => alwaysBelowFrom(saw, now / 1e3, now * 1e3) ?? NaN);
    expect(new Set(found.map((x) => x.toFixed(1))).size).toBe(1);
    const [from = NaN] = found;
    for (const x of [1.001, 1.1, 1.5, 3, 20]) expect(saw(from * x)).toBeLessThan(0);
    expect(saw(from * 0.99)).toBeGreaterThanOrEqual(0);
  });
});

describe('capital recovery', () => {
  it('repays the price: present value of the payments and the residual is 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 15 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (rate, years, residual) => {
          const payment = annuity(rate, years, residual);
          let present = residual / (1 + rate) ** years;
          for (let year = 1; year <= years; year++) present += payment / (1 + rate) ** year;
          expect(present).toBeCloseTo(1, 6);
        },
      ),
    );
  });
  it('does not break where the cost of capital is next to nothing', () => {
    expect(annuity(1e-10, 4, 0)).toBeCloseTo(0.25, 9);
    expect(annuity(1e-7, 4, 0)).toBeCloseTo(0.25, 6);
  });
});

describe('sensitivities', () => {
  it('are per cent per per cent, largest reach first', () => {
    const inputs = [
      { key: 'power', value: 2 },
      { key: 'price', value: 5 },
      { key: 'none', value: 3 },
    ];
    const world: Record<string, number> = { power: 2, price: 5, none: 3 };
    const found = sensitivities(inputs, (key, value) => {
      const at = { ...world, [key]: value };
      return (at.price ?? 0) ** 1 / Math.sqrt(at.power ?? 1);
    });
    expect(found.map((entry) => entry.key)).toEqual(['price', 'power', 'none']);
    expect(found.map((entry) => Number(entry.elasticity.toFixed(9)))).toEqual([1, -0.5, 0]);
  });
  it('take the arms from the range of the input', () => {
    const [found] = sensitivities([{ key: 'x', value: 10, low: 5, high: 30 }], (_, value) => value * 2);
    expect(found).toMatchObject({ low: 10, high: 60 });
  });
  it('leave out what cannot be evaluated', () => {
    expect(sensitivities([{ key: 'x', value: 10 }], () => undefined)).toEqual([]);
    expect(sensitivities([{ key: 'x', value: 0 }], () => 1)).toEqual([]);
  });
});
