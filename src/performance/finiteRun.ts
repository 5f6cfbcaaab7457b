/**
 * A run of so many requests that arrive at a rate: how benchmarks of open loads are made. Short ones end before the steady state of
 * `servingAt` begins, and rates beyond what a replica serves are no contradiction in them.
 *
 * A fluid: requests arrive evenly, all sequences in flight advance alike, so that the first to come is the first to go.
 * @see docs/performance-model.md#serving
 */
import type { PreparedServing } from './prepareServing.ts';
import { firstToken } from './serving.ts';
import { steadyState, type Steady } from './steadyState.ts';
import { latencyAt } from './queue.ts';

/** Rates of the replica, times in s: means over the requests of the run. */
export interface FiniteRun {
  readonly outputTokensPerSecond: number;
  readonly inputTokensPerSecond: number;
  readonly ttft: number;
  readonly tpot: number;
  readonly total: number;
  /** Sequences in flight, mean over the run. */
  readonly sequences: number;
}

/** Requests that are followed one by one; longer runs are taken to go on as their first ones went. */
const FOLLOWED = 2000;
/** Prompts take at most this share of the time while requests arrive: engines admit no more beside decoding. */
const MOST_PREFILL = 0.8;

interface Cohort {
  readonly arrived: number;
  started: number;
  /** Tokens that any sequence had made since the start of the run when this one began. */
  from: number;
}

/** @param rate requests/s, of the replica */
export function finiteRun(s: PreparedServing, requests: number, rate: number): FiniteRun {
  const count = Math.max(1, Math.min(FOLLOWED, Math.round(requests)));
  const { output, input } = s.lengths;
  const waiting: Cohort[] = [];
  const running: Cohort[] = [];
  const sums = { tpot: 0, ttft: 0, sequences: 0 };
  let [time, tokens, arrived] = [0, 0, 0];
  const states = new Map<number, Steady>();
  const stateOf = (n: number): Steady => {
    let x = states.get(n);
    if (!x) states.set(n, (x = steadyState(s, n)));
    return x;
  };
  while (arrived < count || running.length > 0 || waiting.length > 0) {
    const x = stateOf(Math.max(1, running.length));
    // Each request that comes in interrupts all others for its prompt.
    const busy = arrived < count ? Math.min(MOST_PREFILL, rate * x.prefill) : 0;
    const pace = x.decode / (1 - busy);
    const next = arrived < count ? arrived / rate : Infinity;
    const first = running[0];
    const end = first ? time + (first.from + output - tokens) * pace : Infinity;
    const until = Math.min(next, end);
    sums.sequences += running.length * (until - time);
    if (first) tokens += (until - time) / pace;
    time = until;
    if (next <= end) {
      waiting.push({ arrived: time, started: 0, from: 0 });
      arrived++;
    } else if (first) {
      running.shift();
      sums.tpot += (time - first.started) / output;
    }
    while (waiting.length > 0 && running.length + 1 <= Math.max(1, s.capacity)) {
      const cohort = waiting.shift() as Cohort;
      const own = stateOf(running.length + 1);
      const prompt = latencyAt(firstToken(s, own), 'mean');
      sums.ttft += time - cohort.arrived + prompt;
      running.push({ ...cohort, started: time, from: tokens });
    }
  }
  return {
    outputTokensPerSecond: (count * output) / time,
    inputTokensPerSecond: (count * input) / time,
    ttft: sums.ttft / count,
    tpot: sums.tpot / count,
    total: (time * requests) / count,
    sequences: sums.sequences / time,
  };
}
