/**
 * Loads that only benchmarks have: closed loops, everything at once, one batch, load generators with p99 limits. They exist to score and
 * fit the model; estimates use Poisson arrivals (serving.ts).
 */
import { decodeStep, drawnDecode } from './decodeStep.ts';
import { drawnFirst } from './nearby/index.ts';
import type { PreparedServing } from './prepareServing.ts';
import { drawnFirstToken, firstToken, operatingPoint } from './serving.ts';
import { crowdedState, drawnPrefill, promptsOf, sequencesAt, steadyState, type Steady } from './steadyState.ts';
import { firstTokenTimes, latencyAt, type Latency } from './queue.ts';
import { stepTime } from './step.ts';
import type { OperatingPoint } from './types.ts';

/**
 * `clients` requests always in flight: a new one starts when one ends, `rounds` times as many in all; `slots` caps the
 * batch below memory and engine.
 *
 * The run begins with all clients at once: in one round of `rounds` a request waits for half of the others' prompts on average, and
 * the waves this leaves wear off slowly. `ttft` is the mean over the run, `ttftP50` the median.
 */
export function servingClosedLoop(s: PreparedServing, clients: number, rounds = 10, slots = Infinity): OperatingPoint {
  const capacity = Math.max(1, Math.min(s.capacity, slots));
  const c = s.constants;
  const held = Math.min(clients, capacity);
  const cold = coldStart(s, clients) / rounds;
  const stateAt = (n: number): Steady => (n < s.capacity ? steadyState(s, n) : crowdedState(s, clients / capacity - 1));
  let x = stateAt(held);
  let first: Latency = { own: 0, wait: 0 };
  let drawn = 1;
  let mean = 0;
  let median = 0;
  for (let i = 0; i < 6; i++) {
    first = firstToken(s, x, c.closedQueue);
    const wave = c.wave * Math.sqrt(Math.max(0, held - 1)) * x.prefill;
    const queued = Math.max(0, clients / capacity - 1) * s.lengths.output * x.tpot;
    const burst = ((held - 1) * x.prefill) / (2 * rounds);
    const own = latencyAt(first, 'mean') + wave;
    drawn = drawnFirst(s.drawn?.draw, own + c.burst * burst + cold);
    mean = drawn * (own + c.burst * burst + cold) + queued;
    median = drawn * (own + c.burstMedian * burst) + queued;
    if (i < 5) x = stateAt(Math.min(capacity, clients / (1 + mean / (s.lengths.output * x.tpot))));
  }
  const point = operatingPoint(s, x, 0, 1);
  const own = drawn * first.own;
  return { ...point, ...firstTokenTimes({ own, wait: mean - own }), ttftP50: median };
}

/** Seconds the first requests of a run lose to kernels that are built or tuned at first use; more clients bring more shapes of batch. */
export function coldStart(s: PreparedServing, clients: number): number {
  const latent = s.replica.architecture.attention.some((a) => a.latent !== undefined);
  return (latent ? s.constants.coldLatent : s.constants.cold) * Math.sqrt(clients / 16);
}

/** All requests at once: the batch memory and engine allow. */
export function servingOffline(s: PreparedServing, batch = s.capacity): OperatingPoint {
  const full = batch >= s.capacity;
  const x = full ? crowdedState(s) : steadyState(s, Math.max(1, batch));
  return operatingPoint(s, x, 0, 1, full ? s.capacityBound : undefined);
}

/** Replicas of one accelerator that share a host, as in most servers. */
const REPLICAS_OF_HOST = 8;

/**
 * The busiest point that load generators with p99 limits reach (MLPerf server and interactive): within `constants.unsaturated` of the
 * offline rate, a mean TPOT a share
 * below its limit, and a p99 of TTFT within its own; uneven arrivals then cost `constants.server` of the speed, and a request waits
 * `constants.serverWait` steps for its turn, longer where one host feeds several replicas.
 */
