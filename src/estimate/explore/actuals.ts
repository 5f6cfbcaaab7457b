/** A bill beside the estimate of the workloads it is for, and what explains the difference. */
import { HOURS_PER_MONTH } from '../../economics/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { acceleratorsPaid } from '../contract/index.ts';
import type { BillLine } from './bill.ts';
import type { Portfolio, PortfolioEntry } from './portfolio.ts';

const HOUR_MS = 3_600_000;

/** `hours`: more or fewer accelerator-hours, at the estimated price; `price`: another price of an hour; `besides`: processors, memory, storage and network of the bill; `tokens`: more or fewer tokens, at the estimated price; `rest`: what none of these explains. */
export type Cause = 'hours' | 'price' | 'besides' | 'tokens' | 'rest';

export interface ActualRow {
  readonly workload: string;
  readonly deployment: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly estimated: Quantity;
  /** A month of 730 h at the rate of the bill's period. */
  readonly actual: number;
  /** Share of the estimate; absent where that is unknown. */
  readonly difference?: number;
  /** The actual lies in the 80 % interval of the estimate. */
  readonly inside?: boolean;
  readonly causes: readonly { readonly cause: Cause; readonly perMonth: number }[];
}

export interface Actuals {
  readonly currency: string;
  /** Hours that the bill covers. */
  readonly hours: number;
  readonly rows: readonly ActualRow[];
  readonly labels: readonly {
    readonly label: string;
    readonly name: string;
    readonly estimated: number;
    readonly actual: number;
  }[];
  /** Workloads that no line is for. */
  readonly unbilled: readonly string[];
  /** Lines that are for no workload, the dearest first. */
  readonly unmatched: { readonly perMonth: number; readonly names: readonly string[] };
}

export const hoursOf = (lines: readonly BillLine[]): number | undefined => {
  const starts = lines.flatMap(({ start }) => start ?? []);
  const ends = lines.flatMap(({ start, end }) => end ?? start ?? []);
  if (starts.length === 0) return undefined;
  const span = ends.reduce((a, b) => Math.max(a, b), -Infinity) - starts.reduce((a, b) => Math.min(a, b), Infinity);
  return span > 0 ? span / HOUR_MS : undefined;
};

/**
 * @param hours that the bill covers
 * @param convert money of a line into the currency of the portfolio; undefined where no rate is known
 */
