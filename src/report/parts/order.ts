/** Columns of the comparison and how they sort: unknowns last in either direction, lower bounds behind known numbers. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { Translate } from '../../quantity/index.ts';

export type ColumnKey = 'name' | 'cost' | 'month' | 'energy' | 'ttft' | 'tpot';

export interface Column {
  readonly key: Exclude<ColumnKey, 'name'>;
  readonly title: (t: Translate) => string;
  readonly spoken: (t: Translate) => string;
  readonly path: string;
  readonly quantity: (deployment: DeploymentEstimate) => Quantity;
}

export interface Sorting {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

/** Columns in order of importance: narrow tables drop from the end. */
export const COLUMNS: readonly Column[] = [
  {
    key: 'cost',
    title: (t) => t('$ / 1M'),
    spoken: (t) => t('cost per million tokens'),
    path: 'cost.perMillionTokens',
    quantity: (d) => d.cost.perMillionTokens,
  },
  {
    key: 'energy',
    title: (t) => t('kWh / 1M'),
    spoken: (t) => t('kilowatt-hours per million tokens'),
    path: 'energy.kwhPerMillionTokens',
    quantity: (d) => d.energy.kwhPerMillionTokens,
  },
  {
    key: 'ttft',
    title: () => 'TTFT',
    spoken: (t) => t('time to first token, 95th percentile'),
    path: 'performance.ttftP95',
    quantity: (d) => d.performance.ttftP95,
  },
  {
    key: 'tpot',
    title: () => 'TPOT',
    spoken: (t) => t('time per output token'),
    path: 'performance.tpot',
    quantity: (d) => d.performance.tpot,
  },
  {
    key: 'month',
    title: (t) => t('$ / month'),
    spoken: (t) => t('monthly bill'),
    path: 'cost.perMonth',
    quantity: (d) => d.cost.perMonth,
  },
];

const USABLE: Readonly<Record<DeploymentEstimate['status'], number>> = {
  ok: 0,
  incomplete: 0,
  infeasible: 1,
  invalid: 1,
};

/** Stable; `undefined` keeps the order of the document. */
export function sorted(
  deployments: readonly DeploymentEstimate[],
  sorting: Sorting | undefined,
): readonly DeploymentEstimate[] {
  if (sorting === undefined) return deployments;
  const sign = sorting.descending ? -1 : 1;
  const column = COLUMNS.find(({ key }) => key === sorting.key);
  if (column === undefined) return [...deployments].sort((a, b) => sign * a.name.localeCompare(b.name));
  const rank = (deployment: DeploymentEstimate): number => {
    const { value, low } = column.quantity(deployment);
    return USABLE[deployment.status] * 4 + (value !== null ? 0 : low !== undefined ? 1 : 2);
  };
  const amount = (deployment: DeploymentEstimate): number => {
    const { value, low } = column.quantity(deployment);
    return value ?? low ?? 0;
  };
  return [...deployments].sort((a, b) => rank(a) - rank(b) || sign * (amount(a) - amount(b)));
}