export function servingLimited(
  s: PreparedServing,
  tpotLimit: number,
  ttftLimit = Infinity,
  replicas = 1,
): OperatingPoint {
  const c = s.constants;
  const most = steadyState(s, Math.max(1, s.capacity));
  // Submissions that break the limits with a single sequence were still published, with a few sequences: the limits are ignored.
  const one = steadyState(s, 1);
  // The limit holds for the slowest of a hundred, whom prompts interrupt more often than the mean.
  const slowest = (x: Steady): number => x.tpot + c.interruptedTail * (x.tpot - x.decode);
  const tpot = Math.max(c.interactive * tpotLimit * c.server, 1.25 * slowest(one));
  const ttft = Math.max(ttftLimit, 1.5 * drawnFirstToken(s, one).own);
  const over = (x: Steady): boolean => {
    if (slowest(x) > tpot) return true;
    return latencyAt(drawnFirstToken(s, x), 'p99') > ttft;
  };
  let x = sequencesAt(s, (1 - Math.min(0.5, c.unsaturated)) * most.rate) ?? most;
  if (over(x)) {
    let low = 0.01;
    let high = x.sequences;
    for (let i = 0; i < 16; i++) {
      x = steadyState(s, Math.sqrt(low * high));
      if (over(x)) high = x.sequences;
      else low = x.sequences;
    }
  }
  const slow: Steady = { ...x, tpot: x.tpot / c.server, decode: x.decode / c.server, rate: x.rate * c.server };
  const host = 1 + c.hostShare * Math.log(Math.min(replicas, REPLICAS_OF_HOST));
  return operatingPoint(s, slow, c.serverWait * host * slow.tpot, 1);
}

/** One batch from prompt to last token. */
export interface StaticBatch {
  readonly prefill: number;
  /** Prefill of the whole batch and the admission of its requests. */
  readonly firstToken: number;
  readonly decodeStep: number;
  readonly total: number;
  readonly outputTokensPerSecond: number;
}

/** A batch beyond what memory and engine hold runs in waves, one after the other. */
export function staticBatch(s: PreparedServing, requests: number): StaticBatch {
  const batch = Math.min(requests, Math.max(1, s.capacity));
  const waves = requests / batch;
  const perStage = batch / s.step.pipeline;
  const prefill = drawnPrefill(s) * stepTime(s.step, 0, 0, promptsOf(s, perStage));
  const step = drawnDecode(s, batch, decodeStep(s, batch));
  const total = prefill + s.lengths.output * step;
  return {
    prefill,
    firstToken: drawnFirst(s.drawn?.draw, prefill) * (prefill + s.constants.admission) + ((waves - 1) / 2) * total,
    decodeStep: step,
    total: waves * total,
    outputTokensPerSecond: (batch * s.lengths.output) / total,
  };
}

/** A run whose requests all come at once. Rates of the replica, times in s. */
export interface BurstRun {
  readonly outputTokensPerSecond: number;
  readonly inputTokensPerSecond: number;
  readonly ttft: number;
  readonly tpot: number;
  readonly total: number;
}

export function burstRun(s: PreparedServing, requests: number): BurstRun {
  const { input, output } = s.lengths;
  const n = Math.max(1, Math.min(requests, s.capacity));
  const waves = Math.max(1, requests / n);
  const whole = staticBatch(s, n);
  const again = whole.prefill * s.evictions * Math.min(1, waves - 1);
  const batch = { ...whole, total: whole.total + again };
  // Prompts are prefilled one after the other: half of them stand before a request, the other half slow its decode.
  const total = batch.total * waves;
  return {
    outputTokensPerSecond: (requests * output) / total,
    inputTokensPerSecond: (requests * input) / total,
    ttft: Math.max(
      2 * s.constants.admission + batch.prefill / n,
      batch.firstToken / 2 + ((waves - 1) / 2) * batch.total,
    ),
    tpot: batch.decodeStep + (batch.prefill / 2 + again) / output,
    total,
  };
}

/** Median of all gaps between tokens, which misses most of the prompts that a request's own mean meets, s. */
export function medianGap(s: PreparedServing, point: OperatingPoint): number {
  const decode = (point.perRequest.decode * point.batch) / s.lengths.output;
  return s.constants.medianStep * decode + s.constants.medianMix * (point.tpot - decode);
}
