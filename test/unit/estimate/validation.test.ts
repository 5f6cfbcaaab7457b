import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createValidation, shapeOf } from '../../../src/estimate/index.ts';
import { createPerformanceModel, readCalibration } from '../../../src/performance/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const validation = () =>
  createValidation({ catalog: catalog(), performance: createPerformanceModel(readCalibration(catalog().calibration)) });

const MEASUREMENT = {
  id: 'T1',
  source: 'InferenceX',
  model: 'gpt-oss-120b',
  accelerator: 'b200',
  n_accelerators: '1',
  tp: '1',
  disaggregated: 'no',
  framework: 'vllm',
  weight_precision: 'mxfp4',
  isl: '1024',
  osl: '1024',
  concurrency_or_batch: '64',
  scenario: 'closed-loop concurrency',
  metric: 'tpot_ms',
  value: '10.8',
  unit: 'ms (median)',
  speculative: 'no',
  trust: 'A',
};
const POINT = {
  model: 'llama-3.1-70b',
  accelerator: 'h200-sxm',
  backend: 'vllm',
  precision: 'fp8',
  mode: 'agg',
  isl: '1024',
  osl: '1024',
  batch_size: '8',
  tp_size: '2',
  silicon_ttft_ms: '150',
  silicon_tpot_ms: '15',
  concurrency: '8',
};

describe('validate', () => {
  it('knows both shapes of file by their header', () => {
    expect(shapeOf(Object.keys(MEASUREMENT))).toBe('measurements');
    expect(shapeOf(Object.keys(POINT))).toBe('serving-points');
    expect(shapeOf(['a', 'b'])).toBeUndefined();
  });

  it('scores a measurement in its own metric and unit, with an interval', () => {
    const [row] = validation().add('m.csv', 'measurements', MEASUREMENT, 2);
    expect(row).toMatchObject({ file: 'm.csv', id: 'T1', metric: 'tpot_ms', measured: 10.8, status: 'scored' });
    expect(row?.low).toBeLessThan(row?.predicted ?? 0);
    expect(row?.high).toBeGreaterThan(row?.predicted ?? 0);
    expect((row?.predicted ?? 0) / 10.8).toBeGreaterThan(0.6);
    expect((row?.predicted ?? 0) / 10.8).toBeLessThan(1.6);
  });

  it('gives two rows for a serving point, named by its line', () => {
    const rows = validation().add('s.csv', 'serving-points', POINT, 7);
    expect(rows.map((r) => [r.id, r.metric, r.status])).toEqual([
      ['7', 'ttft_ms', 'scored'],
      ['7', 'tpot_ms', 'scored'],
    ]);
  });

  it('predicts the statistic and the scope the unit names', () => {
    const v = validation();
    const at = (over: Partial<typeof MEASUREMENT>): number =>
      v.add('m', 'measurements', { ...MEASUREMENT, id: JSON.stringify(over), ...over }, 2)[0]?.predicted ?? Number.NaN;
    const perGpu = at({ metric: 'tokens_per_s_per_gpu', unit: 'output tok/s/gpu', n_accelerators: '2', tp: '2' });
    expect(at({ metric: 'output_tokens_per_s_total', unit: 'output tok/s', n_accelerators: '2', tp: '2' })).toBeCloseTo(
      2 * perGpu,
      6,
    );
    expect(at({ metric: 'total_tokens_per_s', n_accelerators: '2', tp: '2' })).toBeCloseTo(4 * perGpu, 6);
    expect(at({ metric: 'ttft_ms', unit: 'ms (mean)' })).toBeGreaterThan(
      at({ metric: 'ttft_ms', unit: 'ms (median)' }),
    );
  });

  it('skips only what it cannot resolve, and says what', () => {
    const v = validation();
    const reason = (over: Partial<typeof MEASUREMENT>) =>
      v.add('m', 'measurements', { ...MEASUREMENT, ...over }, 2)[0]?.reason;
    expect(reason({ model: 'gpt-9' })).toBe('unknown model gpt-9');
    expect(reason({ accelerator: 'z80' })).toBe('unknown accelerator z80');
    expect(reason({ isl: '', osl: '', tp: '', n_accelerators: '' })).toBeUndefined();
  });

  it('separates slices and counts every group once', () => {
    const v = validation();
    v.add('m', 'measurements', MEASUREMENT, 2);
    v.add('m', 'measurements', { ...MEASUREMENT, id: 'T2', speculative: 'yes' }, 3);
    v.add('m', 'measurements', { ...MEASUREMENT, id: 'T3', model: 'nobody' }, 4);
    const all = v.summary().filter((s) => s.by === 'all');
    expect(all.map((s) => [s.metric, s.slice, s.n, s.skipped])).toEqual([
      ['tpot_ms', 'colocated', 1, 1],
      ['tpot_ms', 'speculative', 1, 0],
    ]);
  });

  it('skips nothing of the published measurements, and is as right as the document says', () => {
    const v = validation();
    let skipped = 0;
    for (const name of ['inferencex', 'ml-energy-v3', 'trt-llm-docs', 'mlperf', 'aws-neuron', 'vendor-claims']) {
      const text = readFileSync(new URL(`../../../pricing/measurements/${name}.csv`, import.meta.url), 'utf8');
      const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
      data.forEach(
        (row, i) => (skipped += v.add(name, 'measurements', row, i + 2).filter((r) => r.status === 'skipped').length),
      );
    }
    expect(skipped).toBe(0);
    const throughput = v
      .summary()
      .find((s) => s.by === 'all' && s.metric === 'output_tokens_per_s_total' && s.slice === 'colocated');
    expect(throughput?.medianApe).toBeLessThan(0.14);
    expect(Math.abs(throughput?.bias ?? 1)).toBeLessThan(0.06);
  });
});
