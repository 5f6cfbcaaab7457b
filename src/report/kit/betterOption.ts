/** What the ranking offers instead of the deployment in hand, as plain data. */
import type { Quantity } from '../../quantity/index.ts';

/** What better may mean; each has its own list. */
export const BETTER_ORDERS = ['cost', 'energy', 'carbon', 'latency'] as const;
export type BetterOrder = (typeof BETTER_ORDERS)[number];
export type BetterOptions = Readonly<Record<BetterOrder, readonly BetterOption[]>>;

/** One row of the ranking against the selected deployment. */
export interface BetterOption {
  readonly name: string;
  /** "8 × mi355x"; absent for a hosted API. */
  readonly machines?: string;
  /** "AWS us-east-1, spot"; absent where owned or hosted. */
  readonly place?: string;
  readonly perMillionTokens: Quantity;
  readonly perMonth: Quantity;
  /** Money per month saved; absent where either is unknown. */
  readonly savesPerMonth?: number;
  /** Share of change of the energy per million tokens. */
  readonly energyChange?: number;
  /** Share of change of what the list is ordered by. */
  readonly gain?: number;
  readonly meetsSlo: boolean;
}
