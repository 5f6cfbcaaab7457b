/**
 * Time of one engine step: the operators of all layers, their traffic, their collectives, and the host around them.
 *
 * Operators of one weight class are lumped over the layers: the smooth roofline is homogeneous, so the sum of equal operators is
 * the roofline of the sum. `prepareStep` folds model, machine, parallelism and constants into coefficients; `stepTime` is then a
 * dozen multiplications, a few roots and one exponential.
 * @see docs/performance-model.md#step
 */
import type { Surrounding } from './machines/index.ts';

/** Seconds of compute for each token, and seconds of reading whatever their number. */
export interface Operator {
  readonly compute: number;
  readonly read: number;
}

/** Routed experts: seconds for each token, and for each expert that any token of the step touches. */
export interface PreparedExperts {
  readonly count: number;
  /** ln(1 − topK ÷ experts): a token leaves an expert untouched. */
  readonly untouched: number;
  readonly routing: number;
  /** For each token: compute, and traffic of its activations. */
  readonly compute: number;
  readonly traffic: number;
  /** For each touched expert: filling up its tiles, and reading it. */
  readonly fill: number;
  readonly read: number;
  /** How much longer the busiest rank takes. */
  readonly imbalance: number;
}

/** Seconds per unit of work of one replica, or seconds flat; see the fields. */
export interface PreparedStep extends Surrounding {
  /** Tokens one sequence brings to a decode step: 1, or 1 + draft tokens under speculation. */
  readonly verify: number;
  /** Share of the replica's tokens one attention rank sees (1 ÷ attention data parallelism). */
  readonly attentionShare: number;
  /** Query, key, value and output projections. */
  readonly projection: Operator;
  /** Whether each attention rank computes dense MLPs and head for its own tokens alone; else all accelerators share them. */
  readonly denseWhole: boolean;
  /** Dense MLPs and shared experts. */
  readonly dense: Operator;
  readonly experts?: PreparedExperts;
  readonly head: Operator;
  /** For each token. */
  readonly activation: number;
  /** Attention by group of equal layers. */
  readonly groups: readonly PreparedAttention[];
  /** Recurrent state: reading for each decoding sequence, compute for each prompt token. */
  readonly state: Operator;
  readonly pipeline: number;
  readonly work: PreparedWork;
}

export interface PreparedAttention {
  readonly window: number;
  /** Seconds per query token and key position in prefill. */
  readonly prefill: number;
  /** Seconds of compute, and of reading, per decoding sequence and key position. */
  readonly decodeCompute: number;
  readonly decodeRead: number;
  /** Sparse indexer: seconds of reading per sequence and key position. */
  readonly indexRead: number;
}

/** Coefficients of FLOP and bytes per accelerator, for utilisation and power. */
export interface PreparedWork {
  readonly flopsPerToken: number;
  readonly bytesFixed: number;
  readonly bytesPerExpert: number;
  readonly bytesPerPosition: number;
  readonly peak: number;
  readonly bandwidth: number;
}

/** Smooth maximum of two times: (a^1.5 + b^1.5)^(2/3), a smooth roofline (Williams, Waterman, Patterson 2009). Exponents from 1 to 4 fit the measurements nearly alike. */
function roofline(a: number, b: number): number {
  const s = a * Math.sqrt(a) + b * Math.sqrt(b);
  return Math.cbrt(s * s);
}

/** Where a step's time goes, s. */
export interface StepParts {
  compute: number;
  memory: number;
  link: number;
  overhead: number;
}

/** Prompts in a step. */
export interface Prompts {
  readonly tokens: number;
  /** Mean key positions a prompt token attends to. */
  readonly reach: number;
  /** Prompts that end in this step: they need the head. */
  readonly ended: number;
  /** Share of the prompt tokens on the busiest attention rank: 1 for a single prompt; spread evenly unless said. */
  readonly rankShare?: number;
}

const NO_PROMPTS: Prompts = { tokens: 0, reach: 0, ended: 0 };

/** Experts that any of `tokens` touches; tokens of one step take more of the same than chance says, by `routing`. */
function touchedExperts(e: PreparedExperts, tokens: number): number {
  return e.count * (1 - Math.exp((1 + Math.max(0, tokens - 1) * e.routing) * e.untouched));
}

function expertTime(e: PreparedExperts, tokens: number): number {
  const touched = touchedExperts(e, tokens);
  return roofline(tokens * e.compute + touched * e.fill, touched * e.read + tokens * e.traffic) * e.imbalance;
}

/**
 * Attention over cached and prompt positions, and the recurrent state.
 *
 * @param own     decoding sequences of one attention rank
 * @param prompts prompt tokens of the busiest rank
 */
