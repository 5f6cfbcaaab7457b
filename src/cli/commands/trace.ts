import { statSync } from 'node:fs';
import path from 'node:path';
import { commandJson, traceText } from '../../report/index.ts';
import {
  DIALECTS,
  reduceCsv,
  reduceHistograms,
  reduceJsonLines,
  reduceUsage,
  summaryPath,
  traceColumns,
  traceSql,
  type TraceColumns,
  type TraceResult,
} from '../../workload/index.ts';
import { loadDuckDb, reduceWithDuckDb } from '../duckdb.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write, type FormatOf } from '../formats.ts';
import { refusalText } from '../files.ts';
import { readData, unreadableBecause } from '../input.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../writeWhole.ts';

export interface TraceOptions {
  readonly format: FormatOf<'trace'>;
  readonly sql?: boolean;
  readonly dialect: string;
  /** Table the SQL reads from. */
  readonly from: string;
  /** `timestamp,input,output[,cached]`: column names where they differ from the known ones. */
  readonly columns?: string;
}

const LARGEST_WITHOUT_DUCKDB = 200e6;
const LARGEST_METRICS = 64e6;

/** `trace FILE`: reduces a request log to `<file>.summary.json` beside it; `--sql` prints the statement instead. */
export async function traceCommand(
  terminal: Terminal,
  file: string | undefined,
  options: TraceOptions,
): Promise<ExitCode> {
  if (options.sql) {
    terminal.out(`${traceSql(dialectOf(options.dialect), options.from, columnsOf(options.columns))};\n`);
    return EXIT.fine;
  }
  if (file === undefined) throw new UsageError('Name a trace, or --sql to print the statement.');
  if (file === '-') throw new UsageError('trace reads a file, for DuckDB opens it from disk. Save the requests first.');
  const unreadable = unreadableBecause(file, 'the trace');
  if (unreadable !== undefined) {
    terminal.error(`${file}: error file-unreadable: ${file} could not be read: ${unreadable}\n`);
    return EXIT.inputErrors;
  }
  const result = await reduce(file, terminal);
  if (!result.ok) {
    terminal.error(`${file}:${result.line ?? 1}:1: error bad-trace: ${result.message}\n`);
    return EXIT.inputErrors;
  }
  const summary = { ...result.summary, source: path.basename(file) };
  const target = summaryPath(file);
  const failure = writeWhole(target, JSON.stringify(summary, null, 2) + '\n');
  if (failure !== undefined)
    throw new UsageError(`${target} could not be written: ${failure} The summary stands beside the trace.`);
  write<'trace'>(terminal, options.format, {
    table: () => traceText(summary, target, terminal.locale),
    json: () => commandJson('trace', { written: target, summary }),
  });
  return EXIT.fine;
}

async function reduce(file: string, terminal: Terminal): Promise<TraceResult> {
  // Lines of JSON are read whole: the blocks that requests share are counted one after another.
  if (/\.(?:jsonl|ndjson)$/i.test(file) && statSync(file).size <= LARGEST_WITHOUT_DUCKDB)
    return reduceJsonLines(textOf(file), file);
  const metrics = metricsOf(file);
  if (metrics) return metrics;
  const duckdb = await loadDuckDb();
  if (duckdb) return reduceWithDuckDb(duckdb, file, terminal);
  if (/\.parquet$/i.test(file) || statSync(file).size > LARGEST_WITHOUT_DUCKDB)
    throw new UsageError(
      'Parquet files and traces above 200 MB need DuckDB. Install it with: npm install @duckdb/node-api',
    );
  return reduceCsv(textOf(file), file);
}

/** A page of metrics or the answer of a query about them, or a usage export: told by what stands in it. */
function metricsOf(file: string): TraceResult | undefined {
  if (!/\.(?:json|txt|prom|metrics)$/i.test(file) || statSync(file).size > LARGEST_METRICS) return undefined;
  const text = textOf(file);
  return reduceUsage(text, file) ?? reduceHistograms(text, file);
}

function textOf(file: string): string {
  const read = readData(file, LARGEST_WITHOUT_DUCKDB);
  if (read.ok) return read.text;
  throw new UsageError(`${file} could not be read: ${refusalText(read.refusal)}`);
}

function dialectOf(name: string): (typeof DIALECTS)[number] {
  const dialect = DIALECTS.find((known) => known === name);
  if (dialect === undefined) throw new UsageError(`--dialect ${name} is unknown. Use ${DIALECTS.join(', ')}.`);
  return dialect;
}

function columnsOf(list: string | undefined): TraceColumns {
  const count = list?.split(',').length ?? 3;
  if (count < 3 || count > 4)
    throw new UsageError(`--columns has ${count} names. Give three or four: timestamp,input,output[,cached].`);
  const [timestamp = 'timestamp', input = 'input_tokens', output = 'output_tokens', cached] =
    list?.split(',').map((name) => name.trim()) ?? [];
  const named = { timestamp, input, output, ...(cached === undefined ? {} : { cached }) };
  const known = traceColumns(Object.values(named));
  return 'missing' in known ? named : known;
}
