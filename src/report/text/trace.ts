/** The summary of a trace, as a person reads it. */
import { formatNumber, formatPercent } from '../../quantity/index.ts';
import type { LengthSummary, TraceSummary } from '../../workload/index.ts';
import { textTable, type Column } from './table.ts';

const COLUMNS: readonly Column[] = ['', 'Mean', 'p50', 'p95', 'p99', 'Max'].map((title, i) => ({
  title,
  align: i === 0 ? 'left' : 'right',
  dropOrder: 0,
}));

export function traceText(summary: TraceSummary, written: string, locale: string): string {
  const n = (value: number): string => formatNumber(value, locale);
  const row = (title: string, l: LengthSummary): readonly string[] => [
    title,
    ...[l.mean, l.p50, l.p95, l.p99, l.max].map(n),
  ];
  const cached =
    summary.cachedInput === undefined ? '' : `, ${formatPercent(summary.cachedInput, locale)} of the input cached`;
  const covered =
    summary.hoursCovered < 1
      ? ` The trace covers ${Math.round(summary.hoursCovered * 24)} of 24 hours: its day is not used as a profile.`
      : '';
  const { first, last, requestsPerSecond } = summary;
  const times =
    first === undefined || last === undefined || requestsPerSecond === undefined
      ? ''
      : `, ${n(requestsPerSecond)} requests/s, ${first.slice(0, 16)} to ${last.slice(0, 16)} UTC`;
  return (
    [
      `${n(summary.requests)} ${summary.requests === 1 ? 'request' : 'requests'}${times}${cached}.${times === '' ? ' It has no times: the rate is yours to say.' : covered}`,
      '',
      ...textTable(COLUMNS, [row('input tokens', summary.input), row('output tokens', summary.output)], 100),
      '',
      `Lengths correlate at ${(Math.round(summary.correlation * 100) / 100 || 0).toFixed(2)}. Written to ${written}; a workload reads it through input_tokens: {trace: …}.`,
    ].join('\n') + '\n'
  );
}
