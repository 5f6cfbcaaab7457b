/** Which layer does what: full, sliding, sparse, linear or Mamba attention. Experts are in moe.ts. */
import type { Bag } from '../json/index.ts';
import { count, hybridBlocks } from './blocks.ts';
import type { ModelRow } from '../schema/index.ts';

export interface Mixers {
  readonly full: number;
  readonly sliding: number;
  readonly window?: number;
  readonly linearLayers: number;
  readonly linear?: NonNullable<ModelRow['linear']>;
  readonly sparse?: NonNullable<ModelRow['sparse']>;
  readonly compression?: NonNullable<ModelRow['compression']>;
}

/** Token mixers of the layers. `nasLayers`: attention layers left by architecture search. */
export function mixers(
  text: Bag,
  type: string,
  layers: number,
  heads: number,
  headDim: number,
  nasLayers?: number,
): Mixers {
  const window = text.number('sliding_window', 'attention_chunk_size', 'sliding_window_size');
  const withWindow = window === undefined ? {} : { window };
  const none = { full: nasLayers ?? layers, sliding: 0, linearLayers: 0, ...withWindow };

  const blocks = hybridBlocks(text);
  if (blocks !== undefined) {
    const mamba = mamba2(text);
    return {
      ...none,
      full: blocks.attention,
      linearLayers: blocks.mamba,
      ...(mamba === undefined ? {} : { linear: mamba }),
    };
  }
  const kda = text.child('linear_attn_config');
  if (kda?.list('kda_layers') !== undefined) {
    const linearLayers = kda.list('kda_layers')?.length ?? 0;
    const kdaHeads = kda.number('num_heads') ?? heads;
    const dim = kda.number('head_dim') ?? headDim;
    const convolution = kda.number('short_conv_kernel_size') ?? 4;
    const linear = {
      kind: 'kda' as const,
      keyHeads: kdaHeads,
      keyDim: dim,
      valueHeads: kdaHeads,
      valueDim: dim,
      convolution,
    };
    return { ...none, full: kda.list('full_attn_layers')?.length ?? layers - linearLayers, linearLayers, linear };
  }
  const ratios = text.list('compress_ratios');
  if (ratios !== undefined) return { ...none, ...compressed(text, ratios.slice(0, layers)) };

  const attentionTypes = text.list('attn_type_list');
  if (attentionTypes !== undefined) {
    const linear = {
      kind: 'lightning' as const,
      keyHeads: heads,
      keyDim: headDim,
      valueHeads: heads,
      valueDim: headDim,
      convolution: 0,
    };
    return { ...none, full: count(attentionTypes, 1), linearLayers: count(attentionTypes, 0), linear };
  }
  const jamba = mamba1(text, layers);
  if (jamba !== undefined) return { ...none, ...jamba };
  const types = text.list('layer_types');
  const sparse = sparseAttention(text, layers);
  const more = sparse === undefined ? {} : { sparse };
  if (types !== undefined) {
    const times = (what: string): number => Math.round((count(types, what) * layers) / Math.max(1, types.length));
    const convolutions = times('conv');
    const linearLayers = times('linear_attention') + convolutions;
    const sliding = window === undefined ? 0 : times('sliding_attention') + times('chunked_attention');
    const linear = convolutions > 0 ? shortConvolution(text) : gatedDelta(text);
    return {
      ...none,
      ...more,
      full: layers - linearLayers - sliding,
      sliding,
      linearLayers,
      ...(linearLayers > 0 && linear !== undefined ? { linear } : {}),
    };
  }
  const interval = text.number('full_attention_interval');
  const delta = gatedDelta(text);
  if (interval !== undefined && delta !== undefined) {
    const full = Math.floor(layers / interval);
    return { ...none, full, linearLayers: layers - full, linear: delta };
  }
  const sliding = slidingLayers(text, type, layers, window);
  return { ...none, ...more, full: none.full - sliding, sliding };
}

