/** What `config.json` leaves out because it equals the default of the family's class in Hugging Face Transformers 4.57. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  gemma3: { vocab_size: 262_208, num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256 },
  gemma3_text: { vocab_size: 262_208, num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256 },
  gemma3n_text: {
    vocab_size: 262_400,
    num_attention_heads: 8,
    num_key_value_heads: 2,
    head_dim: 256,
    hidden_size: 2048,
    num_hidden_layers: 35,
  },
  gemma2: { vocab_size: 256_000, num_attention_heads: 8, num_key_value_heads: 4, head_dim: 256 },
  gemma: { vocab_size: 256_000, num_attention_heads: 16, num_key_value_heads: 16, head_dim: 256 },
  llama: {
    vocab_size: 32_000,
    hidden_size: 4096,
    intermediate_size: 11_008,
    num_hidden_layers: 32,
    num_attention_heads: 32,
  },
  mistral: {
    vocab_size: 32_000,
    hidden_size: 4096,
    intermediate_size: 14_336,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
  },
  qwen2: {
    vocab_size: 151_936,
    hidden_size: 4096,
    intermediate_size: 22_016,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 32,
  },
  phi3: {
    vocab_size: 32_064,
    hidden_size: 3072,
    intermediate_size: 8192,
    num_hidden_layers: 32,
    num_attention_heads: 32,
  },
};

/** Only parts of a larger model lean on defaults; a whole configuration that lacks a key is broken. */
export const familyDefault = (type: string, key: string, part: boolean): number | undefined => {
  const defaults = DEFAULTS[type];
  return defaults !== undefined && (part || type.startsWith('gemma')) ? defaults[key] : undefined;
};
