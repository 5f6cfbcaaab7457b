/**
 * Numbers as people read them: three significant digits, a unit of fitting size, the locale's own signs.
 *
 * `$0.42`, `$78.9k`, `420 ms`, `0.31 kWh`, `±12 %`; a lower bound is "≥ $2.10", nothing known is "unknown".
 */
import type { Quantity } from './quantity.ts';

export interface FormatOptions {
  /** BCP 47, such as `en-US`; always given, so that output does not depend on the machine. */
  readonly locale: string;
  /** Word for an unknown value. */
  readonly unknown?: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making an Intl.NumberFormat costs more than a thousand uses of it. */
function numberFormat(locale: string, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${locale} ${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(id, made);
  return made;
}

/** Three significant digits: 17.4, 0.0312, 1,240. */
export function formatNumber(value: number, locale: string): string {
  return numberFormat(locale, 'plain', { maximumSignificantDigits: 3 }).format(value);
}

/** A whole number, every digit. */
export function formatCount(value: number, locale: string): string {
  return numberFormat(locale, 'count', { maximumFractionDigits: 0 }).format(value);
}

/** 0.12 → "12 %". Below ten percent one decimal stays. */
export function formatPercent(share: number, locale: string): string {
  const percent = share * 100;
  const digits = Math.abs(percent) < 9.95 ? 2 : Math.abs(percent) < 99.5 ? 2 : 3;
  return `${numberFormat(locale, `percent ${digits}`, { maximumSignificantDigits: digits }).format(percent)} %`;
}

/**
 * Money as the locale writes it: "$0.42", "$421", from a thousand "$78.9k".
 *
 * @param currency ISO code
 */
export function formatMoney(value: number, currency: string, locale: string): string {
  const size = Math.abs(value);
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  if (size >= 999.5) {
    const compact = { ...money, notation: 'compact', minimumFractionDigits: 0, maximumSignificantDigits: 3 } as const;
    const text = numberFormat(locale, `compact ${currency}`, compact).format(value);
    return locale.startsWith('en') ? text.replace(/K$/, 'k') : text;
  }
  if (size >= 100) {
    const whole = { ...money, minimumFractionDigits: 0, maximumSignificantDigits: 3 } as const;
    return numberFormat(locale, `whole ${currency}`, whole).format(value);
  }
  const minor = minorDigits(currency);
  const digits = size > 0 && size < 1 ? Math.min(12, 2 - Math.floor(Math.log10(size))) : minor;
  const small = { ...money, minimumFractionDigits: minor, maximumFractionDigits: Math.max(minor, digits) };
  return numberFormat(locale, `small ${currency} ${digits}`, small).format(value);
}

/** Decimals a currency is written with: 2 for most, none for the yen. */
function minorDigits(currency: string): number {
  const format = numberFormat('en', `minor ${currency}`, { style: 'currency', currency });
  return format.resolvedOptions().minimumFractionDigits ?? 2;
}

type Scale = readonly (readonly [from: number, unit: string, size: number])[];

/** The largest unit whose size the value reaches; the first one for anything smaller. */
function scaled(value: number, scale: Scale, locale: string): string {
  // 999.6 would be written as 1,000 of the smaller unit: the next one takes over from 999.5.
  const row = scale.findLast(([from]) => Math.abs(value) >= from * 0.9995) ?? scale[0];
  if (!row || value === 0)
    return `${formatNumber(value, locale)} ${scale.find(([, , size]) => size === 1)?.[1] ?? ''}`.trim();
  const [, unit, size] = row;
  if (unit === 'day' || unit === 'year') return formatWord(value / size, unit, locale);
  return `${formatNumber(value / size, locale)} ${unit}`;
}

/** Units without a symbol are words of the language: "4 years", "4 Jahre". */
function formatWord(value: number, unit: 'day' | 'year', locale: string): string {
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumSignificantDigits: 3 } as const;
  return numberFormat(locale, unit, options).format(value);
}

const HOUR = 3600;
const DURATION: Scale = [
  [0, 'ns', 1e-9],
  [1e-6, 'µs', 1e-6],
  [1e-3, 'ms', 1e-3],
  [1, 's', 1],
  [120, 'min', 60],
  [2 * HOUR, 'h', HOUR],
  [48 * HOUR, 'day', 24 * HOUR],
  [8760 * HOUR, 'year', 8760 * HOUR],
];

/** Seconds as "420 ms", "1.2 s", "4 years". */
export function formatDuration(seconds: number, locale: string): string {
  return scaled(seconds, DURATION, locale);
}

const BYTES: Scale = [
  [0, 'B', 1],
  [2 ** 10, 'KiB', 2 ** 10],
  [2 ** 20, 'MiB', 2 ** 20],
  [2 ** 30, 'GiB', 2 ** 30],
  [2 ** 40, 'TiB', 2 ** 40],
];

/** Bytes in binary units, as memory is sold and reported: "131 GiB". */
export function formatBytes(bytes: number, locale: string): string {
  return scaled(bytes, BYTES, locale);
}

function decimal(unit: string, ...prefixes: readonly (readonly [prefix: string, size: number])[]): Scale {
  return prefixes.map(([prefix, size], index) => [index === 0 ? 0 : size, prefix + unit, size]);
}

/** Units that grow and shrink with the value; the key is the unit the figure is in. */
const SCALES: ReadonlyMap<string, Scale> = new Map<string, Scale>([
  ['s', DURATION],
  ['B', BYTES],
  ['J', decimal('J', ['m', 1e-3], ['', 1], ['k', 1e3], ['M', 1e6], ['G', 1e9])],
  ['W', decimal('W', ['', 1], ['k', 1e3], ['M', 1e6], ['G', 1e9])],
  ['kWh', decimal('Wh', ['', 1e-3], ['k', 1], ['M', 1e3], ['G', 1e6])],
  [
    'g',
    [
      [0, 'mg', 1e-3],
      [1, 'g', 1],
      [1e3, 'kg', 1e3],
      [1e6, 't', 1e6],
    ],
  ],
  [
    'l',
    [
      [0, 'ml', 1e-3],
      [0.1, 'l', 1],
      [1e4, 'm³', 1e3],
    ],
  ],
  ['year', [[0, 'year', 1]]],
  ['B/s', decimal('B/s', ['', 1], ['k', 1e3], ['M', 1e6], ['G', 1e9], ['T', 1e12])],
  ['FLOP/s', decimal('FLOP/s', ['', 1], ['G', 1e9], ['T', 1e12], ['P', 1e15])],
]);

/** Energy below a tenth of a kWh is written in Wh; otherwise kWh stay comparable at a glance. */
function scaleOf(unit: string, value: number): Scale | undefined {
  if (unit === 'kWh' && Math.abs(value) >= 0.0995 && Math.abs(value) < 1) return [[0, 'kWh', 1]];
  return SCALES.get(unit);
}

function formatValue(value: number, unit: string, locale: string): string {
  const money = /^([A-Z]{3})(\/.+)?$/.exec(unit);
  if (money?.[1] !== undefined) return formatMoney(value, money[1], locale) + (money[2] ?? '');
  const scale = scaleOf(unit, value);
  if (scale) return scaled(value, scale, locale);
  if (unit === '%') return formatPercent(value / 100, locale);
  if (unit === '' || unit === '1') return formatNumber(value, locale);
  if (unit.startsWith('1/')) return `${formatNumber(value, locale)}${unit.slice(1)}`;
  return `${formatNumber(value, locale)} ${unit}`;
}

/** A quantity with its unit; "≥ …" for a lower bound, the word for unknown where there is none. */
export function formatQuantity(quantity: Quantity, options: FormatOptions): string {
  const { value, low, unit } = quantity;
  if (value !== null && Number.isFinite(value)) return formatValue(value, unit, options.locale);
  if (value === null && low !== undefined && low > 0) return `≥ ${formatValue(low, unit, options.locale)}`;
  return options.unknown ?? 'unknown';
}

/**
 * Half the 80 % interval as a share: the factor from its geometric middle to either end, less 1. Intervals are factors
 * (arithmetic.ts), so this is the same whether the value stands in the middle or not.
 *
 * @returns √(high ÷ low) − 1; undefined where the value is exact, unknown or not positive
 */
export function halfInterval({ value, low, high }: Quantity): number | undefined {
  if (value === null || low === undefined || high === undefined || !(low > 0) || low === high) return undefined;
  return Math.sqrt(high / low) - 1;
}

/** The 80 % interval as "±12 %"; undefined where `halfInterval` is. */
export function formatSpread(quantity: Quantity, locale: string): string | undefined {
  const half = halfInterval(quantity);
  return half === undefined ? undefined : `±${formatPercent(half, locale)}`;
}

/** From this half width on a sign that is symmetric misleads: "±118 %" would reach below nothing. */
const SKEWED = 0.5;

/** Whether the interval reaches so much farther up than down that it is written as a range. */
export function isSkewed(quantity: Quantity): boolean {
  return (halfInterval(quantity) ?? 0) >= SKEWED;
}

/** The 80 % interval beside its value: "±12 %", or where it is skewed "129–608 ms"; undefined where `halfInterval` is. */
export function formatInterval(quantity: Quantity, locale: string): string | undefined {
  const { low, high, unit } = quantity;
  if (!isSkewed(quantity) || low === undefined || high === undefined) return formatSpread(quantity, locale);
  const [from, to] = [formatValue(low, unit, locale), formatValue(high, unit, locale)];
  // A unit that both share is said once.
  const shared = / \S+$/.exec(to)?.[0];
  return `${shared !== undefined && from.endsWith(shared) ? from.slice(0, -shared.length) : from}–${to}`;
}

/** A date of a table for people: "Sep 18, 2026", "Jul 2026", "2025". @param iso a date, or its prefix */
export function formatDate(iso: string, locale: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  if (year === undefined || Number.isNaN(year) || month === undefined) return iso;
  const date = new Date(Date.UTC(year, month - 1, day ?? 1));
  const style = day === undefined ? { year: 'numeric', month: 'short' } : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(locale, { ...(style as Intl.DateTimeFormatOptions), timeZone: 'UTC' }).format(date);
}
