/**
 * A Hugging Face `config.json` → the architecture the performance model needs.
 *
 * Families name the same thing differently (`n_routed_experts`, `num_local_experts`, `num_experts` …): each fact is read from
 * the first key that is present. Layer mixes (sliding, linear, Mamba, sparse) are in config/layers.ts, experts in config/moe.ts.
 */
import type { RowOrigin } from '../quantity/index.ts';
import { bag, type Bag } from './json/index.ts';
import {
  checkpointKvCache,
  checkpointPrecision,
  familyDefault,
  mixers,
  moePlacement,
  otherParameters,
  unquantised,
} from './config/index.ts';
import type { ModelRow } from './schema/index.ts';

export interface ConfigProblem {
  readonly code: 'not-an-object' | 'missing-key' | 'out-of-range' | 'not-a-decoder' | 'unsupported';
  /** Key or part of the config it is about. */
  readonly key?: string;
  readonly value?: string;
}

export interface ConfigOptions {
  /** Id of the row; default: `_name_or_path` or the model type. */
  readonly id?: string;
  readonly huggingFaceId?: string;
  readonly origin?: RowOrigin;
}

const INLINE: RowOrigin = {
  kind: 'row',
  table: 'config.json',
  row: 'config.json',
  source: 'config.json of the model',
  asOf: '',
  confidence: 'published',
  layer: 'workspace',
};

/** Families whose MLP has two matrices (no gate). */
const UNGATED = /^(gptj|gpt2|gpt_neox|gpt_bigcode|falcon|nemotron|nemotron_h|phi|opt|starcoder2|mpt|bloom|refinedweb)$/;
/** Families that tie input and output embedding when the config does not say. */
const TIED = /^(gemma|lfm2|falcon|cohere|gpt2|bloom|mpt|opt|refinedweb)/;
const NOT_DECODERS =
  /^(bert|roberta|distilbert|albert|camembert|mpnet|modernbert|nomic_bert|jina_?bert|new$|gte|eurobert|t5|mt5|umt5|bart|mbart|pegasus|m2m|marian|whisper|clip|siglip|vit|dinov2|wav2vec|hubert|xlm|deberta|electra|esm|funnel|longformer|layoutlm|ernie$|ernie_m|convbert|bge|splinter)/;

/** Largest plausible size of any count in a config: beyond it somebody is playing. */
const LIMIT = 1e7;

/**
 * @param config parsed JSON, or the mapping a workload document has under `model:`
 * @returns the architecture, or what is missing
 */
export function readConfig(
  config: unknown,
  options: ConfigOptions = {},
): ModelRow | { readonly problem: ConfigProblem } {
  const top = bag(config);
  if (top === undefined) return { problem: { code: 'not-an-object' } };
  const inner =
    top.child('text_config') ??
    top.child('language_config') ??
    top.child('llm_config') ??
    top.child('thinker_config')?.child('text_config');
  const text = inner ?? top;
  const type = text.text('model_type') ?? top.text('model_type') ?? '';
  if (NOT_DECODERS.test(type)) return { problem: { code: 'not-a-decoder', key: 'model_type', value: type } };

  const fallback = (key: string): number | undefined => familyDefault(type, key, inner !== undefined);
  const hidden = text.number('hidden_size', 'n_embd', 'd_model', 'dim') ?? fallback('hidden_size');
  const heads = text.number('num_attention_heads', 'n_head', 'n_heads') ?? fallback('num_attention_heads');
  const vocabulary =
    text.number('vocab_size', 'padded_vocab_size') ??
    top.number('vocab_size', 'padded_vocab_size') ??
    fallback('vocab_size');
  const layers =
    text.number('num_hidden_layers', 'n_layer', 'n_layers', 'num_layers') ??
    blockCount(text) ??
    fallback('num_hidden_layers');
  for (const [key, value] of Object.entries({
    hidden_size: hidden,
    num_attention_heads: heads,
    vocab_size: vocabulary,
    num_hidden_layers: layers,
  })) {
    if (value === undefined) return { problem: { code: 'missing-key', key } };
    if (!Number.isInteger(value) || value < 1 || value > LIMIT)
      return { problem: { code: 'out-of-range', key, value: String(value) } };
  }
  return architecture(
    top,
    text,
    type,
    { hidden: hidden ?? 0, heads: heads ?? 0, vocabulary: vocabulary ?? 0, layers: layers ?? 0 },
    options,
  );
}

/** Nemotron-H counts its layers by the pattern only. */
function blockCount(text: Bag): number | undefined {
  return text.list('layers_block_type')?.length ?? text.text('hybrid_override_pattern')?.length;
}

interface Sizes {
  readonly hidden: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly layers: number;
}

