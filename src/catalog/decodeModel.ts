/** Cells → model architecture. */
import { BYTES_PER_VALUE, type Layer, type Precision } from '../quantity/index.ts';
import type { Cells } from './compiled.ts';
import { origin, present, yes } from './decodeCells.ts';
import type { ModelRow } from './types.ts';

export function model(cells: Cells, layer: Layer): ModelRow {
  const id = cells.text('id') ?? '';
  const n = (column: string): number => cells.number(column) ?? 0;
  const some = (column: string): number | undefined => cells.number(column) || undefined;
  const checkpoint = cells.text('checkpoint') ?? 'bf16';
  const compressed = cells.text('compressed_layers');
  const oRank = some('o_lora_rank');
  const sparseTopK = some('sparse_top_k');
  const linearLayers = n('linear_layers');
  return present({
    origin: origin(cells, id, layer),
    id,
    name: cells.text('name') ?? id,
    family: cells.text('family') ?? '',
    huggingFaceId: cells.text('hugging_face_id'),
    checkpoint: (Object.hasOwn(BYTES_PER_VALUE, checkpoint) ? checkpoint : 'bf16') as Precision,
    contextTokens: some('context_tokens'),
    publishedParametersB: some('parameters_b'),
    publishedActiveParametersB: some('active_parameters_b'),
    attention: (cells.text('attention') ?? 'gqa') as ModelRow['attention'],
    layers: n('layers'),
    hidden: n('hidden'),
    heads: n('heads'),
    kvHeads: n('kv_heads'),
    headDim: n('head_dim'),
    intermediate: n('intermediate'),
    mlpMatrices: cells.number('mlp_matrices') ?? 3,
    routedExperts: n('routed_experts'),
    topK: n('top_k'),
    expertIntermediate: n('expert_intermediate'),
    sharedExperts: n('shared_experts'),
    sharedExpertIntermediate: n('shared_expert_intermediate'),
    moeLayers: n('moe_layers'),
    denseMlpLayers: n('dense_mlp_layers'),
    vocabulary: n('vocabulary'),
    tiedEmbeddings: yes(cells.text('tied_embeddings')),
    qLoraRank: some('q_lora_rank'),
    kvLoraRank: some('kv_lora_rank'),
    qkNopeHeadDim: some('qk_nope_head_dim'),
    qkRopeHeadDim: some('qk_rope_head_dim'),
    vHeadDim: some('v_head_dim'),
    fullAttentionLayers: n('full_attention_layers'),
    slidingLayers: n('sliding_layers'),
    slidingWindow: some('sliding_window'),
    slidingKvHeads: some('sliding_kv_heads'),
    slidingHeadDim: some('sliding_head_dim'),
    attentionOutputGate: yes(cells.text('attention_output_gate')) || undefined,
    sharedKeyValue: yes(cells.text('shared_key_value')) || undefined,
    compression: compressed === undefined ? undefined : readCompression(compressed),
    outputProjection: oRank === undefined ? undefined : { rank: oRank, groups: some('o_groups') ?? 1 },
    moeLatent: some('moe_latent'),
    linearLayers,
    linear:
      linearLayers > 0
        ? {
            kind: cells.text('linear_kind') ?? 'mamba2',
            keyHeads: n('linear_key_heads'),
            keyDim: n('linear_key_dim'),
            valueHeads: n('linear_value_heads'),
            valueDim: n('linear_value_dim'),
            convolution: n('linear_convolution'),
          }
        : undefined,
    sparse:
      sparseTopK === undefined
        ? undefined
        : present({
            topK: sparseTopK,
            indexHeads: n('sparse_index_heads'),
            indexHeadDim: n('sparse_index_head_dim'),
            layers: some('sparse_layers'),
          }),
    mtpLayers: n('mtp_layers'),
    notes: cells.text('notes'),
  }) as ModelRow;
}

/** `4x30 128x31` → 30 layers that keep every 4th entry, 31 that keep every 128th. */
export function readCompression(text: string): { ratio: number; layers: number }[] {
  return [...text.matchAll(/(\d+)x(\d+)/g)].map((match) => ({ ratio: Number(match[1]), layers: Number(match[2]) }));
}
