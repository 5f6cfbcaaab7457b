/** Parameter counts and weight bytes of an architecture, part by part. */
import { BYTES_PER_VALUE, type Precision } from '../quantity/index.ts';
import type { Architecture, Attention, LinearAttention, Parallelism } from './types.ts';

/** Numbers of parameters. `active`: used by one token, head counted, input embedding table not. */
export interface ParameterCounts {
  readonly total: number;
  readonly active: number;
  readonly embedding: number;
  readonly head: number;
  /** Projections of all attention and linear-attention layers. */
  readonly attention: number;
  /** Dense MLPs, shared experts and projections around a latent expert space. */
  readonly dense: number;
  /** All routed experts. */
  readonly experts: number;
  readonly router: number;
  /** Multi-token-prediction modules; not part of `total`. */
  readonly prediction: number;
}

/** Projections of one attention layer: Q, K, V, output; gate and indexer where the layer has them. */
export function attentionParameters(hidden: number, a: Attention): number {
  const sparse = a.sparse;
  const queryInput = a.latent?.qRank || a.queryRank || hidden;
  const indexer = sparse
    ? (sparse.share ?? 1) *
      (hidden * (sparse.indexHeadDim + sparse.indexHeads) + queryInput * sparse.indexHeads * sparse.indexHeadDim)
    : 0;
  if (a.latent) {
    const { qRank, kvRank, nope, rope, v } = a.latent;
    const width = a.heads * (nope + rope);
    const query = qRank > 0 ? hidden * qRank + qRank * width : hidden * width;
    const gate = a.outputGate ? hidden * a.heads * v : 0;
    return query + hidden * (kvRank + rope) + kvRank * a.heads * (nope + v) + a.heads * v * hidden + gate + indexer;
  }
  const width = a.heads * a.headDim;
  const query = a.queryRank ? hidden * a.queryRank + a.queryRank * width : hidden * width;
  const low = a.outputProjection;
  const output = low ? width * low.rank + low.groups * low.rank * hidden : width * hidden;
  const keyAndValue = (a.sharedKeyValue ? 1 : 2) * hidden * a.kvHeads * a.headDim;
  return query + output + keyAndValue + (a.outputGate ? hidden * width : 0) + indexer;
}

/** Projections of one linear-attention or Mamba-2 layer. */
export function linearParameters(hidden: number, l: LinearAttention): number {
  const key = l.keyHeads * l.keyDim;
  const value = l.valueHeads * l.valueDim;
  if (l.kind === 'lightning') return hidden * (2 * key + value) + 2 * hidden * value;
  // A gated short convolution: three projections in, one out (LFM2).
  if (l.kind === 'convolution') return 4 * hidden * value + value * l.convolution;
  if (l.kind === 'mamba1') return mamba1Parameters(hidden, value, l);
  const convolution = (value + 2 * key) * l.convolution;
  // In-projection makes gate and value (2 × value), key and query (2 × key) and the per-head rates; then the output projection.
  const rates = l.kind === 'mamba2' ? l.valueHeads : 2 * l.valueHeads;
  return hidden * (2 * value + 2 * key + rates) + convolution + value * hidden;
}

/** Mamba-1: gate and value in, convolution, low-rank step size of width hidden / 16, state matrix, projection out. */
function mamba1Parameters(hidden: number, inner: number, l: LinearAttention): number {
  const rank = Math.ceil(hidden / 16);
  return (
    2 * hidden * inner +
    inner * (l.convolution + rank + 2 * l.keyDim) +
    rank * inner +
    inner * l.keyDim +
    inner * hidden
  );
}

const COUNTED = new WeakMap<Architecture, ParameterCounts>();

/** Counts of an architecture; remembered, since every step, memory map and choice asks for them. */
export function parameterCounts(architecture: Architecture): ParameterCounts {
  let counts = COUNTED.get(architecture);
  if (!counts) COUNTED.set(architecture, (counts = count(architecture)));
  return counts;
}

