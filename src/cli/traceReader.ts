/** A trace file as DuckDB reads it: which columns it has, of which types, and what is wrong with a line of it. */
import { closeSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { UsageError } from './exit.ts';
import { refusalText } from './files.ts';
import { openData } from './input.ts';
import { noTime, noTokens, type TraceColumns, type TraceResult } from '../workload/index.ts';

const HEAD_BYTES = 64 * 1024;

export interface CsvHead {
  readonly header: readonly string[];
  /** Cells of the first request. */
  readonly first: readonly string[];
  readonly delimiter: string;
}

/** The beginning of a CSV file, plain or gzipped; quotes and the delimiter as they are. */
export function csvHead(file: string): CsvHead {
  const opened = openData(file);
  if (!opened.ok) throw new UsageError(`${file} could not be read: ${refusalText(opened.refusal)}`);
  const { handle } = opened;
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const bytes = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, 0));
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    // A beginning has no end: what is there is unpacked.
    const text = packed ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
    const parsed = Papa.parse<string[]>(text.toString('utf8').replace(/^\uFEFF/, ''), {
      preview: 2,
      skipEmptyLines: true,
    });
    const [header = [], first = []] = parsed.data;
    return { header, first, delimiter: parsed.meta.delimiter };
  } finally {
    closeSync(handle);
  }
}

/** Types at the reader, so that a bad cell is refused with its line. Numbers as times are seconds since 1970. */
export function csvRelation(file: string, { header, first, delimiter }: CsvHead, columns: TraceColumns): string {
  const { timestamp } = columns;
  const seconds = timestamp !== undefined && /^\d+(\.\d+)?$/.test((first[header.indexOf(timestamp)] ?? '').trim());
  const numbers = [columns.input, columns.output, columns.cached];
  const typeOf = (name: string): string =>
    name === timestamp ? (seconds ? 'DOUBLE' : 'TIMESTAMPTZ') : numbers.includes(name) ? 'DOUBLE' : 'VARCHAR';
  // Two columns of one name: the first is meant.
  const names = header.map((name, i) => (header.indexOf(name) === i && name !== '' ? name : `${name} ${i}`));
  const types = names.map((name) => `${literal(name)}: '${typeOf(name)}'`).join(', ');
  const options = `header = true, auto_detect = false, delim = ${literal(delimiter)}, quote = '"', escape = '"'`;
  const reader = `read_csv(${path(file)}, ${options}, columns = {${types}})`;
  if (timestamp === undefined) return reader;
  const name = identifier(timestamp);
  // A plain TIMESTAMP would drop the offset of "2024-05-10T02:00:00+02:00"; without one, the session's zone holds: UTC.
  const micros = seconds ? `CAST(${name} * ${columns.milliseconds ? 1000 : 1_000_000} AS BIGINT)` : `epoch_us(${name})`;
  return `(SELECT * REPLACE (make_timestamp(${micros}) AS ${name}) FROM ${reader})`;
}

export const parquetRelation = (file: string): string => `read_parquet(${path(file)})`;

/** A file name is no pattern, whatever it is made of. */
const path = (file: string): string => literal(file.replace(/[*?[]/g, (c) => `[${c}]`));
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** DuckDB's word on a file it cannot read, as ours on the line. */
export function sentenceOf(error: unknown, columns: TraceColumns | undefined, header: readonly string[]): TraceResult {
  const message = error instanceof Error ? error.message : String(error);
  const line = /CSV Error on Line: (\d+)/i.exec(message)?.[1];
  const at = line === undefined ? {} : { line: Number(line) };
  const [, column = '', cell = ''] =
    /converting column "([^"]*)"\. Could not convert string "([^"]*)"/i.exec(message) ?? [];
  if (columns !== undefined && column !== '')
    return { ok: false, ...at, message: column === columns.timestamp ? noTime(column, cell) : noTokens(column, cell) };
  const found = /Expected Number of Columns: \d+ Found: (\d+)/i.exec(message)?.[1];
  if (found !== undefined)
    return { ok: false, ...at, message: `This line has ${found} cells, the header has ${header.length}.` };
  return { ok: false, ...at, message: (message.split('\n')[0] ?? message).replace(/^[\w ]+ Error: /, '') };
}
