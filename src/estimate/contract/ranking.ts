/** The ranking of the catalog for a workload: what may be asked, and its rows. */
import type { Precision } from '../../quantity/index.ts';
import type { Deployment, Purchase } from '../../workload/index.ts';
import type { Reason } from '../problems/index.ts';
import type { OfferReason } from './offerReasons.ts';
import type { DeploymentEstimate } from './types.ts';

export const RANK_ORDERS = ['cost', 'energy', 'carbon', 'ttft', 'tpot'] as const;
export type RankBy = (typeof RANK_ORDERS)[number];

export interface RankOptions {
  readonly by?: RankBy;
  /** `workload`: the precision the document gives or the checkpoint has. `any`: every precision. */
  readonly precision?: 'workload' | 'any';
  readonly top?: number;
  /** `cheapest` (default): each purchase at its cheapest place. `all`: at every cloud and region that has a price. */
  readonly places?: 'cheapest' | 'all';
  readonly clouds?: readonly string[];
  readonly regions?: readonly string[];
  readonly vendors?: readonly string[];
  readonly purchases?: readonly Purchase[];
  readonly kinds?: readonly ('rent' | 'own' | 'api')[];
  /** Leave out what is announced, internal or cancelled. */
  readonly availableNow?: boolean;
  /** Offers that do not lead by themselves and stand in the ranking all the same, marked with their reasons. */
  readonly include?: readonly OfferReason[];
  /** Leave out prices, of hardware too, less sure than this. */
  readonly minimumConfidence?: 'published' | 'third-party';
}

export interface RankRow {
  readonly kind: 'row';
  readonly estimate: DeploymentEstimate;
  readonly deployment: Deployment;
  readonly weights?: Precision;
  readonly meetsSlo: boolean;
  /** The fleet serves the whole demand. */
  readonly servesAll: boolean;
  /** No other row is better in cost, energy and speed at once. Set once all rows are known. */
  readonly pareto: boolean;
}

export interface InfeasibleRow {
  readonly kind: 'infeasible';
  readonly accelerator: string;
  readonly name: string;
  readonly reasons: readonly Reason[];
}

export interface Ranking {
  readonly by: RankBy;
  readonly rows: readonly RankRow[];
  readonly infeasible: readonly InfeasibleRow[];
}
