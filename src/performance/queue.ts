/**
 * Queueing: how long requests wait, and what that makes of the percentiles of their latencies. The one place of these laws.
 *
 * A latency is the time of the request's own work, which is nearly the same for all, and a wait, which has an exponential tail.
 * @see docs/performance-model.md#waiting
 */
export type Statistic = 'mean' | 'p50' | 'p95' | 'p99';

/** Seconds. */
export interface Latency {
  readonly own: number;
  /** Mean wait. */
  readonly wait: number;
}

/**
 * Quantiles of an exponential wait over its mean, −ln(1 − q), rounded. The wait of M/M/c is exponential for those who wait, that of
 * G/G/c nearly so under load (Kingman's heavy-traffic limit, 1962).
 */
export const WAIT_FACTOR: Readonly<Record<Statistic, number>> = { mean: 1, p50: 0.7, p95: 3, p99: 4.6 };

/** Seconds. */
export function latencyAt({ own, wait }: Latency, statistic: Statistic): number {
  return own + WAIT_FACTOR[statistic] * wait;
}

/** Time to the first token, s. */
export interface FirstTokenTimes {
  readonly ttft: number;
  readonly ttftP50: number;
  readonly ttftP95: number;
  readonly ttftP99: number;
}

export function firstTokenTimes(latency: Latency): FirstTokenTimes {
  return {
    ttft: latencyAt(latency, 'mean'),
    ttftP50: latencyAt(latency, 'p50'),
    ttftP95: latencyAt(latency, 'p95'),
    ttftP99: latencyAt(latency, 'p99'),
  };
}

/** Time per output token, s. */
export interface TokenTimes {
  readonly tpot: number;
  readonly tpotP95: number;
  readonly tpotP99: number;
}

/** Output tokens over which a reader notices a slow spell: a few lines of text. */
const SPELL = 64;
/** Standard deviations above the mean that one in twenty exceeds, and that one in a hundred does over those: the normal law. */
const P95_DEVIATIONS = 1.65;
const P99_OVER_P95 = 2.33 / 1.65;
/** Prompts interrupt even the slowest spell at most this many times as often as the mean. */
const MOST_INTERRUPTED = 3;

/**
 * Prompts of others interrupt a decoding sequence at random. In a spell of `SPELL` steps there are SPELL · N ÷ O of them on average,
 * Poisson distributed, so that their relative deviation is one over the root of that.
 *
 * @param decode    s per token without interruptions
 * @param tpot      s per token with them, mean
 * @param sequences N, decoding at once
 * @param output    O, tokens of a request
 */
export function tokenTimes(decode: number, tpot: number, sequences: number, output: number): TokenTimes {
  const deviation = Math.sqrt(output / Math.max(1, sequences * SPELL));
  const tpotP95 = decode + Math.min(MOST_INTERRUPTED, 1 + P95_DEVIATIONS * deviation) * (tpot - decode);
  return { tpot, tpotP95, tpotP99: tpot + P99_OVER_P95 * (tpotP95 - tpot) };
}

/** A queue this near to full load has no steady state that a day of traffic would reach. */
const FULLEST = 0.999;

/**
 * Mean wait in an M/M/c queue: service ÷ c · ρ^(√(2(c+1)) − 1) ÷ (1 − ρ).
 *
 * Sakasegawa, An approximation formula Lq ≃ α·ρ^β/(1 − ρ), Ann. Inst. Statist. Math. 29 (1977) 67–75.
 * @param service mean s of service
 */
function multiServerWait(servers: number, load: number, service: number): number {
  return ((service / servers) * load ** (Math.sqrt(2 * (servers + 1)) - 1)) / (1 - load);
}

/** A wait for service of equal lengths is half of that for exponential ones: (1 + cv²) ÷ 2 with cv = 0 (Pollaczek–Khinchine). */
const EQUAL_SERVICE = 0.5;

/** Mean wait for a place in a batch of `places`, of which `occupied` are taken on average, each for `holding` s (M/M/c). */
export function placeWait(places: number, occupied: number, holding: number): number {
  return multiServerWait(places, Math.min(FULLEST, occupied / places), holding);
}

/** Mean wait of a prompt before a pool of `workers` that share one line, each `prompt` s a request (M/D/c). */
export function poolWait(workers: number, load: number, prompt: number): number {
  return EQUAL_SERVICE * multiServerWait(workers, load, prompt);
}

/** Prompts ahead in a batch are few where they take this share of its time: the engine admits no more. */
const MOST_PREFILL = 0.95;

/** Mean wait for the prompts ahead in the same batch, which take the share `load` of its time (M/D/1). */
export function promptWait(load: number, prompt: number): number {
  const busy = Math.min(MOST_PREFILL, load);
  return (EQUAL_SERVICE * prompt * busy) / (1 - busy);
}

/**
 * Waits of requests that come for `seconds` faster than they are served: the queue grows evenly, and with it the wait of the next.
 *
 * @param excess demand over capacity, less 1
 */
export function growingWait(excess: number, seconds: number): FirstTokenTimes {
  const last = excess * seconds;
  return { ttft: last / 2, ttftP50: last / 2, ttftP95: 0.95 * last, ttftP99: 0.99 * last };
}

/** Share of time with at least one of `sequences` in flight, whose number is Poisson distributed (M/G/∞). */
export function busyShare(sequences: number): number {
  return 1 - Math.exp(-sequences);
}
