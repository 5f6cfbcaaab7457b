/**
 * The reduction of a trace as one SQL statement: the same template in four dialects, so that a trace is reduced where it lives.
 * The answer is long: one row per fact, `(measure, bucket, value)`; `factsToSummary` in reduce.ts reads it.
 */
import { BUCKETS } from './summary.ts';
import type { TraceColumns } from './columns.ts';

export const DIALECTS = ['duckdb', 'spark', 'trino', 'bigquery'] as const;
export type Dialect = (typeof DIALECTS)[number];

interface DialectSyntax {
  readonly quote: (name: string) => string;
  readonly real: (expression: string) => string;
  readonly instant: (expression: string) => string;
  readonly seconds: (expression: string) => string;
  readonly hour: (expression: string) => string;
  readonly quantile: (expression: string, share: number) => string;
}

const double = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const backtick = (name: string): string => `\`${name.replaceAll('`', '')}\``;

/** Where the dialects differ; everything else of the statement is common. */
const SYNTAX: Readonly<Record<Dialect, DialectSyntax>> = {
  duckdb: {
    quote: double,
    real: (e) => `CAST(${e} AS DOUBLE)`,
    instant: (e) => `CAST(${e} AS TIMESTAMP)`,
    seconds: (e) => `EPOCH(${e})`,
    hour: (e) => `HOUR(${e})`,
    quantile: (e, share) => `APPROX_QUANTILE(${e}, ${share})`,
  },
  spark: {
    quote: backtick,
    real: (e) => `CAST(${e} AS DOUBLE)`,
    instant: (e) => `CAST(${e} AS TIMESTAMP)`,
    seconds: (e) => `UNIX_TIMESTAMP(${e})`,
    hour: (e) => `HOUR(${e})`,
    quantile: (e, share) => `PERCENTILE_APPROX(${e}, ${share})`,
  },
  trino: {
    quote: double,
    real: (e) => `CAST(${e} AS DOUBLE)`,
    instant: (e) => `CAST(${e} AS TIMESTAMP)`,
    seconds: (e) => `TO_UNIXTIME(${e})`,
    hour: (e) => `HOUR(${e})`,
    quantile: (e, share) => `APPROX_PERCENTILE(${e}, ${share})`,
  },
  bigquery: {
    quote: backtick,
    real: (e) => `CAST(${e} AS FLOAT64)`,
    instant: (e) => `CAST(${e} AS TIMESTAMP)`,
    seconds: (e) => `UNIX_SECONDS(${e})`,
    hour: (e) => `EXTRACT(HOUR FROM ${e})`,
    quantile: (e, share) => `APPROX_QUANTILES(${e}, 1000)[OFFSET(${share * 1000})]`,
  },
};

/**
 * @param from what stands after FROM: a table name, or `read_csv_auto('…')` for DuckDB
 * @returns one statement without a semicolon; columns `measure` (text), `bucket` (integer), `value` (number)
 */
export function traceSql(dialect: Dialect, from: string, columns: TraceColumns): string {
  const w = SYNTAX[dialect];
  const column = (name: string): string => w.real(w.quote(name));
  const fact = (measure: string, bucket: string, value: string, rest = ''): string =>
    `SELECT '${measure}' AS measure, ${bucket} AS bucket, ${w.real(value)} AS value FROM request${rest}`;
  const facts = [
    fact('requests', '0', 'COUNT(*)'),
    fact('refused', '0', `SUM(CASE WHEN ${usable(columns)} THEN 0 ELSE 1 END)`),
    ...(columns.timestamp === undefined ? [] : [fact('first', '0', 'MIN(second)'), fact('last', '0', 'MAX(second)')]),
    fact('correlation', '0', 'COALESCE(CORR(input, output), 0)'),
    ...(columns.cached === undefined ? [] : [fact('cached', '0', 'SUM(cached) / NULLIF(SUM(input), 0)')]),
    ...(['input', 'output'] as const).flatMap((length) => [
      fact(`${length}_mean`, '0', `AVG(${length})`),
      fact(`${length}_max`, '0', `MAX(${length})`),
      ...([50, 95, 99] as const).map((p) => fact(`${length}_p${p}`, '0', w.quantile(length, p / 100))),
      fact(`${length}_histogram`, bucketOf(length), 'COUNT(*)', ` GROUP BY ${bucketOf(length)}`),
    ]),
    ...(columns.timestamp === undefined ? [] : [fact('hourly', 'hour', 'COUNT(*)', ' GROUP BY hour')]),
  ];
  const cached = columns.cached === undefined ? '' : `, ${column(columns.cached)} AS cached`;
  return [
    'WITH raw AS (',
    `  SELECT ${columns.timestamp === undefined ? '0' : w.instant(w.quote(columns.timestamp))} AS instant, ${column(columns.input)} AS input, ${column(columns.output)} AS output${cached}`,
    `  FROM ${from}`,
    '), request AS (',
    `  SELECT ${columns.timestamp === undefined ? '0 AS second, 0' : `${w.seconds('instant')} AS second, ${w.hour('instant')}`} AS hour, input, output${columns.cached === undefined ? '' : ', cached'}`,
    '  FROM raw',
    ')',
    facts.join('\nUNION ALL\n'),
  ].join('\n');
}

/** What a request has to be: at a time, with lengths that are numbers and no debts. NULL is refused too, as no comparison holds for it. */
export function usable({ cached }: TraceColumns): string {
  const lengths = ['input', 'output', ...(cached === undefined ? [] : ['cached'])];
  return ['second IS NOT NULL', ...lengths.map((name) => `${name} >= 0 AND ${name} < 1e15`)].join(' AND ');
}

function bucketOf(length: string): string {
  return `CASE ${BUCKETS.map((edge, i) => `WHEN ${length} <= ${edge} THEN ${i}`).join(' ')} ELSE ${BUCKETS.length} END`;
}
