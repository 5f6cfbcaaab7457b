/**
 * Coefficients of a replica's step: model, machine, parallelism and constants folded into seconds per unit of work.
 *
 * @see docs/performance-model.md#step
 */
import { BYTES_PER_VALUE, type Precision } from '../quantity/index.ts';
import type { Constants } from './constants.ts';
import { keyValueBytes } from './memory.ts';
import { chainOf } from './onChip.ts';
import { parameterCounts, weightLayout } from './parameters.ts';
import type { PreparedAttention, PreparedStep } from './step.ts';
import type { Accelerator, Replica } from './types.ts';

const WIDER: Readonly<Record<Precision, Precision>> = {
  fp4: 'fp8',
  int4: 'bf16',
  fp8: 'bf16',
  int8: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
};

/** The type a GEMM computes in: the weights' own where the chip has it, else the next wider. */
export function computeType(accelerator: Accelerator, weights: Precision): Precision {
  let type = weights;
  while (type !== 'bf16' && (type === 'int4' || accelerator.emulated.includes(type))) type = WIDER[type];
  return type;
}

function computeRate(accelerator: Accelerator, weights: Precision, c: Constants): number {
  const type = computeType(accelerator, weights);
  if (type === 'fp4') return accelerator.peak.fp4 * c.computeFp4;
  if (type === 'fp8' || type === 'int8') return accelerator.peak[type] * c.computeFp8;
  return accelerator.peak[type] * c.computeBf16;
}

/** Seconds per byte of an all-reduce or all-to-all over a group, and its start-up; beyond the scale-up domain the network carries the rest. */
function linkOf(accelerator: Accelerator, group: number, c: Constants): { perByte: number; start: number } {
  if (group <= 1) return { perByte: 0, start: 0 };
  const domain = Math.max(1, Math.min(group, accelerator.scaleUp.domain));
  const slow = accelerator.scaleUp.bandwidth < 1e11;
  const start = (slow ? c.collectiveStartPcie : c.collectiveStart) * (1 + 0.15 * Math.log2(group));
  const inside = domain > 1 ? (domain - 1) / domain / (accelerator.scaleUp.bandwidth * c.link) : 0;
  if (group <= domain) return { perByte: inside, start };
  const islands = group / domain;
  const across = (islands - 1) / islands / domain / (accelerator.scaleOut * c.link);
  return { perByte: inside + across, start: start + 2 * c.collectiveStartPcie };
}

/** Ranks one token's experts live on, its own left out of the traffic by the caller: experts that share a rank share the copy. */
function destinations(topK: number, ranks: number): number {
  return ranks <= 1 ? 1 : Math.max(1, ranks * (1 - (1 - 1 / ranks) ** topK));
}

/**
 * Whether 8-bit experts are scaled block by block: checkpoints published so (DeepSeek), and those Hugging Face engines quantise; tools of
 * TensorRT-LLM scale a whole tensor.
 */
function blockScaled({ architecture, engine, weights }: Replica): boolean {
  return weights === 'fp8' && (architecture.checkpoint === 'fp8' || !/^(trt|tensorrt|mlperf)/.test(engine));
}

/**
 * Whether decode attention multiplies in 8 bit, twice as fast as in 16: on chips with fp4, whose kernels do so, where the cache holds
 * floats of 8 bit or fewer. Integers, and all caches on other chips, are widened to 16 bit first.
 */
function attendsInEight({ accelerator, kvCache }: Replica): boolean {
  return (kvCache === 'fp8' || kvCache === 'fp4') && !accelerator.emulated.includes('fp4');
}

