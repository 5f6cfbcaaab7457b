/** The types of numbers: with unit, interval and state, and with how they came to be. What is done with them is in figure.ts. */
import type { Origin } from './derivation.ts';

/** How sure a number is. `unknown` has no value; it may still have a lower bound in `low`. */
export type State = 'known' | 'derived' | 'stale' | 'unknown';

/** What surfaces and JSON show. `value` null and `low` set, without `high`, is a lower bound. */
export interface Quantity {
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly state: State;
  /** Path that `explain` unfolds, such as `cost.perMillionTokens`. */
  readonly derivation?: string;
}

/** Text of a formula; a closure where making the text costs something. */
export type Formula = string | (() => string);

/** Change of the logarithm of a figure when the traffic is at the low or the high end of its range. */
export interface SharedError {
  readonly atLow: number;
  readonly atHigh: number;
}

export interface Figure extends Quantity {
  readonly why: () => Derivation;
  /** The part of the interval that comes from the range of the traffic; already inside `low` and `high`. */
  readonly shared?: SharedError;
}

/** How a number came to be: formula, inputs, and at the leaves their origin. */
export interface Derivation {
  /** For people; programs find a node by its code. */
  readonly label: string;
  /** The input that this node is, such as `life`, `costOfCapital`: the name it has in the engine's `Levers`. */
  readonly code?: string;
  readonly quantity: Quantity;
  readonly formula?: string;
  readonly inputs: readonly Derivation[];
  readonly origin?: Origin;
}
