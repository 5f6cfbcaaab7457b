/** Numbers as people read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatInterval,
  formatSpread,
  type Quantity,
} from '../../../src/quantity/index.ts';

const locale = 'en-US';

describe('money', () => {
  it.each([
    [0, '$0.00'],
    [0.00042, '$0.00042'],
    [0.42, '$0.42'],
    [0.4213, '$0.421'],
    [2.1, '$2.10'],
    [12.345, '$12.35'],
    [99.999, '$100.00'],
    [421.37, '$421'],
    [1234, '$1.23k'],
    [9996, '$10k'],
    [78_912, '$78.9k'],
    [1_230_000, '$1.23M'],
    [-5.5, '-$5.50'],
  ])('%d is %s', (value, expected) => expect(formatMoney(value, 'USD', locale)).toBe(expected));

  it('is written as the locale and the currency want it', () => {
    expect(formatMoney(2.1, 'EUR', 'de-DE')).toBe('2,10\u00a0€');
    expect(formatMoney(123, 'JPY', 'en-US')).toBe('¥123');
    expect(formatMoney(3, 'JPY', 'en-US')).toBe('¥3');
  });
});

describe('rates', () => {
  it.each([
    [3.35e12, 'B/s', '3.35 TB/s'],
    [450e9, 'B/s', '450 GB/s'],
    [1.98e15, 'FLOP/s', '1.98 PFLOP/s'],
    [17.36, '1/s', '17.4/s'],
    [0.03, '1/year', '0.03/year'],
  ])('%d %s is %s', (value, unit, expected) =>
    expect(formatQuantity({ value, unit, state: 'known' }, { locale })).toBe(expected),
  );
});

describe('times, bytes, shares', () => {
  it.each([
    [0, '0 s'],
    [2e-6, '2 µs'],
    [0.42, '420 ms'],
    [0.9997, '1 s'],
    [1.2, '1.2 s'],
    [95, '95 s'],
    [600, '10 min'],
    [7300, '2.03 h'],
    [4 * 8760 * 3600, '4 years'],
  ])('%d s is %s', (value, expected) => expect(formatDuration(value, locale)).toBe(expected));

  it('days and years are words of the language', () => {
    expect(formatDuration(8760 * 3600, locale)).toBe('1 year');
    expect(formatDuration(3 * 86_400, 'de')).toBe('3 Tage');
    expect(formatQuantity({ value: 4, unit: 'year', state: 'known' }, { locale: 'de' })).toBe('4 Jahre');
  });

  it('a time is written in the unit that leaves one to three digits before the point', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 119, noNaN: true }), (seconds) => {
        const shown = Number.parseFloat(formatDuration(seconds, locale).replaceAll(',', ''));
        expect(shown >= 0.99 && shown < 1000).toBe(true);
      }),
    );
  });

  it('bytes are binary, as memory is', () => {
    expect(formatBytes(131 * 2 ** 30, locale)).toBe('131 GiB');
    expect(formatBytes(0, locale)).toBe('0 B');
  });

  it('shares are percent with a space', () => {
    expect([0.072, 0.12, 0.128, 1.12, 0].map((share) => formatPercent(share, locale))).toEqual([
      '7.2 %',
      '12 %',
      '13 %',
      '112 %',
      '0 %',
    ]);
  });
});

describe('a quantity', () => {
  const show = (value: number | null, unit: string, more: Partial<Quantity> = {}, of = locale): string =>
    formatQuantity({ value, unit, state: 'known', ...more }, { locale: of });

  it.each([
    [0.31, 'kWh', '0.31 kWh'],
    [0.031, 'kWh', '31 Wh'],
    [3100, 'kWh', '3.1 MWh'],
    [0.4, 'J', '400 mJ'],
    [1234, 'W', '1.23 kW'],
    [33, 'g', '33 g'],
    [4e6, 'g', '4 t'],
    [45_000, 'l', '45 m³'],
    [0.42, 's', '420 ms'],
    [1240.6, 'token/s', '1,240 token/s'],
    [0.08, 'USD/kWh', '$0.08/kWh'],
    [42, '', '42'],
    [42, '1', '42'],
  ])('of %d %s is %s', (value, unit, expected) => expect(show(value, unit)).toBe(expected));

  it('that is only a lower bound says so', () => {
    expect(show(null, 'USD', { low: 2.1, state: 'unknown' })).toBe('≥ $2.10');
  });

  it('that nobody knows is not zero', () => {
    expect(show(null, 'USD', { state: 'unknown' })).toBe('unknown');
    expect(formatQuantity({ value: null, unit: 'USD', state: 'unknown' }, { locale: 'de', unknown: 'unbekannt' })).toBe(
      'unbekannt',
    );
  });

  it('has its interval as the factor to either end, wherever the value stands inside', () => {
    expect(formatSpread({ value: 1, low: 0.5, high: 2, unit: '', state: 'known' }, locale)).toBe('±100 %');
    expect(formatSpread({ value: 1.2, low: 0.9, high: 1.14, unit: '', state: 'known' }, locale)).toBe('±13 %');
    expect(formatSpread({ value: 1, low: 0, high: 2, unit: '', state: 'known' }, locale)).toBeUndefined();
    expect(formatSpread({ value: 1, unit: '', state: 'known' }, locale)).toBeUndefined();
  });

  it.each([
    [{ value: 203, low: 181, high: 227, unit: 'ms' }, '±12 %'],
    [{ value: 0.28, low: 0.129, high: 0.608, unit: 's' }, '129–608 ms'],
    [{ value: 1, low: 0.4, high: 2.5, unit: 's' }, '400 ms–2.5 s'],
    [{ value: 1, low: 0.4, high: 2.5, unit: 'USD' }, '$0.40–$2.50'],
    [{ value: 1, low: 0.4, high: 2.5, unit: 'USD/kWh' }, '$0.40/kWh–$2.50/kWh'],
    [{ value: 1, unit: 'USD' }, undefined],
  ] as const)('is written as a range where it is skewed: %j is %s', (quantity, expected) => {
    expect(formatInterval({ ...quantity, state: 'known' }, locale)).toBe(expected);
  });

  it('never takes more than its value below it', () => {
    const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (...values) => {
        const [low = 0, value = 0, high = 0] = values.toSorted((a, b) => a - b);
        const share = /^±([\d.,]+) %$/.exec(
          formatInterval({ value, low, high, unit: 's', state: 'known' }, locale) ?? '',
        );
        if (share !== null) expect(Number(share[1])).toBeLessThan(51);
      }),
    );
  });

  it('keeps three significant digits: reading it back loses at most half a percent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (value) => {
        const back = Number(formatNumber(value, locale).replaceAll(',', ''));
        expect(Math.abs(back / value - 1)).toBeLessThanOrEqual(0.005001);
      }),
    );
  });
});
