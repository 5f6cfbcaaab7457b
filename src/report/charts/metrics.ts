/** Numbers that deployments are compared by, for the bars. */
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { Translate } from '../../quantity/index.ts';

export interface Metric {
  readonly key: string;
  /** "cost per million tokens": goes into sentences. */
  readonly name: (t: Translate) => string;
  /** For a button: "Cost". */
  readonly short: (t: Translate) => string;
  readonly quantity: (deployment: DeploymentEstimate) => Quantity;
  readonly limit?: (estimate: Estimate) => number | undefined;
}

export const METRICS: readonly Metric[] = [
  {
    key: 'cost',
    name: (t) => t('cost per million tokens'),
    short: (t) => t('Cost'),
    quantity: (d) => d.cost.perMillionTokens,
    limit: (e) => e.limits?.perMillionTokens,
  },
  {
    key: 'month',
    name: (t) => t('monthly bill'),
    short: (t) => t('Bill'),
    quantity: (d) => d.cost.perMonth,
    limit: (e) => e.limits?.perMonth,
  },
  {
    key: 'output',
    name: (t) => t('cost per million output tokens'),
    short: (t) => t('Output'),
    quantity: (d) => d.cost.perMillionOutputTokens,
  },
  {
    key: 'ttft',
    name: (t) => t('time to first token (p95)'),
    short: () => 'TTFT',
    quantity: (d) => d.performance.ttftP95,
    limit: (e) => e.limits?.ttft?.limit,
  },
  {
    key: 'tpot',
    name: (t) => t('time per output token'),
    short: () => 'TPOT',
    quantity: (d) => d.performance.tpot,
    limit: (e) => e.limits?.tpot?.limit,
  },
];

export const ENERGY_METRICS: readonly Metric[] = [
  {
    key: 'energy',
    name: (t) => t('energy per million tokens'),
    short: (t) => t('Energy'),
    quantity: (d) => d.energy.kwhPerMillionTokens,
    limit: (e) => e.limits?.kwhPerMillionTokens,
  },
  {
    key: 'carbon',
    name: (t) => t('carbon per million tokens'),
    short: (t) => t('Carbon'),
    quantity: (d) => d.energy.carbonPerMillionTokens,
  },
  {
    key: 'joules',
    name: (t) => t('energy of the accelerators per output token'),
    short: (t) => t('J/token'),
    quantity: (d) => d.energy.joulesPerOutputToken,
  },
  {
    key: 'power',
    name: (t) => t('average power at the wall'),
    short: (t) => t('Power'),
    quantity: (d) => d.energy.averagePower,
  },
  {
    key: 'embodied',
    name: (t) => t('embodied carbon per month'),
    short: (t) => t('Embodied'),
    quantity: (d) => d.energy.embodiedCarbonPerMonth,
  },
  {
    key: 'water',
    name: (t) => t('water per month'),
    short: (t) => t('Water'),
    quantity: (d) => d.energy.waterPerMonth,
  },
];
