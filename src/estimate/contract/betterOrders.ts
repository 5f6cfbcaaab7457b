import { metric, type Metric } from './metrics.ts';

/** What better may mean; each has its own list. */
export type BetterOrder = 'cost' | 'energy' | 'carbon' | 'latency';

/** The number that each order compares. */
export const BETTER_BY: Readonly<Record<BetterOrder, Metric>> = {
  cost: metric('cost.perMonth'),
  energy: metric('energy.kwhPerMillionTokens'),
  carbon: metric('energy.carbonPerMillionTokens'),
  latency: metric('performance.tpot'),
};
