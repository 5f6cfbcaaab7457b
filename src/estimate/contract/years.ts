/** The bill over years: what `tco` answers. Money in the document's currency. */
import type { CostLineKey } from '../../economics/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { DeploymentEstimate } from './types.ts';

export interface YearsOptions {
  /** Goes before `horizon.years`. */
  readonly years?: number;
}

/** A line of the bill of a year. Surfaces name it by `element`, `stage` and `plan`, as in `CostLine`. */
export interface YearLine extends CostLineKey {
  readonly code: string;
  readonly label: string;
  readonly cost: Quantity;
}

/** Cash of one year; the last may be shorter. */
export interface YearCost {
  /** From 1. */
  readonly year: number;
  /** Machines bought, less what machines brought. */
  readonly capital: Quantity;
  readonly running: Quantity;
  readonly cost: Quantity;
  readonly tokens: Quantity;
  /** Cash of the year ÷ its tokens. */
  readonly perMillionTokens: Quantity;
  /** Paid for in the last month of the year. */
  readonly accelerators: Quantity;
  readonly lines: readonly YearLine[];
}

/** When buying has cost less than renting or calling, counted in cash and without what machines would still bring. */
export interface Crossing {
  readonly against: string;
  readonly outcome: 'crosses' | 'never' | 'unknown';
  /** Months from the start; `low` and `high` where the prices of both lie at the ends of their intervals. */
  readonly months?: Quantity;
  /** Per year: what the money bound in machines earns by not paying the other; absent where no single rate exists. */
  readonly internalRateOfReturn?: Quantity;
}

export interface DeploymentYears {
  readonly name: string;
  readonly kind: DeploymentEstimate['kind'];
  readonly status: DeploymentEstimate['status'];
  /** Per year. */
  readonly discountRate: Quantity;
  /** Present value of all payments: what the plan costs in money of today. */
  readonly netPresentValue: Quantity;
  /** All payments, not discounted. */
  readonly total: Quantity;
  /** Net present value ÷ discounted tokens. */
  readonly levelisedPerMillionTokens: Quantity;
  readonly years: readonly YearCost[];
  /** Payments of each month, for charts; null where unknown. The last stands for the day the plan ends. */
  readonly payments: readonly (number | null)[];
  /** Of owned deployments: against each that is rented or called. */
  readonly crossings: readonly Crossing[];
}

export interface WorkloadYears {
  readonly name: string;
  readonly currency: string;
  readonly years: number;
  /** Of the document, else the ownership table's; deployments with a cost of capital of their own take that. */
  readonly discountRate: Quantity;
  /** The document has no `horizon`: traffic and prices stay as they are. */
  readonly flat: boolean;
  readonly deployments: readonly DeploymentYears[];
}
