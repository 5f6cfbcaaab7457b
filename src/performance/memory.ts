/** What a replica keeps in memory: weights, KV cache by attention kind, recurrent state, activations, engine reserve. */
import { BYTES_PER_VALUE } from '../quantity/index.ts';
import type { Constants } from './constants.ts';
import { weightBytes } from './parameters.ts';
import type { Architecture, Attention, Lengths, MemoryFit, Replica } from './types.ts';

/** KV bytes per position and layer on one accelerator of an attention group. Latent KV is not divided, grouped KV heads are replicated when fewer than the group. */
export function keyValueBytes(attention: Attention, bytesPerValue: number, group: number): number {
  const index = attention.sparse ? attention.sparse.indexHeadDim * (attention.sparse.share ?? 1) : 0;
  const shared = attention.compression ?? 1;
  if (attention.latent) return ((attention.latent.kvRank + attention.latent.rope) * bytesPerValue + index) / shared;
  const heads = Math.ceil(attention.kvHeads / group);
  return ((attention.sharedKeyValue ? 1 : 2) * heads * attention.headDim * bytesPerValue + index) / shared;
}

/** Bytes one sequence of `positions` tokens keeps on one accelerator of its attention group, all layers. */
export function sequenceBytes(m: Architecture, bytesPerValue: number, group: number, positions: number): number {
  let bytes = 0;
  for (const a of m.attention)
    bytes += a.layers * keyValueBytes(a, bytesPerValue, group) * Math.min(positions, a.window ?? Infinity);
  const l = m.linear;
  // State in 16 bit with a 32-bit accumulator kept by most engines: 4 bytes a value, convolution tail beside it.
  if (l)
    bytes +=
      (l.layers * (4 * l.valueHeads * l.valueDim * l.keyDim + 2 * l.convolution * l.valueHeads * l.valueDim)) / group;
  return bytes;
}

/** Engine families of NVIDIA TensorRT-LLM reserve by a share of what weights leave; vLLM and SGLang by a share of all. */
function reserveOf(replica: Replica, memory: number, weights: number): { activations: number; reserve: number } {
  const { engine } = replica;
  // Programs, buffers and routing tables of a statically scheduled chip.
  if (replica.accelerator.machine === 'on-chip') return { activations: 0.05 * memory, reserve: 0.1 * memory };
  if (/^(trt|tensorrt|mlperf-trt)/.test(engine)) {
    const activations = Math.min(1e9, 0.05 * memory);
    return { activations, reserve: 0.07 * Math.max(0, memory - weights - activations) };
  }
  return { activations: Math.min(3.5e9, 0.08 * memory), reserve: 0.09 * memory };
}

/**
 * Whether the replica fits and how many whole requests its KV space holds.
 *
 * The share kept back for requests still growing is `constants.reserve` of the output, in line with how engines admit.
 */
export function memoryFit(replica: Replica, lengths: Lengths, constants: Constants): MemoryFit {
  const { architecture, accelerator, parallelism } = replica;
  const spread = accelerator.machine === 'on-chip' ? parallelism.tensor * parallelism.pipeline : 0;
  const weights = spread
    ? weightBytes(architecture, replica.weights, { tensor: 1, pipeline: 1, expert: 1, data: 1 }) / spread
    : weightBytes(architecture, replica.weights, parallelism);
  const group = Math.max(1, parallelism.tensor / parallelism.data);
  const value = BYTES_PER_VALUE[replica.kvCache];
  const chips = accelerator.machine === 'on-chip' ? parallelism.tensor : 1;
  const perSequence =
    sequenceBytes(architecture, value, chips > 1 ? 1 : group, lengths.input + constants.reserve * lengths.output) /
    parallelism.pipeline;
  const { activations, reserve } = reserveOf(replica, accelerator.memory, weights);
  const space = accelerator.memory - weights - activations - reserve;
  const sequences = Math.max(0, Math.floor((space / perSequence) * parallelism.data * (1 + 1e-12)));
  return {
    weights,
    kvCachePerSequence: perSequence,
    activations,
    reserve,
    free: space,
    capacity: accelerator.memory,
    sequences,
    fits: space > 0 && sequences >= 1,
  };
}
