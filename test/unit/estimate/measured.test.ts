import { measuredPoints, type MeasuredRun } from '../../../src/estimate/explore/measured.ts';
import { describe, expect, it } from 'vitest';
import { compileMeasured } from '../../../scripts/compile-measured.ts';
import { charts, estimate } from '../../helpers/estimate.ts';

const run: MeasuredRun = {
  id: 'inferencex.csv P01',
  framework: 'vLLM 0.10',
  model: 'llama-3.3-70b',
  accelerator: 'h100-sxm',
  weights: 'fp8',
  input: 1800,
  output: 350,
  perUser: 40,
  perAccelerator: 600,
  source: 'InferenceX',
};
const [h100] = charts().curves!;
const points = (over: Partial<MeasuredRun>) => measuredPoints({ runs: [{ ...run, ...over }] }, estimate(), [h100!]);

describe('published runs beside a curve', () => {
  it('cost what the curve costs at the same throughput', () => {
    const chosen = h100!.points.find((point) => point.chosen)!;
    const [dot] = points({ perAccelerator: chosen.tokensPerSecondPerAccelerator });
    expect(dot!.perMillionTokens).toBeCloseTo(chosen.perMillionTokens!, 9);
    expect(dot!.deployment).toBe('aws-h100');
  });
  it('are of the same shape of model, machine and width', () => {
    expect(points({ model: 'llama-3.1-70b' })).toHaveLength(1);
    expect(points({ model: 'llama-3.1-8b' })).toEqual([]);
    expect(points({ accelerator: 'b200' })).toEqual([]);
    expect(points({ weights: 'bf16' })).toEqual([]);
    expect(points({ weights: 'e4m3-fp8' })).toHaveLength(1);
    expect(points({ weights: '' })).toHaveLength(1);
  });
  it('are of lengths like those of the workload, cached input left out', () => {
    expect(points({ input: 1080 * 3.9, output: 350 * 3.9 })).toHaveLength(1);
    expect(points({ input: 1080 * 4.1, output: 350 * 3.9 })).toEqual([]);
    expect(points({ output: 350 * 4.1 })).toEqual([]);
    expect(points({ input: 1080 * 2, output: 350 / 2 })).toEqual([]);
  });
});

it('reads hundreds of runs from the tables, each with a speed and a throughput', () => {
  const { runs } = compileMeasured();
  expect(runs.length).toBeGreaterThan(400);
  for (const one of runs) expect(Math.min(one.perUser, one.perAccelerator, one.input, one.output)).toBeGreaterThan(0);
});
