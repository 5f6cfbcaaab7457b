/** Two versions of a text: what changed in the answer, and which edit did it. */
import type { Quantity } from '../../quantity/index.ts';
import type { Evaluation } from './evaluation.ts';
import type { DeploymentEstimate, LimitSummary } from './types.ts';

export interface QuantityChange {
  readonly path: string;
  readonly label: string;
  readonly before?: Quantity;
  readonly after?: Quantity;
  /** Share, −0.2 is 20 % less; absent with `comparable: false`, and where `before` is 0 and `after` is not. */
  readonly change?: number;
  readonly comparable: boolean;
}

/** One edit of the YAML and what it alone contributes to the change of monthly cost, in order of size. */
export interface EditShare {
  readonly path: readonly string[];
  readonly before?: string;
  readonly after?: string;
  /** USD or currency per month; absent where not comparable. */
  readonly perMonth?: number;
  /** Share of the whole change. */
  readonly share?: number;
}

export interface DeploymentDiff {
  readonly workload: string;
  readonly deployment: string;
  readonly kind: 'changed' | 'same' | 'added' | 'removed';
  readonly before?: DeploymentEstimate;
  readonly after?: DeploymentEstimate;
  readonly changes: readonly QuantityChange[];
  readonly edits: readonly EditShare[];
}

export interface Diff {
  readonly before: Evaluation;
  readonly after: Evaluation;
  readonly deployments: readonly DeploymentDiff[];
}

/** Targets that a deployment of a difference is judged by: those of the present text; of one that is gone, of the text before. */
export function targetsOf({ before, after }: Diff, one: DeploymentDiff): LimitSummary | undefined {
  const shown = one.after ?? one.before;
  const workloads = [...after.workloads, ...before.workloads];
  return workloads.find(({ estimate }) => estimate.deployments.some((deployment) => deployment === shown))?.estimate
    .limits;
}
