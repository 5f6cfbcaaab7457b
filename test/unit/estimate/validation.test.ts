import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createValidation, formatOf } from '../../../src/estimate/index.ts';
import { createPerformanceModel, calibrationOf } from '../../../src/performance/index.ts';
import { engineOf, servingEngine } from '../../../src/estimate/validate/foreign/words.ts';
import { catalog } from '../../helpers/catalog.ts';

const validation = () =>
  createValidation({ catalog: catalog(), performance: createPerformanceModel(calibrationOf(catalog().calibration)) });

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
/** The same run in the columns of pricing/measurements. */
const TYPED = {
  id: 'T1',
  source: 'InferenceX',
  model: 'gpt-oss-120b',
  accelerator: 'b200',
  n_accelerators: '1',
  tp: '1',
  disaggregated: 'no',
  engine: 'vllm-0.1x',
  weight_precision: 'mxfp4',
  isl: '1024',
  osl: '1024',
  range_ratio: '0.8',
  load: 'closed',
  concurrency: '64',
  speculative: 'no',
  metric: 'tpot_ms',
  value: '10.8',
  statistic: 'median',
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

/** The reader of the file that has this row. */
const formatFor = (row: object) => formatOf(Object.keys(row))!;
const PROSE = formatFor(MEASUREMENT);
const SERVING = formatFor(POINT);

describe('validate', () => {
  it('knows the format of a file by its header', () => {
    expect(PROSE.name).toBe('measurements');
    expect(SERVING.name).toBe('serving-points');
    expect(formatFor(TYPED).name).toBe('table');
    expect(formatOf(['a', 'b'])).toBeUndefined();
  });

  it('reads the same run from words and from columns', () => {
    const v = validation();
    const [words] = v.add('m.csv', PROSE, MEASUREMENT, 2);
    const [columns] = v.add('t.csv', formatFor(TYPED), TYPED, 2);
    expect(columns).toEqual({ ...words, file: 't.csv' });
  });

  it('says which word a column of its own does not know', () => {
    const [row] = validation().add('t.csv', formatFor(TYPED), { ...TYPED, load: 'closed-loop' }, 2);
    expect(row).toMatchObject({ id: 'T1', status: 'skipped', reason: 'unknown load closed-loop' });
  });

  it('scores a measurement in its own metric and unit, with an interval', () => {
    const [row] = validation().add('m.csv', PROSE, MEASUREMENT, 2);
    expect(row).toMatchObject({ file: 'm.csv', id: 'T1', metric: 'tpot_ms', measured: 10.8, status: 'scored' });
    expect(row?.low).toBeLessThan(row?.predicted ?? 0);
    expect(row?.high).toBeGreaterThan(row?.predicted ?? 0);
    expect((row?.predicted ?? 0) / 10.8).toBeGreaterThan(0.6);
    expect((row?.predicted ?? 0) / 10.8).toBeLessThan(1.6);
  });

  it('gives a rate that is made of a time the interval of that time, turned round', () => {
    const v = validation();
    // No published run lies near: intervals of the field of runs are symmetric.
    const unlike = { ...MEASUREMENT, model: 'yi-34b', accelerator: 'gaudi3', weight_precision: 'bf16' };
    const at = (over: Partial<typeof MEASUREMENT>) => v.add('m.csv', PROSE, { ...unlike, ...over }, 2)[0];
    const time = at({ metric: 'tpot_ms' });
    const rate = at({ metric: 'output_tokens_per_s_per_user', value: '92', unit: 'output tok/s/user' });
    expect((rate?.low ?? NaN) * (time?.high ?? NaN)).toBeCloseTo(1e3, 6);
    expect((rate?.high ?? NaN) * (time?.low ?? NaN)).toBeCloseTo(1e3, 6);
    // The interval is not symmetric, or the test would say nothing.
    const [down, up] = [(time?.predicted ?? NaN) / (time?.low ?? NaN), (time?.high ?? NaN) / (time?.predicted ?? NaN)];
    expect(Math.abs(Math.log(down / up))).toBeGreaterThan(0.01);
    const first = at({ metric: 'ttft_ms', value: '100', unit: 'ms (mean)' });
    const prefill = at({ metric: 'prefill_tokens_per_s', value: '1e4', unit: 'input tok/s' });
    const ratio = (low = NaN, high = NaN): number => high / low;
    expect((prefill?.predicted ?? NaN) / (prefill?.low ?? NaN)).toBeCloseTo(
      ratio(first?.predicted ?? NaN, first?.high ?? NaN),
      9,
    );
  });

  it('gives two rows for a serving point, named by its line', () => {
    const rows = validation().add('s.csv', SERVING, POINT, 7);
    expect(rows.map((r) => [r.id, r.metric, r.status])).toEqual([
      ['7', 'ttft_ms', 'scored'],
      ['7', 'tpot_ms', 'scored'],
    ]);
  });

  it('predicts the statistic and the scope the unit names', () => {
    const v = validation();
    const at = (over: Partial<typeof MEASUREMENT>): number =>
      v.add('m', PROSE, { ...MEASUREMENT, id: JSON.stringify(over), ...over }, 2)[0]?.predicted ?? Number.NaN;
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
    const reason = (over: Partial<typeof MEASUREMENT>) => v.add('m', PROSE, { ...MEASUREMENT, ...over }, 2)[0]?.reason;
    expect(reason({ model: 'gpt-9' })).toBe('unknown model gpt-9');
    expect(reason({ accelerator: 'z80' })).toBe('unknown accelerator z80');
    expect(reason({ isl: '', osl: '', tp: '', n_accelerators: '' })).toBeUndefined();
  });

  it('skips a row without a measured value, and counts it', () => {
    const v = validation();
    const [row] = v.add('m.csv', PROSE, { ...MEASUREMENT, value: 'n/a' }, 2);
    expect(row).toMatchObject({
      status: 'skipped',
      measured: null,
      reason: 'the measured value is not a number above 0',
    });
    expect(v.summary().some((s) => s.skipped === 1)).toBe(true);
  });

  it('separates slices and counts every group once', () => {
    const v = validation();
    v.add('m', PROSE, MEASUREMENT, 2);
    v.add('m', PROSE, { ...MEASUREMENT, id: 'T2', speculative: 'yes' }, 3);
    v.add('m', PROSE, { ...MEASUREMENT, id: 'T3', model: 'nobody' }, 4);
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
        (row, i) => (skipped += v.add(name, formatFor(row), row, i + 2).filter((r) => r.status === 'skipped').length),
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

describe('the age of an engine', () => {
  it('is read from its version, or from the day it ran where no version is said', () => {
    const at = (backend: string, version: string, measured: string) => servingEngine(backend, version, measured);
    expect(at('trtllm', '1.1.0rc2.post2', '2026-01-14')).toBe('trt-1.0');
    expect(at('trtllm', '', '2025-11-02')).toBe('trt-1.0');
    expect(at('trtllm', '1.2.0rc6.post2', '2026-02-03')).toBe('trt');
    expect(at('trtllm', '0.5.1-rc0.pre3', '2025-12-05')).toBe('trt-1.0');
    expect(at('trtllm', '0.8.1.post2', '2026-02-20')).toBe('trt');
    expect(at('sglang', '0.5.6.post2', '')).toBe('sglang-25');
    expect(at('sglang', '0.5.10.post1', '2026-04-17')).toBe('sglang');
    expect(at('vllm', '', '2025-10-29')).toBe('vllm-0.1x');
    expect(at('vllm', '0.19.0', '2026-04-01')).toBe('vllm');
    expect(at('vllm', 'nightly-5b8c30d6', '2026-04-01')).toBe('vllm');
  });

  it('parts the rounds of MLPerf and the releases of TensorRT-LLM', () => {
    expect(engineOf('TensorRT 10.2, CUDA 12.4', 'MLPerf-v4.1', 'h100-sxm')).toBe('mlperf-trt-4');
    expect(engineOf('TensorRT 10.11, CUDA 12.9', 'MLPerf-v5.1', 'b200')).toBe('mlperf-trt');
    expect(engineOf('TensorRT 10.15, CUDA 13', 'MLPerf-v6.0', 'b200')).toBe('mlperf-trt-6');
    expect(engineOf('TensorRT-LLM v1.0 (PyTorch backend)', 'TRT-LLM-docs', 'b200')).toBe('trt-1.0');
    expect(engineOf('TensorRT-LLM v1.2 (PyTorch backend)', 'TRT-LLM-docs', 'b200')).toBe('trt');
    expect(engineOf('SGLang (Sep 2025)', 'dstack-PD', 'h200-sxm')).toBe('sglang-25');
    expect(engineOf('SGLang', 'somewhere', 'h200-sxm')).toBe('sglang');
  });
});

describe('beams', () => {
  it('advance together: four of them decode slower than one, and faster than four requests', () => {
    const gptj = {
      ...MEASUREMENT,
      source: 'MLPerf-v4.1',
      model: 'gpt-j-6b',
      accelerator: 'h100-sxm',
      framework: 'TensorRT 10.2, CUDA 12.4',
      weight_precision: 'fp8',
      isl: '780',
      osl: '69',
      concurrency_or_batch: 'max',
      scenario: 'offline',
      metric: 'output_tokens_per_s_total',
      value: '2500',
      unit: 'output tok/s',
    };
    const rate = (row: Readonly<Record<string, string>>): number =>
      validation().add('m.csv', PROSE, row, 2)[0]?.predicted ?? 0;
    const [four, one] = [rate(gptj), rate({ ...gptj, source: 'Other' })];
    expect(four).toBeLessThan(one);
    expect(four).toBeGreaterThan(one / 4);
  });
});
