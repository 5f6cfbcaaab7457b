/** What configurations of unusual families say, checked by the size that their makers publish. */
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig, withQuantization } from '../../../src/catalog/index.ts';
import { architectureOf } from '../../../src/estimate/names/architecture.ts';
import { parameterCounts, weightBytes } from '../../../src/performance/index.ts';

const LLAMA_8B = {
  model_type: 'llama',
  hidden_size: 4096,
  intermediate_size: 14336,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  num_hidden_layers: 32,
  vocab_size: 128256,
};

function read(config: unknown) {
  const row = readConfig(config);
  if ('problem' in row) expect.fail(JSON.stringify(row.problem));
  return row;
}

const billions = (config: unknown): number => parameterCounts(architectureOf(read(config))).total / 1e9;

describe('sizes within one percent of what is published', () => {
  it.each<[string, number, object]>([
    [
      'DBRX keeps experts and attention in mappings of their own',
      131.6,
      {
        model_type: 'dbrx',
        d_model: 6144,
        n_heads: 48,
        n_layers: 40,
        vocab_size: 100352,
        ffn_config: { ffn_hidden_size: 10752, moe_num_experts: 16, moe_top_k: 4 },
        attn_config: { kv_n_heads: 8 },
      },
    ],
    [
      'Jamba mixes attention with Mamba-1, and experts into every second layer',
      398.6,
      {
        model_type: 'jamba',
        hidden_size: 8192,
        intermediate_size: 24576,
        num_hidden_layers: 72,
        num_attention_heads: 64,
        num_key_value_heads: 8,
        attn_layer_period: 8,
        attn_layer_offset: 4,
        expert_layer_period: 2,
        num_experts: 16,
        num_experts_per_tok: 2,
        mamba_d_conv: 4,
        mamba_d_state: 16,
        mamba_expand: 2,
        vocab_size: 65536,
      },
    ],
    [
      'LFM2 narrows its feed-forward layers and has short convolutions',
      1.17,
      {
        model_type: 'lfm2',
        hidden_size: 2048,
        block_auto_adjust_ff_dim: true,
        block_ff_dim: 12288,
        block_ffn_dim_multiplier: 1,
        block_multiple_of: 256,
        layer_types: [...Array<string>(10).fill('conv'), ...Array<string>(6).fill('full_attention')],
        num_attention_heads: 32,
        num_hidden_layers: 16,
        num_key_value_heads: 8,
        vocab_size: 65536,
        conv_L_cache: 3,
      },
    ],
    [
      'GLM-4 counts its vocabulary padded and its groups by another name',
      9.4,
      {
        model_type: 'chatglm',
        hidden_size: 4096,
        ffn_hidden_size: 13696,
        num_layers: 40,
        num_attention_heads: 32,
        kv_channels: 128,
        multi_query_attention: true,
        multi_query_group_num: 2,
        padded_vocab_size: 151552,
        tie_word_embeddings: false,
      },
    ],
    [
      'EXAONE says num_layers',
      7.8,
      {
        model_type: 'exaone',
        hidden_size: 4096,
        intermediate_size: 14336,
        num_layers: 32,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        vocab_size: 102400,
        tie_word_embeddings: false,
      },
    ],
    [
      'Gemma 3 leaves out what its class has by default, and its tower counts',
      4.3,
      {
        model_type: 'gemma3',
        text_config: {
          model_type: 'gemma3_text',
          hidden_size: 2560,
          intermediate_size: 10240,
          num_hidden_layers: 34,
          sliding_window: 1024,
        },
        vision_config: { hidden_size: 1152, intermediate_size: 4304, num_hidden_layers: 27 },
      },
    ],
  ])('%s', (_, published, config) => {
    expect(billions(config) / published).toBeGreaterThan(0.99);
    expect(billions(config) / published).toBeLessThan(1.01);
  });
});

describe('what a quantised checkpoint keeps at 16 bit', () => {
  const one = { tensor: 1, pipeline: 1, expert: 1, data: 1 };
  const gigabytes = (modules: readonly string[]): number =>
    weightBytes(
      architectureOf(
        read({ ...LLAMA_8B, quantization_config: { quant_method: 'fp8', modules_to_not_convert: modules } }),
      ),
      'fp8',
      one,
    ) / 1e9;

  it('counts modules that are left out', () => {
    const all = gigabytes(['lm_head']);
    expect(gigabytes(['re:.*self_attn.*']) - all).toBeCloseTo(1.34, 1);
    expect(gigabytes(['model.layers.0.mlp', 'model.layers.31.mlp']) - all).toBeCloseTo(0.35, 1);
  });

  it('knows the KV scales that a checkpoint carries', () => {
    const scheme = (quantization_config: object) => read({ ...LLAMA_8B, quantization_config }).kvCache;
    expect(scheme({ quant_method: 'compressed-tensors', kv_cache_scheme: { num_bits: 8, type: 'float' } })).toBe('fp8');
    expect(scheme({ quant_method: 'modelopt', quant_algo: 'FP8', kv_cache_quant_algo: 'FP8' })).toBe('fp8');
    expect(scheme({ quant_method: 'fp8' })).toBeUndefined();
  });

  it('takes the quantisation from the file beside it', () => {
    const sidecar =
      '{"quantization": {"quant_algo": "NVFP4", "kv_cache_quant_algo": "FP8", "exclude_modules": ["lm_head"]}}';
    expect(read(withQuantization(LLAMA_8B, sidecar))).toMatchObject({ checkpoint: 'fp4', kvCache: 'fp8' });
    expect(withQuantization(LLAMA_8B, 'no JSON')).toBe(LLAMA_8B);
  });
});

describe('the text of a config.json', () => {
  it('may have what Python writes and people add', () => {
    const text =
      '{\n  // of the model\n  "limit": [0.0, Infinity], "other": -Infinity, "none": NaN, "url": "https://x//y", /* end */\n}';
    expect(parseConfig(text)).toEqual({ limit: [0, null], other: null, none: null, url: 'https://x//y' });
  });

  it('may have an empty name', () => {
    expect(read({ ...LLAMA_8B, _name_or_path: '' })).toMatchObject({ id: 'llama', name: 'llama' });
  });

  it.each(['modernbert', 'nomic_bert', 'xlm-roberta', 'whisper', 'siglip'])('of %s is no decoder', (model_type) => {
    expect(readConfig({ ...LLAMA_8B, model_type })).toEqual({
      problem: { code: 'not-a-decoder', key: 'model_type', value: model_type },
    });
  });
});
