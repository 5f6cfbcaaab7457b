import { describe, expect, it } from 'vitest';
import { residual, type ResidualTable } from '../../../src/performance/index.ts';
import { accelerator, architecture, model, replica } from './fixtures.ts';

const slice = (width: number, measurements = 10) => ({ low: -width, high: width, measurements, groups: 3 });
const TABLE: ResidualTable = {
  slices: {
    tpot: {
      'vllm × dense': slice(0.2, 212),
      vllm: slice(0.25),
      seen: slice(0.4),
      'new model': slice(0.5),
      'new model × dense': slice(0.3),
      'new accelerator': slice(0.6),
      'new accelerator × sglang': slice(0.55),
      pools: slice(0.7),
      'pools × vllm': slice(0.65),
    },
  },
  spread: { tpot: { 'nvidia-hopper': 1, amd: 1.5 } },
  models: ['llama-3.3-70b'],
  accelerators: ['h100-sxm', 'h200-sxm', 'mi300x'],
  classes: ['nvidia-hopper', 'amd'],
};
const of = (over: Parameters<typeof replica>[0], pooled = false) =>
  residual(TABLE, model.calibration.constants, 'tpot', replica(over), pooled);

describe('the interval of a replica', () => {
  it('is that of its engine on its kind of model, where they were measured together', () => {
    expect(of({})).toEqual({ low: -0.2, high: 0.2, measurements: 212, slice: 'vllm × dense' });
  });
  it('falls back to the engine, then to all', () => {
    expect(of({ architecture: architecture('deepseek-r1') }).slice).toBe('new model');
    const known = { ...TABLE, models: ['llama-3.3-70b', 'deepseek-r1'] };
    const routed = replica({ architecture: architecture('deepseek-r1') });
    expect(residual(known, model.calibration.constants, 'tpot', routed).slice).toBe('vllm');
    expect(of({ engine: 'sglang' }).slice).toBe('seen');
  });
  it('is as wide as its class of machine was measured to need', () => {
    expect(of({ accelerator: accelerator('mi300x') }).high).toBeCloseTo(0.3, 9);
  });
  it('of a pool is that of pools, if wider', () => {
    expect(of({}, true)).toMatchObject({ slice: 'pools × vllm', high: 0.65 });
    expect(of({ engine: 'sglang' }, true).slice).toBe('pools');
  });
  it('widens for a new model, a new accelerator and a class nobody measured', () => {
    expect(of({ architecture: architecture('qwen3-32b') }).high).toBe(0.3);
    expect(of({ accelerator: accelerator('h100-nvl') }).slice).toBe('new accelerator');
    expect(of({ accelerator: accelerator('h100-nvl'), engine: 'sglang' }).slice).toBe('new accelerator × sglang');
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
