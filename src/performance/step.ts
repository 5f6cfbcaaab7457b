/**
 * Time of one engine step: the operators of all layers, their traffic, their collectives, and the host around them.
 *
 * Operators of one weight class are lumped over the layers: the smooth roofline is homogeneous, so the sum of equal operators is
 * the roofline of the sum. `prepareStep` folds model, machine, parallelism and constants into coefficients; `stepTime` is then a
 * dozen multiplications, a few roots and one exponential.
 * @see docs/performance-model.md#step
 */
/** Seconds per unit of work of one replica, or seconds flat; see the fields. */
export interface PreparedStep {
  /** Tokens one sequence brings to a decode step: 1, or 1 + draft tokens under speculation. */
  readonly verify: number;
  /** Share of the replica's tokens one attention rank sees (1 ÷ attention data parallelism). */
  readonly attentionShare: number;
  readonly attentionCompute: number;
  readonly attentionRead: number;
  readonly denseCompute: number;
  readonly denseRead: number;
  readonly expertCompute: number;
  readonly expertRead: number;
  readonly expertTraffic: number;
  /** Seconds of compute that filling up the tiles of one touched expert costs. */
  readonly expertFill: number;
  readonly experts: number;
  /** ln(1 − topK ÷ experts): a token leaves an expert untouched. */
  readonly untouched: number;
  readonly routing: number;
  readonly imbalance: number;
  readonly headCompute: number;
  readonly headRead: number;
  readonly activation: number;
  /** Attention by group of equal layers. */
  readonly groups: readonly PreparedAttention[];
  readonly stateRead: number;
  readonly stateCompute: number;
  readonly linkToken: number;
  readonly linkStart: number;
  readonly flat: number;
  readonly sequence: number;
  /** Multiplies the whole step: pipeline bubbles, attention-rank imbalance. */
  readonly stretch: number;
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

/** Smooth maximum of two times: (a^1.5 + b^1.5)^(2/3). Exponents from 1 to 4 fit the measurements nearly alike. */
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

/**
 * Seconds of one step.
 *
 * @param sequences decoding sequences of the replica (of one pipeline micro-batch)
 * @param context   mean key positions of a decoding sequence
 * @param prefill   prompt tokens in the step
 * @param reach     mean key positions a prompt token attends to
 * @param prompts   prompts that end in this step (they need the head)
 * @param prefillShare share of the prompt tokens on the busiest attention rank: 1 for a single prompt
 */
export function stepTime(
  s: PreparedStep,
  sequences: number,
  context: number,
  prefill: number,
  reach: number,
  prompts: number,
  parts?: StepParts,
  prefillShare = s.attentionShare,
): number {
  const decode = sequences * s.verify;
  const tokens = decode + prefill;
  const rank = decode * s.attentionShare + prefill * prefillShare;
  let time = roofline(rank * s.attentionCompute, s.attentionRead) + roofline(tokens * s.denseCompute, s.denseRead);
  let expert = 0;
  let touched = 0;
  if (s.experts > 0) {
    touched = s.experts * (1 - Math.exp((1 + Math.max(0, tokens - 1) * s.routing) * s.untouched));
    const compute = tokens * s.expertCompute + touched * s.expertFill;
    expert = roofline(compute, touched * s.expertRead + tokens * s.expertTraffic) * s.imbalance;
  }
  const heads = (decode + prompts) * s.attentionShare;
  const head = heads > 0 ? roofline((decode + prompts) * s.headCompute, s.headRead) : 0;
  const activation = rank * s.activation;
  let attention = 0;
  const own = sequences * s.attentionShare;
  const ownPrefill = prefill * prefillShare;
  for (const g of s.groups) {
    if (ownPrefill > 0) attention += ownPrefill * Math.min(reach, g.window) * g.prefill;
    if (own > 0) {
      const seen = Math.min(context, g.window);
      attention += roofline(own * s.verify * seen * g.decodeCompute, own * seen * g.decodeRead);
      if (g.indexRead > 0) attention += own * context * g.indexRead;
    }
  }
  attention += own * s.stateRead + ownPrefill * s.stateCompute;
  time += expert + head + activation + attention;
  const link = s.linkStart + tokens * s.linkToken;
  const overhead = s.flat + s.sequence * sequences;
  if (parts) {
    const c =
      rank * s.attentionCompute +
      tokens * s.denseCompute +
      tokens * s.expertCompute +
      (decode + prompts) * s.headCompute;
    parts.compute = Math.min(time, c + (ownPrefill > 0 ? attention : 0));
    parts.memory = time - parts.compute;
    parts.link = link;
    parts.overhead = overhead;
  }
  return (time + link + overhead) * s.stretch;
}

/** FLOP and bytes per accelerator of a step: inputs of the power model. */
export function stepWork(
  s: PreparedStep,
  sequences: number,
  context: number,
  prefill: number,
): { readonly flops: number; readonly bytes: number } {
  const tokens = sequences * s.verify + prefill;
  const touched =
    s.experts > 0 ? s.experts * (1 - Math.exp((1 + Math.max(0, tokens - 1) * s.routing) * s.untouched)) : 0;
  return {
    flops: tokens * s.work.flopsPerToken,
    bytes: s.work.bytesFixed + touched * s.work.bytesPerExpert + sequences * context * s.work.bytesPerPosition,
  };
}
