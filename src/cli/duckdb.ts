/** DuckDB as the command line uses it: an optional package, loaded when a trace is reduced. */
import {
  factsToSummary,
  missingColumns,
  traceColumns,
  traceSql,
  usable,
  type Fact,
  type TraceColumns,
  type TraceResult,
} from '../workload/index.ts';
import { progress, type Terminal } from './terminal.ts';
import { csvHead, csvRelation, identifier, parquetRelation, sentenceOf } from './traceReader.ts';

type DuckDb = typeof import('@duckdb/node-api');
type Connection = Awaited<ReturnType<Awaited<ReturnType<DuckDb['DuckDBInstance']['create']>>['connect']>>;

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
  let instance: Awaited<ReturnType<DuckDb['DuckDBInstance']['create']>> | undefined;
  let connection: Connection | undefined;
  let columns: TraceColumns | undefined;
  let header: readonly string[] = [];
  try {
    instance = await duckdb.DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const parquet = /\.parquet$/i.test(file);
    const head = parquet ? undefined : csvHead(file);
    header = head?.header ?? (await columnNames(connection, parquetRelation(file)));
    const found = traceColumns(header);
    if ('missing' in found) return missingColumns(found.missing);
    columns = found;
    const from = head ? csvRelation(file, head, columns) : parquetRelation(file);
    const stop = watch(connection, terminal);
    try {
      const rows = (await connection.runAndReadAll(traceSql('duckdb', from, columns))).getRowObjects();
      const facts = rows.map((row): Fact => ({
        measure: String(row['measure']),
        bucket: Number(row['bucket']),
        value: Number(row['value']),
      }));
      const result = factsToSummary(facts, file);
      if (result.ok || !facts.some(({ measure, value }) => measure === 'refused' && value > 0)) return result;
      return { ...result, line: await firstRefused(connection, from, columns) };
    } finally {
      stop();
    }
  } catch (error) {
    return sentenceOf(error, columns, header);
  } finally {
    connection?.closeSync();
    instance?.closeSync();
  }
}

/** Rows of a table with a few thousand lines or less, every value as text or number. */
export async function rowsOfParquet(duckdb: DuckDb, file: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const read = await connection.runAndReadAll(`SELECT * FROM ${parquetRelation(file)}`);
    return read.getRowObjectsJson().map((row) => ({ ...row }));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function columnNames(connection: Connection, relation: string): Promise<readonly string[]> {
  const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${relation}`)).getRowObjects();
  return rows.map((row) => String(row['column_name']));
}

/** Line of the first request that is none: asked for only where there is one. The header is line 1; a Parquet file counts alike. */
async function firstRefused(connection: Connection, from: string, columns: TraceColumns): Promise<number> {
  const { timestamp, input, output, cached } = columns;
  const wanted = [
    `${timestamp === undefined ? '0' : identifier(timestamp)} AS second`,
    `CAST(${identifier(input)} AS DOUBLE) AS input`,
    `CAST(${identifier(output)} AS DOUBLE) AS output`,
    ...(cached === undefined ? [] : [`CAST(${identifier(cached)} AS DOUBLE) AS cached`]),
  ].join(', ');
  const sql = `SELECT MIN(line) AS line FROM (SELECT row_number() OVER () + 1 AS line, ${wanted} FROM ${from}) WHERE (${usable(columns)}) IS NOT TRUE`;
  return Number((await connection.runAndReadAll(sql)).getRowObjects()[0]?.['line'] ?? 1);
}

/** Draws a progress bar where a person watches; returns what ends it. */
function watch(connection: { readonly progress: { readonly percentage: number } }, terminal: Terminal): () => void {
  if (!terminal.interactive) return () => undefined;
  const draw = (): void => {
    const share = Math.max(0, Math.min(1, connection.progress.percentage / 100));
    const done = Math.round(share * 30);
    const bar = '█'.repeat(done) + '░'.repeat(30 - done);
    progress(terminal, `[${bar}] ${String(Math.round(share * 100)).padStart(3)} %`);
  };
  const timer = setInterval(draw, PROGRESS_EVERY_MS);
  return () => {
    clearInterval(timer);
    progress(terminal);
  };
}
