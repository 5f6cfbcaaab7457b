/**
 * How a prediction is drawn: factors of decode and of prefill, and tilts that let the error change with the size of a batch.
 *
 * A tilt bends ln t(N) towards a constant or towards N, by half at most, so that a step still grows with N, and by less than N: what the
 * model promises of more requests, longer prompts and faster machines holds of what is drawn.
 */

/** Coefficients of the field `step`: level, prefill beside decode, tilt of the step, tilt of the rate. */
const STEP = { level: 0, prefill: 1, step: 2, rate: 3 } as const;
/** Coefficients of the field `first`: level, tilt. */
const FIRST = { level: 0, tilt: 1 } as const;

export interface Draw {
  /** Factors of a decode step at `REFERENCE` sequences, and of what the prefill of a request takes from a running batch. */
  readonly decode: number;
  readonly prefill: number;
  /** Exponents: of the step over the one at `REFERENCE`, −½ to 0, and of the rate, 0 to ½. */
  readonly stepTilt: number;
  readonly rateTilt: number;
  /** Time to first token: its factor at `REFERENCE_FIRST`, and an exponent, −½ to ½. */
  readonly first: number;
  readonly firstTilt: number;
  /** Factor of the power of an accelerator. */
  readonly power: number;
}

export const UNDRAWN: Draw = { decode: 1, prefill: 1, stepTilt: 0, rateTilt: 0, first: 1, firstTilt: 0, power: 1 };

/** Sequences at which a draw is its level. */
export const REFERENCE = 32;
/** Seconds to first token at which a draw is its level. */
const REFERENCE_FIRST = 0.3;
/** A neighbour that says more than this (a factor of two) is not believed. */
const MOST = Math.LN2;
const MOST_TILT = 0.5;

const within = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** @param of coefficients of the fields that runs tell */
export function drawOf(of: {
  readonly step?: readonly number[] | undefined;
  readonly first?: readonly number[] | undefined;
  readonly power?: readonly number[] | undefined;
}): Draw {
  const { step = [], first = [], power = [] } = of;
  const [level = 0, contrast = 0] = step;
  const factor = (log: number): number => Math.exp(within(log, -MOST, MOST));
  return {
    decode: factor(level - contrast / 2),
    prefill: factor(level + contrast / 2),
    stepTilt: within(step[STEP.step] ?? 0, -MOST_TILT, 0),
    rateTilt: within(step[STEP.rate] ?? 0, 0, MOST_TILT),
    first: factor(first[FIRST.level] ?? 0),
    firstTilt: within(first[FIRST.tilt] ?? 0, -MOST_TILT, MOST_TILT),
    power: factor(power[0] ?? 0),
  };
}

/**
 * Seconds of a decode step as drawn.
 *
 * @param time      of the model at `sequences`
 * @param reference of the model at `REFERENCE`
 */
export function drawnStep(draw: Draw, time: number, reference: number, sequences: number): number {
  const level = draw.decode * time;
  const { stepTilt, rateTilt } = draw;
  if (stepTilt === 0 && rateTilt === 0) return level;
  return level * (time / reference) ** (stepTilt - rateTilt) * (Math.max(1, sequences) / REFERENCE) ** rateTilt;
}

/** Factor of a time to first token of `seconds`. */
export function drawnFirst(draw: Draw | undefined, seconds: number): number {
  if (!draw) return 1;
  return draw.firstTilt === 0 ? draw.first : draw.first * (seconds / REFERENCE_FIRST) ** draw.firstTilt;
}

/**
 * How far the coefficients of `step` move the logarithm of TPOT.
 *
 * @param prefill  its share of the time, 0–1
 * @param relative decode step over the one at `REFERENCE`
 */
export function stepSlopes(prefill: number, relative: number, sequences: number): readonly number[] {
  const step = Math.log(relative);
  const rate = Math.log(Math.max(1, sequences) / REFERENCE) - step;
  return [1, prefill - 1 / 2, (1 - prefill) * step, (1 - prefill) * rate];
}

export function firstSlopes(seconds: number): readonly number[] {
  return [1, Math.log(seconds / REFERENCE_FIRST)];
}
