/** How much dearer a month may become: the bill of a deployment against the bill it had, as `check --against` gates it. */
import type { Quantity } from '../../quantity/index.ts';
import { checkedDeployments, type CheckOptions, type Verdict, verdictOf } from './check.ts';
import type { Estimate } from '../contract/index.ts';

/** Where both are given, the stricter holds; without any, the bills are set side by side and nothing is judged. */
export interface IncreaseLimit {
  /** Of the bill before; 0.1 is ten per cent. */
  readonly share?: number;
  /** Currency of the document per month. */
  readonly amount?: number;
}

export interface IncreaseCheck {
  readonly workload: string;
  readonly deployment: string;
  readonly subject: 'increase';
  readonly verdict: Verdict;
  readonly limit?: number;
  readonly value: Quantity;
  readonly before: Quantity;
  readonly straddles: false;
}

/** Verdicts of the deployments that both versions have; what is new is a matter of the budget. */
export function checkIncrease(
  before: Estimate,
  after: Estimate,
  limit: IncreaseLimit,
  options: CheckOptions = {},
): readonly IncreaseCheck[] {
  return checkedDeployments(after, options).flatMap(({ name, cost: { perMonth: value } }): readonly IncreaseCheck[] => {
    const old = before.deployments.find((deployment) => deployment.name === name)?.cost.perMonth;
    if (old === undefined) return [];
    const about = { workload: after.name, deployment: name, subject: 'increase', value, before: old } as const;
    if (limit.share === undefined && limit.amount === undefined)
      return [{ ...about, verdict: 'passed', straddles: false }];
    if (old.value === null || old.unit !== value.unit) {
      const same = old.unit === value.unit && value.value === null && old.low === value.low;
      return [{ ...about, verdict: same ? 'passed' : 'undecided', straddles: false }];
    }
    const most = Math.min(
      limit.share === undefined ? Infinity : old.value * (1 + limit.share),
      limit.amount === undefined ? Infinity : old.value + limit.amount,
    );
    return [{ ...about, limit: most, verdict: verdictOf(value, most), straddles: false }];
  });
}
