/**
 * Serving: the steady state of continuous batching, and the latencies a user sees.
 *
 * Everything is a function of N, the sequences decoding at once. In the mean step N sequences advance and N/O prompts are
 * prefilled beside them, so TPOT(N) = t(N) + (N/O)·prefill cost, the rate is N / (O·TPOT), and the loads differ only in what
 * fixes N: arrivals (open loop), clients (closed loop), memory (offline).
 * @see docs/performance-model.md#serving
 */
import type { Constants } from './constants.ts';
import { prepareStep } from './prepareStep.ts';
import { stepTime, stepWork, type PreparedStep, type Prompts, type StepParts } from './step.ts';
import { memoryFit } from './memory.ts';
import { engineFacts } from './engines.ts';
import { behaviourOf } from './machines/index.ts';
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
import type { Bottleneck, Lengths, MemoryFit, OperatingPoint, Replica } from './types.ts';

/** What a replica does: all of a request, or its decode alone, with prompts prefilled by another pool. */
export type Phase = 'both' | 'decode';

/** A replica and its lengths, ready for many loads. */
export interface PreparedServing {
  readonly phase: Phase;
  readonly replica: Replica;
  readonly lengths: Lengths;
  readonly constants: Constants;
  readonly step: PreparedStep;
  readonly memory: MemoryFit;
  /** Most sequences at once: memory, engine and the document's batch limit. */
  readonly capacity: number;
  readonly capacityBound: 'memory-capacity' | 'batch-limit';
  /** Prompt tokens that are computed, and mean key positions they attend to. */
  readonly fresh: number;
  readonly reach: number;
  readonly context: number;
  readonly chunk: number;
  /** Prompt tokens of one pass: the chunk, or the small piece a chain of chips takes. */
  readonly piece: number;
  /** Output tokens per decode step of one sequence. */
  readonly pace: number;
}

/** Prompt tokens of a step where neither document nor table sets them. */
const CHUNK = 8192;

export function prepareServing(
  replica: Replica,
  lengths: Lengths,
  constants: Constants,
  phase: Phase = 'both',
): PreparedServing {
  const memory = memoryFit(replica, lengths, constants);
  const admitted = replica.admission?.sequences ?? engineFacts(replica.engine).sequences;
  const limit = replica.maxBatch ?? admitted * replica.parallelism.data;
  const speculation = replica.speculation;
  const chunk = replica.maxBatchedTokens ?? replica.admission?.batchedTokens ?? CHUNK;
  const slower = speculation ? 1 + speculation.overhead : 1;
  return {
    phase,
    replica,
    lengths,
    constants,
    step: prepareStep(replica, constants),
    memory,
    capacity: Math.max(0, Math.min(memory.sequences, limit)),
    capacityBound: memory.sequences <= limit ? 'memory-capacity' : 'batch-limit',
    fresh: Math.max(1, lengths.input * (1 - lengths.cached)),
    reach: (lengths.input * (1 + lengths.cached)) / 2,
    context: lengths.input + lengths.output / 2,
    chunk,
    piece: behaviourOf(replica.accelerator).piece(chunk),
    pace: speculation ? speculation.tokensPerStep / slower : 1,
  };
}

/** Seconds of a decode step at N sequences of the replica, per output token of one sequence. */
function decodeStep(s: PreparedServing, n: number): number {
  // Without prompts the graphs of a step stay captured and the scheduler is idle.
  const calm = s.phase === 'decode' ? s.constants.poolDecode : 1;
  return (calm * stepTime(s.step, n / s.step.pipeline, s.context)) / s.pace;
}

/** Prompts that end in a mean step, of one stage with `perStage` sequences. */
function promptsPerStep(s: PreparedServing, perStage: number): number {
  return s.phase === 'decode' ? 0 : perStage / (s.lengths.output / s.pace);
}

/** `count` whole prompts in a step. */
export function promptsOf(s: PreparedServing, count: number): Prompts {
  return { tokens: count * s.fresh, reach: s.reach, ended: count };
}

/** What prefilling one more request costs the running batch: its marginal time in mixed steps, and the host's. */
function prefillCost(s: PreparedServing, n: number, decode: number): number {
  const perStage = n / s.step.pipeline;
  const prompts = Math.min(Math.max(promptsPerStep(s, perStage), 1), Math.max(1, s.chunk / s.fresh));
  const mixed = stepTime(s.step, perStage, s.context, promptsOf(s, prompts));
  return ((mixed - decode * s.pace) / prompts + s.constants.request) / s.step.pipeline;
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
  const decode = decodeStep(s, sequences);
  const prefill = s.phase === 'decode' ? 0 : prefillCost(s, sequences, decode);
  const tpot = decode + (sequences / s.lengths.output) * prefill;
  return { sequences, tpot, decode, prefill, rate: sequences / (s.lengths.output * tpot) };
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

/** What most of a step's time goes to. */
function bottleneckOf(s: PreparedServing, x: Steady): Bottleneck {
  const parts: StepParts = { compute: 0, memory: 0, link: 0, overhead: 0 };
  const n = x.sequences / s.step.pipeline;
  stepTime(s.step, n, s.context, promptsOf(s, promptsPerStep(s, n)), parts);
  const most = Math.max(parts.compute, parts.memory, parts.link, parts.overhead);
  if (most === parts.compute) return 'compute';
  if (most === parts.memory) return 'memory-bandwidth';
  return most === parts.link ? 'link' : 'overhead';
}

/** Latencies: what targets judge. */
export interface Times extends FirstTokenTimes, TokenTimes {}

/** What users wait for at one steady state. @param wait mean s for a place in the batch */
function timesAt(s: PreparedServing, x: Steady, wait: number): Times {
  const latency = firstToken(s, x);
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
  };
}

/** Seconds of a request's prefill spent attending over cached positions. */
function cachedAttention(s: PreparedServing, x: Steady): number {
  const n = x.sequences / s.step.pipeline;
  const cached = s.lengths.input * s.lengths.cached;
  const all = stepTime(s.step, n, s.context, promptsOf(s, 1));
  const without = stepTime(s.step, n, s.context, { ...promptsOf(s, 1), reach: Math.max(0, s.reach - cached) });
  return Math.max(0, all - without) / s.step.pipeline;
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
