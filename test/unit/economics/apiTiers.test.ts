/** Prices of hosted models that depend on the request: context tiers, cache writes, batch, hours off peak. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApiPrices,
  apiRates,
  apiRequestCost,
  type AskedTokens,
  longShare,
  type TokenPrices,
} from '../../../src/economics/index.ts';
import { type Figure, leaf } from '../../../src/quantity/index.ts';

const LISTED: TokenPrices = {
  input: 3,
  cachedInput: 0.3,
  output: 15,
  batchInput: 1.5,
  batchOutput: 7.5,
  batchCachedInput: 0.15,
  cacheWrite: 3.75,
  longInput: 6,
  longOutput: 22.5,
};
const figure = (value: number): Figure => leaf('price', { value }, 'USD', { kind: 'default', reason: 'test' });
const prices = (listed: TokenPrices, longContextTokens = 200_000): ApiPrices => ({
  ...Object.fromEntries(Object.entries(listed).map(([key, value]) => [key, figure(value as number)])),
  longContextTokens,
});
const rates = (listed: TokenPrices, asked: AskedTokens, batch = false) => {
  const { input, cachedInput, output } = apiRates(prices(listed), batch, asked);
  return [input.value, cachedInput.value, output.value];
};
const asked = (input: number, more: Partial<AskedTokens> = {}): AskedTokens => ({
  input,
  output: 500,
  cached: 0,
  ...more,
});

describe('a hosted model', () => {
  it('costs the list price below the limit of its context tier, and all of the request the other above', () => {
    expect(rates(LISTED, asked(150_000))).toEqual([3, 3, 15].map((price, i) => (i === 1 ? 0.3 : price)));
    expect(rates(LISTED, asked(250_000))).toEqual([6, 0.6, 22.5]);
  });
  it('costs a part of each where lengths lie about the limit', () => {
    const [input = 0] = rates(LISTED, asked(150_000, { inputP95: 400_000 }));
    expect(input).toBeGreaterThan(3);
    expect(input).toBeLessThan(6);
    const { requests, tokens } = longShare(asked(150_000, { inputP95: 400_000 }), 200_000);
    expect(tokens).toBeGreaterThan(requests);
  });
  it('charges for what is written into its cache, where a part comes out of it', () => {
    expect(rates(LISTED, asked(1000, { cached: 0.5 }))[0]).toBe(3.75);
    expect(rates(LISTED, asked(1000))[0]).toBe(3);
  });
  it('has a cached price of its own in batch', () =>
    expect(rates(LISTED, asked(1000, { cached: 0.5 }), true)).toEqual([1.5, 0.15, 7.5]));
  it('without a batch price does at the off-peak price what may wait, and by day reaches down to it', () => {
    const offPeak: TokenPrices = { input: 2, output: 8, offPeakInput: 1, offPeakOutput: 4 };
    expect(rates(offPeak, asked(1000), true)).toEqual([1, 1, 4]);
    const { input } = apiRates(prices(offPeak), false, asked(1000));
    expect([input.low, input.value, input.high]).toEqual([1, 2, 2]);
  });
  it('is chosen by the number that is billed', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 900_000 }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (input, ratio, cached, batch) => {
          const one = asked(input, { inputP95: input * ratio, cached });
          const [inputs = 0, cachedInput = 0, output = 0] = rates(LISTED, one, batch).map((value) => value ?? NaN);
          const billed = (input * (1 - cached) * inputs + input * cached * cachedInput + one.output * output) / 1e6;
          expect(apiRequestCost({ ...LISTED, longContextTokens: 200_000 }, one, batch)).toBeCloseTo(billed, 9);
        },
      ),
    ));
});
