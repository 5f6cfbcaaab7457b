import type { CostLine, Tokens } from '../../economics/index.ts';
import type { Figure } from '../../quantity/index.ts';
import type { PendingProblem } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

export interface Evaluated {
  readonly estimate: DeploymentEstimate;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly pending: readonly PendingProblem[];
  readonly pools: readonly PoolResult[];
  /** What is paid for what; absent where there are no numbers. */
  readonly bill?: Bill;
}

/** A bill in USD before it is made into figures of an estimate. */
export interface Bill {
  /** USD per hour. */
  readonly lines: readonly CostLine[];
  /** Beside the machines; of a hosted API they are among the lines. */
  readonly operations: readonly CostLine[];
  /** Whose machines are paid: all pools, and draft machines beside them; none of a hosted API. */
  readonly pools: readonly PoolResult[];
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
  readonly tokens: Tokens;
}
