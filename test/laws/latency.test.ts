/** Percentiles stand in order, under every load. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excess, type Limits, type OperatingPoint } from '../../src/performance/index.ts';
import { anyLengths, anyReplica, memoryReplica, model } from '../unit/performance/fixtures.ts';

const STATISTICS = ['p50', 'mean', 'p95', 'p99'] as const;
const TOLERANCE = 1 + 1e-9;

/** The value of a statistic as the check of a target sees it. */
function seen(point: OperatingPoint, metric: 'ttft' | 'tpot', statistic: (typeof STATISTICS)[number]): number {
  const limits: Limits = { [metric]: { statistic, limit: 1 } };
  return excess(point, limits);
}

function inOrder(point: OperatingPoint): void {
  for (const metric of ['ttft', 'tpot'] as const) {
    const [p50, mean, p95, p99] = STATISTICS.map((statistic) => seen(point, metric, statistic)) as [
      number,
      number,
      number,
      number,
    ];
    expect(p50, metric).toBeLessThanOrEqual(mean * TOLERANCE);
    expect(mean, metric).toBeLessThanOrEqual(p95 * TOLERANCE);
    expect(p95, metric).toBeLessThanOrEqual(p99 * TOLERANCE);
    expect(p50, metric).toBeGreaterThan(0);
  }
}

const share = fc.double({ min: 0.01, max: 0.97, noNaN: true });

describe('p50 ≤ mean ≤ p95 ≤ p99', () => {
  it('for arrivals of any rate', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, share, (r, lengths, part) => {
        const p = model.prepare(r, lengths);
        fc.pre(p.memory.fits);
        const point = model.servingAt(p, part * model.offline(p).requestsPerSecond);
        if (point) inOrder(point);
      }),
    );
  });

  it('at the highest rate within memory and targets', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, fc.constantFrom(...STATISTICS), (r, lengths, statistic) => {
        const p = model.prepare(r, lengths);
        const found = model.maximumRate(p, { ttft: { statistic, limit: 2 }, tpot: { statistic, limit: 0.05 } });
        if (found) inOrder(found.point);
      }),
    );
  });

  it('for a closed loop', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, fc.integer({ min: 1, max: 600 }), (r, lengths, clients) => {
        const p = model.prepare(r, lengths);
        fc.pre(p.memory.fits);
        inOrder(model.servingClosedLoop(p, clients));
      }),
    );
  });

  it('for pools that prefill and decode apart', () => {
    fc.assert(
      fc.property(memoryReplica, anyLengths, share, fc.integer({ min: 1, max: 8 }), (r, lengths, part, workers) => {
        const p = model.prepareDisaggregated(r, r, lengths, 50e9);
        fc.pre(p.prefill.memory.fits && p.decode.memory.fits);
        const sizes = { prefill: workers, decode: 1 };
        const point = model.disaggregatedAt(p, sizes, part * workers * p.prefillRate);
        if (point) inOrder({ ...point.decode, ...point, bottleneck: 'compute' });
      }),
    );
  });
});