/** Layers with a window where no list says which. */
function slidingLayers(text: Bag, type: string, layers: number, window: number | undefined): number {
  const pattern = text.list('hybrid_layer_pattern');
  if (pattern !== undefined) return count(pattern, 1);
  if (window === undefined || text.boolean('use_sliding_window') === false) return 0;
  if (type === 'gemma2') return Math.floor(layers / 2);
  const every = text.number('sliding_window_pattern') ?? (type.startsWith('gemma3') ? 6 : undefined);
  if (every !== undefined && every > 1) return layers - Math.floor(layers / every);
  // Llama 4: three of four layers attend within their chunk, every fourth without rotation to everything.
  if (type.startsWith('llama4')) return layers - Math.floor(layers / (text.number('no_rope_layer_interval') ?? 4));
  return /^(mistral|phi3|starcoder2|mixtral)/.test(type) && window < (text.number('max_position_embeddings') ?? 0)
    ? layers
    : 0;
}

/** Jamba: an attention layer every so many, Mamba-1 between them. */
function mamba1(text: Bag, layers: number): Pick<Mixers, 'full' | 'linearLayers' | 'linear'> | undefined {
  const period = text.number('attn_layer_period');
  const state = text.number('mamba_d_state');
  const expand = text.number('mamba_expand');
  if (period === undefined || state === undefined || expand === undefined || text.number('mamba_n_heads') !== undefined)
    return undefined;
  const full = Math.ceil(Math.max(0, layers - (text.number('attn_layer_offset') ?? 0)) / period);
  const inner = expand * (text.number('hidden_size') ?? 0);
  const linear = {
    kind: 'mamba1',
    keyHeads: 1,
    keyDim: state,
    valueHeads: 1,
    valueDim: inner,
    convolution: text.number('mamba_d_conv') ?? 4,
  } as const;
  return { full, linearLayers: layers - full, linear };
}

/** LFM2: the state is the last few values. */
function shortConvolution(text: Bag): NonNullable<ModelRow['linear']> {
  const hidden = text.number('hidden_size') ?? 0;
  return {
    kind: 'convolution',
    keyHeads: 1,
    keyDim: 1,
    valueHeads: 1,
    valueDim: hidden,
    convolution: text.number('conv_L_cache') ?? 3,
  };
}

function mamba2(text: Bag): NonNullable<ModelRow['linear']> | undefined {
  const valueHeads = text.number('mamba_num_heads', 'mamba_n_heads');
  const valueDim = text.number('mamba_head_dim', 'mamba_d_head');
  const keyDim = text.number('ssm_state_size', 'mamba_d_state');
  if (valueHeads === undefined || valueDim === undefined || keyDim === undefined) return undefined;
  const keyHeads = text.number('n_groups', 'mamba_n_groups') ?? 1;
  return {
    kind: 'mamba2',
    keyHeads,
    keyDim,
    valueHeads,
    valueDim,
    convolution: text.number('conv_kernel', 'mamba_d_conv') ?? 4,
  };
}

function gatedDelta(text: Bag): NonNullable<ModelRow['linear']> | undefined {
  const keyHeads = text.number('linear_num_key_heads');
  const valueHeads = text.number('linear_num_value_heads');
  if (keyHeads === undefined || valueHeads === undefined) return undefined;
  const keyDim = text.number('linear_key_head_dim') ?? 128;
  const valueDim = text.number('linear_value_head_dim') ?? 128;
  return {
    kind: 'gated-delta',
    keyHeads,
    keyDim,
    valueHeads,
    valueDim,
    convolution: text.number('linear_conv_kernel_dim') ?? 4,
  };
}

/** DeepSeek sparse attention and MiniMax block-sparse attention: positions per query, and who picks them. */
function sparseAttention(text: Bag, layers: number): NonNullable<ModelRow['sparse']> | undefined {
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
function compressed(
  text: Bag,
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
