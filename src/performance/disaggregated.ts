/**
 * Disaggregated serving: one pool prefills, the KV cache crosses a link, another pool decodes.
 *
 * The decode pool runs pure decode steps on the sequences that are neither waiting, in prefill nor in transfer; the prefill pool is
 * a queue of prompts. Arrivals, or clients, fix the rate; both pools see the same one (rate matching).
 * @see docs/performance-model.md#disaggregated
 */
import { sequenceBytes } from './keyValue.ts';
import { busyShare, firstTokenTimes, latencyAt, poolWait, type FirstTokenTimes, type Latency } from './queue.ts';
import { stepTime } from './step.ts';
import {
  HALF_STEP,
  operatingPoint,
  prepareServing,
  promptSeconds as promptOf,
  promptsOf,
  sequencesAt,
  steadyState,
  type PreparedServing,
  type Steady,
} from './serving.ts';
import type { Constants } from './constants.ts';
import type { Lengths, OperatingPoint, Replica } from './types.ts';
import { BYTES_PER_VALUE } from '../quantity/index.ts';

export interface PreparedDisaggregated {
  readonly prefill: PreparedServing;
  readonly decode: PreparedServing;
  /** KV bytes of one request that cross the link. */
  readonly transferBytes: number;
  /** Seconds a request's KV cache is on the link, beyond what streams behind prefill. */
  readonly transferSeconds: number;
  /** Requests/s one prefill replica's link carries. */
  readonly linkRate: number;
  /** Seconds of a prefill replica per request when prompts are waiting, and when one comes alone. */
  readonly promptSeconds: number;
  readonly lonePromptSeconds: number;
  /** Requests/s one prefill replica completes at most. */
  readonly prefillRate: number;
}

/** @param link bytes/s per prefill replica; Infinity where the pools share a scale-up domain */
export function prepareDisaggregated(
  prefill: Replica,
  decode: Replica,
  lengths: Lengths,
  link: number,
  constants: { readonly prefill: Constants; readonly decode: Constants },
): PreparedDisaggregated {
  const p = prepareServing(prefill, { ...lengths, output: 1 }, constants.prefill);
  const d = prepareServing(decode, lengths, constants.decode, 'decode');
  const value = BYTES_PER_VALUE[decode.kvCache];
  const transferBytes = sequenceBytes(prefill.architecture, value, 1, lengths.input);
  const ranks = prefill.parallelism.data;
  // Waiting prompts fill the chunk budget of every attention rank; a prompt alone keeps one rank busy.
  const prompts = Math.max(1, p.chunk / p.fresh) * ranks;
  const batch = stepTime(p.step, 0, 0, promptsOf(p, prompts)) / prompts;
  const promptSeconds = (batch + constants.prefill.request) / p.step.pipeline;
  const linkRate = Number.isFinite(link) ? link / transferBytes : Infinity;
  return {
    prefill: p,
    decode: d,
    transferBytes,
    transferSeconds: constants.decode.transferStart + (Number.isFinite(link) ? transferBytes / link : 0),
    linkRate,
    promptSeconds,
    lonePromptSeconds: promptOf(p, 0),
    prefillRate: Math.min(1 / promptSeconds, linkRate),
  };
}

export interface PoolSizes {
  readonly prefill: number;
  readonly decode: number;
}

/** Latencies to the first token are those of both pools and the link between them. */
export interface DisaggregatedPoint extends FirstTokenTimes {
  readonly requestsPerSecond: number;
  /** One decode replica. */
  readonly decode: OperatingPoint;
  /** Share of time the prefill replicas, and their links, are busy. */
  readonly prefillBusy: number;
  readonly linkBusy: number;
  readonly bottleneck: 'prefill' | 'transfer' | 'decode';
}

interface PoolLatency extends Latency {
  /** Share of time the prefill replicas are busy. */
  readonly busy: number;
}

function firstToken(p: PreparedDisaggregated, sizes: PoolSizes, rate: number, tpot: number): PoolLatency {
  const busy = Math.min(0.9999, rate / (sizes.prefill * p.prefillRate));
  const c = p.decode.constants;
  const wait = poolWait(sizes.prefill, busy, p.promptSeconds);
  const own = c.admission + c.router + p.lonePromptSeconds + p.transferSeconds + HALF_STEP * tpot * p.decode.pace;
  return { own, wait, busy };
}

function pointOf(
  p: PreparedDisaggregated,
  sizes: PoolSizes,
  x: Steady,
  first: PoolLatency,
  burst: number,
): DisaggregatedPoint {
  const decode = operatingPoint(p.decode, x, 0, busyShare(x.sequences));
  const rate = x.rate * sizes.decode;
  const linkBusy = rate / (sizes.prefill * p.linkRate);
  const decodeBusy = x.sequences / Math.max(1, p.decode.capacity);
  return {
    requestsPerSecond: rate,
    ...firstTokenTimes({ own: first.own + burst, wait: first.wait }),
    // The burst at the start of a run is over for most of its requests.
    ttftP50: latencyAt(first, 'p50'),
    decode,
    prefillBusy: first.busy,
    linkBusy,
    bottleneck: first.busy >= decodeBusy ? (p.linkRate < 1 / p.promptSeconds ? 'transfer' : 'prefill') : 'decode',
  };
}

/** Poisson arrivals at `rate` over both pools. Undefined: one of them is overloaded, or does not fit. */
export function disaggregatedAt(
  p: PreparedDisaggregated,
  sizes: PoolSizes,
  rate: number,
): DisaggregatedPoint | undefined {
  if (!p.prefill.memory.fits || !p.decode.memory.fits) return undefined;
  if (rate >= 0.999 * sizes.prefill * p.prefillRate) return undefined;
  const x = sequencesAt(p.decode, rate / sizes.decode);
  return x && pointOf(p, sizes, x, firstToken(p, sizes, rate, x.tpot), 0);
}

/** `clients` requests always in flight, run for ten rounds that start with a burst. */
export function disaggregatedClosedLoop(
  p: PreparedDisaggregated,
  sizes: PoolSizes,
  clients: number,
): DisaggregatedPoint {
  const most = 0.9999 * sizes.prefill * p.prefillRate;
  let low = 0;
  let high = Math.max(1e-3, Math.min(clients / sizes.decode, Math.max(1, p.decode.capacity)));
  let x = steadyState(p.decode, high);
  // Requests in the system grow with N per decode replica: bisection on N + rate·TTFT = clients.
  for (let i = 0; i < 18; i++) {
    const rate = x.rate * sizes.decode;
    const held =
      rate < most
        ? x.sequences * sizes.decode + rate * latencyAt(firstToken(p, sizes, rate, x.tpot), 'mean')
        : Infinity;
    if (i === 0 && held <= clients) break;
    if (held < clients) low = x.sequences;
    else high = x.sequences;
    x = steadyState(p.decode, (low + high) / 2);
  }
  const rate = Math.min(most, x.rate * sizes.decode);
  const first = firstToken(p, sizes, rate, x.tpot);
  const stuck = Math.max(0, clients / rate - latencyAt(first, 'mean') - p.decode.lengths.output * x.tpot);
  const burst = (0.05 * clients) / (sizes.prefill * p.prefillRate);
  return pointOf(p, sizes, x, { ...first, wait: first.wait + stuck }, burst);
}
