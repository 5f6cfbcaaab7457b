/** Parts of a model's architecture that several cells describe together. */
import type { Cells } from './compiled.ts';
import type { ModelParts } from '../schema/index.ts';

export function modelParts(cells: Cells): ModelParts {
  const compressed = cells.text('compressed_layers');
  const rank = cells.number('o_lora_rank');
  const linear = linearOf(cells);
  const sparse = sparseOf(cells);
  return {
    ...(compressed === undefined ? {} : { compression: readCompression(compressed) }),
    ...(rank ? { outputProjection: { rank, groups: cells.number('o_groups') || 1 } } : {}),
    ...(linear ? { linear } : {}),
    ...(sparse ? { sparse } : {}),
  };
}

function linearOf(cells: Cells): ModelParts['linear'] {
  const n = (column: string): number => cells.number(`linear_${column}`) ?? 0;
  if (n('layers') === 0) return undefined;
  return {
    kind: (cells.text('linear_kind') ?? 'mamba2') as NonNullable<ModelParts['linear']>['kind'],
    keyHeads: n('key_heads'),
    keyDim: n('key_dim'),
    valueHeads: n('value_heads'),
    valueDim: n('value_dim'),
    convolution: n('convolution'),
  };
}

function sparseOf(cells: Cells): ModelParts['sparse'] {
  const topK = cells.number('sparse_top_k');
  if (!topK) return undefined;
  const layers = cells.number('sparse_layers');
  return {
    topK,
    indexHeads: cells.number('sparse_index_heads') ?? 0,
    indexHeadDim: cells.number('sparse_index_head_dim') ?? 0,
    ...(layers ? { layers } : {}),
  };
}

/** `4x30 128x31` → 30 layers that keep every 4th entry, 31 that keep every 128th. */
function readCompression(text: string): { ratio: number; layers: number }[] {
  return [...text.matchAll(/(\d+)x(\d+)/g)].map((match) => ({ ratio: Number(match[1]), layers: Number(match[2]) }));
}