function architecture(top: Bag, text: Bag, type: string, sizes: Sizes, options: ConfigOptions): ModelRow {
  const { hidden, heads, layers } = sizes;
  const id =
    options.id ?? ([text.text('_name_or_path'), top.text('_name_or_path'), type].find((name) => name) || 'config.json');
  const mla = (text.number('kv_lora_rank') ?? 0) > 0;
  const nope = text.number('qk_nope_head_dim') ?? 0;
  const rope = text.number('qk_rope_head_dim') ?? 0;
  const nas = nasBlocks(text, hidden, heads);
  const kvHeads = nas?.kvHeads ?? keyValueHeads(text, type, heads);
  // Gemma 4 gives the geometry of its sliding layers in the plain keys, that of full attention in `global_*`.
  const globalDim = text.number('global_head_dim');
  const globalKv = text.number('num_global_key_value_heads');
  const plainDim =
    text.number('head_dim', 'attention_head_dim', 'kv_channels') ??
    familyDefault(type, 'head_dim', text !== top) ??
    Math.floor(hidden / heads);
  const headDim = mla ? nope + rope : (globalDim ?? plainDim);
  const mix = mixers(text, type, layers, heads, plainDim, nas?.attentionLayers);
  const moe = moePlacement(text, type, layers);
  const dense =
    feedForward(text) ??
    text.number('intermediate_size', 'n_inner', 'ffn_hidden_size', 'dense_intermediate_size') ??
    text.child('ffn_config')?.number('ffn_hidden_size') ??
    4 * hidden;
  const denseWidth = text.number('intermediate_size_mlp', 'dense_intermediate_size') ?? nas?.intermediate ?? dense;
  const experts = moe.layers > 0 ? (moe.experts ?? 0) : 0;
  const expertWidth = experts > 0 ? (text.number('moe_intermediate_size', 'expert_intermediate_size') ?? dense) : 0;
  const shared = experts > 0 ? sharedExperts(text, type, expertWidth, dense) : { count: 0, width: 0 };
  const ungated = UNGATED.test(type);
  const oRank = text.number('o_lora_rank');
  const swaKv = text.number('swa_num_key_value_heads') ?? (globalKv === undefined ? undefined : kvHeads);
  const swaDim = text.number('swa_head_dim') ?? (globalDim === undefined ? undefined : plainDim);
  const deepseek4 = text.list('compress_ratios') !== undefined;
  const fullKv = globalKv ?? kvHeads;
  const optional = {
    huggingFaceId: options.huggingFaceId,
    contextTokens: text.number('max_position_embeddings', 'n_positions', 'seq_length'),
    qLoraRank: mla || deepseek4 ? text.number('q_lora_rank') : undefined,
    kvLoraRank: mla ? text.number('kv_lora_rank') : undefined,
    qkNopeHeadDim: mla ? nope : undefined,
    qkRopeHeadDim: mla || deepseek4 ? rope : undefined,
    vHeadDim: text.number('v_head_dim'),
    slidingWindow: mix.sliding > 0 || deepseek4 ? mix.window : undefined,
    slidingKvHeads: mix.sliding > 0 && swaKv !== fullKv ? swaKv : undefined,
    slidingHeadDim: mix.sliding > 0 && swaDim !== headDim ? swaDim : undefined,
    attentionOutputGate:
      text.flag('attn_output_gate') || text.flag('attention_output_gate') || text.flag('mla_use_output_gate')
        ? (true as const)
        : undefined,
    sharedKeyValue: text.flag('attention_k_eq_v') || deepseek4 ? (true as const) : undefined,
    compression: mix.compression,
    outputProjection: oRank === undefined ? undefined : { rank: oRank, groups: text.number('o_groups') ?? 1 },
    moeLatent: text.number('moe_latent_size', 'routed_expert_hidden_size'),
    ...expertGroups(text, experts),
    linear: mix.linear,
    otherParameters: otherParameters(top, text, layers) || undefined,
    sparse: mix.sparse,
  };
  return {
    origin: options.origin ?? INLINE,
    id,
    name: id.split('/').at(-1) ?? id,
    family: family(top.text('model_type') ?? (type || id)),
    checkpoint: checkpointPrecision(top, text, options.huggingFaceId ?? id),
    attention: mla ? 'mla' : fullKv === 1 ? 'mqa' : fullKv === heads ? 'mha' : 'gqa',
    layers,
    hidden,
    heads,
    kvHeads: fullKv,
    headDim,
    intermediate: moe.denseLayers > 0 ? denseWidth : 0,
    mlpMatrices: ungated ? 2 : 3,
    routedExperts: experts,
    topK: moe.topK,
    expertIntermediate: expertWidth,
    sharedExperts: shared.count,
    sharedExpertIntermediate: shared.width,
    moeLayers: moe.layers,
    denseMlpLayers: moe.denseLayers,
    vocabulary: sizes.vocabulary,
    tiedEmbeddings: top.boolean('tie_word_embeddings') ?? text.boolean('tie_word_embeddings') ?? TIED.test(type),
    fullAttentionLayers: mix.full,
    slidingLayers: mix.sliding,
    linearLayers: mix.linearLayers,
    ...quantizationOf(top, text, layers),
    mtpLayers: text.number('num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_modules') ?? 0,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
  };
}

