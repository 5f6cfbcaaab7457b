/** More of anything that a replica is made of never costs speed, and more replicas never cost latency. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limits, Replica } from '../../src/performance/index.ts';
import { anyLengths, anyReplica, memoryReplica, model } from '../unit/performance/fixtures.ts';

const LIMITS: Limits = { ttft: { statistic: 'p95', limit: 3 }, tpot: { statistic: 'mean', limit: 0.06 } };
/**
 * The search ends within 0.2 % of N, prompts are batched up to a chunk, and a prompt hides less beside a decode step that waits less
 * for memory: the rate may bend by this much.
 */
const SEARCH = 0.96;

/** Logarithm by which search and answer may differ: the answer finds N from a rate that is right within 0.01 %, and waits bend with N. */
const NEAR_FULL = 0.5;
/** Where a full batch completes hardly more requests, the rate does not tell N. */
const GROWING = 1.05;

const rate = (r: Replica, lengths: { input: number; output: number; cached: number }, limits = LIMITS): number => {
  const found = model.maximumRate(model.prepare(r, lengths), limits);
  return found?.meetsLimits ? found.point.requestsPerSecond : 0;
};

describe('the highest rate within the targets', () => {
  it.each([
    ['memory', (r: Replica) => ({ ...r, accelerator: { ...r.accelerator, memory: r.accelerator.memory * 1.5 } })],
    [
      'memory bandwidth',
      (r: Replica) => ({ ...r, accelerator: { ...r.accelerator, bandwidth: r.accelerator.bandwidth * 1.5 } }),
    ],
    [
      'scale-out bandwidth',
      (r: Replica) => ({ ...r, accelerator: { ...r.accelerator, scaleOut: r.accelerator.scaleOut * 2 } }),
    ],
    ['places in the batch', (r: Replica) => (r.maxBatch ? { ...r, maxBatch: r.maxBatch * 2 } : r)],
  ])('is no lower with more %s', (_, better) => {
    fc.assert(
      fc.property(anyReplica, anyLengths, (r, lengths) => {
        expect(rate(better(r), lengths)).toBeGreaterThanOrEqual(rate(r, lengths) * SEARCH);
      }),
    );
  });

  it('is no lower where more of the prompt is cached', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, (r, lengths) => {
        const { cached } = lengths;
        expect(rate(r, { ...lengths, cached: cached + (1 - cached) / 2 })).toBeGreaterThanOrEqual(
          rate(r, lengths) * SEARCH,
        );
      }),
    );
  });

  it('is the load at which arrivals are served so: the search and the answer are one model', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, (r, lengths) => {
        const p = model.prepare(r, lengths);
        const found = model.maximumRate(p, LIMITS);
        fc.pre(found?.meetsLimits === true);
        fc.pre(model.offline(p).requestsPerSecond > GROWING * (found?.point.requestsPerSecond ?? 0));
        const at = model.servingAt(p, (found?.point.requestsPerSecond ?? 0) * (1 - 1e-9));
        expect(at).toBeDefined();
        for (const key of ['ttft', 'ttftP50', 'ttftP95', 'ttftP99', 'tpot', 'tpotP95', 'batch', 'busy'] as const)
          expect(Math.abs(Math.log((at?.[key] ?? 0) / (found?.point[key] ?? 1))), key).toBeLessThan(NEAR_FULL);
      }),
    );
  });
});

describe('pools', () => {
  it('answer no later with more prefill replicas, and decode no slower with more decode replicas', () => {
    fc.assert(
      fc.property(
        memoryReplica,
        anyLengths,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        (r, lengths, prefill, decode, share) => {
          const p = model.prepareDisaggregated(r, r, lengths, 50e9);
          const load = share * prefill * p.prefillRate;
          const some = model.disaggregatedAt(p, { prefill, decode }, load);
          fc.pre(some !== undefined);
          const wider = model.disaggregatedAt(p, { prefill: prefill + 1, decode }, load);
          const deeper = model.disaggregatedAt(p, { prefill, decode: decode + 1 }, load);
          for (const key of ['ttft', 'ttftP50', 'ttftP95'] as const)
            expect(wider?.[key] ?? Infinity, key).toBeLessThanOrEqual((some?.[key] ?? 0) * (1 + 1e-6));
          expect(deeper?.decode.tpot ?? Infinity).toBeLessThanOrEqual((some?.decode.tpot ?? 0) * (1 + 1e-3));
        },
      ),
    );
  });

  it('give the first token no later over a faster link', () => {
    fc.assert(
      fc.property(memoryReplica, anyLengths, fc.double({ min: 1e9, max: 400e9, noNaN: true }), (r, lengths, link) => {
        const load = 0.2 * model.prepareDisaggregated(r, r, lengths, link).prefillRate;
        const at = (bytesPerSecond: number) =>
          model.disaggregatedAt(
            model.prepareDisaggregated(r, r, lengths, bytesPerSecond),
            { prefill: 2, decode: 1 },
            load,
          )?.ttft;
        const [slow, fast] = [at(link), at(2 * link)];
        fc.pre(slow !== undefined && fast !== undefined);
        expect(fast).toBeLessThanOrEqual((slow ?? 0) * (1 + 1e-6));
      }),
    );
  });
});
