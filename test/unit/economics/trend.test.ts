/** Which way a market went: laws of the slope, and how an old price leans. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedPrice, leanOf, priceFigure, trendOf } from '../../../src/economics/index.ts';
import type { RowOrigin } from '../../../src/quantity/index.ts';

const seen = (seller: string, asOf: string, price: number): DatedPrice => ({
  series: `${seller} h100`,
  seller,
  asOf,
  price,
});
/** Sellers with a price on two days a year apart. */
const market = (...pairs: readonly (readonly [number, number])[]): readonly DatedPrice[] =>
  pairs.flatMap(([before, after], i) => [seen(`s${i}`, '2025-10-01', before), seen(`s${i}`, '2026-10-01', after)]);
const TODAY = '2026-11-23';
const origin = (asOf: string): RowOrigin => ({
  kind: 'row',
  table: 't',
  row: 'r',
  line: 1,
  source: 's',
  asOf,
  confidence: 'published',
  layer: 'bundled',
});
const priced = (asOf: string, lean?: ReturnType<typeof leanOf>) =>
  priceFigure('price', { value: 4, unit: 'USD', lean }, 'on-demand', origin(asOf), TODAY);

describe('a trend', () => {
  it('is that of the sellers: all a tenth dearer is a tenth', () => {
    const trend = trendOf(market([2, 2.2], [3, 3.3], [5, 5.5]))!;
    expect(Math.exp(trend.slope)).toBeCloseTo(1.1, 6);
    expect(trend.error).toBeCloseTo(0, 9);
  });
  it('does not move when a cheap seller joins late', () => {
    const before = market([2, 2.2], [3, 3.3], [5, 5.6]);
    expect(trendOf([...before, seen('cheap', '2026-10-01', 0.5)])!.slope).toBeCloseTo(trendOf(before)!.slope, 9);
  });
  it('is unsure where sellers disagree, and then nearer to none', () => {
    const sure = trendOf(market([2, 2.6], [2, 2.6], [2, 2.6]))!;
    const torn = trendOf(market([2, 5.2], [2, 1], [2, 3.38]))!;
    expect(torn.error).toBeGreaterThan(sure.error);
    expect(Math.abs(torn.slope)).toBeLessThan(Math.abs(sure.slope));
  });
  it('is none of two sellers, or of prices of one day', () => {
    expect(trendOf(market([2, 3], [2, 3]))).toBeUndefined();
    expect(trendOf(['a', 'b', 'c'].map((seller) => seen(seller, '2026-10-01', 2)))).toBeUndefined();
  });
  it('does not depend on currency', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (rate) => {
        const prices = market([2, 2.2], [3, 2.9], [5, 7]);
        const other = prices.map((one) => ({ ...one, price: one.price * rate }));
        expect(trendOf(other)!.slope).toBeCloseTo(trendOf(prices)!.slope, 6);
      }),
    ));
});

describe('an old price', () => {
  const rising = trendOf(market([2, 3], [2, 3.1], [2, 2.9]))!;
  const falling = trendOf(market([3, 2], [3, 2.1], [3, 1.9]))!;
  const lean = (trend: typeof rising, asOf: string) => priced(asOf, leanOf(trend, asOf, TODAY));

  it('is shown as it was, and its interval goes the way the market went', () => {
    const [up, down, still] = [lean(rising, '2025-11-01'), lean(falling, '2025-11-01'), priced('2025-11-01')];
    for (const figure of [up, down, still]) expect(figure).toMatchObject({ value: 4, state: 'stale' });
    expect(up.high!).toBeGreaterThan(still.high!);
    expect(up.low!).toBeGreaterThan(still.low!);
    expect(down.low!).toBeLessThan(still.low!);
    expect(down.high!).toBeLessThan(still.high!);
  });
  it('always stands in its interval', () =>
    fc.assert(
      fc.property(fc.constantFrom(rising, falling), fc.integer({ min: 2015, max: 2026 }), (trend, year) => {
        const { low, high } = lean(trend, `${year}-03-01`);
        expect(low!).toBeLessThanOrEqual(4);
        expect(high!).toBeGreaterThanOrEqual(4);
      }),
    ));
  it('that is young does not lean', () => expect(lean(rising, '2026-11-01')).toEqual(priced('2026-11-01')));
});
