/** Predicted against measured: one line per metric and slice, then why rows were skipped. */
import { formatPercent } from '../../quantity/index.ts';
import type { SummaryRow, ValidatedRow } from '../../estimate/index.ts';
import { textTable, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

export function validateText(
  summary: readonly SummaryRow[],
  rows: readonly ValidatedRow[],
  { locale, width }: TextOptions,
): string {
  const titles = ['Metric', 'Slice', 'Rows', 'Skipped', 'Median error', '90 % below', 'Bias', 'In interval'];
  const columns: readonly Column[] = titles.map((title, i) => ({
    title,
    align: i < 2 ? 'left' : 'right',
    dropOrder: 0,
  }));
  const share = (value: number | null): string => (value === null ? '–' : formatPercent(value, locale));
  const table = summary
    .filter(({ by }) => by === 'file')
    .map((s) => ({
      file: s.key,
      cells: [
        s.metric,
        s.slice,
        String(s.n),
        String(s.skipped),
        share(s.medianApe),
        share(s.p90Ape),
        share(s.bias),
        share(s.coverage80),
      ],
    }));
  const files = [...new Set(table.map(({ file }) => file))];
  const parts = files.map((file) =>
    [
      file,
      ...textTable(
        columns,
        table.filter((row) => row.file === file).map(({ cells }) => cells),
        width,
      ).map((line) => `  ${line}`),
    ].join('\n'),
  );
  return [...parts, ...skipped(rows)].join('\n\n') + '\n';
}

function skipped(rows: readonly ValidatedRow[]): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { status, reason } of rows)
    if (status === 'skipped') reasons.set(reason ?? '', (reasons.get(reason ?? '') ?? 0) + 1);
  if (reasons.size === 0) return [];
  return [
    ['Skipped:', ...[...reasons].sort((a, b) => b[1] - a[1]).map(([reason, n]) => `  ${n} × ${reason}`)].join('\n'),
  ];
}
