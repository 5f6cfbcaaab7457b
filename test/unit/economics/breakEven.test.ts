import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annuity,
  breakEvenUtilization,
  crossing,
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

describe('crossing', () => {
  it('finds where a difference changes sign', () => {
    expect(crossing((x) => x - 37, 1, 1000)).toBeCloseTo(37, 0);
    expect(crossing((x) => x + 1, 1, 1000)).toBeUndefined();
  });
  it('lands beside a step of whole machines', () => {
    const cross = crossing((x) => Math.ceil(x / 10) * 100 - 450, 1, 1000, 1e-6) ?? NaN;
    expect(cross).toBeCloseTo(40, 2);
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
