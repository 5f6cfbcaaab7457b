/**
 * Traces: a log of requests reduced to a small summary. Pure text and numbers; running SQL is the command line's.
 *
 * Start at summary.ts (what is kept), then reduce.ts (two ways to it), then sql.ts (the statement for big traces).
 */
export { traceColumns, type TraceColumns } from './columns.ts';
export { reduceJsonLines } from './jsonLines.ts';
export { factsToSummary, missingColumns, noTime, noTokens, reduceCsv, type Fact } from './reduce.ts';
export { DIALECTS, traceSql, usable, type Dialect } from './sql.ts';
export {
  BUCKETS,
  readSummary,
  summaryPath,
  TRACE_SCHEMA,
  type LengthSummary,
  type TraceResult,
  type TraceSummary,
} from './summary.ts';
