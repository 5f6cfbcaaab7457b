/**
 * Result of `vllm bench serve --save-result`, and of SGLang's `bench_serving`, which also leaves out the model. It does not say what served: `--metadata accelerator=h200-sxm tensor_parallel_size=2`
 * puts that into the file.
 */
import type { LoadRow } from '../row.ts';
import { field, numberOf, rowsOf, textOf, type Json, type Reported, type ResultFormat } from './jsonRun.ts';
import { acceleratorName } from './names.ts';
import { precisionOf, servingEngine } from './words.ts';

const REPORTED: readonly Reported[] = [
  { key: 'output_throughput', metric: 'output_tokens_per_s_total' },
  { key: 'total_token_throughput', metric: 'total_tokens_per_s' },
  { key: 'mean_ttft_ms', metric: 'ttft_ms', statistic: 'mean' },
  { key: 'median_ttft_ms', metric: 'ttft_ms', statistic: 'median' },
  { key: 'mean_tpot_ms', metric: 'tpot_ms', statistic: 'mean' },
  { key: 'median_tpot_ms', metric: 'tpot_ms', statistic: 'median' },
];

export const vllmBench: ResultFormat = {
  recognises: (run) => ['completed', 'total_input_tokens', 'output_throughput'].every((key) => key in run),
  read(context, run, id) {
    const completed = numberOf(run, 'completed') ?? 1;
    const perRequest = (key: string): number | undefined => {
      const total = numberOf(run, key);
      return total === undefined ? undefined : total / completed;
    };
    const weights = precisionOf(textOf(run, 'weights', 'quantization'));
    return rowsOf(run, REPORTED, {
      id,
      run: id,
      source: textOf(run, 'model_id') === '' ? 'sglang bench_serving' : 'vllm bench',
      model: textOf(run, 'model_id', 'model'),
      accelerator: acceleratorName(context, textOf(run, 'accelerator', 'gpu', 'hw')),
      ...field('accelerators', numberOf(run, 'n_accelerators', 'num_gpus')),
      grid: {
        ...field('tensor', numberOf(run, 'tensor_parallel_size', 'tp')),
        ...field('pipeline', numberOf(run, 'pipeline_parallel_size', 'pp')),
      },
      disaggregated: false,
      engine: servingEngine(backendOf(run), textOf(run, 'version'), dayOf(run)),
      ...(weights === undefined ? {} : { weights }),
      ...field('input', perRequest('total_input_tokens')),
      ...field('output', perRequest('total_output_tokens')),
      load: loadOf(run),
      speculative: 'unknown',
      trust: 'B',
    });
  },
};

/** `openai` and `openai-chat` are protocols that every engine speaks: vLLM, whose tool it is. */
function backendOf(run: Json): string {
  const backend = textOf(run, 'backend', 'endpoint_type').toLowerCase();
  if (backend.includes('tensorrt')) return 'trtllm';
  return backend.includes('sglang') ? 'sglang' : 'vllm';
}

/** `20260101-093000` is 2026-01-01. */
const dayOf = (run: Json): string =>
  textOf(run, 'date')
    .slice(0, 8)
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

/** A rate comes first: a limit of concurrency beside it only guards the server. `inf` sends all, or as many as the limit lets. */
function loadOf(run: Json): LoadRow {
  const requests = numberOf(run, 'num_prompts') ?? numberOf(run, 'completed') ?? 1;
  const rate = numberOf(run, 'request_rate');
  if (rate !== undefined) return { kind: 'open', rate, requests };
  const clients = numberOf(run, 'max_concurrency');
  return clients === undefined || clients >= requests
    ? { kind: 'burst', requests }
    : { kind: 'closed', clients, rounds: requests / clients };
}
