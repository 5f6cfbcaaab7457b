/** The bill over years in a terminal, Markdown and spreadsheets: what it counts today, then the cash of each year. */
import { formatNumber, formatPercent, type Quantity } from '../../quantity/index.ts';
import type { Crossing, DeploymentYears, WorkloadYears } from '../../estimate/index.ts';
import { moneyCell, moneyInterval, spreadCell } from './cells.ts';
import { csv } from './csv.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

export function yearsText(workloads: readonly WorkloadYears[], options: TextOptions): string {
  return workloads.map((workload) => workloadText(workload, options)).join('\n');
}

function workloadText(workload: WorkloadYears, { locale, width }: TextOptions): string {
  const { currency, deployments } = workload;
  const money = { locale, currency };
  const years = deployments[0]?.years ?? [];
  const right = (title: string, dropOrder: number): Column => ({ title, align: 'right', dropOrder });
  const columns: readonly Column[] = [
    { title: 'Deployment', align: 'left', dropOrder: 0 },
    right(`Present value`, 0),
    right('±', 2),
    right(`${currency}/1M, levelised`, 1),
    // The years between go first, the last year of all stays longest.
    ...years.map(({ year }) => right(`Year ${year}`, year === years.length ? 3 : 4 + year)),
    right('Accelerators at the end', 3),
  ];
  const rows = deployments.map((one) => [
    one.name,
    moneyCell(one.netPresentValue, money),
    spreadCell(one.netPresentValue, money),
    moneyCell(one.levelisedPerMillionTokens, money),
    ...one.years.map(({ cost }) => moneyCell(cost, money)),
    endsWith(one, locale),
  ]);
  const notes = notesOf(workload, locale);
  const lines = [
    ...wrap(headOf(workload, locale), width, '  '),
    '',
    ...(rows.length === 0 ? ['No deployment of this workload has a bill.'] : textTable(columns, rows, width)),
    ...(notes.length === 0 ? [] : ['']),
    ...notes.flatMap((note) => wrap(note, width, '  ')),
  ];
  return lines.join('\n') + '\n';
}

export function yearsMarkdown(workloads: readonly WorkloadYears[], locale: string): string {
  return workloads
    .map((workload) => {
      const { currency, deployments } = workload;
      const money = { locale, currency };
      const years = deployments[0]?.years ?? [];
      const titles = [
        'Deployment',
        'Present value',
        '80 % interval',
        `${currency} / 1M tokens, levelised`,
        ...years.map(({ year }) => `Year ${year}`),
        'Accelerators at the end',
      ];
      const rows = deployments.map((one) => [
        escapeMarkdown(one.name),
        moneyCell(one.netPresentValue, money),
        moneyInterval(one.netPresentValue, money),
        moneyCell(one.levelisedPerMillionTokens, money),
        ...one.years.map(({ cost }) => moneyCell(cost, money)),
        endsWith(one, locale),
      ]);
      const notes = notesOf(workload, locale).map((note) => `- ${escapeMarkdown(note)}`);
      const table = markdownTable(
        titles,
        titles.map((_, index) => index > 0),
        rows,
      );
      return (
        [`### ${escapeMarkdown(headOf(workload, locale))}`, table, notes.join('\n')].filter(Boolean).join('\n\n') + '\n'
      );
    })
    .join('\n');
}

/** One row for each deployment and year. */
export function yearsCsv(workloads: readonly WorkloadYears[]): string {
  return csv(
    workloads.flatMap(({ name, currency, deployments }) =>
      deployments.flatMap((one) =>
        one.years.map((year) => ({
          workload: name,
          deployment: one.name,
          year: year.year,
          currency,
          ...cellsOf('capital', year.capital),
          ...cellsOf('running', year.running),
          ...cellsOf('cost', year.cost),
          ...cellsOf('tokens', year.tokens),
          ...cellsOf('per million tokens', year.perMillionTokens),
          accelerators: year.accelerators.value ?? '',
          ...cellsOf('net present value of the plan', one.netPresentValue),
          ...cellsOf('levelised per million tokens', one.levelisedPerMillionTokens),
        })),
      ),
    ),
  );
}

function cellsOf(name: string, { value, low, high, state }: Quantity): Record<string, string | number> {
  return { [name]: value ?? '', [`${name} low`]: low ?? '', [`${name} high`]: high ?? '', [`${name} state`]: state };
}

function headOf({ name, years, discountRate }: WorkloadYears, locale: string): string {
  const length = years === 1 ? '1 year' : `${formatNumber(years, locale)} years`;
  return `${name} · ${length} in cash · present value at ${formatPercent(discountRate.value ?? 0, locale)} a year`;
}

const endsWith = ({ years }: DeploymentYears, locale: string): string => {
  const last = years[years.length - 1]?.accelerators.value ?? 0;
  return last === 0 ? '' : formatNumber(last, locale);
};

function notesOf({ flat, deployments, discountRate }: WorkloadYears, locale: string): readonly string[] {
  return [
    ...(flat ? ['Traffic and prices stay as they are today: the document has no horizon.'] : []),
    ...deployments
      .filter((one) => one.discountRate.value !== discountRate.value)
      .map(
        (one) =>
          `${one.name} is discounted at its own cost of capital, ${formatPercent(one.discountRate.value ?? 0, locale)} a year.`,
      ),
    ...deployments.flatMap((one) => one.crossings.map((crossing) => crossingText(one.name, crossing, locale))),
  ];
}

function crossingText(
  own: string,
  { against, outcome, months, internalRateOfReturn }: Crossing,
  locale: string,
): string {
  if (outcome === 'unknown') return `${own} against ${against}: a price is unknown, so no month can be named.`;
  if (outcome === 'never' || !months) return `${own} does not pay for itself against ${against} within these years.`;
  const { value, low, high } = months;
  const range =
    low === undefined || (low === value && high === value)
      ? ''
      : ` (${formatNumber(low, locale)}–${high === undefined ? 'never' : formatNumber(high, locale)})`;
  const earned =
    internalRateOfReturn?.value == null
      ? ''
      : `; the money bound earns ${formatPercent(internalRateOfReturn.value, locale)} a year`;
  return `${own} has cost less cash than ${against} after ${formatNumber(value ?? 0, locale)} months${range}${earned}.`;
}
