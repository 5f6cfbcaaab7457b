/** Layer lists of hybrid models: counting, and Nemotron-H's letters. */
import type { JsonObject } from '../json/index.ts';

export const count = (list: readonly unknown[], what: unknown): number => list.filter((item) => item === what).length;

/** Nemotron-H: one letter or word per block. */
export function hybridBlocks(
  text: JsonObject,
): { attention: number; mamba: number; mlp: number; moe: number } | undefined {
  const words = text.list('layers_block_type');
  if (words !== undefined)
    return {
      attention: count(words, 'attention'),
      mamba: count(words, 'mamba'),
      mlp: count(words, 'mlp'),
      moe: count(words, 'moe'),
    };
  const letters = [...(text.text('hybrid_override_pattern') ?? '')];
  if (letters.length === 0) return undefined;
  return {
    attention: count(letters, '*'),
    mamba: count(letters, 'M'),
    mlp: count(letters, '-'),
    moe: count(letters, 'E'),
  };
}
