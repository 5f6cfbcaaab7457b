/** Nemotron-NAS: an architecture search that prunes each layer by itself. */
import { jsonObject, type JsonObject } from '../json/index.ts';

/** Nemotron-NAS prunes layer by layer: means and counts over the blocks. */
export function nasBlocks(
  text: JsonObject,
  hidden: number,
  heads: number,
): { kvHeads: number; attentionLayers: number; intermediate: number } | undefined {
  const blocks = text.list('block_configs');
  if (blocks === undefined) return undefined;
  let attentionLayers = 0;
  let width = 0;
  let group = 1;
  for (const block of blocks) {
    const attention = jsonObject(block)?.child('attention');
    const ffn = jsonObject(block)?.child('ffn');
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
