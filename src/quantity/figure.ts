/**
 * A figure: a number that knows its unit, its 80 % interval, how sure its price is, and how it came to be.
 *
 * Figure arithmetic is the one mechanism behind four laws of the product: unknown is never zero, no number
 * without origin, intervals flow through, derivations cost nothing until somebody asks (`why` is a closure).
 */
import type { Derivation, Origin } from './derivation.ts';

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

export interface Figure extends Quantity {
  readonly why: () => Derivation;
}

/** Worst of the states: one unknown makes all unknown, one stale makes all stale. */
export function worstState(states: readonly State[]): State {
  const order: readonly State[] = ['known', 'derived', 'stale', 'unknown'];
  return order[Math.max(0, ...states.map((state) => order.indexOf(state)))] ?? 'unknown';
}

/** A number from a table, the document or a default. Without `low` and `high` it is exact. */
export function leaf(
  label: string,
  amount: { readonly value: number; readonly low?: number; readonly high?: number },
  unit: string,
  origin: Origin,
  state: State = 'known',
): Figure {
  const quantity = { ...amount, unit, state };
  return { ...quantity, why: () => ({ label, quantity, inputs: [], origin }) };
}

/** A number nobody published: never zero, poisons every total into a lower bound. */
export function unknown(label: string, unit: string, reason: string): Figure {
  const quantity: Quantity = { value: null, unit, state: 'unknown' };
  return { ...quantity, why: () => ({ label, quantity, inputs: [], origin: { kind: 'unknown', reason } }) };
}

interface Bounds {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

/** Bounds of a figure; an unknown's are [its lower bound or 0, ∞). */
function bounds(figure: Quantity): Bounds {
  if (figure.value === null) return { value: null, low: figure.low ?? 0, high: Infinity };
  return { value: figure.value, low: figure.low ?? figure.value, high: figure.high ?? figure.value };
}

function make(label: string, unit: string, formula: string, inputs: readonly Figure[], b: Bounds): Figure {
  const state = b.value === null ? 'unknown' : worstState(inputs.map((input) => input.state));
  const quantity: Quantity = {
    value: b.value,
    ...(b.value === null ? (b.low > 0 ? { low: b.low } : {}) : { low: b.low, high: b.high }),
    unit,
    state,
  };
  return { ...quantity, why: () => ({ label, quantity, formula, inputs: inputs.map((input) => input.why()) }) };
}

/** Sum of parts that share their errors (one fleet, one price table): low with low, high with high. */
export function sum(
  label: string,
  unit: string,
  parts: readonly Figure[],
  formula = parts.map(() => '').join(' + '),
): Figure {
  const all = parts.map(bounds);
  const total = (pick: (b: Bounds) => number): number => all.reduce((acc, b) => acc + pick(b), 0);
  const value = all.some((b) => b.value === null) ? null : total((b) => b.value ?? 0);
  return make(label, unit, formula, parts, {
    value,
    low: total((b) => (b.value === null ? b.low : b.low)),
    high: total((b) => b.high),
  });
}

/**
 * Product of powers of independent non-negative figures, times a constant: log-intervals add in quadrature.
 *
 * @param factors pairs of figure and exponent (1 or −1 mostly)
 * @returns unknown with a lower bound where the unknowns stand in the numerator and have one
 */
export function product(
  label: string,
  unit: string,
  factors: readonly (readonly [Figure, number])[],
  formula: string,
  constant = 1,
): Figure {
  let value: number | null = constant;
  let bound = constant;
  let down = 0;
  let up = 0;
  for (const [figure, power] of factors) {
    const b = bounds(figure);
    bound *= (b.value ?? (power > 0 ? b.low : Infinity)) ** power;
    if (b.value === null || value === null) {
      value = null;
      continue;
    }
    value *= b.value ** power;
    const [low, high] = power > 0 ? [b.low, b.high] : [b.high, b.low];
    down += (power * logRatio(low, b.value)) ** 2;
    up += (power * logRatio(high, b.value)) ** 2;
  }
  const inputs = factors.map(([figure]) => figure);
  if (value === null)
    return make(label, unit, formula, inputs, { value, low: Number.isFinite(bound) ? bound : 0, high: Infinity });
  return make(label, unit, formula, inputs, {
    value,
    low: value * Math.exp(-Math.sqrt(down)),
    high: value * Math.exp(Math.sqrt(up)),
  });
}

function logRatio(bound: number, value: number): number {
  return bound > 0 && value > 0 ? Math.log(bound / value) : 0;
}

/** The JSON face of a figure: no closure, and the path that unfolds it. */
export function toQuantity(figure: Figure, derivation?: string): Quantity {
  const { value, low, high, unit, state } = figure;
  return {
    value,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    unit,
    state,
    ...(derivation === undefined ? {} : { derivation }),
  };
}
