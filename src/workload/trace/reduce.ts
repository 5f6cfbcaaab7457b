/** Two ways to the same summary: rows of a small CSV here, or the facts that the SQL statement answers with. */
import Papa from 'papaparse';
import { traceColumns, type TraceColumns } from './columns.ts';
import { BUCKETS, TRACE_SCHEMA, type LengthSummary, type TraceResult } from './summary.ts';

/** One row of the SQL statement's answer. */
export interface Fact {
  readonly measure: string;
  readonly bucket: number;
  readonly value: number;
}

/** A request as the file has it: cells by column. */
export type Cells = Readonly<Record<string, unknown>>;

/** Reads a whole CSV trace; for files that fit in memory (the hosts bound the size). */
export function reduceCsv(csv: string, source: string): TraceResult {
  const seen = new Set<string>();
  // Of two columns of one name the first is meant.
  const transformHeader = (name: string, i: number): string =>
    seen.has(name) ? `${name} ${i}` : (seen.add(name), name);
  const parsed = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true, transformHeader });
  return reduceRows(parsed.meta.fields ?? [], parsed.data, source, 2);
}

/** @param firstLine line of the first row */
export function reduceRows(
  header: readonly string[],
  rows: readonly Cells[],
  source: string,
  firstLine: number,
): TraceResult {
  const columns = traceColumns(header);
  if ('missing' in columns) return missingColumns(columns.missing);
  const seconds: number[] = [];
  const input: number[] = [];
  const output: number[] = [];
  let cached = 0;
  const seen = new Set<unknown>();
  for (const [i, row] of rows.entries()) {
    const read = readRow(row, columns);
    if (typeof read === 'string') return { ok: false, line: i + firstLine, message: read };
    if (read.second !== undefined) seconds.push(read.second);
    input.push(read.input);
    output.push(read.output);
    cached += columns.blocks === undefined ? read.cached : sharedTokens(row[columns.blocks], read.input, seen);
  }
  if (input.length === 0) return { ok: false, message: 'The trace has no requests.' };
  const totalInput = input.reduce((a, b) => a + b, 0);
  const hourly = Array.from({ length: 24 }, () => 0);
  for (const second of seconds) bump(hourly, Math.floor(second / 3600) % 24);
  return finish(source, {
    ...(columns.timestamp === undefined
      ? {}
      : { first: seconds.reduce((a, b) => Math.min(a, b)), last: seconds.reduce((a, b) => Math.max(a, b)) }),
    requests: input.length,
    input: lengthsOf(input),
    output: lengthsOf(output),
    correlation: correlation(input, output),
    hourly,
    ...((columns.cached === undefined && columns.blocks === undefined) || totalInput === 0
      ? {}
      : { cachedInput: Math.min(1, cached / totalInput) }),
  });
}

/** Builds the summary from the SQL statement's answer. */
export function factsToSummary(facts: readonly Fact[], source: string): TraceResult {
  const one = (measure: string): number => facts.find((fact) => fact.measure === measure)?.value ?? 0;
  const many = (measure: string, length: number): number[] => {
    const counts = Array.from({ length }, () => 0);
    for (const fact of facts) if (fact.measure === measure) counts[fact.bucket] = fact.value;
    return counts;
  };
  if (one('requests') === 0) return { ok: false, message: 'The trace has no requests.' };
  const refused = one('refused');
  if (refused > 0)
    return {
      ok: false,
      message: `${refused} of ${one('requests')} requests have no time, or a length that is not a number from 0 on. Leave them out of the trace.`,
    };
  const lengths = (name: 'input' | 'output'): LengthSummary => ({
    mean: one(`${name}_mean`),
    p50: one(`${name}_p50`),
    p95: one(`${name}_p95`),
    p99: one(`${name}_p99`),
    max: one(`${name}_max`),
    histogram: many(`${name}_histogram`, BUCKETS.length + 1),
  });
  return finish(source, {
    ...(facts.some(({ measure }) => measure === 'first') ? { first: one('first'), last: one('last') } : {}),
    requests: one('requests'),
    input: lengths('input'),
    output: lengths('output'),
    // Lengths that are all alike correlate with nothing; engines say NaN or null.
    correlation: one('correlation') || 0,
    hourly: many('hourly', 24),
    ...(facts.some(({ measure }) => measure === 'cached') ? { cachedInput: Math.min(1, one('cached')) } : {}),
  });
}

interface Reduced {
  readonly first?: number;
  readonly last?: number;
  readonly requests: number;
  readonly input: LengthSummary;
  readonly output: LengthSummary;
  readonly correlation: number;
  readonly hourly: readonly number[];
  readonly cachedInput?: number;
}

