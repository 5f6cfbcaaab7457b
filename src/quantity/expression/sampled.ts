/**
 * A number with its ranges: the middle, and what it becomes when one range of the document goes to its low or high
 * end while all others stay. Arithmetic works point by point, so `a / a` has no spread and `1 / a` turns round.
 */
import type { Dimension } from '../dimension.ts';
import type { Measure } from '../literal.ts';

export interface Sampled extends Measure {
  /** By name of the range (its path in the document): value at its low end, value at its high end. */
  readonly ends?: ReadonlyMap<string, readonly [number, number]>;
}

export interface Interval {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Applies a function of numbers to sampled numbers. */
export function lift(arguments_: readonly Sampled[], dimension: Dimension, f: (values: number[]) => number): Sampled {
  const value = f(arguments_.map((argument) => argument.value));
  const names = new Set(arguments_.flatMap((argument) => [...(argument.ends?.keys() ?? [])]));
  if (names.size === 0) return { value, dimension };
  const at = (name: string, end: 0 | 1): number =>
    f(arguments_.map((argument) => argument.ends?.get(name)?.[end] ?? argument.value));
  return { value, dimension, ends: new Map([...names].map((name) => [name, [at(name, 0), at(name, 1)] as const])) };
}

/** A range of the document as a sampled number of its own. */
export function ranged(name: string, interval: Interval, dimension: Dimension): Sampled {
  return { value: interval.mid, dimension, ends: new Map([[name, [interval.low, interval.high]]]) };
}

/**
 * Low and high of independent ranges together: their spreads add in quadrature, of logarithms where everything is
 * positive (as figures multiply), of differences otherwise.
 */
export function interval(sampled: Sampled): Interval {
  const { value, ends } = sampled;
  if (!ends) return { low: value, mid: value, high: value };
  const pairs = [...ends.values()];
  const [only] = pairs;
  if (only && pairs.length === 1) return { low: Math.min(value, ...only), mid: value, high: Math.max(value, ...only) };
  const positive = value > 0 && pairs.every(([a, b]) => a > 0 && b > 0);
  const forward = positive ? Math.log : (x: number): number => x;
  const back = positive ? Math.exp : (x: number): number => x;
  let down = 0;
  let up = 0;
  for (const [a, b] of pairs) {
    down += Math.min(0, forward(Math.min(a, b)) - forward(value)) ** 2;
    up += Math.max(0, forward(Math.max(a, b)) - forward(value)) ** 2;
  }
  if (down === 0 && up === 0) return { low: value, mid: value, high: value };
  return { low: back(forward(value) - Math.sqrt(down)), mid: value, high: back(forward(value) + Math.sqrt(up)) };
}
