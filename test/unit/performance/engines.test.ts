import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeType } from '../../../src/performance/index.ts';
import { accelerator, architecture, model, replica } from './fixtures.ts';

const CHAT = { input: 1000, output: 1000, cached: 0 };

describe('the type that narrow weights compute in', () => {
  it('is their own where the chip has it, and 16 bit where kernels unpack them', () => {
    expect(computeType(accelerator('b200'), 'fp4', 'vllm')).toBe('fp4');
    expect(computeType(accelerator('h100-sxm'), 'fp4', 'vllm')).toBe('bf16');
    expect(computeType(accelerator('h100-sxm'), 'fp8', 'vllm')).toBe('fp8');
    expect(computeType(accelerator('a100-80g-sxm'), 'fp8', 'vllm')).toBe('bf16');
  });

  it('is never narrow in llama.cpp', () => {
    expect(computeType(accelerator('gb10-dgx-spark'), 'fp4', 'vllm')).toBe('fp4');
    expect(computeType(accelerator('gb10-dgx-spark'), 'fp4', 'llamacpp')).toBe('bf16');
  });
});

describe('the space that engines hold for requests', () => {
  it('is the whole output where nothing is evicted, and part of it where blocks are taken as a request grows', () => {
    const held = (engine: string): number =>
      model.memoryFit(replica({ engine }), CHAT).kvCachePerSequence /
      model.memoryFit(replica({ engine }), { ...CHAT, output: 1 }).kvCachePerSequence;
    expect(held('tensorrt-llm')).toBeGreaterThan(1.9);
    expect(held('vllm')).toBeGreaterThan(1.4);
    expect(held('vllm')).toBeLessThan(1.8);
  });

  it('leaves weights that nearly fill the cards room to serve', () => {
    // 671 GB of fp8 weights on four B200 of 180 GB ran 32 clients of 8k prompts within a second (SGLang, 2026).
    const full = replica({
      engine: 'sglang',
      architecture: architecture('deepseek-r1'),
      accelerator: accelerator('b200'),
      weights: 'fp8',
      kvCache: 'fp8',
      parallelism: { tensor: 4, pipeline: 1, expert: 1, data: 1 },
    });
    expect(model.memoryFit(full, { input: 7372, output: 922, cached: 0 }).sequences).toBeGreaterThan(8);
  });
});

describe('a card short of power', () => {
  it('multiplies slower than its peak says beside the full card of its class', () => {
    const rate = (id: string): number => model.constants(replica({ accelerator: accelerator(id) })).computeBf16;
    expect(rate('h100-pcie')).toBeLessThan(0.9 * rate('h100-sxm'));
  });
});

describe('a group of PCIe cards', () => {
  it('shares the bridge between sockets once it has more than four', () => {
    const perToken = (tensor: number): number =>
      model.prepare(
        replica({ accelerator: accelerator('l40s'), parallelism: { tensor, pipeline: 1, expert: 1, data: 1 } }),
        CHAT,
      ).step.linkToken;
    expect(perToken(8)).toBeGreaterThan(1.5 * perToken(4));
  });
});

describe('a static batch', () => {
  it('beyond what the replica holds runs in waves, at the rate of one', () => {
    const s = model.prepare(replica({ maxBatch: 16 }), CHAT);
    const [one, three] = [model.staticBatch(s, 16), model.staticBatch(s, 48)];
    expect(three.outputTokensPerSecond).toBeCloseTo(one.outputTokensPerSecond, 9);
    expect(three.total).toBeCloseTo(3 * one.total, 9);
    expect(three.firstToken).toBeCloseTo(one.firstToken + one.total, 9);
  });
});

describe('a finite run', () => {
  const s = model.prepare(replica(), CHAT);
  const most = model.offline(s).requestsPerSecond;

  it('that is long comes near the steady state of its rate', () => {
    for (const share of [0.2, 0.5, 0.7]) {
      const steady = model.servingAt(s, share * most);
      const run = model.finiteRun(s, 2000, share * most);
      const ratio = run.tpot / (steady?.tpot ?? 0);
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(1.1);
    }
  });

  it('takes at least as long as its requests take to arrive and the last to be answered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0.05, max: 20, noNaN: true }), (n, share) => {
        const rate = share * most;
        const run = model.finiteRun(s, n, rate);
        expect(run.total).toBeGreaterThanOrEqual((n - 1) / rate - 1e-9);
        expect(run.tpot).toBeGreaterThan(0);
        expect(run.outputTokensPerSecond).toBeLessThan(2 * most * CHAT.output);
      }),
      { numRuns: 30 },
    );
  });

  it('of few requests never reaches the batch of a steady state', () => {
    const short = model.finiteRun(s, 50, 20 * most);
    expect(short.sequences).toBeLessThanOrEqual(50);
    expect(short.tpot).toBeLessThan(model.offline(s).tpot);
  });
});

describe('who set a server up', () => {
  it('moves every step alike: stock is no faster than tuned', () => {
    const tpot = (tuning: 'stock' | 'tuned'): number =>
      model.servingAt(model.prepare(replica({ tuning }), CHAT), 1)?.tpot ?? 0;
    expect(tpot('stock')).toBeGreaterThanOrEqual(tpot('tuned'));
  });
});
