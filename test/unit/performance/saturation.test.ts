/** More requests than a replica can serve: what waits, what is computed again, and what the answer then is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growingWait } from '../../../src/performance/queue.ts';
import { crowdedState, steadyState } from '../../../src/performance/steadyState.ts';
import { draws } from '../../helpers/soak.ts';
import { architecture, LENGTHS, model, replica } from './fixtures.ts';

/** A 32B model at 16 bit on one H100 of 80 GB: weights leave room for few requests. */
const tight = (engine: string) =>
  replica({
    architecture: architecture('qwen3-32b'),
    engine,
    weights: 'bf16',
    kvCache: 'bf16',
    parallelism: { tensor: 1, pipeline: 1, expert: 1, data: 1 },
  });
const SHORT = { input: 200, output: 400, cached: 0 };

describe('an open loop that cannot keep up', () => {
  const s = model.prepare(replica(), LENGTHS);
  const most = steadyState(s, s.capacity).rate;

  it('makes requests wait as long as the queue has grown', () => {
    expect(growingWait(0.5, 3600)).toEqual({ ttft: 900, ttftP50: 900, ttftP95: 1710, ttftP99: 1782 });
    const point = model.servingFor(s, 1.5 * most, 3600);
    expect(point?.ttft).toBeGreaterThan(900);
    expect(point?.requestsPerSecond).toBeLessThanOrEqual(most);
  });

  it('answers as the steady state does where it does keep up', () => {
    expect(model.servingFor(s, 0.5 * most, 3600)).toEqual(model.servingAt(s, 0.5 * most));
  });

  it('waits longer the more comes and the longer it lasts', () => {
    const over = fc.double({ min: 1.01, max: 20, noNaN: true });
    const seconds = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(over, seconds, (factor, lasting) => {
        const at = (f: number, t: number): number => model.servingFor(s, f * most, t)?.ttft ?? Number.NaN;
        expect(at(factor * 1.1, lasting)).toBeGreaterThan(at(factor, lasting));
        expect(at(factor, lasting * 1.1)).toBeGreaterThan(at(factor, lasting));
      }),
      { numRuns: draws(50) },
    );
  });
});

describe('a full cache', () => {
  it('that evicts computes prompts again: fewer tokens a second, longer ones', () => {
    const s = model.prepare(tight('vllm'), SHORT);
    const [calm, crowded] = [steadyState(s, s.capacity), crowdedState(s)];
    expect(s.capacityBound).toBe('memory-capacity');
    expect(crowded.rate).toBeLessThan(calm.rate);
    expect(crowded.tpot).toBeGreaterThan(calm.tpot);
    expect(crowdedState(s, 0)).toEqual(calm);
  });

  it('that reserves all of an answer evicts nothing', () => {
    const s = model.prepare(tight('tensorrt-llm'), SHORT);
    expect(crowdedState(s)).toEqual(steadyState(s, s.capacity));
  });

  it('makes evicted requests wait with their first token out: TPOT grows where TTFT would', () => {
    const s = model.prepare(tight('vllm'), SHORT);
    const rate = 3 * model.offline(s).requestsPerSecond;
    const run = model.finiteRun(s, 300, rate);
    expect(run.tpot).toBeGreaterThan(1.3 * steadyState(s, s.capacity).tpot);
    expect(run.outputTokensPerSecond).toBeLessThan(s.capacity / steadyState(s, s.capacity).decode);
  });

  it('ends a run whose numbers are none, and a long answer to a prompt of one token', () => {
    const s = model.prepare(tight('vllm'), { input: 1, output: 3000, cached: 0 });
    expect(model.finiteRun(s, 100, Number.NaN).tpot).toBeNaN();
    expect(model.finiteRun(s, 2000, 50).tpot).toBeGreaterThan(0);
  });

  it('ends every run, whatever its engine, lengths and rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('vllm', 'sglang', 'tensorrt-llm'),
        fc.record({ input: fc.integer({ min: 1, max: 4000 }), output: fc.integer({ min: 1, max: 3000 }) }),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (engine, lengths, requests, rate) => {
          const s = model.prepare(tight(engine), { ...lengths, cached: 0 });
          fc.pre(s.capacity >= 1);
          const run = model.finiteRun(s, requests, rate);
          for (const value of Object.values(run)) expect(Number.isFinite(value) && value > 0).toBe(true);
          expect(run.total).toBeGreaterThanOrEqual((requests - 1) / rate);
        },
      ),
      { numRuns: draws(60) },
    );
  });
});
