/** What must hold for every model on every machine, whatever the constants. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterCounts, weightBytes, type Accelerator, type Replica } from '../../src/performance/index.ts';
import { prepareStep } from '../../src/performance/prepareStep.ts';
import { anyReplica, memoryReplica, model, stepSeconds } from '../unit/performance/fixtures.ts';

const load = fc.record({
  n: fc.double({ min: 1, max: 2000, noNaN: true }),
  context: fc.double({ min: 16, max: 60_000, noNaN: true }),
  prefill: fc.double({ min: 0, max: 8192, noNaN: true }),
});

const constants = (r: Replica) => model.constants(r);

describe('a step', () => {
  const time = (r: Replica, n: number, context: number, prefill: number): number =>
    stepSeconds(r, n, context, { tokens: prefill, reach: context / 2, ended: prefill > 0 ? 1 : 0 });

  it.each([
    ['memory bandwidth', (a: Accelerator) => ({ ...a, bandwidth: a.bandwidth * 1.5 })],
    [
      'compute',
      (a: Accelerator) => ({
        ...a,
        peak: {
          ...a.peak,
          bf16: a.peak.bf16 * 2,
          fp16: a.peak.fp16 * 2,
          fp8: a.peak.fp8 * 2,
          fp4: a.peak.fp4 * 2,
          int8: a.peak.int8 * 2,
        },
      }),
    ],
    ['link bandwidth', (a: Accelerator) => ({ ...a, scaleUp: { ...a.scaleUp, bandwidth: a.scaleUp.bandwidth * 2 } })],
  ])('is never slower with more %s', (_, better) => {
    fc.assert(
      fc.property(anyReplica, load, (r, { n, context, prefill }) => {
        expect(time({ ...r, accelerator: better(r.accelerator) }, n, context, prefill)).toBeLessThanOrEqual(
          time(r, n, context, prefill) * (1 + 1e-9),
        );
      }),
    );
  });

  it('is never faster with more sequences, longer context or more prompt', () => {
    fc.assert(
      fc.property(anyReplica, load, (r, { n, context, prefill }) => {
        const t = time(r, n, context, prefill);
        expect(time(r, n * 1.3, context, prefill)).toBeGreaterThanOrEqual(t);
        expect(time(r, n, context * 1.3, prefill)).toBeGreaterThanOrEqual(t * (1 - 1e-12));
        expect(time(r, n, context, prefill + 100)).toBeGreaterThanOrEqual(t);
      }),
    );
  });

  it('conserves FLOP and bytes under tensor parallelism', () => {
    fc.assert(
      fc.property(memoryReplica, (r) => {
        const at = (tensor: number) =>
          prepareStep({ ...r, parallelism: { tensor, pipeline: 1, expert: 1, data: 1 } }, constants(r));
        const [one, eight] = [at(1), at(8)];
        for (const key of ['projection', 'dense', 'head'] as const) {
          expect(8 * eight[key].compute).toBeCloseTo(one[key].compute, 9);
          expect(8 * eight[key].read).toBeCloseTo(one[key].read, 9);
        }
        expect(8 * (eight.experts?.compute ?? 0)).toBeCloseTo(one.experts?.compute ?? 0, 9);
        expect(8 * (eight.experts?.read ?? 0)).toBeCloseTo(one.experts?.read ?? 0, 9);
        expect(8 * eight.work.flopsPerToken).toBeCloseTo(one.work.flopsPerToken, -3);
      }),
    );
  });

  it('does not beat the physical peak', () => {
    fc.assert(
      fc.property(anyReplica, load, (r, { n, context, prefill }) => {
        const t = time(r, n, context, prefill);
        const { active } = parameterCounts(r.architecture);
        const { tensor, pipeline } = r.parallelism;
        const { verify, pipeline: stages } = prepareStep(r, constants(r));
        // Every stage works on n sequences of its own.
        const peak = Math.max(...Object.values(r.accelerator.peak)) * tensor * pipeline;
        expect((2 * active * n * verify * stages) / t).toBeLessThanOrEqual(peak);
      }),
    );
  });

  it('does not read a dense model faster than the memory can', () => {
    fc.assert(
      fc.property(anyReplica, load, (r, { n, context }) => {
        fc.pre(
          r.architecture.routed === undefined && r.accelerator.machine === 'memory' && r.parallelism.pipeline === 1,
        );
        const { embedding } = parameterCounts(r.architecture);
        const read = weightBytes(r.architecture, r.weights, r.parallelism) - (2 * embedding) / r.parallelism.tensor;
        expect(time(r, n, context, 0)).toBeGreaterThanOrEqual((read / r.accelerator.bandwidth) * (1 - 1e-9));
      }),
    );
  });

  it('computes whole tiles: the first token of an expert costs more than the next', () => {
    fc.assert(
      fc.property(anyReplica, (r) => {
        const { experts } = prepareStep(r, constants(r));
        fc.pre(experts !== undefined);
        expect(experts?.fill).toBeGreaterThan(0);
        expect((experts?.fill ?? 0) * (experts?.count ?? 0)).toBeGreaterThan(experts?.compute ?? Infinity);
      }),
    );
  });
});
