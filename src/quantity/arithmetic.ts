/** Arithmetic on figures: sums, products of powers, and any other function. Unknowns become lower bounds, never zero. */
import type { Figure, Formula, SharedError, State } from './quantity.ts';
import {
  knownFigure,
  highOf,
  least,
  logRatio,
  lowOf,
  spreadAbove,
  spreadBelow,
  unknownFigure,
  worse,
} from './interval.ts';

/**
 * Sum of parts that share their errors (one fleet, one price table): low with low, high with high.
 *
 * @returns with an unknown part: a lower bound, the sum of what is known
 */
export function sum(label: string, unit: string, parts: readonly Figure[], formula?: Formula): Figure {
  let value = 0;
  let low = 0;
  let high = 0;
  let bound = 0;
  let state: State = 'known';
  let shares = false;
  for (const part of parts) {
    state = worse(state, part.state);
    bound += least(part);
    if (part.value === null) continue;
    value += part.value;
    low += lowOf(part, part.value);
    high += highOf(part, part.value);
    shares ||= part.shared !== undefined;
  }
  const making = { label, unit, formula, inputs: parts };
  if (state === 'unknown') return unknownFigure(making, bound);
  const shared = shares && value > 0 ? sharedSum(parts, value) : undefined;
  return knownFigure(making, state, { value, low, high, shared });
}

/**
 * Sum of parts times exact numbers of either sign, where all parts share their errors (one price in many months): low with
 * low, high with high.
 *
 * @returns with an unknown part: a lower bound, what is known, unless a part that is taken away is unknown
 */
export function weightedSum(
  label: string,
  unit: string,
  terms: readonly (readonly [Figure, number])[],
  formula: Formula,
): Figure {
  const totals = { value: 0, low: 0, high: 0, bound: 0, atLow: 0, atHigh: 0 };
  let state: State = 'known';
  for (const [part, weight] of terms) {
    state = worse(state, part.state);
    totals.bound += weight > 0 ? least(part) * weight : part.value === null ? -Infinity : part.value * weight;
    const { value, shared } = part;
    if (value === null) continue;
    totals.value += value * weight;
    totals.low += lowOf(part, value) * weight;
    totals.high += highOf(part, value) * weight;
    totals.atLow += value * weight * Math.exp(shared?.atLow ?? 0);
    totals.atHigh += value * weight * Math.exp(shared?.atHigh ?? 0);
  }
  const { value, low, high, atLow, atHigh } = totals;
  const making = { label, unit, formula, inputs: [...new Set(terms.map(([part]) => part))] };
  if (state === 'unknown') return unknownFigure(making, Math.max(0, totals.bound));
  const shared = { atLow: logRatio(atLow, value), atHigh: logRatio(atHigh, value) };
  return knownFigure(making, state, {
    value,
    low: Math.min(low, high, value),
    high: Math.max(low, high, value),
    shared: value > 0 && atLow > 0 && atHigh > 0 ? shared : undefined,
  });
}

/** The traffic moves every part by its own factor: their sum by the factors weighted by value. */
function sharedSum(parts: readonly Figure[], value: number): SharedError {
  const at = (end: 'atLow' | 'atHigh'): number =>
    parts.reduce((total, part) => total + (part.value ?? 0) * Math.exp(part.shared?.[end] ?? 0), 0);
  return { atLow: Math.log(at('atLow') / value), atHigh: Math.log(at('atHigh') / value) };
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
  const inputs: Figure[] = [];
  let value = constant;
  let state: State = 'known';
  let down = 0;
  let up = 0;
  let atLow = 0;
  let atHigh = 0;
  for (const factor of factors) {
    const figure = factor[0];
    const power = factor[1];
    inputs.push(figure);
    state = worse(state, figure.state);
    if (figure.value === null) {
      value *= power > 0 ? least(figure) ** power : 0;
      continue;
    }
    value *= power === 1 ? figure.value : figure.value ** power;
    if (figure.low === undefined) continue;
    const below = spreadBelow(figure, figure.value);
    const above = spreadAbove(figure, figure.value);
    down += power * power * (power > 0 ? below : above);
    up += power * power * (power > 0 ? above : below);
    if (!figure.shared) continue;
    atLow += power * figure.shared.atLow;
    atHigh += power * figure.shared.atHigh;
  }
  const making = { label, unit, formula, inputs };
  if (state === 'unknown') return unknownFigure(making, value);
  if (down === 0 && up === 0 && atLow === 0 && atHigh === 0)
    return knownFigure(making, state, { value, low: value, high: value });
  const low = value * Math.exp(-Math.sqrt(down + Math.min(atLow, atHigh, 0) ** 2));
  const high = value * Math.exp(Math.sqrt(up + Math.max(atLow, atHigh, 0) ** 2));
  const shared = atLow === 0 && atHigh === 0 ? undefined : { atLow, atHigh };
  return knownFigure(making, state, { value, low, high, shared });
}

/** Product of figures, each to the power 1. */
export function multiply(
  label: string,
  unit: string,
  factors: readonly Figure[],
  formula: Formula,
  constant = 1,
): Figure {
  const pairs = factors.map((figure) => [figure, 1] as const);
  return product(label, unit, pairs, formula, constant);
}

/** A figure times an exact positive number, in another unit or under another name: bounds scale with it. */
export function scale(label: string, unit: string, figure: Figure, by: number, formula: Formula): Figure {
  const { value, state, shared } = figure;
  const making = { label, unit, formula, inputs: [figure] };
  if (value === null) return unknownFigure(making, least(figure) * by);
  const [low, high] = [lowOf(figure, value) * by, highOf(figure, value) * by];
  return knownFigure(making, state, { value: value * by, low, high, shared });
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
  const making = { label, unit, formula, inputs };
  let state: State = 'known';
  let ranged = false;
  const values: number[] = [];
  for (const input of inputs) {
    state = worse(state, input.state);
    ranged ||= input.low !== undefined;
    values.push(input.value ?? 0);
  }
  if (state === 'unknown') return unknownFigure(making, 0);
  const value = f(values);
  if (!ranged) return knownFigure(making, state, { value, low: value, high: value });
  let [down, up] = [0, 0];
  const move = (a: number, b: number): void => {
    down += Math.min(a - value, b - value, 0) ** 2;
    up += Math.max(a - value, b - value, 0) ** 2;
  };
  inputs.forEach((input, index) => {
    if (input.low === undefined) return;
    const [low, high] = ownRange(input);
    if (low !== high) move(f(values.with(index, low)), f(values.with(index, high)));
  });
  const shared = sharedOf(inputs, values, value, f);
  if (shared) move(value * Math.exp(shared.atLow), value * Math.exp(shared.atHigh));
  return knownFigure(making, state, { value, low: value - Math.sqrt(down), high: value + Math.sqrt(up), shared });
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

/** Ends of the interval of a known figure without the part the traffic moves. */
export function ownRange(figure: Figure): readonly [low: number, high: number] {
  const value = figure.value ?? 0;
  if (!figure.shared) return [lowOf(figure, value), highOf(figure, value)];
  return [
    value * Math.exp(-Math.sqrt(spreadBelow(figure, value))),
    value * Math.exp(Math.sqrt(spreadAbove(figure, value))),
  ];
}
