/** Numbers that deployments are compared by, for the bars. */
import {
  metric,
  tpotMetric,
  ttftMetric,
  type Estimate,
  type LimitSummary,
  type Metric as Number,
} from '../../estimate/index.ts';
import type { Translate } from '../../quantity/index.ts';
import { tpotName, ttftName } from '../kit/index.ts';

export interface Metric {
  readonly key: string;
  /** "cost per million tokens": goes into sentences. */
  readonly name: (t: Translate) => string;
  /** For a button: "Cost". */
  readonly short: (t: Translate) => string;
  readonly quantity: Number['pick'];
  readonly limit?: (estimate: Estimate) => number | undefined;
}

/** @param limits of the document: they say which TTFT and TPOT are compared */
export const metricsFor = (limits: LimitSummary | undefined): readonly Metric[] => [
  {
    key: 'cost',
    name: (t) => t('cost per million tokens'),
    short: (t) => t('Cost'),
    quantity: metric('cost.perMillionTokens').pick,
    limit: (e) => e.limits?.perMillionTokens,
  },
  {
    key: 'month',
    name: (t) => t('monthly bill'),
    short: (t) => t('Bill'),
    quantity: metric('cost.perMonth').pick,
    limit: (e) => e.limits?.perMonth,
  },
  {
    key: 'output',
    name: (t) => t('cost per million output tokens'),
    short: (t) => t('Output'),
    quantity: metric('cost.perMillionOutputTokens').pick,
  },
  {
    key: 'ttft',
    name: (t) => ttftName(limits, t),
    short: () => 'TTFT',
    quantity: ttftMetric(limits).pick,
    limit: (e) => e.limits?.ttft?.limit,
  },
  {
    key: 'tpot',
    name: (t) => tpotName(limits, t),
    short: () => 'TPOT',
    quantity: tpotMetric(limits).pick,
    limit: (e) => e.limits?.tpot?.limit,
  },
];

export const ENERGY_METRICS: readonly Metric[] = [
  {
    key: 'energy',
    name: (t) => t('energy per million tokens'),
    short: (t) => t('Energy'),
    quantity: metric('energy.kwhPerMillionTokens').pick,
    limit: (e) => e.limits?.kwhPerMillionTokens,
  },
  {
    key: 'carbon',
    name: (t) => t('carbon per million tokens'),
    short: (t) => t('Carbon'),
    quantity: metric('energy.carbonPerMillionTokens').pick,
  },
  {
    key: 'joules',
    name: (t) => t('energy of the accelerators per output token'),
    short: (t) => t('J/token'),
    quantity: metric('energy.joulesPerOutputToken').pick,
  },
  {
    key: 'power',
    name: (t) => t('average power at the wall'),
    short: (t) => t('Power'),
    quantity: metric('energy.averagePower').pick,
  },
  {
    key: 'embodied',
    name: (t) => t('embodied carbon per month'),
    short: (t) => t('Embodied'),
    quantity: metric('energy.embodiedCarbonPerMonth').pick,
  },
  {
    key: 'water',
    name: (t) => t('water per month'),
    short: (t) => t('Water'),
    quantity: metric('energy.waterPerMonth').pick,
  },
];