function attentionTime(s: PreparedStep, own: number, context: number, prompts: number, reach: number): number {
  let time = own * s.state.read + prompts * s.state.compute;
  for (const g of s.groups) {
    if (prompts > 0) time += prompts * Math.min(reach, g.window) * g.prefill;
    if (own > 0) {
      const seen = Math.min(context, g.window);
      time +=
        roofline(own * s.verify * seen * g.decodeCompute, own * seen * g.decodeRead) + own * context * g.indexRead;
    }
  }
  return time;
}

/** Seconds of the operators of a step on the busiest attention rank. */
function operatorTime(
  s: PreparedStep,
  sequences: number,
  context: number,
  { tokens: prefill, reach, ended, rankShare = s.attentionShare }: Prompts,
  parts?: StepParts,
): number {
  const decode = sequences * s.verify;
  const ownPrefill = prefill * rankShare;
  const rank = decode * s.attentionShare + ownPrefill;
  const dense = s.denseWhole ? rank : decode + prefill;
  const heads = (decode + ended) * (s.denseWhole ? s.attentionShare : 1);
  const attention = attentionTime(s, sequences * s.attentionShare, context, ownPrefill, reach);
  const time =
    roofline(rank * s.projection.compute, s.projection.read) +
    roofline(dense * s.dense.compute, s.dense.read) +
    (s.experts ? expertTime(s.experts, decode + prefill) : 0) +
    (heads > 0 ? roofline(heads * s.head.compute, s.head.read) : 0) +
    rank * s.activation +
    attention;
  if (parts) {
    const gemm =
      rank * s.projection.compute +
      dense * s.dense.compute +
      (decode + prefill) * (s.experts?.compute ?? 0) +
      heads * s.head.compute;
    parts.compute = Math.min(time, gemm + (ownPrefill > 0 ? attention : 0));
    parts.memory = time - parts.compute;
  }
  return time;
}

/** Seconds of collectives for `tokens` in one batch; over nodes by the kernels that end sooner. */
function linkTime(s: PreparedStep, tokens: number): number {
  let exchange = s.exchanges.length > 0 ? Infinity : 0;
  for (const { start, token } of s.exchanges) exchange = Math.min(exchange, start + tokens * token);
  return s.linkStart + tokens * s.linkToken + exchange;
}

/** Batches that a step over nodes may be split into, so that one computes while the other is on the network. */
const MICRO_BATCHES = 2;

/** Seconds of a step in micro-batches: each reads all weights and pays all launches, and the longer of work and network decides. */
function overlappedTime(s: PreparedStep, sequences: number, context: number, prompts: Prompts): number {
  const share = 1 / MICRO_BATCHES;
  const { tokens, ended } = prompts;
  const half: Prompts = { ...prompts, tokens: tokens * share, ended: ended * share };
  const work = operatorTime(s, sequences * share, context, half) + s.flat;
  const link = linkTime(s, (sequences * s.verify + tokens) * share);
  return Math.max(MICRO_BATCHES * work + s.sequence * sequences, MICRO_BATCHES * link);
}

/**
 * Seconds of one step.
 *
 * @param sequences decoding sequences of the replica (of one pipeline micro-batch)
 * @param context   mean key positions of a decoding sequence
 * @param parts     filled with where the time goes, if given
 */
export function stepTime(
  s: PreparedStep,
  sequences: number,
  context: number,
  prompts: Prompts = NO_PROMPTS,
  parts?: StepParts,
): number {
  const time = operatorTime(s, sequences, context, prompts, parts);
  const link = linkTime(s, sequences * s.verify + prompts.tokens);
  const overhead = s.flat + s.sequence * sequences;
  const whole = time + link + overhead;
  const split = s.exchanges.length > 0 ? overlappedTime(s, sequences, context, prompts) : whole;
  if (parts) {
    parts.link = Math.max(0, Math.min(whole, split) - time - overhead);
    parts.overhead = overhead;
  }
  return Math.min(whole, split) * s.stretch;
}

/** FLOP and bytes per accelerator of a step: inputs of the power model. */
export function stepWork(
  s: PreparedStep,
  sequences: number,
  context: number,
  prefill: number,
): { readonly flops: number; readonly bytes: number } {
  const tokens = sequences * s.verify + prefill;
  const touched = s.experts ? touchedExperts(s.experts, tokens) : 0;
  return {
    flops: tokens * s.work.flopsPerToken,
    bytes: s.work.bytesFixed + touched * s.work.bytesPerExpert + sequences * context * s.work.bytesPerPosition,
  };
}
