/** Columns of the comparison and how they sort: unknowns last in either direction, lower bounds behind known numbers. */
import {
  metric,
  tpotMetric,
  ttftMetric,
  type DeploymentEstimate,
  type LimitSummary,
  type MetricPath,
} from '../../estimate/index.ts';
import { tpotName, ttftName } from '../kit/index.ts';
import type { Translate } from '../../quantity/index.ts';

export type ColumnKey = 'name' | 'cost' | 'month' | 'energy' | 'ttft' | 'tpot';

export interface Column {
  readonly key: Exclude<ColumnKey, 'name'>;
  readonly title: (t: Translate) => string;
  readonly spoken: (t: Translate) => string;
  readonly path: MetricPath;
}

export interface Sorting {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

/** Columns in order of importance: narrow tables drop from the end. Latencies are of the statistics that targets are about. */
export function columnsFor(limits: LimitSummary | undefined): readonly Column[] {
  return [
    {
      key: 'cost',
      title: (t) => t('$ / 1M'),
      spoken: (t) => t('cost per million tokens'),
      path: 'cost.perMillionTokens',
    },
    {
      key: 'energy',
      title: (t) => t('kWh / 1M'),
      spoken: (t) => t('kilowatt-hours per million tokens'),
      path: 'energy.kwhPerMillionTokens',
    },
    { key: 'ttft', title: () => 'TTFT', spoken: (t) => ttftName(limits, t), path: ttftMetric(limits).path },
    { key: 'tpot', title: () => 'TPOT', spoken: (t) => tpotName(limits, t), path: tpotMetric(limits).path },
    { key: 'month', title: (t) => t('$ / month'), spoken: (t) => t('monthly bill'), path: 'cost.perMonth' },
  ];
}

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
  columns: readonly Column[],
): readonly DeploymentEstimate[] {
  if (sorting === undefined) return deployments;
  const sign = sorting.descending ? -1 : 1;
  const column = columns.find(({ key }) => key === sorting.key);
  if (column === undefined) return [...deployments].sort((a, b) => sign * a.name.localeCompare(b.name));
  const { pick } = metric(column.path);
  const rank = (deployment: DeploymentEstimate): number => {
    const { value, low } = pick(deployment);
    return USABLE[deployment.status] * 4 + (value !== null ? 0 : low !== undefined ? 1 : 2);
  };
  const amount = (deployment: DeploymentEstimate): number => {
    const { value, low } = pick(deployment);
    return value ?? low ?? 0;
  };
  return [...deployments].sort((a, b) => rank(a) - rank(b) || sign * (amount(a) - amount(b)));
}