export function prepareStep(replica: Replica, c: Constants): PreparedStep {
  const { architecture: m, accelerator: a, parallelism } = replica;
  const chain = chainOf(replica);
  const { data } = parallelism;
  const tensor = chain ? chain.width : parallelism.tensor;
  const pipeline = chain ? chain.stages : parallelism.pipeline;
  const group = Math.max(1, tensor / data);
  const p = parameterCounts(m);
  const layout = weightLayout(m, replica.weights);
  const read = 1 / (a.bandwidth * c.bandwidth);
  const rate = (type: Precision): number => computeRate(a, type, c);
  const bf16 = a.peak.bf16;
  const routed = m.routed;
  const width = routed ? (routed.latent ?? m.hidden) : 0;
  const perExpert = routed ? routed.matrices * width * routed.intermediate * routed.layers : 0;
  const mx = replica.architecture.family === 'gpt-oss' && layout.experts.bytes < 1;
  const moe = mx ? (a.emulated.includes('fp4') ? c.mxEmulated : c.mxNative) : 1;
  const expertRate = Math.min(
    a.peak[computeType(a, layout.experts.compute)],
    rate(layout.experts.compute) * c.expertCompute * moe,
  );
  const expertReadRate = a.bandwidth * Math.min(1, c.bandwidth * c.expertBandwidth * moe);
  const decodePeak = attendsInEight(replica) ? 2 * bf16 : bf16;
  const kvBytes = BYTES_PER_VALUE[replica.kvCache];
  const groups: PreparedAttention[] = [];
  let latentLayers = 0;
  let attentionLayers = 0;
  let bytesPerPosition = 0;
  for (const x of m.attention) {
    attentionLayers += x.layers;
    const latent = x.latent;
    if (latent) latentLayers += x.layers;
    const prefillDim = latent ? x.heads * (latent.nope + latent.rope + latent.v) : 2 * x.heads * x.headDim;
    const decodeDim = latent ? x.heads * (2 * latent.kvRank + latent.rope) : 2 * x.heads * x.headDim;
    const shared = x.compression ?? 1;
    const bytes = chain ? keyValueBytes(x, kvBytes, 1) / group : keyValueBytes(x, kvBytes, group);
    const readRate = a.bandwidth * c.attentionBandwidth * (latent ? c.latentBandwidth : 1);
    bytesPerPosition += (x.window === undefined ? x.layers : 0) * bytes;
    groups.push({
      window: Math.min(x.window ?? Infinity, (x.sparse?.topK ?? Infinity) * shared),
      prefill: (2 * x.layers * prefillDim) / shared / group / (bf16 * c.attentionPrefill),
      decodeCompute: (2 * x.layers * decodeDim) / shared / group / (decodePeak * c.attentionDecode),
      decodeRead: (x.layers * bytes) / readRate,
      indexRead: x.sparse ? (x.layers * x.sparse.indexHeadDim * (x.sparse.share ?? 1)) / shared / readRate : 0,
    });
  }
  const linear = m.linear;
  const stateSize = linear ? linear.layers * linear.valueHeads * linear.valueDim * linear.keyDim : 0;
  const link = chain ? { perByte: 0, start: 0 } : linkOf(a, tensor, c);
  // All-reduces after attention and after the MLP, one block each; with attention data parallelism one dispatch and combine per MLP.
  const blocks = attentionLayers + (linear?.layers ?? 0) + (m.dense?.layers ?? 0) + (routed?.layers ?? 0);
  const topK = routed?.topK ?? 0;
  const linkToken =
    data > 1
      ? ((routed?.layers ?? 0) * 3 * destinations(topK, parallelism.expert) * m.hidden * link.perByte) / data +
        (group > 1 ? attentionLayers * 4 * m.hidden * link.perByte : 0)
      : blocks * 2 * 2 * m.hidden * link.perByte;
  const linkStart = tensor > 1 ? (data > 1 ? m.layers * 2.6 * link.start : blocks * link.start) : 0;
  const flat = chain
    ? m.layers * c.chipLayer + chain.hops * c.chipHop
    : m.layers * (c.layer + (layout.attention.bytes < 1.5 ? c.quantizedLayer : 0)) +
      (routed && blockScaled(replica) ? routed.layers * c.blockFp8Layer : 0) +
      (routed?.layers ?? 0) * (c.expertLayer + (routed && routed.sharedIntermediate > 0 ? c.sharedLayer : 0)) +
      latentLayers * c.latentLayer +
      (linear?.layers ?? 0) * c.linearLayer +
      c.step;
  const bytesFixed =
    (p.attention * layout.attention.bytes) / group + (p.dense * layout.dense.bytes) / tensor + (2 * p.head) / tensor;
  return {
    verify: 1 + (replica.speculation?.draftTokens ?? 0),
    attentionShare: 1 / data,
    attentionCompute: (2 * p.attention) / group / rate(layout.attention.compute),
    attentionRead: ((p.attention * layout.attention.bytes) / group) * read,
    denseCompute: (2 * p.dense) / tensor / rate(layout.dense.compute),
    denseRead: ((p.dense * layout.dense.bytes) / tensor) * read,
    expertCompute: (2 * topK * perExpert) / tensor / expertRate,
    expertRead: (perExpert * layout.experts.bytes) / tensor / expertReadRate,
    expertTraffic: routed ? (4 * topK * (width + routed.intermediate) * routed.layers) / tensor / expertReadRate : 0,
    expertFill: (2 * perExpert * c.expertTile) / tensor / expertRate,
    experts: routed?.experts ?? 0,
    untouched: routed ? Math.log1p(-Math.min(0.999999, topK / routed.experts)) : 0,
    routing: c.routing,
    imbalance: 1 + c.imbalance * (1 - 1 / parallelism.expert),
    headCompute: (2 * p.head) / tensor / rate('bf16'),
    headRead: ((2 * p.head) / tensor) * read,
    activation: (c.activation * 2 * m.hidden * m.layers * read) / Math.sqrt(group),
    groups,
    stateRead: linear ? (4 * stateSize * c.state) / group / (a.bandwidth * c.attentionBandwidth) : 0,
    stateCompute: linear ? (6 * stateSize) / group / (bf16 * c.attentionPrefill) : 0,
    linkToken: chain ? (chain.hops * 2 * m.hidden) / a.scaleUp.bandwidth : linkToken,
    linkStart,
    flat,
    sequence: chain ? 0 : c.sequence + (c.sampling * m.vocabulary) / 1e5,
    stretch: (pipeline > 1 && !chain ? 1 / c.pipeline : 1) * (data > 1 ? 1 / c.attentionData : 1),
    pipeline,
    work: {
      flopsPerToken: (2 * p.active) / tensor / pipeline,
      bytesFixed: bytesFixed / pipeline,
      bytesPerExpert: (perExpert * layout.experts.bytes) / tensor / pipeline,
      bytesPerPosition: bytesPerPosition / data / pipeline,
      peak: a.peak[computeType(a, layout.experts.compute)],
      bandwidth: a.bandwidth,
    },
  };
}
