/**
 * Numbers as short words for places where a number has the width of a thumb, written by the same rules as everywhere:
 * three significant digits, unknown is a word and never a zero, a lower bound carries its sign.
 */
import {
  formatBytes,
  formatMoney,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatInterval,
  type Quantity,
} from '../../quantity/index.ts';
import type { Translate } from '../../quantity/index.ts';

export interface NumberStyle {
  readonly locale: string;
  readonly currency: string;
  readonly t: Translate;
}

type Locale = Pick<NumberStyle, 'locale'>;

export function money(value: number, { locale, currency }: Omit<NumberStyle, 't'>): string {
  return formatMoney(value, currency, locale);
}

/** Plain number; from ten thousand on compact, so that it keeps its width. */
export function count(value: number, { locale }: Locale): string {
  return Math.abs(value) >= 10_000
    ? new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value)
    : formatNumber(value, locale);
}

/** Shares below a thousandth are zero to a reader. */
export function percent(share: number, { locale }: Locale): string {
  return formatPercent(Math.abs(share) < 0.0005 ? 0 : share, locale);
}

export function bytes(value: number, { locale }: Locale): string {
  return formatBytes(value, locale);
}

/** One value in its unit. */
export function amount(value: number, unit: string, { locale }: Locale): string {
  if (unit === 'token') return count(value, { locale });
  if (/^(FLOP|B|token)\/s$/.test(unit) && Math.abs(value) >= 1e4) return prefixed(value, unit, locale);
  return formatQuantity({ value, unit, state: 'known' }, { locale });
}

/** "4.5 PFLOP/s", "8 TB/s". */
function prefixed(value: number, unit: string, locale: string): string {
  const step = Math.min(5, Math.floor(Math.log10(Math.abs(value)) / 3));
  return `${formatNumber(value / 1000 ** step, locale)} ${['', 'k', 'M', 'G', 'T', 'P'][step] ?? ''}${unit}`;
}

/** The value, "≥ bound" for a lower bound, "unknown" otherwise. `as` replaces how a known value is written. */
export function short(quantity: Quantity, words: NumberStyle, as?: (value: number) => string): string {
  const write = as ?? ((value: number) => amount(value, quantity.unit, words));
  if (quantity.value !== null) return write(quantity.value);
  return quantity.low === undefined || quantity.low <= 0 ? words.t('unknown') : `≥ ${write(quantity.low)}`;
}

/** "$0.51 to $0.67", or undefined where the number is exact or unknown. */
export function interval(quantity: Quantity, words: NumberStyle, as?: (value: number) => string): string | undefined {
  const { value, low, high } = quantity;
  if (value === null || low === undefined || high === undefined || low === high) return undefined;
  const write = as ?? ((bound: number) => amount(bound, quantity.unit, words));
  return words.t('{0} to {1}', write(low), write(high));
}

/** The interval beside its value: "±14 %", or "129–608 ms" where it is skewed. */
export function plusMinus(quantity: Quantity, { locale }: Locale): string | undefined {
  return formatInterval(quantity, locale);
}

/** "−33 %", "+6 %", "×2.1" from a doubling on; "±0 %" below half a percent. */
export function change(share: number, words: Locale): string {
  if (Math.abs(share) < 0.005) return '±0 %';
  if (share >= 1) return `×${formatNumber(1 + share, words.locale)}`;
  return `${share > 0 ? '+' : '−'}${percent(Math.abs(share), words)}`;
}

const CLOUDS: Readonly<Record<string, string>> = { aws: 'AWS', gcp: 'GCP', azure: 'Azure', oci: 'OCI' };

export function cloudName(id: string): string {
  return CLOUDS[id] ?? id;
}
