/** What each metric of measurement tables is made of. */
import type { MeasuredMetric } from '../../catalog/index.ts';
import type { Metric } from '../../performance/index.ts';

interface MetricFacts {
  /** The residuals of the model that it shares. */
  readonly kind: Metric;
  /** It falls as the time it is made of rises: its error and its interval are those of the time, turned round. */
  readonly rateOfTime?: true;
}

const METRIC_FACTS: Readonly<Record<MeasuredMetric, MetricFacts>> = {
  output_tokens_per_s_total: { kind: 'throughput' },
  tokens_per_s_per_gpu: { kind: 'throughput' },
  total_tokens_per_s: { kind: 'throughput' },
  total_tokens_per_s_per_gpu: { kind: 'throughput' },
  prefill_tokens_per_s: { kind: 'ttft', rateOfTime: true },
  prefill_tokens_per_s_per_gpu: { kind: 'ttft', rateOfTime: true },
  output_tokens_per_s_per_user: { kind: 'tpot', rateOfTime: true },
  ttft_ms: { kind: 'ttft' },
  tpot_ms: { kind: 'tpot' },
  e2e_latency_s: { kind: 'tpot' },
  joules_per_output_token: { kind: 'energy' },
  accelerator_watts_total: { kind: 'energy' },
  system_watts: { kind: 'energy' },
};

/** A file of somebody else may name others: the model has no number for them, so that their kind is of no account. */
function factsOf(metric: string): MetricFacts {
  return Object.hasOwn(METRIC_FACTS, metric) ? METRIC_FACTS[metric as MeasuredMetric] : { kind: 'throughput' };
}

export function metricKind(metric: string): Metric {
  return factsOf(metric).kind;
}

export function isRateOfTime(metric: string): boolean {
  return factsOf(metric).rateOfTime === true;
}
