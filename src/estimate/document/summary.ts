/** What a document asks, beside the answer: its traffic, its limits, its names; and the request that every deployment answers. */
import type { Catalog } from '../../catalog/index.ts';
import type { Limits } from '../../performance/index.ts';
import { type Figure, leaf, unknown } from '../../quantity/index.ts';
import type { Workload } from '../../workload/index.ts';
import type { EvaluationContext } from './context.ts';
import type { ProblemCollector } from '../problems/index.ts';
import {
  architectureOfRow,
  JOULES_PER_KWH,
  MONTH_SECONDS,
  type EvaluationRequest,
  type ImageTokens,
  resolveModel,
  type ResolvedWorkload,
} from '../names/index.ts';
import { trafficFigures } from '../choice/index.ts';
import type { Estimate, LimitSummary, TargetSummary, TrafficSummary } from '../contract/index.ts';

export function questionOf(
  workload: Workload,
  around: EvaluationContext,
  pending: ProblemCollector,
  images?: ImageTokens,
): EvaluationRequest | undefined {
  const row = resolveModel(around.catalog, workload.model, pending, around.readFile);
  if (!row) return undefined;
  const resolved: ResolvedWorkload = {
    catalog: around.catalog,
    performance: around.performance,
    capacities: around.capacities,
    today: around.today,
    words: around.words,
    modelRow: row,
    architecture: architectureOfRow(row),
    traffic: workload.traffic,
    images,
    documentSite: workload.site,
    operations: workload.operations,
    availability: workload.slo.availability,
  };
  return {
    resolved,
    limits: limitsOf(workload),
    currency: workload.currency.value,
    usdRate: currencyRate(workload, around.catalog),
  };
}

function limitsOf({ slo }: Workload): Limits {
  return {
    ...(slo.ttft ? { ttft: { statistic: slo.ttft.statistic, limit: slo.ttft.limit.mid } } : {}),
    ...(slo.tpot ? { tpot: { statistic: slo.tpot.statistic, limit: slo.tpot.limit.mid } } : {}),
  };
}

function currencyRate({ currency }: Workload, catalog: Catalog): Figure {
  if (currency.value === 'USD')
    return leaf('USD', { value: 1 }, 'USD', { kind: 'definition', documentation: 'docs/definitions.md#currency' });
  const row = catalog.currency(currency.value);
  const label = `USD per ${currency.value}`;
  return row
    ? leaf(label, { value: row.usd }, 'USD', row.origin)
    : unknown(label, 'USD', `no rate for ${currency.value} in pricing/currencies`);
}

export function summary(
  workload: Workload,
  around: EvaluationContext,
  request: EvaluationRequest | undefined,
): Omit<Estimate, 'problems' | 'deployments'> {
  const { traffic, slo, budget } = workload;
  const currency = workload.currency.value;
  const target = (t: Workload['slo']['ttft']): TargetSummary | undefined =>
    t ? { statistic: t.statistic, limit: t.limit.mid } : undefined;
  const [ttft, tpot] = [target(slo.ttft), target(slo.tpot)];
  const usd = request?.usdRate.value ?? 1;
  const limits: LimitSummary = {
    ...(ttft ? { ttft } : {}),
    ...(tpot ? { tpot } : {}),
    ...(budget.perToken ? { perMillionTokens: clean((budget.perToken.mid * 1e6) / usd) } : {}),
    ...(budget.perSecond ? { perMonth: clean((budget.perSecond.mid * MONTH_SECONDS) / usd) } : {}),
    ...(budget.energyPerToken
      ? { kwhPerMillionTokens: clean((budget.energyPerToken.mid * 1e6) / JOULES_PER_KWH) }
      : {}),
  };
  const number = (key: keyof typeof trafficFigures): number => trafficFigures[key](traffic).value ?? NaN;
  const told: TrafficSummary = {
    requestsPerSecond: number('requests'),
    peakRequestsPerSecond: number('peakRequests'),
    inputTokens: number('inputTokens'),
    outputTokens: number('outputTokens'),
    cachedInput: number('cachedInput'),
  };
  return {
    source: { file: around.file, documentIndex: around.documentIndex },
    name: workload.name,
    model: request?.resolved.modelRow.id ?? modelName(workload),
    currency,
    ...(workload.labels ? { labels: workload.labels } : {}),
    ...(workload.baseline ? { baseline: workload.baseline.value } : {}),
    ...(Number.isFinite(traffic.inputTokens.mean.mid + traffic.outputTokens.mean.mid) ? { traffic: told } : {}),
    limits,
  };
}

/** Undoes the last bits that unit conversion left: a budget of 60,000 is shown as 60,000. */
const clean = (value: number): number => Number(value.toPrecision(12));

function modelName({ model }: Workload): string {
  switch (model.kind) {
    case 'id':
    case 'huggingface':
      return model.id;
    case 'file':
      return model.path;
    case 'config':
      return 'config';
  }
}
