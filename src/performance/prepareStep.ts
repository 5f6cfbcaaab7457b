/**
 * Coefficients of a replica's step: model, machine, parallelism and constants folded into seconds per unit of work.
 *
 * @see docs/performance-model.md#step
 */
import { BYTES_PER_VALUE } from '../quantity/index.ts';
import type { Constants } from './constants.ts';
import { behaviourOf, type Layout, type MachineBehaviour } from './machines/index.ts';
import { expertCopies, parameterCounts, weightLayout, type ParameterCounts, type WeightLayout } from './parameters.ts';
import { computeRate, computeType, decodeAttentionPeak } from './precisions.ts';
import type { Operator, PreparedAttention, PreparedExperts, PreparedStep, PreparedWork } from './step.ts';
import type { Attention, Replica } from './types.ts';

const FLOPS_PER_WEIGHT = 2;
/** Embedding and head, and activations between layers. */
const BYTES_16 = 2;
/** Tables stay in 16 bit in every common checkpoint. */
const HEAD = { bytes: BYTES_16, compute: 'bf16' } as const;

/** What all parts of a step are folded from. */
interface Basis {
  readonly replica: Replica;
  readonly c: Constants;
  readonly kind: MachineBehaviour;
  readonly layout: Layout;
  readonly counts: ParameterCounts;
  readonly weights: WeightLayout;
}

export function prepareStep(replica: Replica, c: Constants): PreparedStep {
  const { architecture: m, accelerator: a, parallelism, speculation } = replica;
  const kind = behaviourOf(a);
  const layout = kind.layout(replica);
  const basis: Basis = {
    replica,
    c,
    kind,
    layout,
    counts: parameterCounts(m),
    weights: weightLayout(m, replica.weights),
  };
  const { counts, weights } = basis;
  const experts = expertsOf(basis);
  return {
    verify: 1 + (speculation?.draftTokens ?? 0),
    attentionShare: 1 / parallelism.data,
    projection: operator(basis, counts.attention / layout.group, weights.attention),
    denseWhole: layout.dense < layout.width,
    dense: operator(basis, counts.dense / layout.dense, weights.dense),
    ...(experts ? { experts } : {}),
    head: operator(basis, counts.head / layout.dense, HEAD),
    activation: (c.activation * BYTES_16 * m.hidden * m.layers) / (a.bandwidth * c.bandwidth) / Math.sqrt(layout.group),
    groups: m.attention.map((attention) => attentionOf(basis, attention)),
    state: stateOf(basis),
    ...kind.surrounding(replica, layout, c),
    pipeline: layout.stages,
    work: workOf(basis),
  };
}

/** @param parameters on one accelerator */
function operator({ replica, c }: Basis, parameters: number, { bytes, compute }: WeightLayout['dense']): Operator {
  const { accelerator: a } = replica;
  return {
    compute: (FLOPS_PER_WEIGHT * parameters) / computeRate(replica, compute, c),
    read: (parameters * bytes) / (a.bandwidth * c.bandwidth),
  };
}

/** Weights of one expert, in all layers. */
function expertWeights({ routed, hidden }: Replica['architecture']): number {
  return routed ? routed.matrices * (routed.latent ?? hidden) * routed.intermediate * routed.layers : 0;
}

/** MXFP4 experts have kernels of their own; chips without fp4 unpack all 4-bit floats, which costs time beside both reading and computing. */
function expertKernels({ replica, weights, c }: Basis): { readonly compute: number; readonly read: number } {
  const { architecture, accelerator } = replica;
  if (weights.experts.bytes >= 1) return { compute: 1, read: 1 };
  const mx = architecture.routed?.format === 'mxfp4';
  if (!accelerator.emulated.includes('fp4')) return { compute: mx ? c.mxNative : 1, read: mx ? c.mxNative : 1 };
  return mx ? { compute: c.mxEmulated, read: c.mxEmulatedRead } : { compute: 1, read: 1 };
}

/** Bytes of activations that a token reads and writes at an expert, per value of its input and its inside: in and out, 16 bit each. */
const EXPERT_TRAFFIC = 4;
/** ln(1 − 1) is not a number: where every token takes every expert, this share does. */
const MOST_EXPERTS = 0.999999;

/**
 * Groups of attention data parallelism multiply whole experts, with the tokens of all ranks on each. Fused kernels reach 0.30 of the fp8
 * peak of an H100 on whole experts of DeepSeek-V3 with 256 tokens each, and 0.14 on slices of an eighth (operator tables of
 * aiconfigurator at 095f58a, vLLM); the fitted efficiency, 0.17, is mostly of slices. Prefill pools of four and eight ranks that are
 * saturated (InferenceX, GB200, B200, GB300) run at 0.8 to 1.1 of what follows, and at up to 1.7 times what slices would give.
 */
const WHOLE_EXPERTS = 1.8;

