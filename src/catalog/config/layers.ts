/**
 * Which layer does what: full, sliding, sparse, linear or Mamba attention. Experts are in moe.ts.
 *
 * Families say it in their own ways. Each way is one function that answers where its keys are present; the first answer holds.
 */
import type { JsonObject } from '../json/index.ts';
import { count, hybridBlocks } from './blocks.ts';
import { gatedDelta, kimiDelta, lightning, mamba1, mamba2, shortConvolution } from './linearLayers.ts';
import type { Mixers } from './mixers.ts';
import { compressed, sparseAttention } from './sparseAttention.ts';

/** What the lists of layers are read with. */
export interface MixerShape {
  /** `model_type`. */
  readonly type: string;
  readonly layers: number;
  readonly heads: number;
  readonly headDim: number;
  /** Attention layers that an architecture search left. */
  readonly nasLayers?: number | undefined;
}

type Reader = (text: JsonObject, shape: MixerShape, window: number | undefined) => Partial<Mixers> | undefined;

/** Token mixers of the layers. */
export function mixers(text: JsonObject, shape: MixerShape): Mixers {
  const window = text.number('sliding_window', 'attention_chunk_size', 'sliding_window_size');
  const none: Mixers = {
    full: shape.nasLayers ?? shape.layers,
    sliding: 0,
    linearLayers: 0,
    ...(window === undefined ? {} : { window }),
  };
  for (const read of READERS) {
    const found = read(text, shape, window);
    if (found !== undefined) return { ...none, ...found };
  }
  const sliding = slidingLayers(text, shape, window);
  return { ...none, ...sparseOf(text, shape.layers), full: none.full - sliding, sliding };
}

/** Nemotron-H: a pattern of letters. */
const byBlocks: Reader = (text) => {
  const blocks = hybridBlocks(text);
  if (blocks === undefined) return undefined;
  const linear = mamba2(text);
  return { full: blocks.attention, linearLayers: blocks.mamba, ...(linear === undefined ? {} : { linear }) };
};

/** Kimi Linear: two lists of layer numbers. */
const byKimiLists: Reader = (text, { layers, heads, headDim }) => {
  const config = text.child('linear_attn_config');
  const linearLayers = config?.list('kda_layers')?.length;
  if (config === undefined || linearLayers === undefined) return undefined;
  const full = config.list('full_attn_layers')?.length ?? layers - linearLayers;
  return { full, linearLayers, linear: kimiDelta(config, heads, headDim) };
};

/** DeepSeek V4: a ratio of compression for each layer. */
const byRatios: Reader = (text, { layers }) => {
  const ratios = text.list('compress_ratios');
  return ratios === undefined ? undefined : compressed(text, ratios.slice(0, layers));
};

/** MiniMax-01: 1 is full attention, 0 lightning attention. */
const byAttentionTypes: Reader = (text, { heads, headDim }) => {
  const types = text.list('attn_type_list');
  if (types === undefined) return undefined;
  return { full: count(types, 1), linearLayers: count(types, 0), linear: lightning(heads, headDim) };
};

const byJambaPeriod: Reader = (text, { layers }) => mamba1(text, layers);

/** Most families: the name of the mixer for each layer. */
const byLayerTypes: Reader = (text, { layers }, window) => {
  const types = text.list('layer_types');
  if (types === undefined) return undefined;
  const times = (what: string): number => Math.round((count(types, what) * layers) / Math.max(1, types.length));
  const convolutions = times('conv');
  const linearLayers = times('linear_attention') + convolutions;
  const sliding = window === undefined ? 0 : times('sliding_attention') + times('chunked_attention');
  const linear = convolutions > 0 ? shortConvolution(text) : gatedDelta(text);
  return {
    ...sparseOf(text, layers),
    full: layers - linearLayers - sliding,
    sliding,
    linearLayers,
    ...(linearLayers > 0 && linear !== undefined ? { linear } : {}),
  };
};

/** Qwen3-Next: full attention every so many layers, gated delta between. */
const byInterval: Reader = (text, { layers }) => {
  const interval = text.number('full_attention_interval');
  const linear = gatedDelta(text);
  if (interval === undefined || linear === undefined) return undefined;
  const full = Math.floor(layers / interval);
  return { full, linearLayers: layers - full, linear };
};

const READERS: readonly Reader[] = [
  byBlocks,
  byKimiLists,
  byRatios,
  byAttentionTypes,
  byJambaPeriod,
  byLayerTypes,
  byInterval,
];

function sparseOf(text: JsonObject, layers: number): Pick<Mixers, 'sparse'> {
  const sparse = sparseAttention(text, layers);
  return sparse === undefined ? {} : { sparse };
}

/** Layers with a window where no list says which. */
function slidingLayers(text: JsonObject, { type, layers }: MixerShape, window: number | undefined): number {
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
