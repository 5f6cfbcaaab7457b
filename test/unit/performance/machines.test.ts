/** Disaggregated pools and on-chip machines. */
import { describe, expect, it } from 'vitest';
import { accelerator, architecture, LENGTHS, model, replica } from './fixtures.ts';
import { catalog } from '../../helpers/catalog.ts';
import { machineOf } from '../../../src/estimate/names/machines.ts';

describe('disaggregated pools', () => {
  const decode = replica({ parallelism: { tensor: 8, pipeline: 1, expert: 1, data: 1 } });
  const pools = (link: number) => model.prepareDisaggregated(replica(), decode, LENGTHS, link);

  it('counts the transfer of the KV cache in the first token', () => {
    const sizes = { prefill: 2, decode: 1 };
    const fast = model.disaggregatedAt(pools(400e9), sizes, 1);
    const slow = model.disaggregatedAt(pools(2e9), sizes, 1);
    expect(fast && slow && slow.ttft - fast.ttft).toBeCloseTo(pools(2e9).transferBytes * (1 / 2e9 - 1 / 400e9), 2);
  });

  it('is limited by the slowest of prefill, link and decode', () => {
    const narrow = pools(5e8);
    expect(narrow.prefillRate).toBeCloseTo(5e8 / narrow.transferBytes, 6);
    expect(model.disaggregatedAt(narrow, { prefill: 1, decode: 1 }, narrow.prefillRate * 1.01)).toBeUndefined();
    expect(model.disaggregatedAt(narrow, { prefill: 2, decode: 1 }, narrow.prefillRate * 1.01)?.bottleneck).toBe(
      'transfer',
    );
  });

  it('serves no more requests than clients allow', () => {
    const p = pools(Infinity);
    const point = model.disaggregatedClosedLoop(p, { prefill: 2, decode: 1 }, 64);
    expect(point.requestsPerSecond * (point.ttft + LENGTHS.output * point.decode.tpot)).toBeLessThanOrEqual(64 * 1.35);
    expect(point.decode.batch).toBeLessThanOrEqual(64);
  });
});

describe('on-chip machines', () => {
  const chain = (id: string, chips: number, name: string, weights: 'fp16' | 'fp4') =>
    model.prepare(
      replica({
        accelerator: accelerator(id),
        architecture: architecture(name),
        weights,
        kvCache: 'bf16',
        parallelism: { tensor: 1, pipeline: chips, expert: 1, data: 1 },
      }),
      { input: 1000, output: 1000, cached: 0 },
    );

  it('needs as many chips as hold the weights', () => {
    expect(chain('groq-lpu', 100, 'llama-3.1-70b', 'fp16').memory.fits).toBe(false);
    expect(chain('groq-lpu', 1200, 'llama-3.1-70b', 'fp16').memory.fits).toBe(true);
  });

  it('does not slow one user down while the pipe has room', () => {
    const p = chain('groq-lpu', 1200, 'llama-3.1-70b', 'fp16');
    const one = model.offline(p, 1);
    const many = model.offline(p, 40);
    expect(many.tpot / one.tpot).toBeLessThan(1.6);
    expect(many.outputTokensPerSecond / one.outputTokensPerSecond).toBeGreaterThan(25);
  });

  it.each([
    ['groq-lpu', 900, 'gpt-oss-120b', 'fp4', 475],
    ['cerebras-wse3', 1, 'llama-3.1-8b', 'fp16', 1800],
    ['cerebras-wse3', 7, 'llama-3.1-70b', 'fp16', 446],
  ] as const)('%s × %d: the hosted speed of %s at %s lies in the interval', (id, chips, name, weights, hosted) => {
    const p = chain(id, chips, name, weights);
    const speed = 1 / model.offline(p, 1).tpot;
    const { low, high } = model.residual('tpot', p.replica);
    expect(hosted).toBeGreaterThan(speed * Math.exp(-high));
    expect(hosted).toBeLessThan(speed * Math.exp(-low));
  });
});

describe('every accelerator of the tables', () => {
  it.each(catalog().accelerators.map((row) => [row.id, row] as const))('%s has a speed for an 8B model', (_, row) => {
    const a = machineOf(row, catalog());
    const chips = a.machine === 'on-chip' ? Math.ceil(40e9 / a.memory) : 1;
    const p = model.prepare(
      replica({
        architecture: architecture('llama-3.1-8b'),
        accelerator: a,
        weights: 'bf16',
        kvCache: 'bf16',
        parallelism: { tensor: a.machine === 'on-chip' ? 1 : 4, pipeline: chips, expert: 1, data: 1 },
      }),
      LENGTHS,
    );
    const point = model.offline(p, 4);
    expect(point.tpot).toBeGreaterThan(0);
    expect(Number.isFinite(point.ttft + point.tpot + point.outputTokensPerSecond)).toBe(true);
    const { low, high } = model.residual('throughput', p.replica);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    if (a.derived.length > 0) expect(Math.exp(high)).toBeGreaterThanOrEqual(1.5);
  });
});
