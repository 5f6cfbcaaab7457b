import { describe, expect, it } from 'vitest';
import { architectureOf } from '../../../src/estimate/names/architecture.ts';
import { parameterCounts, weightBytes, weightLayout } from '../../../src/performance/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { expertCopies } from '../../../src/performance/parameters.ts';
import { architecture } from './fixtures.ts';

describe('parameter counts', () => {
  const published = catalog().models.filter((m) => m.publishedParametersB !== undefined);

  it('has models with a published size to compare with', () => {
    expect(published.length).toBeGreaterThan(20);
  });

  it.each(published.map((m) => [m.id, m] as const))('agrees within 1 %% with what is published for %s', (_, row) => {
    const { total } = parameterCounts(architectureOf(row));
    expect(Math.abs(total / 1e9 / (row.publishedParametersB ?? 0) - 1)).toBeLessThan(0.01);
  });

  it('counts what one token uses', () => {
    expect(parameterCounts(architecture('deepseek-r1')).active / 1e9).toBeCloseTo(36.6, 1);
    expect(parameterCounts(architecture('gpt-oss-120b')).active / 1e9).toBeCloseTo(5.13, 1);
  });
});

describe('weight bytes', () => {
  const one = { tensor: 1, pipeline: 1, expert: 1, data: 1 };

  it('keeps attention and head of gpt-oss in 16 bit', () => {
    const m = architecture('gpt-oss-120b');
    const p = parameterCounts(m);
    const expected = p.experts * 0.5625 + 2 * (p.attention + p.dense + p.router + p.embedding + p.head);
    expect(weightBytes(m, 'fp4', one)).toBeCloseTo(expected, -6);
  });

  it('keeps most attention projections of latent attention wider than 4 bit', () => {
    const { attention, dense, experts } = weightLayout(architecture('deepseek-r1'), 'fp4');
    expect(attention).toEqual({ bytes: 1.3, compute: 'fp8' });
    expect(dense).toEqual(experts);
    expect(weightLayout(architecture('deepseek-r1'), 'fp8').attention).toEqual({ bytes: 1, compute: 'fp8' });
  });

  it('is conserved by tensor and pipeline parallelism', () => {
    const m = architecture('llama-3.1-405b');
    const whole = weightBytes(m, 'fp8', one);
    expect(8 * weightBytes(m, 'fp8', { ...one, tensor: 8 })).toBeCloseTo(whole, -6);
    // The tables of embedding and head stand on the first and the last stage: no stage is smaller than its share.
    expect(4 * weightBytes(m, 'fp8', { ...one, pipeline: 4 })).toBeGreaterThanOrEqual(whole);
  });

  it('replicates attention under attention data parallelism', () => {
    const m = architecture('deepseek-r1');
    const spread = weightBytes(m, 'fp8', { tensor: 8, pipeline: 1, expert: 8, data: 8 });
    expect(spread).toBeGreaterThan(weightBytes(m, 'fp8', { tensor: 8, pipeline: 1, expert: 8, data: 1 }));
  });
});

describe('experts that a large group holds twice', () => {
  it.each([
    [256, 8, 256],
    [256, 31, 256],
    // DeepSeek-V3 at 32 ranks: 9 experts on each, 32 of 256 held twice (report §3.4); at 72 and 144 ranks: 4 and 2 on each.
    [256, 32, 288],
    [256, 72, 288],
    [256, 144, 288],
    // Ranks hold whole experts: 144 of 128 would be 2.25 on each of 64.
    [128, 64, 192],
  ])('of %i experts, %i ranks hold %i', (experts, ranks, held) => {
    expect(experts * expertCopies(experts, ranks)).toBeCloseTo(held, 9);
  });

  it('are weights on every rank', () => {
    const m = architecture('deepseek-v3');
    const { experts } = parameterCounts(m);
    const at = (n: number) => weightBytes(m, 'fp8', { tensor: n, pipeline: 1, expert: n, data: n }, true);
    // 16 ranks hold 16 of 256 experts each, 32 ranks hold 9; the rest is whole on all.
    expect(at(16) - at(32)).toBeCloseTo((experts * (16 - 9)) / 256, -3);
  });
});
