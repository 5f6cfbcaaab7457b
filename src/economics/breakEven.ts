/** Where two ways of paying cost the same, and what moves the answer. Plain numbers; the engine evaluates, this solves. */
import { finished, type Slices } from './slices.ts';

/**
 * Months after which owning has cost less than renting.
 *
 * @param upfront money spent on the day of purchase
 * @param ownPerMonth running cost of owning: housing, electricity, maintenance, staff
 * @param rentPerMonth the rent avoided
 * @returns undefined where it never does
 */
export function monthsToBreakEven(upfront: number, ownPerMonth: number, rentPerMonth: number): number | undefined {
  const saved = rentPerMonth - ownPerMonth;
  return saved > 0 ? Math.max(0, upfront) / saved : upfront <= 0 ? 0 : undefined;
}

/**
 * Utilisation of a fleet at which a token costs what the API asks.
 *
 * @param fullLoad cost per million tokens of the fleet at utilisation 1 (cost is fixed: cost per token ∝ 1/utilisation)
 * @param api cost per million tokens of the API on the same mix
 * @returns 0–1; undefined where even a full fleet costs more
 */
export function breakEvenUtilization(fullLoad: number, api: number): number | undefined {
  return api > 0 && fullLoad <= api ? fullLoad / api : undefined;
}

/**
 * Where two costs cross as an input grows: bisection on a log scale between `from` and `to`.
 *
 * @param difference cost of the one minus cost of the other; may have steps
 * @returns undefined where it has the same sign at both ends
 */
export function crossing(
  difference: (input: number) => number,
  from: number,
  to: number,
  tolerance = 1e-3,
): number | undefined {
  return finished(crossingSlices(difference, from, to, tolerance));
}

/** The same, a step at a time. */
export function* crossingSlices(
  difference: (input: number) => number,
  from: number,
  to: number,
  tolerance = 1e-3,
): Slices<number | undefined> {
  let [low, high] = [from, to];
  const sign = Math.sign(difference(low));
  if (sign === 0) return low;
  if (Math.sign(difference(high)) === sign) return undefined;
  while (high / low > 1 + tolerance) {
    yield;
    const middle = Math.sqrt(low * high);
    if (Math.sign(difference(middle)) === sign) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
