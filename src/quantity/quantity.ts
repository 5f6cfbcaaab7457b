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

/** A number with its bounds. Without both it is exact; with a low one alone it is open above, or, as null, a lower bound. */
export interface Extent {
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** The part of the interval that comes from the range of the traffic; already inside `low` and `high`. */
  readonly shared?: SharedError | undefined;
}

/** What a figure is called and made of: plain data, so that a derivation nobody reads costs next to nothing. */
export interface FigureSource {
  readonly label: string;
  readonly unit: string;
  /** A leaf has none; a calculation without one is the sum of its inputs. */
  readonly formula?: Formula | undefined;
  readonly inputs: readonly Figure[] | (() => readonly Derivation[]);
  readonly origin?: Origin;
  readonly code?: string;
}

/**
 * A number with unit, interval and state that tells how it came to be. An evaluation makes a hundred: all have the same fields,
 * and share the one method that unfolds them when somebody asks.
 */
export class Figure implements Extent {
  readonly value: number | null;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly unit: string;
  readonly state: State;
  readonly shared: SharedError | undefined;
  readonly source: FigureSource;
  #told: Derivation | undefined;

  constructor(source: FigureSource, state: State, { value, low, high, shared }: Extent) {
    this.value = value;
    this.low = low;
    this.high = high;
    this.unit = source.unit;
    this.state = state;
    this.shared = shared;
    this.source = source;
  }

  /** A figure unfolds once: where it is used several times, each use shows the same node. */
  why(): Derivation {
    return (this.#told ??= unfold(this));
  }
}

/** A figure as JSON: without its calculation, and with the path that unfolds it. */
export function toQuantity({ value, low, high, unit, state }: Figure, derivation?: string): Quantity {
  return {
    value,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    unit,
    state,
    ...(derivation === undefined ? {} : { derivation }),
  };
}

/** The same quantity in another unit, or a part of it: bounds move with the value. The result has no calculation of its own. */
export function scaledQuantity({ value, low, high, state, ...was }: Quantity, by: number, unit = was.unit): Quantity {
  return {
    value: value === null ? null : value * by,
    ...(low === undefined ? {} : { low: low * by }),
    ...(high === undefined ? {} : { high: high * by }),
    unit,
    state,
  };
}

/** Without a formula a calculation is the sum of its inputs, written out only here. */
function unfold(figure: Figure): Derivation {
  const { label, formula, inputs: given, origin, code } = figure.source;
  const inputs = typeof given === 'function' ? given() : given.map((input) => input.why());
  const isLeaf = origin !== undefined && formula === undefined && inputs.length === 0;
  const text = typeof formula === 'function' ? formula() : formula;
  return {
    label,
    quantity: toQuantity(figure),
    ...(isLeaf ? {} : { formula: text ?? inputs.map((input) => input.label).join(' + ') }),
    inputs,
    ...(origin === undefined ? {} : { origin }),
    ...(code === undefined ? {} : { code }),
  };
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
