/**
 * Serving: the steady state of continuous batching, and the latencies a user sees.
 *
 * A replica is prepared for the lengths of its requests (prepareServing.ts); everything then is a function of N, the sequences
 * decoding at once (steadyState.ts). The loads differ only in what fixes N: arrivals (open loop), clients (closed loop), memory (offline).
 * @see docs/performance-model.md#serving
 */
import { drawnFirst } from './nearby/index.ts';
import type { PreparedServing } from './prepareServing.ts';
import {
  busyShare,
  firstTokenTimes,
  placeWait,
  promptWait,
  tokenTimes,
  type FirstTokenTimes,
  type Latency,
  type TokenTimes,
} from './queue.ts';
import { drawnPrefill, promptSeconds, promptsOf, promptsPerStep, sequencesAt, type Steady } from './steadyState.ts';
import { stepTime, stepWork, type StepParts } from './step.ts';
import type { Bottleneck, OperatingPoint } from './types.ts';

/** A request arrives in the middle of a step, on average. */
export const HALF_STEP = 0.5;

/**
 * TTFT of a request that has a place in the batch: admission, half a step and the steps of the own prompt; it waits for prompts ahead.
 *
 * @param queue share of the wait of Poisson arrivals
 */
export function firstToken(s: PreparedServing, x: Steady, queue = s.constants.queue): Latency {
  // In a pool of its own, decode finds the prompt done.
  if (s.phase === 'decode') return { own: HALF_STEP * x.tpot * s.pace, wait: 0 };
  const c = s.constants;
  const prompt = promptSeconds(s, x.sequences);
  const wait = s.step.attentionShare < 1 ? HALF_STEP + c.rankWait : HALF_STEP;
  const own =
    c.admission +
    c.admissionRouted * (s.replica.architecture.routed?.layers ?? 0) +
    c.request +
    wait * x.tpot * s.pace +
    prompt;
  const load = ((x.sequences / s.lengths.output) * x.prefill) / x.tpot;
  return { own, wait: queue * promptWait(load, prompt) };
}

/** The same drawn towards published runs near by; own work and wait alike, so that percentiles keep their order. */
export function drawnFirstToken(s: PreparedServing, x: Steady): Latency {
  const { own, wait } = firstToken(s, x);
  if (!s.drawn || s.phase === 'decode') return { own, wait };
  const factor = drawnFirst(s.drawn.draw, own + wait);
  return { own: factor * own, wait: factor * wait };
}

/** What most of a step's time goes to. */
function bottleneckOf(s: PreparedServing, x: Steady): Bottleneck {
  const parts: StepParts = { compute: 0, memory: 0, link: 0, overhead: 0 };
  const n = x.sequences / s.step.pipeline;
  stepTime(s.step, n, s.context, promptsOf(s, promptsPerStep(s, n)), parts);
  return largestPart(parts);
}

export function largestPart({ compute, memory, link, overhead }: StepParts): Bottleneck {
  const most = Math.max(compute, memory, link, overhead);
  if (most === compute) return 'compute';
  if (most === memory) return 'memory-bandwidth';
  return most === link ? 'link' : 'overhead';
}

/** Latencies: what targets judge. */
export interface Times extends FirstTokenTimes, TokenTimes {}

/** What users wait for at one steady state. @param wait mean s for a place in the batch */
function timesAt(s: PreparedServing, x: Steady, wait: number): Times {
  const latency = drawnFirstToken(s, x);
  const first = firstTokenTimes({ own: latency.own, wait: latency.wait + wait });
  const token = tokenTimes(x.decode, x.tpot, x.sequences, s.lengths.output);
  // Field by field: copies by `...` cost more than the times themselves, and a search asks for thousands.
  return {
    ttft: first.ttft,
    ttftP50: first.ttftP50,
    ttftP95: first.ttftP95,
    ttftP99: first.ttftP99,
    tpot: token.tpot,
    tpotP95: token.tpotP95,
    tpotP99: token.tpotP99,
  };
}

/** The answer at one steady state. `busy`: share of time the replica works. */
export function operatingPoint(
  s: PreparedServing,
  x: Steady,
  wait: number,
  busy: number,
  bottleneck?: Bottleneck,
): OperatingPoint {
  const { output } = s.lengths;
  const times = timesAt(s, x, wait);
  const perStage = x.sequences / s.step.pipeline;
  const work = stepWork(s.step, perStage, s.context, promptsPerStep(s, perStage) * s.fresh);
  const seconds = x.tpot * s.pace;
  const share = x.sequences > 0 ? 1 / x.sequences : 0;
  const cachedShare = s.lengths.cached > 0 && s.phase === 'both' ? cachedAttention(s, x) : 0;
  return {
    requestsPerSecond: x.rate,
    batch: x.sequences,
    ttft: times.ttft,
    ttftP50: times.ttftP50,
    ttftP95: times.ttftP95,
    ttftP99: times.ttftP99,
    tpot: times.tpot,
    tpotP95: times.tpotP95,
    tpotP99: times.tpotP99,
    outputTokensPerSecond: x.rate * output,
    perRequest: { prefill: x.prefill, decode: x.decode * output * share, cachedAttention: cachedShare },
    busy,
    utilization: {
      compute: Math.min(1, work.flops / (seconds * s.step.work.peak)),
      bandwidth: Math.min(1, work.bytes / (seconds * s.step.work.bandwidth)),
    },
    bottleneck: bottleneck ?? bottleneckOf(s, x),
    powerFactor: s.drawn?.draw.power ?? 1,
  };
}

/** Seconds of a request's prefill spent attending over cached positions. */
function cachedAttention(s: PreparedServing, x: Steady): number {
  const n = x.sequences / s.step.pipeline;
  const cached = s.lengths.input * s.lengths.cached;
  const all = stepTime(s.step, n, s.context, promptsOf(s, 1));
  const without = stepTime(s.step, n, s.context, { ...promptsOf(s, 1), reach: Math.max(0, s.reach - cached) });
  return (drawnPrefill(s) * Math.max(0, all - without)) / s.step.pipeline;
}

/** Mean wait of Poisson arrivals for one of `places` in the batch. */
const arrivalWait = (s: PreparedServing, x: Steady, places: number): number =>
  placeWait(places, x.sequences, s.lengths.output * x.tpot);

/** Latencies at one steady state of Poisson arrivals, where nothing else of the point is asked for. */
export function arrivalTimes(s: PreparedServing, x: Steady, places: number): Times {
  return timesAt(s, x, arrivalWait(s, x, places));
}

/** The answer at one steady state of Poisson arrivals: requests wait for one of `places` in the batch. */
export function arrivalPoint(
  s: PreparedServing,
  x: Steady,
  places = s.capacity,
  bottleneck?: Bottleneck,
): OperatingPoint {
  return operatingPoint(s, x, arrivalWait(s, x, places), busyShare(x.sequences), bottleneck);
}

/** Poisson arrivals at `rate` requests/s. Undefined: more than the replica can serve, or it does not fit. */
export function servingAt(s: PreparedServing, rate: number): OperatingPoint | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  const x = sequencesAt(s, rate);
  return x && arrivalPoint(s, x);
}
