import { describe, expect, it } from 'vitest';
import { ageOf, isStale, priceFigure, priceWidth } from '../../../src/economics/index.ts';
import { ageInDays, lastDay } from '../../../src/quantity/index.ts';
import type { Confidence, RowOrigin } from '../../../src/quantity/index.ts';

const row = (asOf: string, confidence: Confidence = 'published'): RowOrigin => ({
  kind: 'row',
  table: 'clouds/aws.csv',
  row: 'p5.48xlarge us-east-1',
  source: 'AWS Price List API',
  asOf,
  confidence,
  layer: 'bundled',
});
const price = { value: 55.04, unit: 'USD' };

describe('the age of a price', () => {
  it.each([
    ['2026-07-20', '2026-07-20'],
    ['2025-04', '2025-04-30'],
    ['2024', '2024-12-31'],
    ['2024-02', '2024-02-29'],
  ])('%s may mean %s', (asOf, date) => {
    expect(lastDay(asOf)).toBe(Date.parse(date));
  });
  it('is not read from words', () => {
    expect(lastDay('FY2025')).toBeUndefined();
    expect(ageInDays('soon', '2026-11-23')).toBeUndefined();
  });
  it('is never negative', () => {
    expect(ageInDays('2026', '2026-11-23')).toBe(0);
  });
});

describe('a price goes stale', () => {
  it.each([
    ['spot', '2026-11-09', false],
    ['spot', '2026-11-08', true],
    ['on-demand', '2026-07-26', false],
    ['on-demand', '2026-07-25', true],
    ['api', '2026-07-25', true],
    ['commitment', '2025-10-19', false],
    ['commitment', '2025-10-18', true],
    ['specification', '2015', false],
    ['purchase', '2015', false],
  ] as const)('%s read on %s: %s', (kind, asOf, stale) => {
    expect(isStale(kind, asOf, '2026-11-23')).toBe(stale);
  });
  it('and an unreadable date is stale', () => {
    expect(isStale('on-demand', 'FY2025', '2026-11-23')).toBe(true);
  });
});

describe('what a sentence says of an old price', () => {
  it.each([
    ['api', '2026-06', 146, 120],
    ['on-demand', '2026-06', 146, 120],
    ['spot', '2026-11-01', 22, 14],
    ['commitment', '2025-10', 388, 400],
  ] as const)('%s of %s is %i days old (limit %i), as the policy counts', (kind, asOf, days, limitDays) => {
    expect(ageOf(kind, asOf, '2026-11-23')).toEqual({ days, limitDays });
    expect(isStale(kind, asOf, '2026-11-23')).toBe(days > limitDays);
  });
});

describe('the interval of a price', () => {
  it('is none for a list price read from its vendor', () => {
    expect(priceFigure('price', price, 'on-demand', row('2026-11-01'), '2026-11-23')).toMatchObject({
      value: 55.04,
      state: 'known',
    });
    expect(priceFigure('price', price, 'on-demand', row('2026-11-01'), '2026-11-23').low).toBeUndefined();
  });
  it('is wider for a copy, widest for an estimate, and an estimate is derived', () => {
    const width = (confidence: Confidence): number => priceWidth('on-demand', confidence, '2026-11-01', '2026-11-23');
    expect(width('third-party')).toBeGreaterThan(width('published'));
    expect(width('estimate')).toBeGreaterThan(width('third-party'));
    expect(priceFigure('price', price, 'on-demand', row('2026-11-01', 'estimate'), '2026-11-23').state).toBe('derived');
  });
  it('widens once stale, keeps the value, and stops at the spread of the market', () => {
    const old = priceFigure('price', price, 'on-demand', row('2025-11-23'), '2026-11-23');
    expect(old).toMatchObject({ value: 55.04, state: 'stale' });
    expect(old.high).toBeCloseTo(55.04 * Math.exp(0.35), 9);
    expect(priceWidth('spot', 'published', '2020-01-01', '2026-11-23')).toBeCloseTo(Math.hypot(0.1, 0.7), 9);
  });
  it('grows with the square root of age: a random walk', () => {
    const width = (asOf: string): number => priceWidth('on-demand', 'published', asOf, '2026-11-23');
    expect(width('2024-11-23') / width('2025-11-23')).toBeCloseTo(Math.SQRT2, 3);
  });
  it('grows with age', () => {
    const dates = ['2026-06-01', '2026-01-01', '2025-01-01'];
    const widths = dates.map((date) => priceWidth('on-demand', 'published', date, '2026-11-23'));
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
  });
  it('takes a bound the row itself gives, and the width of its class on the other side', () => {
    const figure = priceFigure(
      'price',
      { value: 4e6, low: 3e6, high: 4e6, unit: 'USD' },
      'purchase',
      row('2026-05', 'third-party'),
      '2026-11-23',
    );
    expect(figure.low).toBe(3e6);
    expect(figure.high).toBeGreaterThan(4e6);
  });
  it('is a reason, not a zero, where there is no price', () => {
    const figure = priceFigure(
      'spot price',
      { value: undefined, unit: 'USD' },
      'spot',
      row('2026-11-01'),
      '2026-11-23',
    );
    expect(figure).toMatchObject({ value: null, state: 'unknown' });
    expect(figure.why().origin).toMatchObject({
      kind: 'unknown',
      reason: 'p5.48xlarge us-east-1: nobody published a spot price',
    });
  });
});
