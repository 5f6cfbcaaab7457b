/** What must hold for one replica under any load, whatever the constants. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyReplica, LENGTHS, model } from '../unit/performance/fixtures.ts';

describe('serving', () => {
  it('gives no fewer tokens with more sequences below the memory limit', () => {
    fc.assert(
      fc.property(anyReplica, fc.double({ min: 0.02, max: 0.5, noNaN: true }), (r, share) => {
        const p = model.prepare(r, LENGTHS);
        fc.pre(p.memory.fits && p.capacity >= 4);
        const some = model.offline(p, p.capacity * share);
        const more = model.offline(p, p.capacity * share * 1.5);
        expect(more.outputTokensPerSecond).toBeGreaterThanOrEqual(some.outputTokensPerSecond * 0.985);
      }),
    );
  });

  it('keeps throughput × TPOT equal to the sequences in flight', () => {
    fc.assert(
      fc.property(anyReplica, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (r, share) => {
        const p = model.prepare(r, LENGTHS);
        fc.pre(p.memory.fits && p.capacity >= 1);
        const point = model.servingAt(p, share * model.offline(p).requestsPerSecond);
        if (!point) return;
        expect(point.outputTokensPerSecond * point.tpot).toBeCloseTo(point.batch, 3);
      }),
    );
  });

  it('meets the rate it is asked for', () => {
    fc.assert(
      fc.property(anyReplica, fc.double({ min: 0.02, max: 0.95, noNaN: true }), (r, share) => {
        const p = model.prepare(r, LENGTHS);
        fc.pre(p.memory.fits && p.capacity >= 2);
        const rate = share * model.offline(p).requestsPerSecond;
        const point = model.servingAt(p, rate);
        expect(point).toBeDefined();
        expect((point?.requestsPerSecond ?? 0) / rate).toBeCloseTo(1, 2);
      }),
    );
  });

  it('takes longer to the first token as the rate rises', () => {
    fc.assert(
      fc.property(anyReplica, fc.double({ min: 0.05, max: 0.7, noNaN: true }), (r, share) => {
        const p = model.prepare(r, LENGTHS);
        fc.pre(p.memory.fits && p.capacity >= 8);
        const most = model.offline(p).requestsPerSecond;
        const low = model.servingAt(p, share * most);
        const high = model.servingAt(p, share * 1.3 * most);
        if (low && high) {
          expect(high.ttft).toBeGreaterThanOrEqual(low.ttft * (1 - 1e-3));
          expect(high.tpot).toBeGreaterThanOrEqual(low.tpot * (1 - 1e-3));
          expect(high.ttftP95).toBeGreaterThanOrEqual(high.ttft);
        }
      }),
    );
  });

  it('finds a highest rate that meets its limits, and no lower one for looser limits', () => {
    fc.assert(
      fc.property(anyReplica, fc.double({ min: 0.02, max: 0.2, noNaN: true }), (r, limit) => {
        const p = model.prepare(r, LENGTHS);
        const strict = model.maximumRate(p, { tpot: { statistic: 'mean', limit } });
        const loose = model.maximumRate(p, { tpot: { statistic: 'mean', limit: limit * 2 } });
        if (!strict || !loose) return;
        if (strict.meetsLimits) {
          expect(strict.point.tpot).toBeLessThanOrEqual(limit * 1.001);
          expect(loose.point.requestsPerSecond).toBeGreaterThanOrEqual(strict.point.requestsPerSecond * 0.99);
        }
      }),
    );
  });
});
