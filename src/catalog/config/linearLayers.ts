/** Layers whose memory of the past has a fixed size: Mamba, linear attention, short convolutions. */
import type { JsonObject } from '../json/index.ts';
import type { ModelRow } from '../schema/index.ts';

/** The state of one such layer. */
export type LinearLayer = NonNullable<ModelRow['linear']>;

/** Jamba: an attention layer every so many, Mamba-1 between them. */
export function mamba1(
  text: JsonObject,
  layers: number,
): { readonly full: number; readonly linearLayers: number; readonly linear: LinearLayer } | undefined {
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

export function mamba2(text: JsonObject): LinearLayer | undefined {
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

export function gatedDelta(text: JsonObject): LinearLayer | undefined {
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

/** LFM2: the state is the last few values. */
export function shortConvolution(text: JsonObject): LinearLayer {
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

/** Kimi delta attention, where the config has lists of its layers. @param heads, headDim where it names none */
export function kimiDelta(config: JsonObject, heads: number, headDim: number): LinearLayer {
  const own = config.number('num_heads') ?? heads;
  const dim = config.number('head_dim') ?? headDim;
  return {
    kind: 'kda',
    keyHeads: own,
    keyDim: dim,
    valueHeads: own,
    valueDim: dim,
    convolution: config.number('short_conv_kernel_size') ?? 4,
  };
}

/** MiniMax lightning attention: the heads of full attention, no convolution. */
export function lightning(heads: number, headDim: number): LinearLayer {
  return { kind: 'lightning', keyHeads: heads, keyDim: headDim, valueHeads: heads, valueDim: headDim, convolution: 0 };
}
