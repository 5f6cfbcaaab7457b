/** Whatever nearby runs say, more requests, longer prompts and longer answers never make a replica faster. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPerformanceModel, type Draw, type Nearby, type PerformanceModel } from '../../src/performance/index.ts';
import { anyLengths, anyReplica, memoryReplica, model } from '../unit/performance/fixtures.ts';

const factor = fc.double({ min: -Math.LN2, max: Math.LN2, noNaN: true }).map(Math.exp);
const anyDraw: fc.Arbitrary<Draw> = fc.record({
  decode: factor,
  prefill: factor,
  stepTilt: fc.double({ min: -0.5, max: 0, noNaN: true }),
  rateTilt: fc.double({ min: 0, max: 0.5, noNaN: true }),
  first: factor,
  firstTilt: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  power: factor,
});

/** The shipped model, drawn as a draw says wherever it is asked. */
function drawnBy(draw: Draw): PerformanceModel {
  const nearby: Nearby = {
    draw: () => draw,
    spread: () => undefined,
    neighbours: () => undefined,
    without: () => nearby,
  };
  return createPerformanceModel({ ...model.calibration, nearby: undefined }, nearby);
}

/** Prompts batched beside a decode step bend the curve a little, drawn or not. */
const BENT = 0.96;
const sequences = fc.double({ min: 0, max: 7, noNaN: true }).map(Math.exp);

describe('a replica drawn by any runs', () => {
  it('takes no less time for a token, and completes no fewer requests, with more in flight', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, anyDraw, sequences, (r, lengths, draw, n) => {
        const drawn = drawnBy(draw);
        const p = drawn.prepare(r, lengths);
        const [few, many] = [drawn.offline(p, n), drawn.offline(p, 1.5 * n)];
        expect(many.tpot).toBeGreaterThanOrEqual(few.tpot * BENT);
        expect(many.requestsPerSecond).toBeGreaterThanOrEqual(few.requestsPerSecond * BENT);
      }),
    );
  });

  it('is no faster on longer prompts', () => {
    fc.assert(
      fc.property(memoryReplica, anyLengths, anyDraw, sequences, (r, lengths, draw, n) => {
        const drawn = drawnBy(draw);
        const at = (input: number) => drawn.offline(drawn.prepare(r, { ...lengths, input }), n);
        const [short, long] = [at(lengths.input), at(1.5 * lengths.input)];
        expect(long.tpot).toBeGreaterThanOrEqual(short.tpot * BENT);
        expect(long.ttft).toBeGreaterThanOrEqual(short.ttft * BENT);
      }),
    );
  });

  it('keeps its percentiles in order', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, anyDraw, (r, lengths, draw) => {
        const drawn = drawnBy(draw);
        const point = drawn.maximumRate(drawn.prepare(r, lengths), {})?.point;
        fc.pre(point !== undefined);
        expect(point.ttftP50).toBeLessThanOrEqual(point.ttft * (1 + 1e-9));
        expect(point.ttft).toBeLessThanOrEqual(point.ttftP95 * (1 + 1e-9));
      }),
    );
  });
});
