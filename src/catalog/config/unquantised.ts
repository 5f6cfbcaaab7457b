/** What a quantised checkpoint keeps at 16 bit: the modules that its configuration leaves out, as shares of the weights. */
import type { JsonObject } from '../json/index.ts';

export interface Unquantised {
  readonly attention: number;
  readonly dense: number;
  readonly experts: number;
}

const KEYS = ['modules_to_not_convert', 'ignored_layers', 'ignore', 'exclude_modules', 'modules_to_not_quantize'];

/** Shares of a layer's attention that its projections hold, near enough for grouped queries. */
const PROJECTIONS: readonly (readonly [RegExp, number])[] = [
  [/q_proj|q_a_proj|q_b_proj|o_proj|out_proj|wo\b|wq\b/, 0.45],
  [/k_proj|v_proj|kv_a_proj|kv_b_proj|wk\b|wv\b/, 0.05],
  [/gate_proj|up_proj|down_proj|w1\b|w2\b|w3\b/, 1 / 3],
];

/** @param layers of the decoder */
export function unquantised(quantization: JsonObject, layers: number): Unquantised | undefined {
  const left = KEYS.flatMap((key) => quantization.list(key) ?? []).filter(
    (item): item is string => typeof item === 'string',
  );
  const shares = { attention: 0, dense: 0, experts: 0 };
  for (const pattern of left) {
    const part = partOf(pattern);
    if (part === undefined) continue;
    const share = layerShare(pattern, layers) * projectionShare(pattern);
    for (const kind of part) shares[kind] = Math.min(1, shares[kind] + share);
  }
  return shares.attention + shares.dense + shares.experts > 0 ? shares : undefined;
}

/** Which weights a module or a pattern (`re:`, globs, plain names) is about; towers, heads, norms and routers are none of them. */
function partOf(pattern: string): readonly (keyof Unquantised)[] | undefined {
  const name = pattern.toLowerCase();
  if (
    /visual|vision|audio|multi_modal|mm_projector|lm_head|embed|norm|mlp\.gate(?:$|[^_])|router|block_sparse_moe\.gate|mtp|eh_proj/.test(
      name,
    )
  )
    return undefined;
  if (/attn|attention|q_proj|k_proj|v_proj|o_proj|kv_a|kv_b|qkv|mamba|mixer|in_proj|conv1d/.test(name))
    return ['attention'];
  if (/shared_expert/.test(name)) return ['dense'];
  if (/experts/.test(name)) return ['experts'];
  if (/mlp|ffn|feed_forward|gate_proj|up_proj|down_proj/.test(name)) return ['dense'];
  return /layers?[.\\]+\d+[.*\\]*$/.test(name) ? ['attention', 'dense', 'experts'] : undefined;
}

/** A pattern with a number is about one layer. */
const layerShare = (pattern: string, layers: number): number =>
  /(?:layers?|blocks?|\bh)[.\\]+\d+/.test(pattern) ? 1 / Math.max(1, layers) : 1;

const projectionShare = (pattern: string): number =>
  PROJECTIONS.find(([projection]) => projection.test(pattern))?.[1] ?? 1;

/** Number format of the KV cache that a checkpoint carries scales for. */
export function checkpointKvCache(quantization: JsonObject): 'fp8' | 'fp4' | undefined {
  const scheme = quantization.child('kv_cache_scheme');
  const words =
    `${quantization.text('kv_cache_quant_algo') ?? ''} ${quantization.text('kv_cache_quant_method') ?? ''}`.toLowerCase();
  if (/fp4/.test(words)) return 'fp4';
  if (/fp8/.test(words)) return 'fp8';
  return scheme?.number('num_bits') === 8 ? 'fp8' : undefined;
}
