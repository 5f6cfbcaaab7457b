/** Many workloads as one bill, for terminals, Markdown and spreadsheets. */
import { formatNumber, scaledQuantity } from '../../quantity/index.ts';
import type { LeftOut, Portfolio, PortfolioGroup, Sums } from '../../estimate/index.ts';
import { moneyCell, numberCell, spreadCell } from './cells.ts';
import { csv } from './csv.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

const right = (title: string, dropOrder: number): Column => ({ title, align: 'right', dropOrder });
const left = (title: string, dropOrder: number): Column => ({ title, align: 'left', dropOrder });

export function portfolioText(portfolio: Portfolio, { locale, width }: TextOptions): string {
  const { currency, entries, groups, total, leftOut } = portfolio;
  if (entries.length === 0) return ['No workload with numbers.', ...leftOut.map(leftOutText)].join('\n') + '\n';
  const columns = [
    left('Workload', 0),
    left('Deployment', 3),
    right(`${currency}/month`, 0),
    right('±', 4),
    right('kWh/month', 1),
    right('t CO₂/month', 2),
    right('Accelerators', 2),
  ];
  const rows = entries.map((entry) => [
    entry.workload,
    entry.deployment.name,
    ...sumCells(entry.sums, currency, locale),
  ]);
  const byColumns = columns.with(0, left('By', 0)).with(1, left('', 0));
  return (
    [
      ...textTable(columns, [...rows, ['Total', '', ...sumCells(total, currency, locale)]], width),
      '',
      ...textTable(
        byColumns,
        groups.map((group) => [group.by, nameOf(group), ...sumCells(group, currency, locale)]),
        width,
      ),
      ...(leftOut.length === 0 ? [] : ['']),
      ...leftOut.flatMap((one) => wrap(leftOutText(one), width, '  ')),
    ].join('\n') + '\n'
  );
}

export function portfolioMarkdown({ currency, entries, groups, total, leftOut }: Portfolio, locale: string): string {
  const titles = ['Workload', 'Deployment', `${currency} / month`, '±', 'kWh / month', 't CO₂ / month', 'Accelerators'];
  const aligned = titles.map((_, index) => index > 1);
  const line = (first: string, second: string, sums: Sums): readonly string[] => [
    escapeMarkdown(first),
    escapeMarkdown(second),
    ...sumCells(sums, currency, locale),
  ];
  const rows = entries.map((entry) => line(entry.workload, entry.deployment.name, entry.sums));
  return (
    [
      markdownTable(titles, aligned, [...rows, line('Total', '', total)]),
      markdownTable(
        titles.with(0, 'By').with(1, ''),
        aligned,
        groups.map((group) => line(group.by, nameOf(group), group)),
      ),
      ...(leftOut.length === 0 ? [] : [leftOut.map((one) => `- ${escapeMarkdown(leftOutText(one))}`).join('\n')]),
    ].join('\n\n') + '\n'
  );
}

/** As data: each workload with the sums of its deployment, without the rest of the estimate. */
export function portfolioJson({ currency, entries, leftOut, total, groups }: Portfolio): object {
  return {
    currency,
    workloads: entries.map((entry) => ({
      file: entry.file,
      name: entry.workload,
      model: entry.model,
      labels: entry.labels,
      deployment: entry.deployment.name,
      status: entry.deployment.status,
      kind: entry.deployment.kind,
      perMonth: entry.sums.perMonth,
      kwhPerMonth: entry.sums.kwhPerMonth,
      carbonPerMonth: entry.sums.carbonPerMonth,
      accelerators: entry.sums.accelerators,
    })),
    leftOut,
    total,
    groups,
  };
}

/** One row for each workload, with a column for each key of the labels. */
export function portfolioCsv({ currency, entries }: Portfolio): string {
  const keys = [...new Set(entries.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return csv(
    entries.map((entry) => ({
      file: entry.file,
      workload: entry.workload,
      model: entry.model,
      deployment: entry.deployment.name,
      status: entry.deployment.status,
      ...Object.fromEntries(keys.map((key) => [`label ${key}`, entry.labels[key] ?? ''])),
      [`${currency} per month`]: entry.sums.perMonth.value ?? '',
      low: entry.sums.perMonth.low ?? '',
      high: entry.sums.perMonth.high ?? '',
      'kWh per month': entry.sums.kwhPerMonth.value ?? '',
      'g CO2 per month': entry.sums.carbonPerMonth.value ?? '',
      accelerators: entry.sums.accelerators,
    })),
  );
}

const GRAMS_PER_TONNE = 1e6;

function sumCells(
  { perMonth, kwhPerMonth, carbonPerMonth, accelerators }: Sums,
  currency: string,
  locale: string,
): readonly string[] {
  return [
    moneyCell(perMonth, { locale, currency }),
    spreadCell(perMonth, { locale }),
    numberCell(kwhPerMonth, { locale }),
    numberCell(scaledQuantity(carbonPerMonth, 1 / GRAMS_PER_TONNE, 't'), { locale }),
    accelerators === 0 ? '' : formatNumber(accelerators, locale),
  ];
}

const nameOf = ({ name }: PortfolioGroup): string => (name === '' ? '(none)' : name);

const WHY = {
  undecided: 'names no deployment yet',
  'no-numbers': 'has no numbers; see its problems',
} as const satisfies Readonly<Record<LeftOut['reason'], string>>;

const leftOutText = ({ file, workload, reason }: LeftOut): string => `Left out: ${workload} (${file}) ${WHY[reason]}.`;