/** A summary of what was reduced, however it was. */
export function finish(source: string, { first, last, requests, hourly, ...rest }: Reduced): TraceResult {
  const iso = (second: number): string => new Date(second * 1000).toISOString();
  return {
    ok: true,
    summary: {
      schema: TRACE_SCHEMA,
      source,
      requests,
      ...(first === undefined || last === undefined
        ? {}
        : { first: iso(first), last: iso(last), requestsPerSecond: requests / Math.max(last - first, 1) }),
      ...rest,
      hourly: [...hourly],
      hoursCovered: hourly.filter((count) => count > 0).length / 24,
    },
  };
}

export function missingColumns(missing: readonly string[]): TraceResult {
  return {
    ok: false,
    line: 1,
    message: `The trace has no column ${missing.join(', ')}. It needs input_tokens and output_tokens, with timestamp where it tells a rate, or the columns of a trace that docs/commands/trace.md names.`,
  };
}

export function noTime(column: string, cell = ''): string {
  return `${column} is "${cell}". Write a time as 2024-05-10 00:00:00 or as seconds.`;
}

export function noTokens(column: string, cell: string): string {
  return `${column} is "${cell}". Write a number of tokens.`;
}

interface Row {
  readonly second?: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** Tokens of the blocks at the front that an earlier request had too: what a prefix cache without limits would hold. */
function sharedTokens(blocks: unknown, input: number, seen: Set<unknown>): number {
  if (!Array.isArray(blocks) || blocks.length === 0) return 0;
  let shared = 0;
  while (shared < blocks.length && seen.has(blocks[shared])) shared += 1;
  for (const block of blocks) seen.add(block);
  return (input * shared) / blocks.length;
}

const cellText = (cell: unknown): string => (typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '');

function readRow(row: Cells, columns: TraceColumns): Row | string {
  const { timestamp } = columns;
  const time = timestamp === undefined ? '' : cellText(row[timestamp]);
  const counted = secondsOf(time);
  const second =
    counted === undefined ? undefined : counted / (columns.milliseconds && /^[\d.]+$/.test(time.trim()) ? 1000 : 1);
  if (timestamp !== undefined && second === undefined) return noTime(timestamp, time);
  const numbers = [columns.input, columns.output, ...(columns.cached === undefined ? [] : [columns.cached])];
  for (const name of numbers) {
    const cell = cellText(row[name]);
    const value = Number(cell);
    if (cell.trim() === '' || !Number.isFinite(value) || value < 0) return noTokens(name, cell);
  }
  return {
    ...(second === undefined ? {} : { second }),
    input: Number(row[columns.input]),
    output: Number(row[columns.output]),
    cached: columns.cached === undefined ? 0 : Number(row[columns.cached]),
  };
}

/** Seconds since 1970, UTC. Times without a zone are UTC, as in the Azure traces. */
function secondsOf(cell: string): number | undefined {
  const text = cell.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const iso = text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1');
  const millis = Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(millis) ? undefined : millis / 1000;
}

function lengthsOf(values: readonly number[]): LengthSummary {
  const sorted = [...values].sort((a, b) => a - b);
  const histogram = Array.from({ length: BUCKETS.length + 1 }, () => 0);
  for (const value of values)
    bump(
      histogram,
      BUCKETS.findIndex((edge) => value <= edge),
    );
  return {
    mean: values.reduce((a, b) => a + b, 0) / values.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
    histogram,
  };
}

/** Lengths that each stand for several requests. */
export function weightedLengths(values: readonly { readonly value: number; readonly weight: number }[]): LengthSummary {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const at = (share: number): number => {
    let left = share * total;
    return sorted.find(({ weight }) => (left -= weight) <= 0)?.value ?? sorted.at(-1)?.value ?? 0;
  };
  const histogram = Array.from({ length: BUCKETS.length + 1 }, () => 0);
  for (const { value, weight } of sorted) {
    const index = BUCKETS.findIndex((edge) => value <= edge);
    const bucket = index < 0 ? BUCKETS.length : index;
    histogram[bucket] = (histogram[bucket] ?? 0) + weight;
  }
  return {
    mean: sorted.reduce((sum, { value, weight }) => sum + value * weight, 0) / total,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: sorted.at(-1)?.value ?? 0,
    histogram,
  };
}

function bump(counts: number[], index: number): void {
  const at = index < 0 ? counts.length - 1 : index;
  counts[at] = (counts[at] ?? 0) + 1;
}

/** Linear interpolation between order statistics. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((x, y) => x + y, 0) / a.length;
  const meanB = b.reduce((x, y) => x + y, 0) / b.length;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i += 1) {
    const da = (a[i] ?? 0) - meanA;
    const db = (b[i] ?? 0) - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? 0 : Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}
