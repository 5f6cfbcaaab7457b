/** The tables for people: what a row says, how old it is, who says so. */
import { type AcceleratorRow, findingText, type InstanceRow } from '../../catalog/index.ts';
import type { UpdateResult } from '../../catalog/sources/index.ts';
import { driftSentence, type MachineHistory } from '../../estimate/index.ts';
import { ageInDays, ENGLISH, formatMoney, formatNumber, formatPercent } from '../../quantity/index.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

/** One row of any table that has a price. */
export interface PriceLine {
  readonly kind: 'accelerator' | 'instance' | 'api';
  readonly id: string;
  readonly what: string;
  /** Absent: unknown. */
  readonly price?: number;
  /** What the price is for, as it stands behind it: `/h`, `/1M output`. */
  readonly unit: string;
  readonly table: string;
  readonly asOf: string;
  readonly confidence: string;
  readonly layer: string;
  readonly source: string;
}

const columns = (...titles: readonly (readonly [string, 'left' | 'right', number])[]): readonly Column[] =>
  titles.map(([title, align, dropOrder]) => ({ title, align, dropOrder }));

export function priceList(
  lines: readonly PriceLine[],
  top: number,
  asOf: string,
  { locale, width }: TextOptions,
): string {
  if (lines.length === 0) return 'No row has all these words.\n';
  const rows = lines
    .slice(0, top)
    .map((line) => [
      line.id,
      line.what,
      line.price === undefined ? 'unknown' : `${formatMoney(line.price, 'USD', locale)}${line.unit}`,
      `${line.asOf} (${age(line.asOf, asOf)})`,
      line.confidence,
      line.layer,
    ]);
  const table = textTable(
    columns(
      ['Row', 'left', 0],
      ['What', 'left', 0],
      ['Price', 'right', 0],
      ['As of', 'left', 1],
      ['Confidence', 'left', 3],
      ['Layer', 'left', 2],
    ),
    rows,
    width,
  );
  const more = lines.length > top ? ['', `${lines.length - top} more rows. Add words, or --top ${lines.length}.`] : [];
  return [...table, ...more].join('\n') + '\n';
}

export function acceleratorText(
  row: AcceleratorRow,
  offers: readonly InstanceRow[],
  asOf: string,
  { locale, width }: TextOptions,
): string {
  const n = (value: number | undefined, unit: string): string =>
    value === undefined ? 'unknown' : `${formatNumber(value, locale)} ${unit}`;
  const facts = [
    ['status', `${row.availability}, ${row.status} (released ${row.released})`],
    ...Object.entries(row.peakTflops).map(([precision, peak]) => [`peak ${precision}`, n(peak, 'TFLOP/s dense')]),
    ['memory', `${n(row.memoryGb, 'GB')} ${row.memoryType ?? ''}, ${n(row.memoryBandwidthTbS, 'TB/s')}`],
    ['scale-up', `${n(row.scaleUpGbS, 'GB/s')} one way, domain of ${row.scaleUpDomain ?? 'unknown'}`],
    ['power limit', n(row.tdpW, 'W')],
    ['purchase price', row.priceUsd === undefined ? 'unknown' : formatMoney(row.priceUsd, 'USD', locale)],
    ['source', `${row.origin.source}, ${row.origin.asOf}, ${row.origin.confidence}`],
  ];
  const money = (value: number | undefined): string => (value === undefined ? '' : formatMoney(value, 'USD', locale));
  const table = textTable(
    columns(
      ['Offer', 'left', 0],
      ['Cloud', 'left', 0],
      ['Region', 'left', 0],
      ['Count', 'right', 0],
      ['On demand/h', 'right', 0],
      ['Spot/h', 'right', 0],
      ['1 year/h', 'right', 1],
      ['3 years/h', 'right', 2],
      ['As of', 'left', 3],
    ),
    offers.map((o) => [
      o.instance,
      o.cloud,
      o.region,
      String(o.count),
      money(o.onDemandUsdH),
      money(o.spotUsdH),
      money(o.reserved1yUsdH),
      money(o.reserved3yUsdH),
      `${o.origin.asOf} (${age(o.origin.asOf, asOf)})`,
    ]),
    width,
  );
  return (
    [
      `${row.id} · ${row.vendor} ${row.name}`,
      ...facts.map(([name, value]) => `  ${(name ?? '').padEnd(16)}${value ?? ''}`),
      '',
      ...(offers.length > 0 ? table : ['Nobody offers it for rent in these tables.']),
    ].join('\n') + '\n'
  );
}

/** Lines for `prices show`: sellers whose price moved, how many did not, and which way the class went. */
export function historyText(history: MachineHistory, { locale, width }: TextOptions): string {
  const seen = history.series.filter(({ prices }) => prices.length > 1);
  const moved = seen.filter(({ prices }) => prices[0]?.price !== prices.at(-1)?.price);
  const money = (value: number): string => formatMoney(value, 'USD', locale);
  const lines = moved.map(
    ({ seller, prices }) => `  ${seller}: ${prices.map(({ asOf, price }) => `${money(price)} on ${asOf}`).join(', ')}`,
  );
  const still = seen.length - moved.length;
  const rest = still === 0 ? [] : [`  ${still} seller${still === 1 ? '' : 's'} ask what they asked before.`];
  return (
    '\n' +
    ['History, per accelerator-hour on demand', ...lines, ...rest, driftSentence(history, { ...ENGLISH, locale })]
      .flatMap((line) => wrap(line, width, '  '))
      .join('\n') +
    '\n'
  );
}

export function updateText({ reports, changes, findings }: UpdateResult, locale = 'en-US'): string {
  const table = textTable(
    columns(
      ['Source', 'left', 0],
      ['', 'left', 0],
      ['Rows', 'right', 0],
      ['Left out', 'right', 0],
      ['Held back', 'right', 0],
    ),
    reports.map((r) => [
      r.title,
      r.status,
      String(r.rows),
      String(r.rejected.reduce((sum, { count }) => sum + count, 0)),
      String(r.quarantined.length),
    ]),
    120,
  );
  const failures = reports.flatMap(({ title, failure }) => (failure === undefined ? [] : [`${title}: ${failure}`]));
  const moved = changes
    .filter(({ before, after }) => before !== undefined && after !== undefined)
    .slice(0, 12)
    .map(
      ({ row, column, before, after }) =>
        `  ${row} ${column}: ${formatNumber(before ?? 0, locale)} → ${formatNumber(after ?? 0, locale)} (${formatPercent((after ?? 0) / (before || 1) - 1, locale)})`,
    );
  return [
    ...table,
    ...failures,
    ...(changes.length > 0
      ? ['', `${changes.length} prices change:`, ...moved, ...(changes.length > moved.length ? ['  …'] : [])]
      : []),
    ...(findings.length > 0
      ? [
          '',
          `${findings.length} new rows to look at:`,
          ...findings.slice(0, 12).map((finding) => `  ${findingText(finding)}`),
          ...(findings.length > 12 ? ['  …'] : []),
        ]
      : []),
    '',
  ].join('\n');
}

/** Age in words: days under two months, then months. Empty where the date cannot be read. */
function age(date: string, asOf: string): string {
  const days = ageInDays(date, asOf);
  if (days === undefined) return '';
  return days < 60 ? `${days} days` : `${Math.round(days / 30.4)} months`;
}
