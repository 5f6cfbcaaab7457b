/** A bill beside the estimate, for terminals and Markdown. */
import { formatMoney, formatNumber, formatPercent } from '../../quantity/index.ts';
import type { Actuals, Cause } from '../../estimate/index.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

const CAUSES: Readonly<Record<Cause, string>> = {
  hours: 'accelerator hours',
  price: 'price of an hour or token',
  besides: 'processors, memory, storage, network',
  tokens: 'tokens',
  rest: 'not told apart by the bill',
};

const TITLES = ['Workload', 'Deployment', 'Estimated', 'Actual', 'Difference', '80 %', 'Explained by'];

function cells({ currency, rows }: Actuals, locale: string): readonly (readonly string[])[] {
  const money = (value: number): string => formatMoney(value, currency, locale);
  return rows.map(({ workload, deployment, estimated, actual, difference, inside, causes }) => [
    workload,
    deployment,
    estimated.value === null ? 'unknown' : money(estimated.value),
    money(actual),
    difference === undefined ? '' : `${difference < 0 ? '−' : '+'}${formatPercent(Math.abs(difference), locale)}`,
    inside === undefined ? '' : inside ? '✓ inside' : '✗ outside',
    causes
      .map(({ cause, perMonth }) => `${CAUSES[cause]} ${perMonth < 0 ? '−' : '+'}${money(Math.abs(perMonth))}`)
      .join(', '),
  ]);
}

function notes({ currency, hours, labels, unbilled, unmatched }: Actuals, locale: string): readonly string[] {
  const money = (value: number): string => formatMoney(value, currency, locale);
  return [
    `Months of 730 h; the bill covers ${formatNumber(hours, locale)} h.`,
    ...labels.map(
      ({ label, name, estimated, actual }) =>
        `${label} ${name}: estimated ${money(estimated)}, actual ${money(actual)}.`,
    ),
    ...(unbilled.length === 0 ? [] : [`No line of the bill is for: ${unbilled.join(', ')}.`]),
    ...(unmatched.names.length === 0
      ? []
      : [`${money(unmatched.perMonth)} a month are for no workload: ${unmatched.names.join(', ')}.`]),
  ];
}

export function actualsText(actuals: Actuals, { locale, width }: TextOptions): string {
  const columns = TITLES.map((title, i): Column => ({
    title,
    align: i >= 2 && i <= 4 ? 'right' : 'left',
    dropOrder: i === 1 ? 1 : 0,
  }));
  const table = actuals.rows.length === 0 ? [] : [...textTable(columns, cells(actuals, locale), width), ''];
  return [...table, ...notes(actuals, locale).flatMap((line) => wrap(line, width, '  '))].join('\n') + '\n';
}

export function actualsMarkdown(actuals: Actuals, locale: string): string {
  const rows = cells(actuals, locale).map((row) => row.map((cell) => escapeMarkdown(cell)));
  const aligned = TITLES.map((_, i) => i >= 2 && i <= 4);
  const lines = notes(actuals, locale).map((line) => `- ${escapeMarkdown(line)}`);
  return `${markdownTable(TITLES, aligned, rows)}\n\n${lines.join('\n')}\n`;
}
