/** `summary_lifecycle_metrics.json` of inference-perf (and its stages): times in s. It names neither model nor machine. */
import { field, inside, numberOf, rowsOf, textOf, type Json, type Reported, type ResultFormat } from './jsonRun.ts';

const REPORTED: readonly Reported[] = [
  { key: 'output_tokens_per_sec', metric: 'output_tokens_per_s_total' },
  { key: 'total_tokens_per_sec', metric: 'total_tokens_per_s' },
  { key: 'mean_ttft', metric: 'ttft_ms', statistic: 'mean', scale: 1e3 },
  { key: 'median_ttft', metric: 'ttft_ms', statistic: 'median', scale: 1e3 },
  { key: 'mean_tpot', metric: 'tpot_ms', statistic: 'mean', scale: 1e3 },
  { key: 'median_tpot', metric: 'tpot_ms', statistic: 'median', scale: 1e3 },
];

export const inferencePerf: ResultFormat = {
  recognises: (run) =>
    inside(run, 'load_summary') !== undefined && inside(run, 'successes', 'throughput') !== undefined,
  read(_, run, id) {
    const successes = inside(run, 'successes') ?? {};
    const latency = (name: string): Json => inside(successes, 'latency', name) ?? {};
    const [ttft, tpot] = [latency('time_to_first_token'), latency('time_per_output_token')];
    const numbers: Json = {
      ...inside(successes, 'throughput'),
      mean_ttft: ttft['mean'],
      median_ttft: ttft['median'] ?? ttft['p50'],
      mean_tpot: tpot['mean'],
      median_tpot: tpot['median'] ?? tpot['p50'],
    };
    const rate =
      numberOf(inside(run, 'load_summary') ?? {}, 'requested_rate', 'achieved_rate') ??
      numberOf(inside(successes, 'throughput') ?? {}, 'requests_per_sec');
    return rowsOf(numbers, REPORTED, {
      id,
      run: id,
      source: 'inference-perf',
      model: textOf(run, 'model'),
      accelerator: textOf(run, 'accelerator'),
      grid: {},
      disaggregated: false,
      engine: 'vllm',
      ...field('input', numberOf(inside(successes, 'prompt_len') ?? {}, 'mean')),
      ...field('output', numberOf(inside(successes, 'output_len') ?? {}, 'mean')),
      load: { kind: 'open', rate: rate ?? 1 },
      speculative: 'unknown',
      trust: 'B',
    });
  },
};
