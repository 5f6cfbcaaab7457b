/**
 * Disaggregated serving: one pool prefills, the KV cache crosses a link, another pool decodes.
 *
 * The decode pool runs pure decode steps on the sequences that are neither waiting, in prefill nor in transfer; the prefill pool is
 * a queue of prompts. Arrivals, or clients, fix the rate; both pools see the same one (rate matching).
 * @see docs/performance-model.md#disaggregated
 */
import { sequenceBytes } from './keyValue.ts';
import {
  busyShare,
  firstTokenTimes,
  latencyAt,
  placeWait,
  poolWait,
  type FirstTokenTimes,
  type Latency,
} from './queue.ts';
import { coldStart } from './benchmarks.ts';
import { promptStep, promptTimes, type PromptTimes } from './prompts.ts';
import { prepareServing, type PreparedServing } from './prepareServing.ts';
import { HALF_STEP, operatingPoint } from './serving.ts';
import { sequencesAt, steadyState, type Steady } from './steadyState.ts';
import type { Constants } from './constants.ts';
import type { Draw } from './nearby/index.ts';
import type { Lengths, OperatingPoint, Replica } from './types.ts';
import { BYTES_PER_VALUE } from '../quantity/index.ts';

export interface PreparedDisaggregated extends PromptTimes {
  readonly prefill: PreparedServing;
  readonly decode: PreparedServing;
  /** KV bytes of one request that cross the link. */
  readonly transferBytes: number;
  /** Seconds a request's KV cache is on the link, beyond what streams behind prefill. */
  readonly transferSeconds: number;
  /** Requests/s one prefill replica's link carries. */
  readonly linkRate: number;
  /** Requests/s one prefill replica completes at most. */
  readonly prefillRate: number;
}

/**
 * @param link      bytes/s per prefill replica; Infinity where the pools share a scale-up domain
 * @param constants of each pool, and how runs near by draw the decode pool
 */
export function prepareDisaggregated(
  prefill: Replica,
  decode: Replica,
  lengths: Lengths,
  link: number,
  constants: { readonly prefill: Constants; readonly decode: Constants; readonly draw?: Draw | undefined },
): PreparedDisaggregated {
  const p = prepareServing(prefill, { ...lengths, output: 1 }, constants.prefill);
  const d = prepareServing(decode, lengths, constants.decode, 'decode', constants.draw);
  const value = BYTES_PER_VALUE[decode.kvCache];
  const transferBytes = sequenceBytes(prefill.architecture, value, 1, lengths.input);
  const times = promptTimes(p);
  const linkRate = Number.isFinite(link) ? link / transferBytes : Infinity;
  return {
    prefill: p,
    decode: d,
    transferBytes,
    transferSeconds: constants.decode.transferStart + (Number.isFinite(link) ? transferBytes / link : 0),
    linkRate,
    ...times,
    prefillRate: Math.min(1 / times.promptSeconds, linkRate),
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
  /** Mean seconds that a prefilled request waits for a place in the batch of a decode replica. */
  readonly placeWait: number;
  readonly bottleneck: 'prefill' | 'transfer' | 'decode';
}

interface PoolLatency extends Latency {
  /** Share of time the prefill replicas are busy. */
  readonly busy: number;
  /** Part of `wait`: for a place in the decode pool. */
  readonly places: number;
}

/** Queue, prefill, transfer and the first step of decode. */
function firstToken(p: PreparedDisaggregated, sizes: PoolSizes, rate: number, tpot: number): PoolLatency {
  const busy = Math.min(0.9999, rate / (sizes.prefill * p.prefillRate));
  const c = p.decode.constants;
  const each = rate / sizes.prefill;
  const step = promptStep(p, each);
  // Attention ranks step together: a prompt is taken in, and handed over, between the steps of the others.
  const ranks = p.prefill.replica.parallelism.data > 1 ? c.poolRankWait * busyShare(each * step) * step : 0;
  const wait = poolWait(sizes.prefill, busy, p.promptSeconds);
  const own = c.admission + c.router + step + ranks + p.transferSeconds + HALF_STEP * tpot * p.decode.pace;
  return { own, wait, busy, places: 0 };
}

/** Seconds that the start of a run adds to the mean time to first token: prompts that come at once, and kernels built at first use. */
interface Start {
  readonly burst: number;
  readonly cold: number;
}
const STEADY: Start = { burst: 0, cold: 0 };

function pointOf(
  p: PreparedDisaggregated,
  sizes: PoolSizes,
  x: Steady,
  first: PoolLatency,
  { burst, cold }: Start,
): DisaggregatedPoint {
  const decode = operatingPoint(p.decode, x, 0, busyShare(x.sequences));
  const rate = x.rate * sizes.decode;
  const linkBusy = rate / (sizes.prefill * p.linkRate);
  const decodeBusy = x.sequences / Math.max(1, p.decode.capacity);
  return {
    requestsPerSecond: rate,
    ...firstTokenTimes({ own: first.own + burst + cold, wait: first.wait }),
    ttftP50: latencyAt(first, 'p50') + p.decode.constants.burstMedian * burst,
    decode,
    prefillBusy: first.busy,
    linkBusy,
    placeWait: first.places,
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
  if (!x) return undefined;
  const first = firstToken(p, sizes, rate, x.tpot);
  // The places of all decode replicas are one queue: the router sends a request to where one is free.
  const [capacity, taken] = [p.decode.capacity * sizes.decode, x.sequences * sizes.decode];
  const places = placeWait(capacity, taken, p.decode.lengths.output * x.tpot);
  return pointOf(p, sizes, x, { ...first, wait: first.wait + places, places }, STEADY);
}

/** `clients` requests always in flight, `rounds` times as many in all: the run starts with all of them at once. */
export function disaggregatedClosedLoop(
  p: PreparedDisaggregated,
  sizes: PoolSizes,
  clients: number,
  rounds = 10,
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
  // In one round of all a request waits for half of the others' prompts, on average; kernels are built at first use.
  const burst = clients / (2 * rounds * sizes.prefill * p.prefillRate);
  const cold = coldStart(p.prefill, clients) / rounds;
  return pointOf(p, sizes, x, { ...first, wait: first.wait + stuck, places: stuck }, { burst, cold });
}