function count(architecture: Architecture): ParameterCounts {
  const { hidden, vocabulary, dense, routed, linear } = architecture;
  let attention = 0;
  for (const a of architecture.attention) attention += a.layers * attentionParameters(hidden, a);
  if (linear) attention += linear.layers * linearParameters(hidden, linear);
  let mlp = dense ? dense.layers * dense.matrices * hidden * dense.intermediate : 0;
  let experts = 0;
  let activeExperts = 0;
  let router = 0;
  if (routed) {
    const width = routed.latent ?? hidden;
    const expert = routed.matrices * width * routed.intermediate;
    experts = routed.layers * routed.experts * expert;
    activeExperts = routed.layers * routed.topK * expert;
    router = routed.layers * hidden * routed.experts;
    mlp += routed.layers * routed.matrices * hidden * routed.sharedIntermediate;
    if (routed.latent) mlp += routed.layers * 2 * hidden * routed.latent;
  }
  const table = vocabulary * hidden;
  const head = table;
  const embedding = (architecture.tiedEmbeddings ? 0 : table) + (architecture.otherParameters ?? 0);
  const total = attention + mlp + experts + router + head + embedding;
  const perLayer = (attention + mlp + experts + router) / Math.max(1, architecture.layers);
  return {
    total,
    active: attention + mlp + activeExperts + router + head,
    embedding,
    head,
    attention,
    dense: mlp,
    experts,
    router,
    prediction: architecture.mtpLayers * (perLayer + 2 * hidden * hidden),
  };
}

/** Bytes per value and the compute type of each weight class of a checkpoint. */
export interface WeightLayout {
  readonly attention: { readonly bytes: number; readonly compute: Precision };
  readonly dense: { readonly bytes: number; readonly compute: Precision };
  readonly experts: { readonly bytes: number; readonly compute: Precision };
}

/**
 * What quantised checkpoints keep wider: MXFP4 checkpoints (gpt-oss) quantise experts only (attention and head stay bf16);
 * DeepSeek NVFP4 keeps most attention projections in 8 or 16 bit, about 1.3 bytes a value.
 */
export function weightLayout(architecture: Architecture, weights: Precision): WeightLayout {
  const uniform = { bytes: BYTES_PER_VALUE[weights], compute: weights };
  const kept = architecture.unquantised;
  if (kept && BYTES_PER_VALUE[weights] < 2) {
    const mixed = (share: number) => ({
      bytes: share * 2 + (1 - share) * uniform.bytes,
      compute: share >= 0.5 ? ('bf16' as const) : weights,
    });
    return { attention: mixed(kept.attention), dense: mixed(kept.dense), experts: mixed(kept.experts) };
  }
  const four = weights === 'fp4' || weights === 'int4';
  if (four && architecture.routed?.format === 'mxfp4') {
    const wide = { bytes: 2, compute: 'bf16' } as const;
    return { attention: wide, dense: wide, experts: uniform };
  }
  if (four && architecture.attention.some((a) => a.latent))
    return { attention: { bytes: 1.3, compute: 'fp8' }, dense: uniform, experts: uniform };
  return { attention: uniform, dense: uniform, experts: uniform };
}

/** Ranks from which on hot experts are held twice, and the share of experts that are. */
const COPIED_FROM = 32;
const COPIED = 1 / 8;

/**
 * Experts that all ranks hold together, over the number of experts: each rank holds whole ones, and large groups hold the busiest twice so
 * that ranks stay balanced. DeepSeek-V3 holds 32 of 256 twice at 32 and at 144 ranks, SGLang at 32 and at 72 (DeepSeek-V3 report §3.4; LMSYS 2025-05-05).
 */
export function expertCopies(experts: number, ranks: number): number {
  if (ranks < COPIED_FROM) return 1;
  return (Math.ceil((experts * (1 + COPIED)) / ranks) * ranks) / experts;
}

/**
 * Weight bytes on one accelerator of the replica. Embedding and head are 16 bit in every common checkpoint.
 *
 * @param whole attention ranks share the routed experts only and keep dense MLPs, shared experts and tables each
 */
export function weightBytes(
  architecture: Architecture,
  weights: Precision,
  parallelism: Parallelism,
  whole = false,
): number {
  const p = parameterCounts(architecture);
  const layout = weightLayout(architecture, weights);
  const { tensor, pipeline, data, expert } = parallelism;
  const group = Math.max(1, tensor / data);
  const dense = whole ? group : tensor;
  const copies = expertCopies(architecture.routed?.experts ?? 1, expert);
  const experts = (p.experts * layout.experts.bytes * copies) / tensor;
  const tables = (p.embedding + p.head) * 2;
  const layers =
    (p.attention * layout.attention.bytes) / group + (p.dense * layout.dense.bytes + p.router * 2) / dense + experts;
  return layers / pipeline + tables / dense;
}
