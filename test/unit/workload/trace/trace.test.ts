import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import { loadDuckDb, reduceWithDuckDb } from '../../../../src/cli/duckdb.ts';
import {
  DIALECTS,
  readSummary,
  reduceCsv,
  traceColumns,
  traceSql,
  type TraceSummary,
} from '../../../../src/workload/index.ts';
import { expectGolden } from '../../../helpers/golden.ts';

const AZURE = { timestamp: 'TIMESTAMP', input: 'ContextTokens', output: 'GeneratedTokens' };
const terminal = {
  out: () => undefined,
  error: () => undefined,
  width: 100,
  locale: 'en-US',
  interactive: false,
  tables: () => {
    throw new Error('a trace needs no tables');
  },
};

/** A day of requests: every hour, longer inputs in the afternoon, output shrinking as input grows. */
function azureDay(): string {
  const rows = Array.from({ length: 480 }, (_, i) => {
    const hour = Math.floor(i / 20);
    const second = String((i * 37) % 60).padStart(2, '0');
    const input = 200 + hour * 90 + ((i * 7919) % 450);
    return `2024-05-10 ${String(hour).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:${second}.1230000,${input},${Math.round(4000 / (1 + input / 200))}`;
  });
  return ['TIMESTAMP,ContextTokens,GeneratedTokens', ...rows].join('\n') + '\n';
}

function summaryOf(result: ReturnType<typeof reduceCsv>): TraceSummary {
  if (!result.ok) expect.fail(result.message);
  return result.summary;
}

async function throughDuckDb(name: string, csv: string): Promise<ReturnType<typeof reduceCsv>> {
  const duckdb = await loadDuckDb();
  if (duckdb === undefined) throw new Error('@duckdb/node-api is not installed: run npm ci without --omit=optional');
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'trace-')), name);
  writeFileSync(file, csv);
  return reduceWithDuckDb(duckdb, file, terminal);
}

