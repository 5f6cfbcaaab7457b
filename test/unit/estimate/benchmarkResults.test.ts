/** Results of other tools as they write them, scored by `validate`. */
import { describe, expect, it } from 'vitest';
import { createEngine, createValidation, formatOf } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const { performance } = createEngine({ catalog: catalog(), asOf: '2026-11-23' });
const validation = () => createValidation({ catalog: catalog(), performance });
const told = (rows: ReturnType<ReturnType<typeof validation>['addResults']>) =>
  rows?.map((row) => [row.metric, row.measured, row.status]);

const INFERENCEX = {
  hw: 'h200',
  framework: 'vllm',
  precision: 'fp8',
  model: 'Qwen/Qwen3-32B',
  tp: 2,
  conc: 32,
  isl: 1024,
  osl: 1024,
  tput_per_gpu: 900.1,
  mean_ttft: 0.2,
  mean_tpot: 0.012,
};
const VLLM = {
  date: '20260101-000000',
  backend: 'vllm',
  model_id: 'Qwen/Qwen3-32B',
  num_prompts: 200,
  request_rate: 'inf',
  max_concurrency: 32,
  completed: 200,
  total_input_tokens: 131_200,
  total_output_tokens: 22_000,
  output_throughput: 653.6,
  mean_ttft_ms: 146.8,
  median_ttft_ms: 120,
  mean_tpot_ms: 44.1,
  accelerator: 'H200',
  tensor_parallel_size: '2',
};

describe('results of other tools', () => {
  it('are read from InferenceX: times in s, input and output per accelerator', () => {
    expect(told(validation().addResults('a.json', [INFERENCEX]))).toEqual([
      ['total_tokens_per_s_per_gpu', 900.1, 'scored'],
      ['ttft_ms', 200, 'scored'],
      ['tpot_ms', 12, 'scored'],
    ]);
  });

  it('are the closed loop that the same row in words is', () => {
    const [, , tpot] = validation().addResults('a.json', INFERENCEX) ?? [];
    const words = {
      source: 'InferenceX',
      model: 'qwen3-32b',
      accelerator: 'h200-sxm',
      tp: '2',
      framework: 'vllm',
      weight_precision: 'fp8',
      isl: '1024',
      osl: '1024',
      concurrency_or_batch: '32',
      scenario: 'closed-loop concurrency',
      metric: 'tpot_ms',
      value: '12',
      unit: 'ms (mean)',
    };
    const [row] = validation().add('w.csv', formatOf(Object.keys(words))!, words, 2);
    expect(tpot?.predicted).toBeCloseTo(row?.predicted ?? NaN, 9);
  });

  it('are read from vllm bench serve, mean lengths from its totals', () => {
    expect(told(validation().addResults('v.json', VLLM))).toEqual([
      ['output_tokens_per_s_total', 653.6, 'scored'],
      ['ttft_ms', 146.8, 'scored'],
      ['ttft_ms', 120, 'scored'],
      ['tpot_ms', 44.1, 'scored'],
    ]);
  });

  it('of a rate are an open load: it waits less than the closed loop at its limit', () => {
    const ttft = (run: object): number =>
      validation()
        .addResults('v.json', run)
        ?.find(({ metric }) => metric === 'ttft_ms')?.predicted ?? NaN;
    expect(ttft({ ...VLLM, request_rate: 0.5 })).toBeLessThan(ttft(VLLM));
  });

  it('say that the accelerator is missing where the tool does not tell it', () => {
    const silent = { ...VLLM, accelerator: undefined };
    expect(validation().addResults('v.json', silent)?.[0]?.reason).toBe('unknown accelerator (blank)');
  });

  it('are read from the CSV of aiconfigurator', () => {
    const row = {
      backend: 'vllm',
      system: 'h200_sxm',
      model: 'Qwen/Qwen3-32B',
      tp: '2',
      pp: '1',
      dp: '1',
      moe_ep: '1',
      bs: '32',
      concurrency: '32',
      ttft: '210',
      tpot: '18.1',
      'tokens/s/gpu': '850.2',
      isl: '1024',
      osl: '1024',
    };
    const rows = validation().add('c.csv', formatOf(Object.keys(row))!, row, 2);
    expect(told(rows)).toEqual([
      ['tokens_per_s_per_gpu', 850.2, 'scored'],
      ['ttft_ms', 210, 'scored'],
      ['tpot_ms', 18.1, 'scored'],
    ]);
  });

  it('of nobody are refused', () => {
    expect(validation().addResults('x.json', { a: 1 })).toBeUndefined();
    expect(validation().addResults('x.json', [])).toBeUndefined();
  });
});

