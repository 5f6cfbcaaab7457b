/** What is known of a family by its `model_type`: its name, and what its configs leave unsaid. */

/** Families whose MLP has two matrices (no gate). */
export const UNGATED =
  /^(gptj|gpt2|gpt_neox|gpt_bigcode|falcon|nemotron|nemotron_h|phi|opt|starcoder2|mpt|bloom|refinedweb)$/;
/** Families that tie input and output embedding when the config does not say. */
export const TIED = /^(gemma|lfm2|falcon|cohere|gpt2|bloom|mpt|opt|refinedweb)/;
export const NOT_DECODERS =
  /^(bert|roberta|distilbert|albert|camembert|mpnet|modernbert|nomic_bert|jina_?bert|new$|gte|eurobert|t5|mt5|umt5|bart|mbart|pegasus|m2m|marian|whisper|clip|siglip|vit|dinov2|wav2vec|hubert|xlm|deberta|electra|esm|funnel|longformer|layoutlm|ernie$|ernie_m|convbert|bge|splinter)/;

/** Families whose four-bit checkpoints quantise the experts alone, to MXFP4. */
export const MXFP4_EXPERTS = /^gpt_oss/;

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
