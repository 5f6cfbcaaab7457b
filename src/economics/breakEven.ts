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

/** Points a decade at which a difference is looked at: whole machines make it a saw, and its teeth are wider than this where they matter. */
const POINTS = 25;

/**
 * The input above which a difference stays below zero, up to `to`. Machines come whole, so a difference may change its sign many times:
 * the last change counts. The points looked at are the same whatever the range, so that the answer does not move with it.
 *
 * @param difference cost of the one minus cost of the other
 * @returns undefined where it is not below zero at `to`; `from` where it never is above
 */
export function alwaysBelowFrom(
  difference: (input: number) => number,
  from: number,
  to: number,
  tolerance = 1e-3,
): number | undefined {
  return finished(alwaysBelowFromSlices(difference, from, to, tolerance));
}

/** The same, a step at a time. */
export function* alwaysBelowFromSlices(
  difference: (input: number) => number,
  from: number,
  to: number,
  tolerance = 1e-3,
): Slices<number | undefined> {
  const at = (point: number): number => 10 ** (point / POINTS);
  const first = Math.floor(Math.log10(from) * POINTS);
  let point = Math.ceil(Math.log10(to) * POINTS);
  if (!(difference(at(point)) < 0)) return undefined;
  while (point > first && difference(at(point - 1)) < 0) {
    yield;
    point -= 1;
  }
  if (point <= first) return from;
  let [low, high] = [at(point - 1), at(point)];
  while (high / low > 1 + tolerance) {
    yield;
    const middle = Math.sqrt(low * high);
    if (difference(middle) < 0) high = middle;
    else low = middle;
  }
  return high;
}
