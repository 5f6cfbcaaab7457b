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
import { type MeasureName, schemaAt } from '../workload/index.ts';

export interface AmountText {
  readonly shown: string;
  /** With a unit where the key needs one; six significant digits. */
  readonly source: string;
}

type Writer = (value: number, words: Localization) => AmountText;

const KWH = 3.6e6;

const plainNumber: Writer = (value, { locale }) => ({ shown: formatNumber(value, locale), source: plain(value) });

const time: Writer = (value, { locale }) =>
  value >= 90 * 24 * SECONDS_PER_HOUR
    ? { shown: formatDuration(value, locale), source: `${plain(value / SECONDS_PER_YEAR)} years` }
    : { shown: formatDuration(value, locale), source: `${plain(value * 1000)} ms` };

const WRITERS: Readonly<Record<MeasureName, Writer>> = {
  count: plainNumber,
  pixels: (value, { locale }) => ({ shown: `${formatNumber(value, locale)} px`, source: plain(value) }),
  factor: plainNumber,
  tokens: (value, { locale, t }) => ({ shown: t('{0} tokens', formatNumber(value, locale)), source: plain(value) }),
  share: (value, { locale }) => ({ shown: formatPercent(value, locale), source: `${plain(value * 100)}%` }),
  yearlyShare: (value, { locale, t }) => ({
    shown: t('{0} per year', formatPercent(value, locale)),
    source: `${plain(value * 100)}%`,
  }),
  rate: (value, { locale }) => ({ shown: `${formatNumber(value, locale)} /s`, source: `${plain(value)} / s` }),
  latency: time,
  duration: time,
  bandwidth: scaled(8 / 1e9, 'Gbit/s'),
  money: usd(1, ''),
  moneyPerHour: usd(1, '/hour'),
  moneyPerMonth: usd(SECONDS_PER_MONTH, ''),
  moneyPerMillionTokens: usd(1e6, ''),
  moneyPerTime: usd(SECONDS_PER_MONTH, '/month'),
  moneyPerData: usd(1e9, '/GB'),
  moneyPerDataTime: usd(1e9 * SECONDS_PER_MONTH, '/GB/month'),
  data: scaled(1, 'B'),
  electricityPrice: usd(KWH, '/kWh'),
  moneyPerPowerTime: usd(1000 * SECONDS_PER_MONTH, '/kW/month'),
  moneyPerPower: usd(1, '/W'),
  energyPerMillionTokens: scaled(1e6 / KWH, 'kWh'),
  carbonIntensity: scaled(KWH, 'g/kWh'),
  waterIntensity: scaled(KWH, 'l/kWh'),
};

/** @param value in the unit of the workload's field @returns undefined for keys that hold no number */
export function amountText(path: readonly string[], value: number, words: Localization): AmountText | undefined {
  const code = schemaAt(path)?.measureCode;
  return code && WRITERS[code](value, words);
}

function scaled(scale: number, unit: string): Writer {
  return (value, { locale }) => ({
    shown: `${formatNumber(value * scale, locale)} ${unit}`,
    source: `${plain(value * scale)} ${unit}`,
  });
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
