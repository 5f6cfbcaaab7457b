/** Exports of AIPerf (`profile_export_aiperf.json`) and genai-perf before it: a metric an object with its unit, avg and percentiles. */
import { field, inside, numberOf, rowsOf, textOf, type Json, type Reported, type ResultFormat } from './jsonRun.ts';
import { acceleratorName } from './names.ts';
import { servingEngine } from './words.ts';
import type { LoadRow } from '../row.ts';

const REPORTED: readonly Reported[] = [
  { key: 'output_throughput', metric: 'output_tokens_per_s_total' },
  { key: 'mean_ttft_ms', metric: 'ttft_ms', statistic: 'mean' },
  { key: 'median_ttft_ms', metric: 'ttft_ms', statistic: 'median' },
  { key: 'mean_itl_ms', metric: 'tpot_ms', statistic: 'mean' },
  { key: 'median_itl_ms', metric: 'tpot_ms', statistic: 'median' },
];

/** Times by their unit, in ms. */
const MILLISECONDS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, sec: 1e3, seconds: 1e3 };

export const aiperf: ResultFormat = {
  recognises: (run) =>
    inside(run, 'time_to_first_token') !== undefined && inside(run, 'output_token_throughput') !== undefined,
  read(context, run, id) {
    const of = (name: string): Json => inside(run, name) ?? {};
    const time = (name: string, key: string): number | undefined => {
      const value = numberOf(of(name), key);
      return value === undefined ? undefined : value * (MILLISECONDS[textOf(of(name), 'unit')] ?? 1);
    };
    const numbers: Json = {
      output_throughput: of('output_token_throughput')['avg'],
      mean_ttft_ms: time('time_to_first_token', 'avg'),
      median_ttft_ms: time('time_to_first_token', 'p50'),
      mean_itl_ms: time('inter_token_latency', 'avg'),
      median_itl_ms: time('inter_token_latency', 'p50'),
    };
    const input = inside(run, 'input_config') ?? {};
    const endpoint = inside(input, 'endpoint') ?? input;
    return rowsOf(numbers, REPORTED, {
      id,
      run: id,
      source: 'AIPerf',
      model: first(endpoint['model_names']) ?? textOf(endpoint, 'model', 'model_name'),
      accelerator: acceleratorName(context, textOf(run, 'accelerator', 'gpu')),
      grid: {},
      disaggregated: false,
      engine: servingEngine(textOf(endpoint, 'backend', 'service_kind').includes('triton') ? 'trtllm' : 'vllm', '', ''),
      ...field('input', numberOf(of('input_sequence_length'), 'avg')),
      ...field('output', numberOf(of('output_sequence_length'), 'avg')),
      load: loadOf(input, run),
      speculative: 'unknown',
      trust: 'B',
    });
  },
};

const first = (list: unknown): string | undefined =>
  Array.isArray(list) && typeof list[0] === 'string' ? list[0] : undefined;

function loadOf(input: Json, run: Json): LoadRow {
  const load =
    inside(input, 'loadgen') ?? inside(input, 'perf_analyzer', 'stimulus') ?? inside(input, 'stimulus') ?? input;
  const clients = numberOf(load, 'concurrency');
  if (clients !== undefined) return { kind: 'closed', clients };
  return {
    kind: 'open',
    rate: numberOf(load, 'request_rate') ?? numberOf(inside(run, 'request_throughput') ?? {}, 'avg') ?? 1,
  };
}