/** Measured for experts of 8 bit and less on Hopper and Blackwell; MXFP4 has kernels of its own. */
function wholeExperts({ replica: { architecture, accelerator, parallelism }, weights }: Basis): number {
  if (parallelism.data === 1 || parallelism.expert < parallelism.tensor) return 1;
  const measured = /^nvidia-(hopper|blackwell)$/.test(accelerator.class) && architecture.routed?.format !== 'mxfp4';
  return measured && weights.experts.bytes <= 1 ? WHOLE_EXPERTS : 1;
}

function expertsOf(basis: Basis): PreparedExperts | undefined {
  const { replica, c, layout, weights } = basis;
  const { architecture: m, accelerator: a, parallelism } = replica;
  const routed = m.routed;
  if (!routed) return undefined;
  const { compute: type, bytes } = weights.experts;
  const kernels = expertKernels(basis);
  const whole = wholeExperts(basis);
  const most = a.peak[computeType(a, type, replica.engine)];
  const rate = Math.min(most, computeRate(replica, type, c) * c.expertCompute * kernels.compute * whole);
  const readRate = a.bandwidth * Math.min(1, c.bandwidth * c.expertBandwidth * kernels.read);
  const each = expertWeights(m) / layout.width;
  const width = (routed.latent ?? m.hidden) + routed.intermediate;
  return {
    count: routed.experts,
    untouched: Math.log1p(-Math.min(MOST_EXPERTS, routed.topK / routed.experts)),
    routing: c.routing,
    compute: (FLOPS_PER_WEIGHT * routed.topK * each) / rate,
    fill: (FLOPS_PER_WEIGHT * each * c.expertTile) / rate,
    read: (each * bytes * expertCopies(routed.experts, parallelism.expert)) / readRate,
    traffic: (EXPERT_TRAFFIC * routed.topK * width * routed.layers) / layout.width / readRate,
    imbalance: 1 + c.imbalance * (1 - 1 / parallelism.expert),
  };
}

function attentionOf({ replica, c, kind, layout }: Basis, x: Attention): PreparedAttention {
  const { accelerator: a, kvCache } = replica;
  const { latent, sparse } = x;
  const shared = x.compression ?? 1;
  // Products of query and key, and of their weights and value: latent attention decodes in its compressed space.
  const prefillWidth = latent ? x.heads * (latent.nope + latent.rope + latent.v) : 2 * x.heads * x.headDim;
  const decodeWidth = latent ? x.heads * (2 * latent.kvRank + latent.rope) : 2 * x.heads * x.headDim;
  const flops = (width: number): number => (FLOPS_PER_WEIGHT * x.layers * width) / shared / layout.group;
  const readRate = a.bandwidth * c.attentionBandwidth * (latent ? c.latentBandwidth : 1);
  const index = sparse ? (sparse.indexHeadDim * (sparse.share ?? 1)) / shared : 0;
  return {
    window: Math.min(x.window ?? Infinity, (sparse?.topK ?? Infinity) * shared),
    prefill: flops(prefillWidth) / (a.peak.bf16 * c.attentionPrefill),
    decodeCompute: flops(decodeWidth) / (decodeAttentionPeak(replica) * c.attentionDecode),
    decodeRead: (x.layers * kind.keyValueBytes(x, BYTES_PER_VALUE[kvCache], layout.group)) / readRate,
    indexRead: (x.layers * index) / readRate,
  };
}

/** Bytes that a decode step moves for each value of the state, and FLOP that a prompt token computes on it. */
const STATE_TRAFFIC = 4;
const STATE_FLOPS = 6;

function stateOf({ replica, c, layout }: Basis): Operator {
  const { architecture, accelerator: a } = replica;
  const linear = architecture.linear;
  const size = linear ? (linear.layers * linear.valueHeads * linear.valueDim * linear.keyDim) / layout.group : 0;
  return {
    compute: (STATE_FLOPS * size) / (a.peak.bf16 * c.attentionPrefill),
    read: (STATE_TRAFFIC * size * c.state) / (a.bandwidth * c.attentionBandwidth),
  };
}

/** What power is made of: FLOP and bytes of one accelerator. */
function workOf({ replica, kind, layout, counts, weights }: Basis): PreparedWork {
  const { architecture: m, accelerator: a, kvCache, parallelism } = replica;
  const { width, group, dense, stages } = layout;
  const fixed =
    (counts.attention * weights.attention.bytes) / group +
    (counts.dense * weights.dense.bytes + BYTES_16 * counts.head) / dense;
  const perPosition = m.attention
    .filter(({ window }) => window === undefined)
    .reduce((sum, x) => sum + x.layers * kind.keyValueBytes(x, BYTES_PER_VALUE[kvCache], group), 0);
  return {
    flopsPerToken: (FLOPS_PER_WEIGHT * counts.active) / width / stages,
    bytesFixed: fixed / stages,
    bytesPerExpert: (expertWeights(m) * weights.experts.bytes) / width / stages,
    bytesPerPosition: perPosition / parallelism.data / stages,
    peak: a.peak[computeType(a, weights.experts.compute, replica.engine)],
    bandwidth: a.bandwidth,
  };
}
