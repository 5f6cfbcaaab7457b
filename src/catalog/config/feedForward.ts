/** Widths of the feed-forward layers: dense, of one expert, of the experts that every token visits. */
import type { JsonObject } from '../json/index.ts';
import type { ModelRow } from '../schema/index.ts';
import { MXFP4_EXPERTS, UNGATED } from './family.ts';
import { expertGroups, moePlacement, sharedExperts } from './moe.ts';

type FeedForward = Pick<
  ModelRow,
  | 'intermediate'
  | 'mlpMatrices'
  | 'routedExperts'
  | 'topK'
  | 'expertIntermediate'
  | 'sharedExperts'
  | 'sharedExpertIntermediate'
  | 'moeLayers'
  | 'denseMlpLayers'
  | 'expertGroups'
  | 'topExpertGroups'
  | 'expertFormat'
>;

/** @param nasWidth mean width that an architecture search left */
export function feedForwardOf(
  text: JsonObject,
  type: string,
  sizes: { readonly hidden: number; readonly layers: number },
  nasWidth: number | undefined,
): FeedForward {
  const moe = moePlacement(text, type, sizes.layers);
  const dense =
    adjustedWidth(text) ??
    text.number('intermediate_size', 'n_inner', 'ffn_hidden_size', 'dense_intermediate_size') ??
    text.child('ffn_config')?.number('ffn_hidden_size') ??
    4 * sizes.hidden;
  const denseWidth = text.number('intermediate_size_mlp', 'dense_intermediate_size') ?? nasWidth ?? dense;
  const experts = moe.layers > 0 ? (moe.experts ?? 0) : 0;
  const expertWidth = experts > 0 ? (text.number('moe_intermediate_size', 'expert_intermediate_size') ?? dense) : 0;
  const shared = experts > 0 ? sharedExperts(text, type, expertWidth, dense) : { count: 0, width: 0 };
  return {
    intermediate: moe.denseLayers > 0 ? denseWidth : 0,
    mlpMatrices: UNGATED.test(type) ? 2 : 3,
    routedExperts: experts,
    topK: moe.topK,
    expertIntermediate: expertWidth,
    sharedExperts: shared.count,
    sharedExpertIntermediate: shared.width,
    moeLayers: moe.layers,
    denseMlpLayers: moe.denseLayers,
    ...expertGroups(text, experts),
    ...(experts > 0 && MXFP4_EXPERTS.test(type) ? { expertFormat: 'mxfp4' as const } : {}),
  };
}

/** LFM2 takes two thirds of the width it names, rounded up to a multiple. */
function adjustedWidth(text: JsonObject): number | undefined {
  const width = text.number('block_ff_dim');
  if (width === undefined || !text.flag('block_auto_adjust_ff_dim')) return undefined;
  const multiple = text.number('block_multiple_of') ?? 256;
  const narrowed = Math.trunc((2 * width) / 3) * (text.number('block_ffn_dim_multiplier') ?? 1);
  return multiple * Math.ceil(Math.trunc(narrowed) / multiple);
}
