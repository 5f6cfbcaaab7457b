import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig, type ModelRow } from '../../../src/catalog/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { draws } from '../../helpers/soak.ts';

const folder = new URL('../../fixtures/configs/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.json', ''));

function config(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<string, unknown>;
}

/** What the configuration says, without names, evidence and published counts. */
function shape(row: ModelRow | { problem: unknown }): Record<string, unknown> {
  const outside = [
    'origin',
    'id',
    'name',
    'huggingFaceId',
    'notes',
    'publishedParametersB',
    'publishedActiveParametersB',
  ];
  return Object.fromEntries(Object.entries(row).filter(([key]) => !outside.includes(key)));
}

describe('a config.json of a known family', () => {
  it.each(names)('%s reads as the row of the table', (name) => {
    const source = config(name);
    const read = readConfig(source, { id: name, huggingFaceId: String(source['_hf']) });
    const row = catalog().model(name);
    expect(row).toBeDefined();
    if (row !== undefined) expect(shape(read)).toEqual(shape(row));
  });

  it('covers what the product names', () => {
    const families = new Set(names.map((name) => catalog().model(name)?.family));
    const named = [
      'llama',
      'qwen',
      'mistral',
      'deepseek',
      'kimi',
      'glm',
      'gpt-oss',
      'gemma',
      'nemotron',
      'minimax',
      'step',
      'mimo',
    ];
    for (const family of named) expect(families).toContain(family);
  });

  it('reads an older family by its own keys', () => {
    const gptj = {
      model_type: 'gptj',
      n_embd: 4096,
      n_head: 16,
      n_layer: 28,
      n_inner: null,
      vocab_size: 50400,
      n_positions: 2048,
      tie_word_embeddings: false,
    };
    expect(readConfig(gptj)).toMatchObject({
      layers: 28,
      intermediate: 16384,
      mlpMatrices: 2,
      attention: 'mha',
      contextTokens: 2048,
    });
  });

  it.each([
    [{ quant_method: 'awq', bits: 4 }, 'int4'],
    [{ quant_method: 'gptq', bits: 8 }, 'int8'],
    [
      {
        quant_method: 'compressed-tensors',
        format: 'pack-quantized',
        config_groups: { group_0: { weights: { num_bits: 4 } } },
      },
      'int4',
    ],
    [{ quant_method: 'compressed-tensors', format: 'float-quantized' }, 'fp8'],
    [{ quant_method: 'mxfp4' }, 'fp4'],
    [{ quant_algo: 'NVFP4', quant_method: 'modelopt' }, 'fp4'],
    [{ quant_method: 'fbgemm_fp8' }, 'fp8'],
  ])('knows the number format of %j', (quantization_config, checkpoint) => {
    expect(readConfig({ ...config('llama-3.1-70b'), quantization_config })).toMatchObject({ checkpoint });
  });
});

describe('a config that is none', () => {
  it.each<[string, unknown, unknown]>([
    ['a list', [], { code: 'not-an-object' }],
    [
      'no width',
      { model_type: 'llama', num_attention_heads: 8, vocab_size: 100, num_hidden_layers: 2 },
      { code: 'missing-key', key: 'hidden_size' },
    ],
    [
      'a width of a billion',
      { hidden_size: 1e9, num_attention_heads: 8, vocab_size: 100, num_hidden_layers: 2 },
      { code: 'out-of-range', key: 'hidden_size', value: '1000000000' },
    ],
    [
      'an encoder',
      { model_type: 'bert', hidden_size: 768 },
      { code: 'not-a-decoder', key: 'model_type', value: 'bert' },
    ],
    [
      'half a layer',
      { hidden_size: 64, num_attention_heads: 8, vocab_size: 100, num_hidden_layers: 2.5 },
      { code: 'out-of-range', key: 'num_hidden_layers', value: '2.5' },
    ],
  ])('says what is missing in %s', (_, value, problem) => {
    expect(readConfig(value)).toEqual({ problem });
  });

  it('never throws, and never gives a number that is none', () => {
    const numbers = (row: unknown): number[] =>
      typeof row === 'number'
        ? [row]
        : typeof row === 'object' && row !== null
          ? Object.values(row).flatMap(numbers)
          : [];
    const base = config('deepseek-v3');
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(base), 'layer_types', 'text_config', '__proto__'), fc.jsonValue()),
        (change) => {
          for (const number of numbers(readConfig({ ...base, ...change }))) expect(Number.isNaN(number)).toBe(false);
        },
      ),
      { numRuns: draws(300) },
    );
  });
});
