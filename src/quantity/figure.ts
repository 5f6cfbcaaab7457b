/**
 * A figure: a number that knows its unit, its 80 % interval, how sure its price is, and how it came to be.
 *
 * Figure arithmetic is the one mechanism behind four laws of the product: unknown is never zero, no number
 * without origin, intervals flow through, derivations cost nothing until `why` unfolds them.
 *
 * Errors of different figures are independent, with one exception: the traffic moves both the fleet and the
 * tokens it serves, so that part of an interval is carried apart (`shared`) and cancels in a ratio.
 */
import type { Origin } from './derivation.ts';
import { knownFigure, logRatio, unknownFigure, worse } from './interval.ts';
import { Figure, type Extent, type Formula, type SharedError, type State } from './quantity.ts';

/** Worst of the states: one unknown makes all unknown, one stale makes all stale. */
export function worstState(states: readonly State[]): State {
  return states.reduce(worse, 'known');
}

/** A number from a table, the document or a default. Without `low` and `high` it is exact. */
export function leaf(
  label: string,
  amount: { readonly value: number; readonly low?: number; readonly high?: number },
  unit: string,
  origin: Origin,
  state: State = 'known',
): Figure {
  const { value, low = value, high = value } = amount;
  return knownFigure({ label, unit, inputs: NONE, origin }, state, { value, low, high });
}

const NONE: readonly Figure[] = [];

/** The same figure with other bounds, state or shared error; its derivation tells them too. */
export function changed(
  figure: Figure,
  { state = figure.state, ...extent }: Partial<Extent> & { readonly state?: State },
): Figure {
  const { value, low, high, shared } = figure;
  return new Figure(figure.source, state, { value, low, high, shared, ...extent });
}

/** The same figure under the code that programs find it by in a derivation. */
export function withCode(code: string, figure: Figure): Figure {
  return new Figure({ ...figure.source, code }, figure.state, figure);
}

/** The range of a leaf is the range of the traffic itself: ratios of what moves with it cancel. */
export function sharing(figure: Figure): Figure {
  const { value, low, high } = figure;
  if (value === null || value <= 0 || low === undefined || high === undefined) return figure;
  return changed(figure, { shared: { atLow: logRatio(low, value), atHigh: logRatio(high, value) } });
}

/** A number nobody published: never zero, poisons every total into a lower bound. `low` is what is known of it. */
export function unknown(label: string, unit: string, reason: string, low?: number): Figure {
  return unknownFigure({ label, unit, inputs: NONE }, low ?? 0, reason);
}

/**
 * A figure whose number was computed elsewhere (fleet.ts and its like): it takes the worst state of its inputs and,
 * where one is unknown, is unknown itself.
 */
export function derived(
  label: string,
  amount: { readonly value: number; readonly low?: number; readonly high?: number; readonly shared?: SharedError },
  unit: string,
  inputs: readonly Figure[],
  formula: Formula,
): Figure {
  const making = { label, unit, formula, inputs };
  let state: State = 'known';
  for (const input of inputs) state = worse(state, input.state);
  if (state === 'unknown') return unknownFigure(making, 0);
  const { value, low = value, high = value, shared } = amount;
  return knownFigure(making, state, { value, low, high, shared });
}