/** Node-limited routing; a single group limits nothing. */
function expertGroups(
  text: Bag,
  experts: number,
): { readonly expertGroups?: number; readonly topExpertGroups?: number } {
  const groups = text.number('n_group') ?? 1;
  const top = text.number('topk_group') ?? groups;
  return experts > 0 && top < groups ? { expertGroups: groups, topExpertGroups: top } : {};
}

function keyValueHeads(text: Bag, type: string, heads: number): number {
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

/** LFM2 takes two thirds of the width it names, rounded up to a multiple. */
function feedForward(text: Bag): number | undefined {
  const width = text.number('block_ff_dim');
  if (width === undefined || !text.flag('block_auto_adjust_ff_dim')) return undefined;
  const multiple = text.number('block_multiple_of') ?? 256;
  const narrowed = Math.trunc((2 * width) / 3) * (text.number('block_ffn_dim_multiplier') ?? 1);
  return multiple * Math.ceil(Math.trunc(narrowed) / multiple);
}

function quantizationOf(top: Bag, text: Bag, layers: number): Pick<ModelRow, 'kvCache' | 'unquantised'> {
  const quantization =
    top.child('quantization_config') ?? text.child('quantization_config') ?? top.child('compression_config');
  if (quantization === undefined) return {};
  const kvCache = checkpointKvCache(quantization);
  const kept = unquantised(quantization, layers);
  return { ...(kvCache === undefined ? {} : { kvCache }), ...(kept === undefined ? {} : { unquantised: kept }) };
}

/** Experts every token visits: their number and the width of all together. */
function sharedExperts(text: Bag, type: string, expertWidth: number, dense: number): { count: number; width: number } {
  if (type.startsWith('llama4')) return { count: 1, width: dense };
  // Gemma 4: a dense MLP runs beside the experts in every layer.
  if (text.flag('enable_moe_block')) return { count: 1, width: dense };
  const count = text.number('n_shared_experts', 'num_shared_experts', 'moe_num_shared_experts');
  const width = text.number(
    'shared_expert_intermediate_size',
    'moe_shared_expert_intermediate_size',
    'shared_intermediate_size',
    'share_expert_dim',
  );
  if (width !== undefined) return width > 0 ? { count: Math.max(1, count ?? 1), width } : { count: 0, width: 0 };
  return count === undefined ? { count: 0, width: 0 } : { count, width: count * expertWidth };
}

/** Nemotron-NAS prunes layer by layer: means and counts over the blocks. */
function nasBlocks(
  text: Bag,
  hidden: number,
  heads: number,
): { kvHeads: number; attentionLayers: number; intermediate: number } | undefined {
  const blocks = text.list('block_configs');
  if (blocks === undefined) return undefined;
  let attentionLayers = 0;
  let width = 0;
  let group = 1;
  for (const block of blocks) {
    const attention = bag(block)?.child('attention');
    const ffn = bag(block)?.child('ffn');
    if (attention !== undefined && !attention.flag('no_op') && !attention.flag('replace_with_linear')) {
      attentionLayers += 1;
      group = attention.number('n_heads_in_group') ?? group;
    }
    const factor = ffn?.number('ffn_mult');
    if (ffn !== undefined && factor !== undefined && !ffn.flag('no_op'))
      width += 256 * Math.ceil((2 * factor * hidden) / 3 / 256);
  }
  return { kvHeads: heads / group, attentionLayers, intermediate: Math.round(width / Math.max(1, blocks.length)) };
}

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/deepseek/, 'deepseek'],
  [/kimi|moonshot/, 'kimi'],
  [/qwen|qwq/, 'qwen'],
  [/nemotron/, 'nemotron'],
  [/llama/, 'llama'],
  [/mixtral|mistral|ministral/, 'mistral'],
  [/gpt_oss|gpt-oss/, 'gpt-oss'],
  [/gemma/, 'gemma'],
  [/glm|chatglm/, 'glm'],
  [/minimax/, 'minimax'],
  [/mimo/, 'mimo'],
  [/step/, 'step'],
  [/falcon|refinedweb/i, 'falcon'],
  [/phi/, 'phi'],
  [/cohere/, 'cohere'],
  [/granite/, 'granite'],
  [/gptj|gpt-j/, 'gpt-j'],
];

export function family(type: string): string {
  const known = FAMILIES.find(([pattern]) => pattern.test(type.toLowerCase()));
  return known?.[1] ?? (type.toLowerCase().replace(/_.*$/, '') || 'other');
}
