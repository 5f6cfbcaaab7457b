/**
 * A run of so many requests that arrive at a rate: how benchmarks of open loads are made. Short ones end before the steady state of
 * `servingAt` begins, and rates beyond what a replica serves are no contradiction in them.
 *
 * A fluid: requests arrive evenly, all sequences in flight advance alike. An engine that takes space as requests grow admits whatever prompt
 * still fits, and evicts the newest sequences once the cache is full: they wait for space again with their first token long out, which
 * lengthens the time per token instead of the time to the first.
 * @see docs/performance-model.md#serving
 */
import { engineFacts } from './engines.ts';
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

interface Request {
  readonly arrived: number;
  /** When its first step began; undefined while it waits for the first time. */
  readonly started?: number;
  /** Tokens made before it was evicted. */
  readonly made: number;
}

/** A request in the batch. */
interface Running extends Request {
  readonly started: number;
  /** Tokens that any sequence had made since the start of the run when this one had made none. */
  readonly from: number;
}

/** Positions of the cache that are given at once: no prompt takes fewer. */
const BLOCK = 16;

/** Whether one more, or those that run, fit. Positions of the cache. */
interface Space {
  admits(running: number, used: number, request: Request): boolean;
  /** Positions that growth may fill; beyond, the newest goes. */
  readonly most: number;
}

function spaceOf(s: PreparedServing): Space {
  const { input, output } = s.lengths;
  const { evicts, heldOutput } = engineFacts(s.replica.engine);
  const places = Math.max(1, Math.floor(s.capacity));
  if (!evicts || s.capacityBound !== 'memory-capacity')
    return { most: Infinity, admits: (running) => running < places };
  const most = Math.max(input + output, s.memory.sequences * (input + s.constants.reserve * heldOutput * output));
  return { most, admits: (running, used, { made }) => running === 0 || used + Math.max(BLOCK, input + made) <= most };
}

/** The state of a run between two events: an arrival, an end, a full cache. */
interface Run {
  readonly s: PreparedServing;
  readonly count: number;
  /** Requests/s. */
  readonly rate: number;
  readonly space: Space;
  readonly sums: { tpot: number; ttft: number; sequences: number };
  /** Those evicted stand before those that came later. */
  readonly waiting: Request[];
  /** By progress: the first ends next, the last is evicted first. */
  readonly running: Running[];
  readonly states: Map<number, Steady>;
  time: number;
  tokens: number;
  arrived: number;
  /** Sum of `from` over all that run. */
  offsets: number;
}

/** @param rate requests/s, of the replica */
export function finiteRun(s: PreparedServing, requests: number, rate: number): FiniteRun {
  const count = Math.max(1, Math.min(FOLLOWED, Math.round(requests)));
  const { output, input } = s.lengths;
  const run: Run = {
    ...{ s, count, rate, space: spaceOf(s), sums: { tpot: 0, ttft: 0, sequences: 0 } },
    ...{ waiting: [], running: [], states: new Map(), time: 0, tokens: 0, arrived: 0, offsets: 0 },
  };
  // Lengths or rates that are no numbers never end a run.
  while ((run.arrived < count || run.running.length > 0 || run.waiting.length > 0) && Number.isFinite(run.time))
    next(run);
  const { time, sums } = run;
  const all = Number.isFinite(time) ? count : Number.NaN;
  return {
    outputTokensPerSecond: (all * output) / time,
    inputTokensPerSecond: (all * input) / time,
    ttft: sums.ttft / all,
    tpot: sums.tpot / all,
    total: (time * requests) / all,
    sequences: sums.sequences / time,
  };
}

/** Goes on to the next event. */
function next(run: Run): void {
  const { running, waiting, space } = run;
  const pace = paceOf(run);
  const first = running[0];
  const arrival = run.arrived < run.count ? run.arrived / run.rate : Infinity;
  const end = first ? run.time + (first.from + run.s.lengths.output - run.tokens) * pace : Infinity;
  const room = Math.max(0, space.most - used(run)) / Math.max(1, running.length);
  const full = running.length > 1 ? run.time + room * pace : Infinity;
  const until = Math.max(run.time, Math.min(arrival, end, full));
  run.sums.sequences += running.length * (until - run.time);
  if (first) run.tokens += (until - run.time) / pace;
  run.time = until;
  if (first && until >= end) finish(run, first);
  else if (until >= arrival) waiting.push({ arrived: run.arrived++ / run.rate, made: 0 });
  else return evict(run);
  admit(run);
}

/** Seconds a token: each request that comes in interrupts all others for its prompt. */
function paceOf(run: Run): number {
  const x = stateOf(run, Math.max(1, run.running.length));
  return x.decode / (1 - (run.arrived < run.count ? Math.min(MOST_PREFILL, run.rate * x.prefill) : 0));
}

function stateOf({ s, states }: Run, n: number): Steady {
  let x = states.get(n);
  if (!x) states.set(n, (x = steadyState(s, n)));
  return x;
}

/** Positions in the cache. */
function used({ running, tokens, offsets, s }: Run): number {
  return running.length * (s.lengths.input + tokens) - offsets;
}

function finish(run: Run, done: Running): void {
  run.running.shift();
  run.offsets -= done.from;
  run.sums.tpot += (run.time - done.started) / run.s.lengths.output;
}

function evict(run: Run): void {
  const newest = run.running.pop();
  if (!newest) return;
  run.offsets -= newest.from;
  run.waiting.unshift({ arrived: newest.arrived, started: newest.started, made: run.tokens - newest.from });
}

function admit(run: Run): void {
  const { running, waiting, sums, s } = run;
  for (let one = waiting[0]; one && run.space.admits(running.length, used(run), one); one = waiting[0]) {
    waiting.shift();
    const state = stateOf(run, running.length + 1);
    if (one.started === undefined) sums.ttft += run.time - one.arrived + latencyAt(firstToken(s, state), 'mean');
    // What was evicted is computed again, and all others wait for it.
    else run.time += state.prefill * (1 + one.made / s.fresh);
    const from = run.tokens - one.made;
    run.offsets += from;
    const before = running.findLastIndex((r) => r.from <= from);
    running.splice(before + 1, 0, { ...one, started: one.started ?? run.time, from });
  }
}
