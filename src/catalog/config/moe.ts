/** Which layers have experts, how many, and how many each token visits. */
import type { JsonObject } from '../json/index.ts';
import { count, hybridBlocks } from './blocks.ts';

export interface MoePlacement {
  readonly layers: number;
  readonly denseLayers: number;
  readonly experts?: number;
  readonly topK: number;
}

/** Which layers have experts. */
export function moePlacement(text: JsonObject, type: string, layers: number): MoePlacement {
  const experts =
    text.number('n_routed_experts', 'num_local_experts', 'num_experts', 'moe_num_experts', 'num_moe_experts') ??
    text.child('ffn_config')?.number('moe_num_experts');
  const topK =
    text.number(
      'num_experts_per_tok',
      'num_experts_per_token',
      'experts_per_token',
      'top_k_experts',
      'moe_topk',
      'moe_k',
      'moe_router_topk',
    ) ??
    text.child('ffn_config')?.number('moe_top_k') ??
    0;
  const blocks = hybridBlocks(text);
  if (blocks !== undefined)
    return {
      layers: blocks.moe,
      denseLayers: blocks.mlp,
      topK: blocks.moe > 0 ? topK : 0,
      ...(experts === undefined ? {} : { experts }),
    };
  if (experts === undefined || experts < 2 || topK === 0) return { layers: 0, denseLayers: layers, topK: 0 };
  const withExperts = moeLayers(text, layers);
  // Gemma 4 runs its dense MLP beside the experts: it is counted as a shared expert.
  return { layers: withExperts, denseLayers: layers - withExperts, experts, topK };
}

function moeLayers(text: JsonObject, layers: number): number {
  const frequencies = text.list('moe_layer_freq');
  if (frequencies !== undefined) return count(frequencies, 1);
  const types = text.list('mlp_layer_types');
  if (types !== undefined) return count(types, 'sparse');
  const named = text.text('moe_layers_enum');
  if (named !== undefined) return named.split(',').filter((part) => part.trim() !== '').length;
  const every =
    text.number(
      'interleave_moe_layer_step',
      'decoder_sparse_step',
      'moe_layer_freq',
      'expert_interval',
      'expert_layer_period',
      'moe_layer_interval',
    ) ?? 1;
  const first = text.number('first_k_dense_replace', 'moe_layer_start_index') ?? 0;
  const only = text.list('mlp_only_layers')?.length ?? 0;
  if (every <= 1) return layers - first - only;
  return Math.floor((layers - first) / every) - only;
}

/** Node-limited routing; a single group limits nothing. */
export function expertGroups(
  text: JsonObject,
  experts: number,
): { readonly expertGroups?: number; readonly topExpertGroups?: number } {
  const groups = text.number('n_group') ?? 1;
  const top = text.number('topk_group') ?? groups;
  return experts > 0 && top < groups ? { expertGroups: groups, topExpertGroups: top } : {};
}

/** Experts every token visits: their number and the width of all together. */
export function sharedExperts(
  text: JsonObject,
  type: string,
  expertWidth: number,
  dense: number,
): { count: number; width: number } {
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
