import { describe, expect, it } from 'vitest';
import { residual, type ResidualTable } from '../../../src/performance/index.ts';
import { accelerator, architecture, model, replica } from './fixtures.ts';

const slice = (width: number, measurements = 10) => ({ low: -width, high: width, measurements, groups: 3 });
const TABLE: ResidualTable = {
  slices: {
    tpot: {
      'h100-sxm × vllm': slice(0.2, 212),
      'h100-sxm': slice(0.25),
      'class nvidia-hopper': slice(0.3),
      seen: slice(0.4),
      'new model': slice(0.5),
      'new accelerator': slice(0.6),
    },
  },
  models: ['llama-3.3-70b'],
  accelerators: ['h100-sxm', 'h200-sxm'],
  classes: ['nvidia-hopper'],
};
const of = (over: Parameters<typeof replica>[0]) => residual(TABLE, model.calibration.constants, 'tpot', replica(over));

describe('the interval of a replica', () => {
  it('is that of the accelerator and engine where they were measured together', () => {
    expect(of({})).toEqual({ low: -0.2, high: 0.2, measurements: 212, slice: 'h100-sxm × vllm' });
  });
  it('falls back to the accelerator, then to its class', () => {
    expect(of({ engine: 'sglang' }).slice).toBe('h100-sxm');
    expect(of({ accelerator: accelerator('h200-sxm') }).slice).toBe('class nvidia-hopper');
  });
  it('widens for a new model, a new accelerator and a class nobody measured', () => {
    expect(of({ architecture: architecture('qwen3-32b') }).high).toBe(0.5);
    expect(of({ accelerator: accelerator('h100-nvl') }).slice).toBe('new accelerator');
    expect(of({ accelerator: { ...accelerator('maia-200'), derived: [] } })).toMatchObject({
      slice: 'never measured',
      high: 1.2,
      measurements: 0,
    });
  });
  it('is at least ×/÷ 1.5 where a specification is derived', () => {
    expect(Math.exp(of({ accelerator: { ...accelerator('h100-sxm'), derived: ['bf16_tflops'] } }).high)).toBeCloseTo(
      1.5,
      6,
    );
  });
});

describe('the shipped intervals', () => {
  it('have two sides, widen from seen to new, and say how many measurements they rest on', () => {
    for (const metric of ['throughput', 'tpot', 'ttft', 'energy'] as const) {
      const slices = model.calibration.residuals.slices[metric] ?? {};
      for (const [name, s] of Object.entries(slices)) {
        expect(s.low, name).toBeLessThan(0);
        expect(s.high, name).toBeGreaterThan(0);
        expect(s.measurements, name).toBeGreaterThan(0);
      }
      const width = (name: string): number => (slices[name]?.high ?? 0) - (slices[name]?.low ?? 0);
      expect(width('new accelerator')).toBeGreaterThan(0.1);
      expect(width('new model')).toBeGreaterThan(0.1);
    }
  });

  it('cover about four of five left-out values', () => {
    // Kept by `npm run calibrate` in accuracy.json and shown in docs/performance-model.md.
    const h100 = model.residual('tpot', replica());
    expect(h100.measurements).toBeGreaterThan(30);
  });
});
