/** Attention that reads a part of the past: the positions an indexer picks, or entries that stand for several tokens. */
import type { JsonObject } from '../json/index.ts';
import { count } from './blocks.ts';
import type { Mixers } from './mixers.ts';
import type { ModelRow } from '../schema/index.ts';

/** DeepSeek sparse attention and MiniMax block-sparse attention: positions per query, and who picks them. */
export function sparseAttention(text: JsonObject, layers: number): NonNullable<ModelRow['sparse']> | undefined {
  const topK = text.number('index_topk');
  if (topK !== undefined) {
    const types = text.list('indexer_types');
    const own = types === undefined ? layers : count(types, 'full');
    return {
      topK,
      indexHeads: text.number('index_n_heads') ?? 1,
      indexHeadDim: text.number('index_head_dim') ?? 128,
      ...(own === layers ? {} : { layers: own }),
    };
  }
  const blocks = text.child('sparse_attention_config');
  if (blocks === undefined || !blocks.flag('use_sparse_attention')) return undefined;
  const own = count(blocks.list('sparse_attention_freq') ?? [], 1);
  const size = blocks.number('sparse_block_size') ?? 128;
  return {
    topK: size * (blocks.number('sparse_topk_blocks') ?? 16),
    indexHeads: blocks.number('sparse_num_index_heads') ?? 1,
    indexHeadDim: blocks.number('sparse_index_dim') ?? 128,
    ...(own === 0 || own === layers ? {} : { layers: own }),
  };
}

/** DeepSeek V4: ratio 0 is a window only; 4 keeps every 4th entry and picks top-k of them; 128 keeps every 128th. */
export function compressed(
  text: JsonObject,
  ratios: readonly unknown[],
): Pick<Mixers, 'full' | 'sliding' | 'sparse' | 'compression'> {
  const sliding = count(ratios, 0);
  const distinct = [...new Set(ratios.filter((ratio): ratio is number => typeof ratio === 'number' && ratio > 0))].sort(
    (a, b) => a - b,
  );
  const compression = distinct.map((ratio) => ({ ratio, layers: count(ratios, ratio) }));
  const topK = text.number('index_topk');
  const finest = compression[0];
  const sparse =
    topK === undefined || finest === undefined
      ? {}
      : {
          sparse: {
            topK,
            indexHeads: text.number('index_n_heads') ?? 1,
            indexHeadDim: text.number('index_head_dim') ?? 128,
            layers: finest.layers,
          },
        };
  return { full: ratios.length - sliding, sliding, compression, ...sparse };
}
