/** DuckDB as the command line uses it: an optional package, loaded when a trace is reduced. */
import { closeSync, openSync, readSync } from 'node:fs';
import {
  factsToSummary,
  missingColumns,
  traceColumns,
  traceSql,
  type Fact,
  type TraceColumns,
  type TraceResult,
} from '../workload/index.ts';
import type { Terminal } from './terminal.ts';

type DuckDb = typeof import('@duckdb/node-api');

/** The package, or undefined where it is not installed. */
export async function loadDuckDb(): Promise<DuckDb | undefined> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    return undefined;
  }
}

const PROGRESS_EVERY_MS = 250;

/** Reduces a CSV or Parquet file of any size; memory stays bounded, the rows stay on disk. */
export async function reduceWithDuckDb(duckdb: DuckDb, file: string, terminal: Terminal): Promise<TraceResult> {
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const parquet = /\.parquet$/i.test(file);
    const reader = parquet
      ? `read_parquet(${literal(file)})`
      : `read_csv(${literal(file)}, header = true, all_varchar = true)`;
    const header = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${reader}`)).getRowObjects();
    const columns = traceColumns(header.map((row) => String(row['column_name'])));
    if ('missing' in columns) return missingColumns(columns.missing);
    const from = parquet ? reader : typedCsv(file, columns, firstCell(file, columns.timestamp));
    const stop = watch(connection, terminal);
    try {
      const rows = (await connection.runAndReadAll(traceSql('duckdb', from, columns))).getRowObjects();
      const facts = rows.map((row): Fact => ({
        measure: String(row['measure']),
        bucket: Number(row['bucket']),
        value: Number(row['value']),
      }));
      return factsToSummary(facts, file);
    } finally {
      stop();
    }
  } catch (error) {
    return sentenceOf(error);
  } finally {
    connection.closeSync();
  }
}

/** Types at the reader, so that a bad cell is refused with its line. Numbers as times are seconds since 1970. */
function typedCsv(file: string, columns: TraceColumns, firstTimestamp: string): string {
  const seconds = /^\d+(\.\d+)?$/.test(firstTimestamp);
  const types = [
    `${literal(columns.timestamp)}: ${seconds ? "'DOUBLE'" : "'TIMESTAMP'"}`,
    ...[columns.input, columns.output, ...(columns.cached === undefined ? [] : [columns.cached])].map(
      (name) => `${literal(name)}: 'DOUBLE'`,
    ),
  ];
  const reader = `read_csv(${literal(file)}, header = true, types = {${types.join(', ')}})`;
  const name = `"${columns.timestamp.replaceAll('"', '""')}"`;
  return seconds
    ? `(SELECT * REPLACE (make_timestamp(CAST(${name} * 1000000 AS BIGINT)) AS ${name}) FROM ${reader})`
    : reader;
}

function firstCell(file: string, column: string): string {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1024);
    const [header = '', first = ''] = buffer
      .toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, 0))
      .split(/\r?\n/);
    const index = header
      .replace(/^\uFEFF/, '')
      .split(',')
      .findIndex((name) => name.replaceAll('"', '') === column);
    return (first.split(',')[index] ?? '').replaceAll('"', '').trim();
  } finally {
    closeSync(handle);
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function sentenceOf(error: unknown): TraceResult {
  const message = error instanceof Error ? error.message : String(error);
  const line = /CSV Error on Line: (\d+)/i.exec(message)?.[1];
  const detail =
    /(?:Could not convert|Error when converting)[^\n]*/i.exec(message)?.[0] ?? message.split('\n')[0] ?? message;
  return { ok: false, ...(line === undefined ? {} : { line: Number(line) }), message: detail };
}

/** Draws a progress bar where a person watches; returns what ends it. */
function watch(connection: { readonly progress: { readonly percentage: number } }, terminal: Terminal): () => void {
  if (!terminal.interactive) return () => undefined;
  const draw = (): void => {
    const share = Math.max(0, Math.min(1, connection.progress.percentage / 100));
    const done = Math.round(share * 30);
    terminal.error(`\r[${'█'.repeat(done)}${'░'.repeat(30 - done)}] ${String(Math.round(share * 100)).padStart(3)} %`);
  };
  const timer = setInterval(draw, PROGRESS_EVERY_MS);
  return () => {
    clearInterval(timer);
    terminal.error('\r\u001b[K');
  };
}
