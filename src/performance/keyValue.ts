/** What a sequence keeps: the KV cache by attention kind, and the recurrent state of linear attention. */
import type { Architecture, Attention, LinearAttention } from './types.ts';

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
  return bytes + (m.linear ? stateBytes(m.linear) / group : 0);
}

/** Most engines keep the state in 32 bit, and the tail of the convolution in 16. */
const STATE_BYTES = 4;
const TAIL_BYTES = 2;

function stateBytes({ layers, valueHeads, valueDim, keyDim, convolution }: LinearAttention): number {
  const width = valueHeads * valueDim;
  return layers * width * (STATE_BYTES * keyDim + TAIL_BYTES * convolution);
}