describe('reducing a trace', () => {
  it('takes lengths, their correlation and the shape of the day from the Azure columns', () => {
    const summary = summaryOf(reduceCsv(azureDay(), 'day.csv'));
    expect(summary).toMatchObject({ requests: 480, hoursCovered: 1 });
    expect(summary.hourly).toEqual(Array.from({ length: 24 }, () => 20));
    expect(summary.correlation).toBeLessThan(-0.5);
    expect(summary.input.histogram.reduce((a, b) => a + b, 0)).toBe(480);
  });

  it('gives the same summary through DuckDB as in memory, quantiles estimated', async () => {
    const here = summaryOf(reduceCsv(azureDay(), 'day.csv'));
    const there = summaryOf(await throughDuckDb('day.csv', azureDay()));
    for (const key of ['requests', 'hourly', 'first', 'last'] as const) expect(there[key]).toEqual(here[key]);
    for (const length of ['input', 'output'] as const) {
      expect(there[length].histogram).toEqual(here[length].histogram);
      for (const key of ['mean', 'max'] as const) expect(there[length][key]).toBeCloseTo(here[length][key], 6);
      // Every engine estimates quantiles in bounded memory; a digest of a few hundred values of repeated lengths is within a tenth.
      for (const key of ['p50', 'p95', 'p99'] as const) {
        expect(there[length][key]).toBeGreaterThan(here[length][key] * 0.9);
        expect(there[length][key]).toBeLessThan(here[length][key] * 1.1);
      }
    }
    expect(there.correlation).toBeCloseTo(here.correlation, 9);
  });

  it('says that lengths which never vary correlate with nothing, and the summary can be read again', async () => {
    const csv = 'timestamp,input_tokens,output_tokens\n1700000000,100,256\n1700000060,200,256\n1700000120,300,256\n';
    for (const result of [reduceCsv(csv, 'c.csv'), await throughDuckDb('c.csv', csv)]) {
      const summary = summaryOf(result);
      expect(summary.correlation).toBe(0);
      expect(readSummary(JSON.stringify(summary))).toMatchObject({ ok: true });
    }
  });

  it('reads the generic columns, with seconds as times and cached input', async () => {
    const csv =
      'timestamp,input_tokens,output_tokens,cached_input_tokens\n1700000000,1000,50,400\n1700000010.5,3000,70,1600\n';
    const here = summaryOf(reduceCsv(csv, 'generic.csv'));
    expect(here).toMatchObject({ requests: 2, cachedInput: 0.5, first: '2023-11-14T22:13:20.000Z' });
    expect(summaryOf(await throughDuckDb('generic.csv', csv))).toMatchObject({
      cachedInput: 0.5,
      first: '2023-11-14T22:13:20.000Z',
    });
  });

  it('names the line and the cell that is not a number', async () => {
    const csv = 'timestamp,input_tokens,output_tokens\n2024-05-10 00:00:00,12,5\n2024-05-10 00:00:01,many,5\n';
    expect(reduceCsv(csv, 'bad.csv')).toEqual({
      ok: false,
      line: 3,
      message: 'input_tokens is "many". Write a number of tokens.',
    });
    expect(await throughDuckDb('bad.csv', csv)).toEqual(reduceCsv(csv, 'bad.csv'));
  });

  it.each([
    ['no time', '2024-05-10 00:00:00,12,5\nlater,12,5\n', 3, /timestamp is "later"|1 of 2 requests/],
    ['a debt of tokens', '1700000000,12,5\n1700000001,12,-5\n', 3, /output_tokens is "-5"|1 of 2 requests/],
    ['no number', '1700000000,12,\n1700000001,12,5\n', 2, /output_tokens is ""|1 of 2 requests/],
    ['more tokens than there are', '1700000000,1e999,5\n', 2, /input_tokens is "1e999"|1 of 1 requests/],
    ['a cell too few', '1700000000,12,5\n1700000001,12\n', 3, /output_tokens is ""|2 cells, the header has 3/],
    ['nothing', '', undefined, 'The trace has no requests.'],
  ])('refuses %s at its line, in memory and through DuckDB', async (_, rows, line, message) => {
    const csv = `timestamp,input_tokens,output_tokens\n${rows}`;
    const sentence = typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
    const refusal = { ok: false, ...(line === undefined ? {} : { line }), message: sentence };
    expect(reduceCsv(csv, 'bad.csv')).toMatchObject(refusal);
    expect(await throughDuckDb('bad.csv', csv)).toMatchObject(refusal);
  });

  it('reads offsets of time, other delimiters, columns of one name and names that look like patterns alike', async () => {
    const csv =
      '\uFEFFtimestamp;input_tokens;output_tokens;note;note\n2024-01-01T00:00:00+02:00;10;5;"a;b";\n2024-01-01T00:00:00.5Z;30;7;;\n';
    const here = summaryOf(reduceCsv(csv, 'log.csv'));
    expect(here).toMatchObject({ requests: 2, first: '2023-12-31T22:00:00.000Z' });
    const there = summaryOf(await throughDuckDb('log[1]*.csv', csv));
    for (const key of ['requests', 'first', 'last', 'hourly'] as const) expect(there[key]).toEqual(here[key]);
  });

  it('reads Parquet', async () => {
    const duckdb = await loadDuckDb();
    if (duckdb === undefined) throw new Error('@duckdb/node-api is not installed: run npm ci without --omit=optional');
    const folder = mkdtempSync(path.join(tmpdir(), 'trace-'));
    const [csv, parquet] = [path.join(folder, 'day.csv'), path.join(folder, 'day.parquet')];
    writeFileSync(csv, azureDay());
    const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT * FROM read_csv('${csv}')) TO '${parquet}' (FORMAT parquet)`);
    connection.closeSync();
    const here = summaryOf(reduceCsv(azureDay(), 'day.csv'));
    const there = summaryOf(await reduceWithDuckDb(duckdb, parquet, terminal));
    for (const key of ['requests', 'hourly', 'first', 'last'] as const) expect(there[key]).toEqual(here[key]);
  });

  it('names the columns that are missing', () => {
    expect(reduceCsv('time,prompt_tokens\n1,2\n', 'short.csv')).toMatchObject({
      ok: false,
      line: 1,
      message: expect.stringContaining('no column output_tokens'),
    });
    expect(traceColumns(['id', 'when'])).toEqual({ missing: ['timestamp', 'input_tokens', 'output_tokens'] });
  });

  it('refuses a summary that was edited into nonsense', () => {
    const summary = summaryOf(reduceCsv(azureDay(), 'day.csv'));
    expect(readSummary(JSON.stringify(summary))).toEqual({ ok: true, summary });
    expect(readSummary(JSON.stringify({ ...summary, correlation: 7 }))).toEqual({
      ok: false,
      message: 'The trace summary is not usable: correlation is not as inference-tco trace writes it. Make it anew.',
    });
    expect(readSummary('[]')).toMatchObject({ ok: false, message: expect.stringContaining('not usable: it is not') });
    expect(readSummary('{')).toMatchObject({ ok: false });
  });
});

describe('the statement for the engine where the trace lives', () => {
  it.each(DIALECTS)('is the same template in %s', (dialect) => {
    expectGolden(traceSql(dialect, 'requests', AZURE) + '\n', `trace/${dialect}.sql`);
  });

  // DuckDB's form is executed above. Spark SQL has no parser of its own on npm: its ancestor Hive's reads this subset.
  it.each([
    ['spark', 'Hive'],
    ['trino', 'Trino'],
    ['bigquery', 'BigQuery'],
  ] as const)('parses as %s (grammar: %s)', (dialect, database) => {
    const parser = new sqlParser.Parser();
    expect(() =>
      parser.astify(traceSql(dialect, 'requests', { ...AZURE, cached: 'cached_tokens' }), { database }),
    ).not.toThrow();
    expect(() => parser.astify(`${traceSql(dialect, 'requests', AZURE)} UNION SELECT FROM`, { database })).toThrow();
  });

  it('keeps a column name with quotes in it a name', () => {
    const sql = traceSql('duckdb', 'requests', { ...AZURE, input: 'a"; DROP TABLE x; --' });
    expect(sql).toContain('"a""; DROP TABLE x; --"');
  });
});

it('has golden statements that name every measure of the summary', () => {
  const golden = readFileSync(new URL('../../../golden/trace/duckdb.sql', import.meta.url), 'utf8');
  for (const measure of ['requests', 'input_mean', 'output_p95', 'hourly', 'correlation'])
    expect(golden).toContain(`'${measure}'`);
});
