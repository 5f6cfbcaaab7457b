/**
 * A figure: a number that knows its unit, its 80 % interval, how sure its price is, and how it came to be.
 *
 * Figure arithmetic is the one mechanism behind four laws of the product: unknown is never zero, no number
 * without origin, intervals flow through, derivations cost nothing until somebody asks (`why` is a closure).
 *
 * Errors of different figures are independent, with one exception: the traffic moves both the fleet and the
 * tokens it serves, so that part of an interval is carried apart (`shared`) and cancels in a ratio.
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

const RANK: Readonly<Record<State, number>> = { known: 0, derived: 1, stale: 2, unknown: 3 };

/** Worst of the states: one unknown makes all unknown, one stale makes all stale. */
export function worstState(states: readonly State[]): State {
  return states.reduce(worse, 'known');
}

function worse(a: State, b: State): State {
  return RANK[a] >= RANK[b] ? a : b;
}

/** A number from a table, the document or a default. Without `low` and `high` it is exact. */
export function leaf(
  label: string,
  amount: { readonly value: number; readonly low?: number; readonly high?: number },
  unit: string,
  origin: Origin,
  state: State = 'known',
): Figure {
  const { value, low, high } = amount;
  const quantity = close(value, low ?? value, high ?? value, unit, state);
  return { ...quantity, why: () => ({ label, quantity, inputs: [], origin }) };
}

/** The range of a leaf is the range of the traffic itself: ratios of what moves with it cancel. */
export function sharing(figure: Figure): Figure {
  const { value, low, high } = figure;
  if (value === null || value <= 0 || low === undefined || high === undefined) return figure;
  return { ...figure, shared: { atLow: logRatio(low, value), atHigh: logRatio(high, value) } };
}

/** A number nobody published: never zero, poisons every total into a lower bound. `low` is what is known of it. */
export function unknown(label: string, unit: string, reason: string, low?: number): Figure {
  const quantity = open(low ?? 0, unit);
  return { ...quantity, why: () => ({ label, quantity, inputs: [], origin: { kind: 'unknown', reason } }) };
}

/** A closed interval; an exact number carries no bounds, and an infinite bound is none. */
function close(value: number, low: number, high: number, unit: string, state: State): Quantity {
  if (low === value && high === value) return { value, unit, state };
  return Number.isFinite(high) ? { value, low, high, unit, state } : { value, low, unit, state };
}

function open(bound: number, unit: string): Quantity {
  const state = 'unknown';
  return bound > 0 && Number.isFinite(bound) ? { value: null, low: bound, unit, state } : { value: null, unit, state };
}

/** Without a formula it is the sum of its inputs, written out only when somebody asks. */
function build(
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
  let state: State = 'known';
  for (const input of inputs) state = worse(state, input.state);
  if (state === 'unknown') return build(label, formula, inputs, open(0, unit));
  const { value, low = value, high = value, shared } = amount;
  return build(label, formula, inputs, close(value, low, high, unit, state), shared);
}

/** What is surely spent of a figure: its value, or the lower bound of an unknown. */
const least = (figure: Quantity): number => figure.value ?? figure.low ?? 0;
const lowOf = (figure: Quantity, value: number): number => figure.low ?? value;
/** A known figure without a high bound is exact, unless it has a low one: then it is open above. */
const highOf = (figure: Quantity, value: number): number =>
  figure.high ?? (figure.low === undefined ? value : Infinity);

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

/** Squared log-widths below and above the value, without the part the traffic moves. */
function spread(figure: Figure, value: number): { readonly down: number; readonly up: number } {
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
function logRatio(bound: number, value: number): number {
  if (!(value > 0)) return 0;
  return bound > 0 ? Math.log(bound / value) : -Infinity;
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