export function actualsOf(
  { currency, entries }: Portfolio,
  lines: readonly BillLine[],
  hours: number,
  convert: (cost: number, currency: string) => number | undefined,
): Actuals {
  const perMonth = HOURS_PER_MONTH / hours;
  const own = new Map<PortfolioEntry, BillLine[]>();
  const others = new Map<string, number>();
  for (const line of lines) {
    const cost = convert(line.cost, line.currency);
    if (cost === undefined) continue;
    const rate = line.cost === 0 ? 1 : cost / line.cost;
    const inCurrency = { ...line, cost, ...(line.besides === undefined ? {} : { besides: line.besides * rate }) };
    const entry = entries.find((one) => isFor(line, one));
    if (entry) own.set(entry, [...(own.get(entry) ?? []), inCurrency]);
    else others.set(nameOf(line), (others.get(nameOf(line)) ?? 0) + cost);
  }
  const rows = entries.flatMap((entry) => {
    const found = own.get(entry);
    return found ? [rowOf(entry, found, perMonth)] : [];
  });
  const dearest = [...others].sort((a, b) => b[1] - a[1]);
  return {
    currency,
    hours,
    rows,
    labels: byLabel(rows),
    unbilled: entries.filter((entry) => !own.has(entry)).map(({ workload }) => workload),
    unmatched: {
      perMonth: dearest.reduce((sum, [, cost]) => sum + cost, 0) * perMonth,
      names: dearest.slice(0, 10).map(([name]) => name),
    },
  };
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A tag, label or resource called like the workload or its model; or every label of the workload among those of the line. */
function isFor({ names }: BillLine, { workload, model, labels }: PortfolioEntry): boolean {
  const values = Object.entries(names);
  if (values.some(([, value]) => same(value, workload))) return true;
  if (
    values.some(
      ([key, value]) => key.startsWith('model') && (same(value, model) || same(value.split('/').at(-1) ?? '', model)),
    )
  )
    return true;
  const wanted = Object.entries(labels);
  return wanted.length > 0 && wanted.every(([key, value]) => values.some(([k, v]) => same(k, key) && same(v, value)));
}

const nameOf = ({ names }: BillLine): string =>
  names['resource'] ?? names['model'] ?? Object.values(names)[0] ?? 'unnamed';

const sum = (lines: readonly BillLine[], pick: (line: BillLine) => number | undefined): number | undefined => {
  const found = lines.flatMap((line) => pick(line) ?? []);
  return found.length === 0 ? undefined : found.reduce((a, b) => a + b, 0);
};

function rowOf(entry: PortfolioEntry, lines: readonly BillLine[], perMonth: number): ActualRow {
  const { workload, deployment, labels } = entry;
  const estimated = entry.sums.perMonth;
  const actual = (sum(lines, ({ cost }) => cost) ?? 0) * perMonth;
  const value = estimated.value ?? undefined;
  const { low, high } = estimated;
  return {
    workload,
    deployment: deployment.name,
    labels,
    estimated,
    actual,
    ...(value === undefined || value === 0 ? {} : { difference: actual / value - 1 }),
    ...(low === undefined || high === undefined ? {} : { inside: actual >= low && actual <= high }),
    causes: value === undefined ? [] : causesOf(entry, lines, perMonth, { actual, estimated: value }),
  };
}

interface Money {
  readonly actual: number;
  readonly estimated: number;
}

/** Each cause at the value of the one before it, so that they add up to the difference. */
function causesOf(
  { deployment }: PortfolioEntry,
  lines: readonly BillLine[],
  perMonth: number,
  { actual, estimated }: Money,
): ActualRow['causes'] {
  const besides = (sum(lines, (line) => line.besides) ?? 0) * perMonth;
  const hours = (sum(lines, (line) => line.acceleratorHours) ?? 0) * perMonth;
  const planned = acceleratorsPaid(deployment) * HOURS_PER_MONTH;
  const tokens = (sum(lines, (line) => line.tokens) ?? 0) * perMonth;
  const perToken = (deployment.cost.perMillionTokens.value ?? 0) / 1e6;
  const told: { cause: Cause; perMonth: number }[] = [];
  if (hours > 0 && planned > 0) {
    const price = estimated / planned;
    told.push({ cause: 'hours', perMonth: (hours - planned) * price });
    told.push({ cause: 'price', perMonth: actual - besides - hours * price });
    if (besides > 0) told.push({ cause: 'besides', perMonth: besides });
  } else if (tokens > 0 && perToken > 0) {
    told.push({ cause: 'tokens', perMonth: tokens * perToken - estimated });
    told.push({ cause: 'price', perMonth: actual - tokens * perToken });
  } else if (actual !== estimated) told.push({ cause: 'rest', perMonth: actual - estimated });
  return told.filter((one) => Math.abs(one.perMonth) > 1e-9);
}

function byLabel(rows: readonly ActualRow[]): Actuals['labels'] {
  const sums = new Map<string, { label: string; name: string; estimated: number; actual: number }>();
  for (const { labels, estimated, actual } of rows)
    for (const [label, name] of Object.entries(labels)) {
      const key = `${label}\n${name}`;
      const before = sums.get(key) ?? { label, name, estimated: 0, actual: 0 };
      sums.set(key, {
        ...before,
        estimated: before.estimated + (estimated.value ?? 0),
        actual: before.actual + actual,
      });
    }
  return [...sums.values()].sort((a, b) => (`${a.label} ${a.name}` < `${b.label} ${b.name}` ? -1 : 1));
}
