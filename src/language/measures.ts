/** The number of a key as the document would write it, and as people read it: from base units back to the key's own. */
import {
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  SECONDS_PER_HOUR,
  SECONDS_PER_MONTH,
  SECONDS_PER_YEAR,
  type Localization,
} from '../quantity/index.ts';
import { schemaAt } from '../workload/index.ts';

export interface AmountText {
  readonly shown: string;
  /** With a unit where the key needs one; six significant digits. */
  readonly source: string;
}

type Writer = (value: number, words: Localization) => AmountText;

const KWH = 3.6e6;

/** By what the key measures; the few keys whose money is per something are told apart by name. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'a count': (value, { locale }) => ({ shown: formatNumber(value, locale), source: plain(value) }),
  'a factor': (value, { locale }) => ({ shown: formatNumber(value, locale), source: plain(value) }),
  'a number of tokens': (value, { locale, t }) => ({
    shown: t('{0} tokens', formatNumber(value, locale)),
    source: plain(value),
  }),
  'a share': (value, { locale }) => ({ shown: formatPercent(value, locale), source: `${plain(value * 100)}%` }),
  'a share per year': (value, { locale, t }) => ({
    shown: t('{0} per year', formatPercent(value, locale)),
    source: `${plain(value * 100)}%`,
  }),
  'a rate of requests': (value, { locale }) => ({
    shown: `${formatNumber(value, locale)} /s`,
    source: `${plain(value)} / s`,
  }),
  'a time': (value, { locale }) =>
    value >= 90 * 24 * SECONDS_PER_HOUR
      ? { shown: formatDuration(value, locale), source: `${plain(value / SECONDS_PER_YEAR)} years` }
      : { shown: formatDuration(value, locale), source: `${plain(value * 1000)} ms` },
  'a bandwidth': (value, { locale }) => ({
    shown: `${formatNumber((value * 8) / 1e9, locale)} Gbit/s`,
    source: `${plain((value * 8) / 1e9)} Gbit/s`,
  }),
  money: usd(1, ''),
  'money per hour': usd(1, '/hour'),
  'money per energy': usd(KWH, '/kWh'),
  'money per power and time': usd(1000 * SECONDS_PER_MONTH, '/kW/month'),
  'money per power': usd(1, '/W'),
  energy: (value, { locale }) => ({
    shown: `${formatNumber((value * 1e6) / KWH, locale)} kWh`,
    source: `${plain((value * 1e6) / KWH)} kWh`,
  }),
  'mass per energy': (value, { locale }) => ({
    shown: `${formatNumber(value * KWH, locale)} g/kWh`,
    source: `${plain(value * KWH)} g/kWh`,
  }),
  'volume per energy': (value, { locale }) => ({
    shown: `${formatNumber(value * KWH, locale)} l/kWh`,
    source: `${plain(value * KWH)} l/kWh`,
  }),
};

const BY_KEY: Readonly<Record<string, Writer>> = {
  per_month: usd(SECONDS_PER_MONTH, ''),
  per_million_tokens: usd(1e6, ''),
  input: usd(1e6, ''),
  cached_input: usd(1e6, ''),
  output: usd(1e6, ''),
};

/** @param value in the unit of the workload's field @returns undefined for keys that hold no number */
export function amountText(path: readonly string[], value: number, words: Localization): AmountText | undefined {
  const info = schemaAt(path);
  const measure = info?.measure;
  if (measure === undefined) return undefined;
  const byKey = measure === 'money' ? BY_KEY[path.at(-1) ?? ''] : undefined;
  return (byKey ?? WRITERS[measure])?.(value, words);
}

function usd(scale: number, per: string): Writer {
  return (value, { locale }) => ({
    shown: `${formatMoney(value * scale, 'USD', locale)}${per}`,
    source: `${plain(value * scale)} USD${per}`,
  });
}

function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
