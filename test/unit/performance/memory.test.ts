import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accelerator, anyReplica, architecture, LENGTHS, model, replica } from './fixtures.ts';

describe('memory', () => {
  it('holds the KV cache the engines report: 160 KiB a token for Mistral-like 40 layers of 8 KV heads', () => {
    const m = {
      ...architecture('llama-3.1-8b'),
      attention: [{ kind: 'full' as const, layers: 40, heads: 32, kvHeads: 8, headDim: 128 }],
    };
    const fit = model.memoryFit(
      replica({ architecture: m, kvCache: 'bf16', parallelism: { tensor: 1, pipeline: 1, expert: 1, data: 1 } }),
      { input: 1000, output: 1e-9, cached: 0 },
    );
    expect(fit.kvCachePerSequence / 1000).toBeCloseTo(160 * 1024, -2);
  });

  it('does not divide latent KV by tensor parallelism, and replicates few KV heads', () => {
    const at = (id: string, tensor: number): number =>
      model.memoryFit(
        replica({ architecture: architecture(id), parallelism: { tensor, pipeline: 1, expert: 1, data: 1 } }),
        LENGTHS,
      ).kvCachePerSequence;
    expect(at('deepseek-r1', 8)).toBe(at('deepseek-r1', 1));
    expect(at('llama-3.3-70b', 8)).toBeCloseTo(at('llama-3.3-70b', 4) / 2, 3);
    expect(at('qwen3-235b-a22b', 8)).toBe(at('qwen3-235b-a22b', 4));
  });

  it('caps sliding windows', () => {
    const long = (id: string): number =>
      model.memoryFit(replica({ architecture: architecture(id) }), { input: 100_000, output: 1, cached: 0 })
        .kvCachePerSequence;
    const short = (id: string): number =>
      model.memoryFit(replica({ architecture: architecture(id) }), { input: 1000, output: 1, cached: 0 })
        .kvCachePerSequence;
    expect(long('gemma-3-27b') / short('gemma-3-27b')).toBeLessThan(30);
    expect(long('llama-3.3-70b') / short('llama-3.3-70b')).toBeCloseTo(100, 0);
  });

  it('is monotone: longer requests, wider weights and smaller chips hold no more', () => {
    fc.assert(
      fc.property(anyReplica, fc.integer({ min: 100, max: 30_000 }), (r, input) => {
        const sequences = (over: Partial<typeof r>, length = input): number =>
          model.memoryFit({ ...r, ...over }, { input: length, output: 200, cached: 0 }).sequences;
        expect(sequences({}, input * 2)).toBeLessThanOrEqual(sequences({}));
        expect(sequences({ weights: 'bf16' })).toBeLessThanOrEqual(sequences({ weights: 'fp8' }));
        expect(sequences({ accelerator: { ...r.accelerator, memory: r.accelerator.memory / 2 } })).toBeLessThanOrEqual(
          sequences({}),
        );
      }),
    );
  });

  it('says when a model does not fit', () => {
    const fit = model.memoryFit(
      replica({
        accelerator: accelerator('l40s'),
        weights: 'bf16',
        parallelism: { tensor: 1, pipeline: 1, expert: 1, data: 1 },
      }),
      LENGTHS,
    );
    expect(fit.fits).toBe(false);
    expect(fit.sequences).toBe(0);
  });

  it('offers only parallelisms whose weights fit', () => {
    const m = architecture('deepseek-r1');
    const a = accelerator('h100-sxm');
    expect(model.parallelisms(m, a, 8, 'fp8').length).toBeGreaterThan(0);
    for (const p of model.parallelisms(m, a, 8, 'fp8')) expect(model.weightBytes(m, 'fp8', p)).toBeLessThan(a.memory);
  });
});
