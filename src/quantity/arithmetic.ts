/** Arithmetic on figures: sums, products of powers, and any other function. Unknowns become lower bounds, never zero. */
import type { Figure, Formula, SharedError, State } from './figure.ts';
import { build, close, highOf, least, logRatio, lowOf, open, spread, worse } from './interval.ts';

/**
 * Sum of parts that share their errors (one fleet, one price table): low with low, high with high.
 *
 * @returns with an unknown part: a lower bound, the sum of what is known
 */
export function sum(label: string, unit: string, parts: readonly Figure[], formula?: Formula): Figure {
  let [value, low, high, bound, atLow, atHigh] = [0, 0, 0, 0, 0, 0];
  let state: State = 'known';
  for (const part of parts) {
    state = worse(state, part.state);
    bound += least(part);
    if (part.value === null) continue;
    value += part.value;
    low += lowOf(part, part.value);
    high += highOf(part, part.value);
    atLow += part.value * Math.exp(part.shared?.atLow ?? 0);
    atHigh += part.value * Math.exp(part.shared?.atHigh ?? 0);
  }
  if (state === 'unknown') return build(label, formula, parts, open(bound, unit));
  const shared = value > 0 ? { atLow: Math.log(atLow / value), atHigh: Math.log(atHigh / value) } : undefined;
  return build(label, formula, parts, close(value, low, high, unit, state), shared);
}

/**
 * Product of powers of independent non-negative figures, times a constant: log-intervals add in quadrature,
 * except what the traffic moves, which adds with its sign.
 *
 * @param factors pairs of figure and exponent (1 or −1 mostly)
 * @returns with an unknown numerator: a lower bound where one exists; with an unknown denominator: unknown
 */
export function product(
  label: string,
  unit: string,
  factors: readonly (readonly [Figure, number])[],
  formula: Formula,
  constant = 1,
): Figure {
  let value = constant;
  let state: State = 'known';
  let [down, up, atLow, atHigh] = [0, 0, 0, 0];
  for (const [figure, power] of factors) {
    state = worse(state, figure.state);
    if (figure.value === null) {
      value *= power > 0 ? least(figure) ** power : 0;
      continue;
    }
    value *= figure.value ** power;
    const mine = spread(figure, figure.value);
    const [below, above] = power > 0 ? [mine.down, mine.up] : [mine.up, mine.down];
    down += power * power * below;
    up += power * power * above;
    atLow += power * (figure.shared?.atLow ?? 0);
    atHigh += power * (figure.shared?.atHigh ?? 0);
  }
  const inputs = factors.map(([figure]) => figure);
  if (state === 'unknown') return build(label, formula, inputs, open(value, unit));
  const low = value * Math.exp(-Math.sqrt(down + Math.min(atLow, atHigh, 0) ** 2));
  const high = value * Math.exp(Math.sqrt(up + Math.max(atLow, atHigh, 0) ** 2));
  return build(label, formula, inputs, close(value, low, high, unit, state), { atLow, atHigh });
}

/** A figure times an exact positive number, in another unit or under another name: bounds scale with it. */
export function scale(label: string, unit: string, figure: Figure, by: number, formula: Formula): Figure {
  const { value, low, high, state } = figure;
  if (value === null) return build(label, formula, [figure], open((low ?? 0) * by, unit));
  const quantity = {
    value: value * by,
    ...(low === undefined ? {} : { low: low * by }),
    ...(high === undefined ? {} : { high: high * by }),
    unit,
    state,
  };
  return build(label, formula, [figure], quantity, figure.shared);
}

/** Product of figures, each to the power 1. */
export function multiply(
  label: string,
  unit: string,
  factors: readonly Figure[],
  formula: Formula,
  constant = 1,
): Figure {
  return product(
    label,
    unit,
    factors.map((figure) => [figure, 1] as const),
    formula,
    constant,
  );
}

/**
 * Any function of independent figures: each input's interval moves the result alone, the moves add in quadrature;
 * what the traffic moves, moves together. First-order: exact where the function is linear in each input.
 *
 * @returns unknown as soon as one input is
 */
export function compute(
  label: string,
  unit: string,
  inputs: readonly Figure[],
  formula: Formula,
  f: (values: readonly number[]) => number,
): Figure {
  let state: State = 'known';
  const values: number[] = [];
  for (const input of inputs) {
    state = worse(state, input.state);
    values.push(input.value ?? 0);
  }
  if (state === 'unknown') return build(label, formula, inputs, open(0, unit));
  const value = f(values);
  let [down, up] = [0, 0];
  const move = (a: number, b: number): void => {
    down += Math.min(a - value, b - value, 0) ** 2;
    up += Math.max(a - value, b - value, 0) ** 2;
  };
  inputs.forEach((input, index) => {
    const mid = values[index] ?? 0;
    if (input.low === undefined) return;
    if (!input.shared) return move(f(values.with(index, input.low)), f(values.with(index, highOf(input, mid))));
    const own = spread(input, mid);
    if (own.down === 0 && own.up === 0) return;
    move(
      f(values.with(index, mid * Math.exp(-Math.sqrt(own.down)))),
      f(values.with(index, mid * Math.exp(Math.sqrt(own.up)))),
    );
  });
  const shared = sharedOf(inputs, values, value, f);
  if (shared) move(value * Math.exp(shared.atLow), value * Math.exp(shared.atHigh));
  return build(
    label,
    formula,
    inputs,
    close(value, value - Math.sqrt(down), value + Math.sqrt(up), unit, state),
    shared,
  );
}

/** The result with every input where the traffic puts it at both ends of its range. */
function sharedOf(
  inputs: readonly Figure[],
  values: readonly number[],
  value: number,
  f: (values: readonly number[]) => number,
): SharedError | undefined {
  if (!inputs.some((input) => input.shared) || !(value > 0)) return undefined;
  const at = (end: 'atLow' | 'atHigh'): number =>
    logRatio(f(values.map((each, index) => each * Math.exp(inputs[index]?.shared?.[end] ?? 0))), value);
  return { atLow: at('atLow'), atHigh: at('atHigh') };
}
