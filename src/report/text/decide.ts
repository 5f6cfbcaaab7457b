/** Sensitivity and break-even in a terminal: sentences first, then the table. */
import { formatNumber, formatQuantity, formatPercent } from '../../quantity/index.ts';
import type { BreakEven, Sensitivity, TwoWayTable } from '../../estimate/index.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

/** Tornado as text: bars of the relative swing around the base. */
export function sensitivityText(sensitivity: Sensitivity, { locale, width }: TextOptions): string {
  const base = sensitivity.base.value;
  const columns: readonly Column[] = [
    { title: 'Input', align: 'left', dropOrder: 0 },
    { title: 'Now', align: 'right', dropOrder: 2 },
    { title: '%/%', align: 'right', dropOrder: 0 },
    { title: 'Low', align: 'right', dropOrder: 1 },
    { title: 'High', align: 'right', dropOrder: 1 },
  ];
  const swing = (value: number | null): string => (value === null || !base ? '–' : signed(value / base - 1, locale));
  const rows = sensitivity.rows.map((row) => [
    row.label,
    formatQuantity(row.base, { locale }),
    signedNumber(row.elasticity, locale),
    swing(row.low.value),
    swing(row.high.value),
  ]);
  const head = `${sensitivity.deployment}: ${sensitivity.value} is ${formatQuantity(sensitivity.base, { locale })}`;
  return [head, '', ...textTable(columns, rows, width)].join('\n') + '\n';
}

export function twoWayText(table: TwoWayTable, { locale, width }: TextOptions): string {
  const write = (value: number, unit: string): string => formatQuantity({ value, unit, state: 'known' }, { locale });
  const cell = (number: number | null, lowerBound: boolean): string =>
    lowerBound && number !== null
      ? formatQuantity({ value: null, low: number, unit: table.unit, state: 'unknown' }, { locale })
      : formatQuantity({ value: number, unit: table.unit, state: 'known' }, { locale });
  const columns: readonly Column[] = [
    { title: `${table.rowInput} \\ ${table.columnInput}`, align: 'right', dropOrder: 0 },
    ...table.columns.map((value): Column => ({
      title: write(value, table.columnUnit),
      align: 'right',
      dropOrder: 0,
    })),
  ];
  const rows = table.rows.map((value, i) => [
    write(value, table.rowUnit),
    ...(table.values[i] ?? []).map((number, j) => cell(number, table.lowerBounds[i]?.[j] ?? false)),
  ]);
  return [`${table.deployment}: ${table.value}`, '', ...textTable(columns, rows, width)].join('\n') + '\n';
}

export function breakEvenText({ pairs }: BreakEven, { width }: TextOptions): string {
  if (pairs.length === 0)
    return 'Nothing to compare: name an owned and a rented deployment, or a self-hosted one and an API.\n';
  // Every sentence names both deployments.
  return pairs
    .flatMap(({ message }) => wrap(message, width, '  '))
    .join('\n')
    .concat('\n');
}

/** Below this a change is the rounding of the differences, not of the input. */
const NOTHING = 5e-6;

/** Minus as a sign of its own, as everywhere in these tables. */
function signedNumber(value: number, locale: string): string {
  return formatNumber(Math.abs(value) < NOTHING ? 0 : value, locale).replace('-', '−');
}

function signed(share: number, locale: string): string {
  if (Math.abs(share) < NOTHING) return '=';
  return `${share < 0 ? '−' : '+'}${formatPercent(Math.abs(share), locale)}`;
}
