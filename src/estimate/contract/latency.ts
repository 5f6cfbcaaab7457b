/** Which TTFT an answer reads: one choice for lens, panel, tables and checks. */
import type { Quantity } from '../../quantity/index.ts';
import type { DeploymentEstimate, LimitSummary } from './types.ts';

export type TtftStatistic = 'mean' | 'p95';

/** The 95th percentile, which a target is about unless the document says that it is about the mean. */
export function ttftStatistic(limits: LimitSummary | undefined): TtftStatistic {
  return limits?.ttft?.statistic === 'mean' ? 'mean' : 'p95';
}

export function ttftOf({ performance }: DeploymentEstimate, statistic: TtftStatistic = 'p95'): Quantity {
  return statistic === 'mean' ? performance.ttft : performance.ttftP95;
}

/** Heading of a column, and name of a fact. */
export const TTFT_NAME: Readonly<Record<TtftStatistic, string>> = { mean: 'TTFT', p95: 'TTFT p95' };
