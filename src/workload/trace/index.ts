/**
 * Traces: a log of requests reduced to a small summary. Pure text and numbers; running SQL is the command line's.
 *
 * Start at summary.ts (what is kept), then reduce.ts (two ways to it), then sql.ts (the statement for big traces).
 */
export { type TraceColumns, traceColumns } from './columns.ts';
export { reduceHistograms } from './histogram.ts';
export { reduceJsonLines } from './jsonLines.ts';
export { type Fact, factsToSummary, missingColumns, noTime, noTokens, reduceCsv } from './reduce.ts';
export { DIALECTS, traceSql, usable } from './sql.ts';
export { reduceUsage } from './usage.ts';
export { type LengthSummary, readSummary, summaryPath, type TraceResult, type TraceSummary } from './summary.ts';
