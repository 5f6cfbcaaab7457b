/** What a deployment that stays as written would save. */
import type { Quantity } from '../../quantity/index.ts';
import type { Deployment } from '../../workload/index.ts';

/**
 * `commitment`: replicas that run most of the day are committed, the rest is rented by the hour.
 * `pools`: prefill and decode on machines of their own. `multi-token-prediction`: the prediction layers of the
 * checkpoint draft.
 */
export type BetterChange =
  | { readonly code: 'pools' }
  | { readonly code: 'commitment'; readonly replicas: number; readonly purchase: '1-year' | '3-year' }
  | {
      readonly code: 'multi-token-prediction';
      readonly draftTokens: number;
      /** Acceptance of the table, with its range over kinds of text. */
      readonly tokensPerStep: { readonly low: number; readonly value: number; readonly high: number };
      /** Extra time of a step, share. */
      readonly overhead: number;
    };

export interface BetterWay {
  readonly changes: readonly BetterChange[];
  readonly perMillionTokens: Quantity;
  readonly perMonth: Quantity;
  /** The deployment with the changes made, to be written or asked about. */
  readonly deployment: Deployment;
}
