/**
 * A Hugging Face `config.json` → the architecture the performance model needs.
 *
 * Families name the same thing differently (`n_routed_experts`, `num_local_experts`, `num_experts` …): each fact is read from
 * the first key that is present. The parts are in config/: heads in attention.ts, mixes of layers in layers.ts, widths in
 * feedForward.ts, experts in moe.ts.
 */
import { defined, type RowOrigin } from '../quantity/index.ts';
import { jsonObject, type JsonObject } from './json/index.ts';
import {
  attentionDetails,
  checkpointKvCache,
  checkpointPrecision,
  family,
  familyDefault,
  feedForwardOf,
  geometryOf,
  mixers,
  nasBlocks,
  NOT_DECODERS,
  otherParameters,
  TIED,
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

/** Largest plausible size of any count in a config; a larger one is a slip or an attack on the arithmetic. */
const LIMIT = 1e7;

/**
 * @param config parsed JSON, or the mapping a workload document has under `model:`
 * @returns the architecture, or what is missing
 */
export function readConfig(
  config: unknown,
  options: ConfigOptions = {},
): ModelRow | { readonly problem: ConfigProblem } {
  const top = jsonObject(config);
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

interface Sizes {
  readonly hidden: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly layers: number;
}

/** Nemotron-H counts its layers by the pattern only. */
function blockCount(text: JsonObject): number | undefined {
  return text.list('layers_block_type')?.length ?? text.text('hybrid_override_pattern')?.length;
}

function architecture(top: JsonObject, text: JsonObject, type: string, sizes: Sizes, options: ConfigOptions): ModelRow {
  const { hidden, heads, layers } = sizes;
  const id =
    options.id ?? ([text.text('_name_or_path'), top.text('_name_or_path'), type].find((name) => name) || 'config.json');
  const nas = nasBlocks(text, hidden, heads);
  const geometry = geometryOf(text, type, sizes, nas?.kvHeads, text !== top);
  const { latent, kvHeads, headDim, plainDim } = geometry;
  const mix = mixers(text, { type, layers, heads, headDim: plainDim, nasLayers: nas?.attentionLayers });
  return {
    origin: options.origin ?? INLINE,
    id,
    name: id.split('/').at(-1) ?? id,
    family: family(top.text('model_type') ?? (type || id)),
    checkpoint: checkpointPrecision(top, text, options.huggingFaceId ?? id),
    attention: latent ? 'mla' : kvHeads === 1 ? 'mqa' : kvHeads === heads ? 'mha' : 'gqa',
    layers,
    hidden,
    heads,
    kvHeads,
    headDim,
    vocabulary: sizes.vocabulary,
    tiedEmbeddings: top.boolean('tie_word_embeddings') ?? text.boolean('tie_word_embeddings') ?? TIED.test(type),
    fullAttentionLayers: mix.full,
    slidingLayers: mix.sliding,
    linearLayers: mix.linearLayers,
    mtpLayers: text.number('num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_modules') ?? 0,
    ...feedForwardOf(text, type, sizes, nas?.intermediate),
    ...quantizationOf(top, text, layers),
    ...defined({
      ...attentionDetails(text, geometry, mix),
      huggingFaceId: options.huggingFaceId,
      contextTokens: text.number('max_position_embeddings', 'n_positions', 'seq_length'),
      moeLatent: text.number('moe_latent_size', 'routed_expert_hidden_size'),
      otherParameters: otherParameters(top, text, layers) || undefined,
    }),
  };
}

function quantizationOf(top: JsonObject, text: JsonObject, layers: number): Pick<ModelRow, 'kvCache' | 'unquantised'> {
  const quantization =
    top.child('quantization_config') ?? text.child('quantization_config') ?? top.child('compression_config');
  if (quantization === undefined) return {};
  const kvCache = checkpointKvCache(quantization);
  const kept = unquantised(quantization, layers);
  return { ...(kvCache === undefined ? {} : { kvCache }), ...(kept === undefined ? {} : { unquantised: kept }) };
}
