/** What figures are made of: states, bounds on a log scale, and the closure that tells how a figure came to be. Not part of the face. */
import type { Derivation } from './derivation.ts';
import type { Figure, Formula, Quantity, SharedError, State } from './figure.ts';

const RANK: Readonly<Record<State, number>> = { known: 0, derived: 1, stale: 2, unknown: 3 };

export function worse(a: State, b: State): State {
  return RANK[a] >= RANK[b] ? a : b;
}

/** A closed interval; an exact number carries no bounds, and an infinite bound is none. */
export function close(value: number, low: number, high: number, unit: string, state: State): Quantity {
  if (low === value && high === value) return { value, unit, state };
  return Number.isFinite(high) ? { value, low, high, unit, state } : { value, low, unit, state };
}

export function open(bound: number, unit: string): Quantity {
  const state = 'unknown';
  return bound > 0 && Number.isFinite(bound) ? { value: null, low: bound, unit, state } : { value: null, unit, state };
}

/** Without a formula it is the sum of its inputs, written out only when somebody asks. */
export function build(
  label: string,
  formula: Formula | undefined,
  inputs: readonly Figure[],
  quantity: Quantity,
  shared?: SharedError,
): Figure {
  const why = (): Derivation => {
    const unfolded = inputs.map((input) => input.why());
    const text = typeof formula === 'function' ? formula() : formula;
    return { label, quantity, formula: text ?? unfolded.map((input) => input.label).join(' + '), inputs: unfolded };
  };
  return shared && (shared.atLow !== 0 || shared.atHigh !== 0) ? { ...quantity, why, shared } : { ...quantity, why };
}

/** What is surely spent of a figure: its value, or the lower bound of an unknown. */
export const least = (figure: Quantity): number => figure.value ?? figure.low ?? 0;
export const lowOf = (figure: Quantity, value: number): number => figure.low ?? value;
/** A known figure without a high bound is exact, unless it has a low one: then it is open above. */
export const highOf = (figure: Quantity, value: number): number =>
  figure.high ?? (figure.low === undefined ? value : Infinity);

/** Squared log-widths below and above the value, without the part the traffic moves. */
export function spread(figure: Figure, value: number): { readonly down: number; readonly up: number } {
  if (figure.low === undefined) return NONE;
  const below = logRatio(figure.low, value) ** 2;
  const above = logRatio(highOf(figure, value), value) ** 2;
  const shared = figure.shared;
  if (!shared) return { down: below, up: above };
  return {
    down: Math.max(0, below - Math.min(shared.atLow, shared.atHigh, 0) ** 2),
    up: Math.max(0, above - Math.max(shared.atLow, shared.atHigh, 0) ** 2),
  };
}
const NONE = { down: 0, up: 0 };

/** Logarithm of bound ÷ value; a bound of zero below a positive value is infinitely far. */
export function logRatio(bound: number, value: number): number {
  if (!(value > 0)) return 0;
  return bound > 0 ? Math.log(bound / value) : -Infinity;
}
