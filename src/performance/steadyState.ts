/**
 * The steady state of continuous batching as a function of N, the sequences decoding at once: in the mean step N sequences advance
 * and N/O prompts are prefilled beside them, so TPOT(N) = t(N) + (N/O)·prefill cost, and the rate is N / (O·TPOT).
 *
 * @see docs/performance-model.md#serving
 */
import { decodeStep, drawnDecode } from './decodeStep.ts';
import type { PreparedServing } from './prepareServing.ts';
import { stepTime, type Prompts } from './step.ts';

/** Prompts that end in a mean step, of one stage with `perStage` sequences. */
export function promptsPerStep(s: PreparedServing, perStage: number): number {
  return s.phase === 'decode' ? 0 : perStage / (s.lengths.output / s.pace);
}

/** `count` whole prompts in a step. */
export function promptsOf(s: PreparedServing, count: number): Prompts {
  return { tokens: count * s.fresh, reach: s.reach, ended: count };
}

/** Factor of all prefill that published runs near by tell. */
export const drawnPrefill = ({ drawn }: PreparedServing): number => drawn?.draw.prefill ?? 1;

/** What prefilling one more request costs the running batch: its marginal time in mixed steps, and the host's. */
function prefillCost(s: PreparedServing, n: number, decode: number): number {
  const perStage = n / s.step.pipeline;
  const prompts = Math.min(Math.max(promptsPerStep(s, perStage), 1), Math.max(1, s.chunk / s.fresh));
  const mixed = stepTime(s.step, perStage, s.context, promptsOf(s, prompts));
  return (drawnPrefill(s) * ((mixed - decode * s.pace) / prompts + s.constants.request)) / s.step.pipeline;
}

/** One point of the steady state. `prefill`: s of the replica per request. */
export interface Steady {
  readonly sequences: number;
  readonly tpot: number;
  readonly decode: number;
  readonly prefill: number;
  readonly rate: number;
}

export function steadyState(s: PreparedServing, sequences: number): Steady {
  const plain = decodeStep(s, sequences);
  const decode = drawnDecode(s, sequences, plain);
  const prefill = s.phase === 'decode' ? 0 : prefillCost(s, sequences, plain);
  const tpot = decode + (sequences / s.lengths.output) * prefill;
  return { sequences, tpot, decode, prefill, rate: sequences / (s.lengths.output * tpot) };
}

/**
 * Every place taken and requests waiting for one: an engine that takes space block by block admits until its cache is full, then evicts
 * the newest to let the others grow, and computes them again.
 *
 * @param waiting requests that wait, as a share of the places; where all could wait at once, any more change nothing
 */
export function crowdedState(s: PreparedServing, waiting = 1): Steady {
  const x = steadyState(s, Math.max(1, s.capacity));
  const evictions = s.evictions * Math.max(0, Math.min(1, waiting));
  if (evictions === 0) return x;
  const prefill = x.prefill * (1 + evictions);
  const tpot = x.decode + (x.sequences / s.lengths.output) * prefill;
  return { ...x, prefill, tpot, rate: x.sequences / (s.lengths.output * tpot) };
}

/** Seconds until one prompt is through while `sequences` decode beside it, chunk by chunk; one attention rank does its attention. */
export function promptSeconds(s: PreparedServing, sequences: number): number {
  const chunks = Math.max(1, Math.ceil(s.fresh / s.piece));
  const n = sequences / s.step.pipeline;
  // The first chunk runs through all stages, the others follow one stage behind.
  const passes = 1 + (chunks - 1) / s.step.pipeline;
  return (
    passes *
    stepTime(s.step, n, s.context, {
      tokens: s.fresh / chunks,
      reach: s.reach,
      ended: 1,
      rankShare: 1,
    })
  );
}

/** Next to nothing in flight, and every place taken. */
interface Bracket {
  readonly idle: Steady;
  readonly top: Steady;
}

const BRACKETS = new WeakMap<PreparedServing, Bracket>();

/** The same for every rate: found once for the peak, the mean and the hours of a day. */
function bracketOf(s: PreparedServing): Bracket {
  let bracket = BRACKETS.get(s);
  if (!bracket) {
    bracket = { idle: steadyState(s, 1e-6), top: steadyState(s, Math.max(1, s.capacity)) };
    BRACKETS.set(s, bracket);
  }
  return bracket;
}

/** The N at which the replica completes `rate` requests/s: the operating point of Poisson arrivals. Undefined: overloaded. */
export function sequencesAt(s: PreparedServing, rate: number): Steady | undefined {
  const { idle, top } = bracketOf(s);
  if (top.rate <= rate) return undefined;
  // ln rate over ln N is close to a line of slope below 1: secant steps on it, kept inside the bracket.
  let low = idle;
  let high = top;
  let x = steadyState(s, Math.min(top.sequences, Math.max(1e-6, rate * s.lengths.output * decodeStep(s, 1))));
  for (let i = 0; i < 16 && Math.abs(x.rate - rate) > 1e-4 * rate; i++) {
    if (x.rate < rate) low = x;
    else high = x;
    const slope = Math.log(high.rate / low.rate) / Math.log(high.sequences / low.sequences);
    const guess = low.sequences * (rate / low.rate) ** (1 / slope);
    const inside = guess > low.sequences && guess < high.sequences;
    // Every third step halves the bracket, so that a bent curve cannot stall the secant.
    x = steadyState(s, inside && i % 3 !== 2 ? guess : Math.sqrt(low.sequences * high.sequences));
  }
  return x;
}
