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
  /** Of a hosted API: the other providers one would act on; absent where the price is the document's own. */
  readonly providers?: () => ProviderMarket;
}

/** What is asked for the same requests. */
export interface ProviderMarket {
  readonly against: string;
  readonly providers: number;
  /** The cheapest and the dearest over the one that is paid. */
  readonly low: number;
  readonly high: number;
}

/** A bill in USD before it is made into figures of an estimate. */
export interface Bill {
  /** Whose machines are paid: all pools, and draft machines beside them; none of a hosted API. */
  readonly pools: readonly PoolResult[];
  /** USD per hour for the tokens of a hosted API. */
  readonly tokenLines: readonly CostLine[];
  /** USD per hour beside machines and tokens. */
  readonly operations: readonly CostLine[];
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
  readonly tokens: Tokens;
}
