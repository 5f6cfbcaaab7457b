/** What figures are made of: states, and bounds on a log scale. Private to this folder. */
import { Figure, type Extent, type FigureSource, type State } from './quantity.ts';

const RANK: Readonly<Record<State, number>> = { known: 0, derived: 1, stale: 2, unknown: 3 };

export function worse(a: State, b: State): State {
  return RANK[a] >= RANK[b] ? a : b;
}

/**
 * A figure with a value. An exact one carries no bounds, and an infinite bound is none. What arithmetic could not hold
 * (an overflow, 0 ÷ 0) is no number that anybody could act on: such a figure is unknown and says why.
 */
export function knownFigure(source: FigureSource, state: State, { value, low, high, shared }: Known): Figure {
  if (!Number.isFinite(value) || !(low > -Infinity)) return unknownFigure(source, 0, BEYOND_NUMBERS);
  const exact = low === value && high === value;
  return new Figure(source, state, {
    value,
    low: exact ? undefined : low,
    high: exact || high === Infinity ? undefined : high,
    shared: shared && (shared.atLow !== 0 || shared.atHigh !== 0) ? shared : undefined,
  });
}

/** Bounds of an exact number are the number. */
export interface Known extends Extent {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const BEYOND_NUMBERS = 'the inputs lie so far apart that the result is no finite number';

/** An unknown figure, with its lower bound where there is one. @param reason where its inputs do not tell it */
export function unknownFigure(source: FigureSource, bound: number, reason?: string): Figure {
  const told: FigureSource = reason === undefined ? source : { origin: { kind: 'unknown', reason }, ...source };
  return new Figure(told, 'unknown', { value: null, low: bound > 0 && bound < Infinity ? bound : undefined });
}

/** What is surely spent of a figure: its value, or the lower bound of an unknown. */
export const least = (figure: Extent): number => figure.value ?? figure.low ?? 0;
export const lowOf = (figure: Extent, value: number): number => figure.low ?? value;
/** A known figure without a high bound is exact, unless it has a low one: then it is open above. */
export const highOf = (figure: Extent, value: number): number =>
  figure.high ?? (figure.low === undefined ? value : Infinity);

/** Squared log-width below the value, without the part the traffic moves. */
export function spreadBelow({ low, shared }: Extent, value: number): number {
  if (low === undefined) return 0;
  const width = logRatio(low, value) ** 2;
  return shared ? Math.max(0, width - Math.min(shared.atLow, shared.atHigh, 0) ** 2) : width;
}

/** Squared log-width above the value, without the part the traffic moves. */
export function spreadAbove(figure: Extent, value: number): number {
  if (figure.low === undefined) return 0;
  const width = logRatio(highOf(figure, value), value) ** 2;
  const { shared } = figure;
  return shared ? Math.max(0, width - Math.max(shared.atLow, shared.atHigh, 0) ** 2) : width;
}

/** Logarithm of bound ÷ value; a bound of zero below a positive value is infinitely far. */
export function logRatio(bound: number, value: number): number {
  if (!(value > 0)) return 0;
  return bound > 0 ? Math.log(bound / value) : -Infinity;
}
