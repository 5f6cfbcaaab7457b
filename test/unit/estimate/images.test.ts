/** Images as tokens: the published rules, and what a document makes of them. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../helpers/catalog.ts';
import { imageRule, tokensOfImage } from '../../../src/estimate/names/index.ts';
import { ask, document, engine } from './support.ts';

const tokens = (model: string, width: number, height: number): number => {
  const rule = imageRule(catalog(), model);
  if (!rule) throw new Error(`no rule for ${model}`);
  return tokensOfImage(rule, width, height);
};

describe('the tokens of an image', () => {
  it('are squares of 32 pixels for Qwen3-VL, within what the processor allows, and its start and end', () => {
    expect(tokens('qwen3-vl-8b', 1024, 1024)).toBe(32 * 32 + 2);
    expect(tokens('qwen3-vl-8b', 1000, 500)).toBe(31 * 16 + 2);
    expect(tokens('qwen3-vl-8b', 64, 64)).toBe(64 + 2); // 65,536 pixels at least
    expect(tokens('qwen3-vl-8b', 10_000, 10_000)).toBe(128 * 128 + 2); // 16,777,216 at most
  });

  it('are the same number for every image of Gemma 3', () => {
    expect(tokens('gemma-3-27b', 100, 3000)).toBe(258);
  });

  it('are 144 for each tile of Llama 4, and as many for the whole image where it has several', () => {
    expect(tokens('llama-4-scout', 336, 336)).toBe(147);
    // Two by two tiles: 4 × 144 and a separator each, 144 for the whole, start, image and end.
    expect(tokens('llama-4-scout', 672, 672)).toBe(4 * 145 + 144 + 3);
    // Reduced: sixteen tiles in a square are the most.
    expect(tokens('llama-4-scout', 5000, 5000)).toBe(16 * 145 + 144 + 3);
  });

  it('are rows that end in a break for Mistral Small, 1,540 pixels long at most', () => {
    expect(tokens('mistral-small-3.2-24b', 280, 100)).toBe(4 * (10 + 1));
    expect(tokens('mistral-small-3.2-24b', 3080, 1540)).toBe(28 * (55 + 1));
  });
});

describe('images in a document', () => {
  const asked = (more: string, model = 'qwen3-vl-8b') =>
    ask(document('a: {accelerator: h100-sxm, rent: {price: 3 USD/hour}}', `model: ${model}`, `input_tokens: ${more}`));

  it('count as input', () => {
    const written = asked('200\nimages: {count: 2, width: 1024, height: 1024}');
    const counted = asked(String(200 + 2 * 1026));
    expect(written.estimate.traffic?.inputTokens).toBe(2252);
    expect(written.estimate.deployments[0]?.cost.perMonth.value).toBe(
      counted.estimate.deployments[0]?.cost.perMonth.value,
    );
    const input = JSON.stringify(written.explain('a', 'cost.perMillionTokens'));
    expect(input).toContain('tokens of one image');
    expect(input).toContain('models/images.csv');
  });

  it('are counted once, however often the workload is asked', () => {
    const { workload, estimate } = asked('200\nimages: {count: 2, width: 1024, height: 1024}');
    if (!workload) throw new Error('no workload');
    expect(engine().evaluate(workload).estimate.traffic?.inputTokens).toBe(estimate.traffic?.inputTokens);
  });

  it('of a model without a rule are an error that says so', () => {
    const { estimate } = asked('200\nimages: {width: 1024, height: 1024}', 'llama-3.3-70b');
    expect(estimate.problems.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['no-image-rule', 'traffic.images.width'],
    ]);
    expect(estimate.deployments[0]?.status).toBe('invalid');
  });
});
