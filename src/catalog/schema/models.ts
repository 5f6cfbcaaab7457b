/** Architectures, their other names, and what providers ask for them. */
import type { Precision } from '../../quantity/index.ts';
import { EVIDENCE, flag, integer, needed, number, oneOf, part, perMillion, text, type TableDefinition, VALIDITY } from './column.ts';

const PRECISIONS = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const satisfies readonly Precision[];
const LINEAR_KINDS = ['mamba1', 'mamba2', 'gated-delta', 'kda', 'lightning', 'convolution'] as const;

/** 0 where the model has none. */
const count = <const Name extends string>(name: Name, doc: string, max = 1e7) =>
  integer(name, 0, max, doc, { fallback: 0 });
/** No field where the model has none. */
const size = <const Name extends string>(name: Name, doc: string) =>
  integer(name, 0, 1e7, doc, { zero: 'none' });

export const models = {
  kind: 'models',
  title: 'Model architectures, as config.json gives them',
  identity: ['id'],
  columns: [
    text('id', 'Identity used in documents: llama-3.3-70b.', needed),
    text('name', 'Name as people write it.', needed),
    text('family', 'llama, qwen, deepseek …', { fallback: '' }),
    text('hugging_face_id', 'owner/name of the checkpoint.'),
    oneOf('checkpoint', PRECISIONS, 'Precision of the published checkpoint.', needed),
    integer('context_tokens', 128, 1e8, 'Longest context, tokens.'),
    number('parameters_b', 0.01, 1e5, 'Published parameters, billions.', { field: 'publishedParametersB' }),
    number('active_parameters_b', 0.01, 1e5, 'Published active parameters, billions.', {
      field: 'publishedActiveParametersB',
    }),
    oneOf('attention', ['mha', 'gqa', 'mqa', 'mla'], 'Kind of the full-attention layers.', { ...needed, fallback: 'gqa' }),
    integer('layers', 1, 1000, 'Transformer layers.', needed),
    integer('hidden', 16, 1e6, 'Width of the residual stream.', needed),
    integer('heads', 1, 1e4, 'Query heads.', needed),
    integer('kv_heads', 1, 1e4, 'Key-value heads.', needed),
    integer('head_dim', 1, 1e4, 'Width of a head.', needed),
    count('intermediate', 'Width of the dense MLP; 0 without one.'),
    integer('mlp_matrices', 2, 3, '3 gated, 2 ungated.', { ...needed, fallback: 3 }),
    count('routed_experts', 'Routed experts per layer.', 1e5),
    count('top_k', 'Experts per token.', 1e4),
    size('expert_groups', 'Node-limited routing: groups that the experts form.'),
    size('top_expert_groups', 'Groups that the experts of one token may come from.'),
    count('expert_intermediate', 'Width of an expert.'),
    oneOf(
      'expert_format',
      ['mxfp4'],
      'Four-bit format of the experts alone: attention and head of such a checkpoint stay 16 bit, and its experts have kernels of their own.',
      {},
    ),
    count('shared_experts', 'Shared experts per layer.', 1000),
    count('shared_expert_intermediate', 'Width of all shared experts together.'),
    size('moe_latent', 'Width in which routed experts work, where not hidden.'),
    count('moe_layers', 'Layers with experts.', 1000),
    count('dense_mlp_layers', 'Layers with a dense MLP.', 1000),
    integer('vocabulary', 100, 1e7, 'Tokens in the vocabulary.', needed),
    flag('tied_embeddings', 'yes: input and output embedding are one matrix.'),
    size('q_lora_rank', 'MLA: rank of the query.'),
    size('kv_lora_rank', 'MLA: rank of keys and values.'),
    size('qk_nope_head_dim', 'MLA: head width without rotation.'),
    size('qk_rope_head_dim', 'MLA: head width with rotation.'),
    size('v_head_dim', 'Head width of values, where it differs.'),
    integer('full_attention_layers', 0, 1000, 'Layers that attend to everything.', needed),
    count('sliding_layers', 'Layers that attend to a window or chunk.', 1000),
    size('sliding_window', 'That window, tokens.'),
    size('sliding_kv_heads', 'KV heads of those layers, where they differ.'),
    size('sliding_head_dim', 'Head width of those layers, where it differs.'),
    flag('attention_output_gate', 'yes: a gate as wide as the query multiplies the attention output.', { no: 'empty' }),
    flag('shared_key_value', 'yes: full-attention layers use one projection for keys and values.', { no: 'empty' }),
    text('compressed_layers', 'KV compression: ratio × layers, such as 4x30 128x31.', part),
    integer('o_lora_rank', 0, 1e7, 'Rank of a grouped output projection.', part),
    integer('o_groups', 0, 1e7, 'Its groups.', part),
    count('linear_layers', 'Layers with linear attention or Mamba.', 1000),
    oneOf('linear_kind', LINEAR_KINDS, 'Kind of those layers.', part),
    integer('linear_key_heads', 0, 1e7, 'Key heads (Mamba-2: groups).', part),
    integer('linear_key_dim', 0, 1e7, 'Key width (Mamba-2: state size).', part),
    integer('linear_value_heads', 0, 1e7, 'Value heads (Mamba-2: heads).', part),
    integer('linear_value_dim', 0, 1e7, 'Value width (Mamba-2: head width).', part),
    integer('linear_convolution', 0, 1e7, 'Width of the short convolution.', part),
    integer('sparse_top_k', 0, 1e7, 'Sparse attention: positions each query attends to.', part),
    integer('sparse_index_heads', 0, 1e7, 'Heads of the indexer.', part),
    integer('sparse_index_head_dim', 0, 1e7, 'Head width of the indexer.', part),
    integer('sparse_layers', 0, 1000, 'Layers with an indexer of their own, where not all.', part),
    count('mtp_layers', 'Multi-token-prediction layers.', 100),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const aliases = {
  kind: 'aliases',
  title: 'Other spellings of the same models; a tuning with its own weights is a row of models',
  identity: ['alias'],
  columns: [
    text('alias', 'Name, case-insensitive.', needed),
    text('model', 'Model id.', { required: true, references: 'models' }),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const apis = {
  kind: 'apis',
  title: 'Prices of hosted models',
  identity: ['provider', 'model_id'],
  columns: [
    text('provider', 'Provider.', needed),
    text('model_id', 'Name at the provider.', needed),
    text('model', 'Our model id, for open-weight models we know.', { references: 'models' }),
    flag('open_weight', 'yes: the weights are public.'),
    integer('context_tokens', 128, 1e8, 'Longest context, tokens.'),
    integer('max_output_tokens', 1, 1e8, 'Longest answer, tokens.'),
    perMillion('input_usd_mtok', 'Input.'),
    perMillion('cached_input_usd_mtok', 'Input found in the provider’s cache.'),
    perMillion('output_usd_mtok', 'Output.'),
    perMillion('batch_input_usd_mtok', 'Input, batch service.'),
    perMillion('batch_output_usd_mtok', 'Output, batch service.'),
    perMillion('batch_cached_input_usd_mtok', 'Input found in the provider’s cache, batch service.'),
    perMillion('cache_write_usd_mtok', 'Input written into the provider’s cache.'),
    integer('long_context_tokens', 1000, 1e8, 'Input tokens above which a request costs the long-context prices.'),
    perMillion('long_input_usd_mtok', 'Input of such a request.'),
    perMillion('long_output_usd_mtok', 'Output of such a request.'),
    perMillion('off_peak_input_usd_mtok', 'Input, off-peak hours.'),
    perMillion('off_peak_output_usd_mtok', 'Output, off-peak hours.'),
    ...VALIDITY,
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
