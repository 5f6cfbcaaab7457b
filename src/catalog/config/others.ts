/** Parameters beside the decoder: towers for images and sound, per-layer embedding tables. Counted, at 16 bit. */
import type { JsonObject } from '../json/index.ts';

const TOWERS = ['vision_config', 'audio_config', 'speech_config'];

/** @returns parameters; 0 where the model is a decoder only */
export function otherParameters(top: JsonObject, text: JsonObject, layers: number): number {
  return TOWERS.reduce((sum, key) => sum + tower(top.child(key)), 0) + perLayerEmbedding(text, layers);
}

/** A transformer encoder: four projections and an MLP of two matrices a layer; norms and patches are small. */
function tower(config: JsonObject | undefined): number {
  const hidden = config?.number('embed_dim', 'hidden_size', 'd_model', 'width');
  const layers = config?.number('depth', 'num_hidden_layers', 'encoder_layers', 'layers');
  if (config === undefined || hidden === undefined || layers === undefined) return 0;
  const width =
    config.number('intermediate_size', 'encoder_ffn_dim', 'mlp_dim') ?? (config.number('mlp_ratio') ?? 4) * hidden;
  return layers * (4 * hidden * hidden + 2 * hidden * width);
}

/** Gemma 3n: a table of embeddings for every layer, projections into and out of it, and AltUp's and LAuReL's own. */
function perLayerEmbedding(text: JsonObject, layers: number): number {
  const width = text.number('hidden_size_per_layer_input') ?? 0;
  const vocabulary = text.number('vocab_size_per_layer_input') ?? 0;
  const hidden = text.number('hidden_size') ?? 0;
  if (width === 0 || vocabulary === 0) return 0;
  const table = vocabulary * layers * width;
  const projections = 3 * hidden * layers * width;
  const laurel = 2 * layers * hidden * (text.number('laurel_rank') ?? 0);
  const altup = 2 * Math.max(0, (text.number('altup_num_inputs') ?? 1) - 1) * hidden * hidden;
  return table + projections + laurel + altup;
}
