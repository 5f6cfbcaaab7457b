/** Heads of attention: how many, how wide, and what latent attention compresses them to. */
import type { JsonObject } from '../json/index.ts';
import type { ModelRow } from '../schema/index.ts';
import { familyDefault } from './defaults.ts';
import type { Mixers } from './mixers.ts';

export interface Geometry {
  /** DeepSeek's multi-head latent attention. */
  readonly latent: boolean;
  /** Heads of full attention that have keys and values of their own. */
  readonly kvHeads: number;
  /** Numbers of one head of full attention. */
  readonly headDim: number;
  /** Of the layers with a window. */
  readonly sliding: { readonly kvHeads: number | undefined; readonly headDim: number | undefined };
  /** Head size in the plain keys. */
  readonly plainDim: number;
}

/**
 * @param kvHeads heads with keys and values, as an architecture search left them
 * @param nested whether `text` is a part of the config
 */
export function geometryOf(
  text: JsonObject,
  type: string,
  sizes: { readonly hidden: number; readonly heads: number },
  kvHeads: number | undefined,
  nested: boolean,
): Geometry {
  const latent = (text.number('kv_lora_rank') ?? 0) > 0;
  const plainKv = kvHeads ?? keyValueHeads(text, type, sizes.heads);
  const plainDim =
    text.number('head_dim', 'attention_head_dim', 'kv_channels') ??
    familyDefault(type, 'head_dim', nested) ??
    Math.floor(sizes.hidden / sizes.heads);
  // Gemma 4 gives the geometry of its sliding layers in the plain keys, that of full attention in `global_*`.
  const globalDim = text.number('global_head_dim');
  const globalKv = text.number('num_global_key_value_heads');
  const { nope, rope } = latentHead(text);
  return {
    latent,
    kvHeads: globalKv ?? plainKv,
    headDim: latent ? nope + rope : (globalDim ?? plainDim),
    sliding: {
      kvHeads: text.number('swa_num_key_value_heads') ?? (globalKv === undefined ? undefined : plainKv),
      headDim: text.number('swa_head_dim') ?? (globalDim === undefined ? undefined : plainDim),
    },
    plainDim,
  };
}

/** Numbers of a latent head without and with rotation. */
function latentHead(text: JsonObject): { readonly nope: number; readonly rope: number } {
  return { nope: text.number('qk_nope_head_dim') ?? 0, rope: text.number('qk_rope_head_dim') ?? 0 };
}

function keyValueHeads(text: JsonObject, type: string, heads: number): number {
  const given =
    (text.flag('multi_query_attention') ? text.number('multi_query_group_num') : undefined) ??
    text.number('num_key_value_heads', 'n_head_kv', 'num_kv_heads', 'n_kv_heads') ??
    text.child('attn_config')?.number('kv_n_heads') ??
    (type.startsWith('gemma') || type === 'mistral' ? familyDefault(type, 'num_key_value_heads', true) : undefined);
  if (type === 'falcon' || type === 'RefinedWeb') {
    if (text.flag('new_decoder_architecture')) return given ?? heads;
    return text.flag('multi_query') ? 1 : heads;
  }
  return given ?? (text.flag('multi_query') ? 1 : heads);
}

type Optional<Key extends keyof ModelRow> = { readonly [K in Key]?: ModelRow[K] | undefined };

/** Fields of attention that most models lack. */
export function attentionDetails(
  text: JsonObject,
  { latent, kvHeads, headDim, sliding }: Geometry,
  mix: Mixers,
): Optional<
  | 'qLoraRank'
  | 'kvLoraRank'
  | 'qkNopeHeadDim'
  | 'qkRopeHeadDim'
  | 'vHeadDim'
  | 'slidingWindow'
  | 'slidingKvHeads'
  | 'slidingHeadDim'
  | 'attentionOutputGate'
  | 'sharedKeyValue'
  | 'compression'
  | 'outputProjection'
  | 'linear'
  | 'sparse'
> {
  const { nope, rope } = latentHead(text);
  const outputRank = text.number('o_lora_rank');
  const deepseek4 = text.list('compress_ratios') !== undefined;
  const gated = text.flag('attn_output_gate') || text.flag('attention_output_gate') || text.flag('mla_use_output_gate');
  return {
    qLoraRank: latent || deepseek4 ? text.number('q_lora_rank') : undefined,
    kvLoraRank: latent ? text.number('kv_lora_rank') : undefined,
    qkNopeHeadDim: latent ? nope : undefined,
    qkRopeHeadDim: latent || deepseek4 ? rope : undefined,
    vHeadDim: text.number('v_head_dim'),
    slidingWindow: mix.sliding > 0 || deepseek4 ? mix.window : undefined,
    slidingKvHeads: mix.sliding > 0 && sliding.kvHeads !== kvHeads ? sliding.kvHeads : undefined,
    slidingHeadDim: mix.sliding > 0 && sliding.headDim !== headDim ? sliding.headDim : undefined,
    attentionOutputGate: gated ? true : undefined,
    sharedKeyValue: text.flag('attention_k_eq_v') || deepseek4 ? true : undefined,
    compression: mix.compression,
    outputProjection: outputRank === undefined ? undefined : { rank: outputRank, groups: text.number('o_groups') ?? 1 },
    linear: mix.linear,
    sparse: mix.sparse,
  };
}
