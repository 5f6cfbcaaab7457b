/** Report of GuideLLM 0.2 to 0.5 (`benchmarks.json`): a list of benchmarks, each with its strategy and distributions of metrics. */
import { field, inside, numberOf, rowsOf, textOf, type Json, type Reported, type ResultFormat } from './jsonRun.ts';
import { acceleratorName } from './names.ts';
import type { LoadRow } from '../row.ts';

const REPORTED: readonly Reported[] = [
  { key: 'output_tokens_per_second', metric: 'output_tokens_per_s_total' },
  { key: 'mean_ttft_ms', metric: 'ttft_ms', statistic: 'mean' },
  { key: 'median_ttft_ms', metric: 'ttft_ms', statistic: 'median' },
  { key: 'mean_itl_ms', metric: 'tpot_ms', statistic: 'mean' },
  { key: 'median_itl_ms', metric: 'tpot_ms', statistic: 'median' },
];

export const guidellm: ResultFormat = {
  recognises: (file) =>
    Array.isArray(file['benchmarks']) &&
    inside((file['benchmarks'] as readonly Json[])[0] ?? {}, 'metrics') !== undefined,
  read(context, file, id) {
    const runs = file['benchmarks'] as readonly Json[];
    return runs.flatMap((run, i) => {
      const of = (metric: string): Json => inside(run, 'metrics', metric, 'successful') ?? {};
      const [ttft, itl] = [of('time_to_first_token_ms'), of('inter_token_latency_ms')];
      const numbers: Json = {
        output_tokens_per_second: of('output_tokens_per_second')['mean'],
        mean_ttft_ms: ttft['mean'],
        median_ttft_ms: ttft['median'],
        mean_itl_ms: itl['mean'],
        median_itl_ms: itl['median'],
      };
      const name = `${id}.${i + 1}`;
      return rowsOf(numbers, REPORTED, {
        id: name,
        run: name,
        source: 'GuideLLM',
        model: modelOf(file, run),
        accelerator: acceleratorName(context, textOf(inside(run, 'extras') ?? {}, 'accelerator', 'gpu')),
        grid: {},
        disaggregated: false,
        engine: 'vllm',
        ...field('input', numberOf(of('prompt_token_count'), 'mean')),
        ...field('output', numberOf(of('output_token_count'), 'mean')),
        load: loadOf(run, of('requests_per_second')),
        speculative: 'unknown',
        trust: 'B',
      });
    });
  },
};

/** Where the versions keep it. */
function modelOf(file: Json, run: Json): string {
  const places = [
    inside(run, 'worker'),
    inside(run, 'config', 'backend'),
    inside(run, 'benchmarker', 'backend'),
    inside(run, 'config'),
    inside(file, 'args'),
  ];
  return places.map((place) => textOf(place ?? {}, 'backend_model', 'model')).find((name) => name !== '') ?? '';
}

/** Fixed streams are clients, a constant or Poisson rate is open; `throughput` sends as many as it may at once. */
function loadOf(run: Json, rate: Json): LoadRow {
  const strategy =
    inside(run, 'args', 'strategy') ?? inside(run, 'config', 'strategy') ?? inside(run, 'scheduler', 'strategy') ?? {};
  const kind = textOf(strategy, 'type_');
  if (kind === 'synchronous') return { kind: 'closed', clients: 1 };
  const clients = numberOf(strategy, 'streams', 'max_concurrency');
  if (clients !== undefined) return { kind: 'closed', clients };
  const wanted = numberOf(strategy, 'rate') ?? numberOf(rate, 'mean');
  return { kind: 'open', rate: wanted ?? 1 };
}
