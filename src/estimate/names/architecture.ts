/** A row of the model table becomes the architecture the performance model computes with. */
import type { ModelRow } from '../../catalog/index.ts';
import type { Architecture, Attention, LinearAttention } from '../../performance/index.ts';

export function architectureOf(row: ModelRow): Architecture {
  return {
    id: row.id,
    layers: row.layers,
    hidden: row.hidden,
    vocabulary: row.vocabulary,
    tiedEmbeddings: row.tiedEmbeddings,
    attention: attentionOf(row),
    ...(row.linear && row.linearLayers > 0 ? { linear: linearOf(row.linear, row.linearLayers) } : {}),
    ...(row.denseMlpLayers > 0
      ? { dense: { layers: row.denseMlpLayers, intermediate: row.intermediate, matrices: row.mlpMatrices } }
      : {}),
    ...(row.routedExperts > 0 && row.moeLayers > 0
      ? {
          routed: {
            layers: row.moeLayers,
            experts: row.routedExperts,
            topK: row.topK,
            intermediate: row.expertIntermediate,
            sharedIntermediate: row.sharedExpertIntermediate,
            matrices: row.mlpMatrices,
            ...(row.moeLatent === undefined ? {} : { latent: row.moeLatent }),
            ...(row.expertFormat === undefined ? {} : { format: row.expertFormat }),
            ...(row.expertGroups && row.topExpertGroups
              ? { groups: { count: row.expertGroups, top: row.topExpertGroups } }
              : {}),
          },
        }
      : {}),
    mtpLayers: row.mtpLayers,
    checkpoint: row.checkpoint,
    ...(row.unquantised ? { unquantised: row.unquantised } : {}),
    ...(row.otherParameters === undefined ? {} : { otherParameters: row.otherParameters }),
  };
}

function attentionOf(row: ModelRow): Attention[] {
  const groups: Attention[] = [];
  const latent =
    row.attention === 'mla' && row.kvLoraRank !== undefined
      ? {
          qRank: row.qLoraRank ?? 0,
          kvRank: row.kvLoraRank,
          nope: row.qkNopeHeadDim ?? row.headDim,
          rope: row.qkRopeHeadDim ?? 0,
          v: row.vHeadDim ?? row.headDim,
        }
      : undefined;
  const sparse = row.sparse && {
    topK: row.sparse.topK,
    indexHeads: row.sparse.indexHeads,
    indexHeadDim: row.sparse.indexHeadDim,
    ...(row.sparse.layers === undefined
      ? {}
      : { share: Math.min(1, row.sparse.layers / Math.max(1, row.fullAttentionLayers)) }),
  };
  const full: Omit<Attention, 'layers'> = {
    kind: 'full',
    heads: row.heads,
    kvHeads: row.kvHeads,
    headDim: row.headDim,
    ...(latent ? { latent } : {}),
    ...(row.attentionOutputGate ? { outputGate: true } : {}),
    ...(row.sharedKeyValue ? { sharedKeyValue: true } : {}),
    ...(row.outputProjection ? { outputProjection: row.outputProjection } : {}),
    ...(!latent && row.qLoraRank !== undefined ? { queryRank: row.qLoraRank } : {}),
  };
  if (row.compression) {
    let layers = 0;
    // The densest compression is the one the indexer picks from; coarser ones are attended whole.
    const finest = Math.min(...row.compression.map((c) => c.ratio));
    for (const { ratio, layers: count } of row.compression) {
      groups.push({
        ...full,
        layers: count,
        compression: ratio,
        ...(sparse && ratio === finest ? { sparse: { ...sparse, share: 1 } } : {}),
      });
      layers += count;
    }
    if (row.fullAttentionLayers > layers)
      groups.push({
        ...full,
        kind: 'sliding',
        window: row.slidingWindow ?? 128,
        layers: row.fullAttentionLayers - layers,
      });
  } else if (row.fullAttentionLayers > 0)
    groups.push({ ...full, layers: row.fullAttentionLayers, ...(sparse ? { sparse } : {}) });
  if (row.slidingLayers > 0)
    groups.push({
      kind: 'sliding',
      layers: row.slidingLayers,
      window: row.slidingWindow ?? 4096,
      heads: row.heads,
      kvHeads: row.slidingKvHeads ?? row.kvHeads,
      headDim: row.slidingHeadDim ?? row.headDim,
      ...(latent ? { latent } : {}),
      ...(row.attentionOutputGate ? { outputGate: true } : {}),
    });
  return groups;
}

function linearOf(linear: NonNullable<ModelRow['linear']>, layers: number): LinearAttention {
  return { ...linear, layers };
}

export function architectureOfRow(row: ModelRow): Architecture {
  let architecture = ARCHITECTURES.get(row);
  if (!architecture) ARCHITECTURES.set(row, (architecture = architectureOf(row)));
  return architecture;
}
export const ARCHITECTURES = new WeakMap<ModelRow, Architecture>();
