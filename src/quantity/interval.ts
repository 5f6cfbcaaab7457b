/** What figures are made of: states, bounds on a log scale, and the closure that tells how a figure came to be. Private to this folder. */
import type { Derivation, Figure, Formula, Quantity, SharedError, State } from './quantity.ts';

const RANK: Readonly<Record<State, number>> = { known: 0, derived: 1, stale: 2, unknown: 3 };

export function worse(a: State, b: State): State {
  return RANK[a] >= RANK[b] ? a : b;
}

/** How a figure came to be; without a formula it is the sum of its inputs, written out only when somebody asks. */
function unfold(label: string, figure: Quantity, formula: Formula | undefined, inputs: readonly Figure[]): Derivation {
  const { value, low, high, unit, state } = figure;
  const unfolded = inputs.map((input) => input.why());
  const text = typeof formula === 'function' ? formula() : formula;
  const bounds = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  return {
    label,
    quantity: { value, ...bounds, unit, state },
    formula: text ?? unfolded.map((input) => input.label).join(' + '),
    inputs: unfolded,
  };
}

/**
 * What a figure is called and made of. One object per step of a calculation: its cost is the cost of a derivation nobody reads.
 * Told once: a figure that stands in several places is the same node in each.
 */
export interface FigureSource {
  readonly label: string;
  readonly unit: string;
  readonly formula: Formula | undefined;
  readonly inputs: readonly Figure[];
}

/**
 * A figure with a value. An exact one carries no bounds, and an infinite bound is none. What arithmetic could not hold
 * (an overflow, 0 ÷ 0) is no number that anybody could act on: such a figure is unknown and says why.
 */
export function knownFigure(
  source: FigureSource,
  state: State,
  value: number,
  [low, high]: readonly [low: number, high: number],
  shared?: SharedError,
): Figure {
  if (!Number.isFinite(value) || !(low > -Infinity)) return unknownFigure(source, 0, BEYOND_NUMBERS);
  const { label, unit, formula, inputs } = source;
  let told: Derivation | undefined;
  const why = (): Derivation => (told ??= unfold(label, figure, formula, inputs));
  const figure: Figure =
    low === value && high === value
      ? { value, unit, state, why }
      : high < Infinity
        ? { value, low, high, unit, state, why }
        : { value, low, unit, state, why };
  return shared && (shared.atLow !== 0 || shared.atHigh !== 0) ? { ...figure, shared } : figure;
}

const BEYOND_NUMBERS = 'the inputs lie so far apart that the result is no finite number';

/** An unknown figure, with its lower bound where there is one. @param reason where its inputs do not tell it */
export function unknownFigure({ label, unit, formula, inputs }: FigureSource, bound: number, reason?: string): Figure {
  let told: Derivation | undefined;
  const origin = reason === undefined ? {} : { origin: { kind: 'unknown', reason } as const };
  const why = (): Derivation => (told ??= { ...unfold(label, figure, formula, inputs), ...origin });
  const figure: Figure =
    bound > 0 && bound < Infinity
      ? { value: null, low: bound, unit, state: 'unknown', why }
      : { value: null, unit, state: 'unknown', why };
  return figure;
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