describe('results that name neither model nor machine', () => {
  const given = { model: 'Qwen/Qwen3-32B', accelerator: 'h200-sxm', tensorParallel: 2 };
  const scored = (value: unknown) =>
    createValidation({ catalog: catalog(), performance, given })
      .addResults('a.json', value)
      ?.map((row) => [row.metric, row.measured, row.status]);

  it('take them from the caller; without, they are skipped with the reason', () => {
    const { model_id: _, accelerator: __, tensor_parallel_size: ___, ...sglang } = VLLM;
    expect(scored({ ...sglang, backend: 'sglang' })?.every(([, , status]) => status === 'scored')).toBe(true);
    const [alone] = validation().addResults('a.json', sglang) ?? [];
    expect(alone).toMatchObject({ status: 'skipped', reason: expect.stringContaining('model') });
  });

  it('are those of GuideLLM, a benchmark each', () => {
    const of = (mean: number, median = mean) => ({ successful: { mean, median } });
    const benchmark = {
      config: { strategy: { type_: 'concurrent', streams: 32 }, backend: { model: 'Qwen/Qwen3-32B' } },
      metrics: {
        output_tokens_per_second: of(653),
        time_to_first_token_ms: of(146, 120),
        inter_token_latency_ms: of(44, 40),
        prompt_token_count: of(656),
        output_token_count: of(110),
      },
    };
    expect(scored({ benchmarks: [benchmark] })).toEqual([
      ['output_tokens_per_s_total', 653, 'scored'],
      ['ttft_ms', 146, 'scored'],
      ['ttft_ms', 120, 'scored'],
      ['tpot_ms', 44, 'scored'],
      ['tpot_ms', 40, 'scored'],
    ]);
  });

  it('are those of AIPerf, times in their own unit', () => {
    const run = {
      time_to_first_token: { unit: 'ms', avg: 146, p50: 120 },
      inter_token_latency: { unit: 's', avg: 0.044, p50: 0.04 },
      output_token_throughput: { unit: 'tokens/sec', avg: 653 },
      input_sequence_length: { avg: 656 },
      output_sequence_length: { avg: 110 },
      input_config: { endpoint: { model_names: ['Qwen/Qwen3-32B'] }, loadgen: { concurrency: 32 } },
    };
    expect(scored(run)).toEqual([
      ['output_tokens_per_s_total', 653, 'scored'],
      ['ttft_ms', 146, 'scored'],
      ['ttft_ms', 120, 'scored'],
      ['tpot_ms', 44, 'scored'],
      ['tpot_ms', 40, 'scored'],
    ]);
  });

  it('are those of inference-perf, times in s', () => {
    const run = {
      load_summary: { count: 200, requested_rate: 4 },
      successes: {
        latency: { time_to_first_token: { mean: 0.146 }, time_per_output_token: { mean: 0.044 } },
        throughput: { output_tokens_per_sec: 440, requests_per_sec: 4 },
        prompt_len: { mean: 656 },
        output_len: { mean: 110 },
      },
    };
    expect(scored(run)).toEqual([
      ['output_tokens_per_s_total', 440, 'scored'],
      ['ttft_ms', 146, 'scored'],
      ['tpot_ms', 44, 'scored'],
    ]);
  });
});
