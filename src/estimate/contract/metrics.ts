/**
 * The numbers of an estimate, once: where each stands, what it is called, what it is measured in.
 *
 * Surfaces choose which they show and in which words of the reader; none of them picks a number by itself.
 */
import { message, type Quantity } from '../../quantity/index.ts';
import type { CostEstimate, DeploymentEstimate, EnergyEstimate, LimitSummary, PerformanceEstimate } from './types.ts';

/** The path that `explain` unfolds is the code of a number. */
export type MetricPath =
  | `performance.${Exclude<keyof PerformanceEstimate, 'bottleneck'>}`
  | `cost.${Exclude<keyof CostEstimate, 'breakdown' | 'atFullLoad'>}`
  | 'cost.atFullLoad.perMillionTokens'
  | `energy.${keyof EnergyEstimate}`;

/** Money is in the currency of the estimate. */
export type MetricUnit = 's' | 'token/s' | '1' | 'money' | 'J' | 'kWh' | 'Wh' | 'W' | 'g' | 'l';

export interface Metric {
  readonly path: MetricPath;
  /** English name, as in derivations, tables and JSON. */
  readonly label: string;
  readonly unit: MetricUnit;
  readonly pick: (deployment: DeploymentEstimate) => Quantity;
}

const NAMES: Readonly<Record<MetricPath, readonly [label: string, unit: MetricUnit]>> = {
  'performance.ttft': [message('TTFT'), 's'],
  'performance.ttftP50': [message('TTFT, median'), 's'],
  'performance.ttftP95': [message('TTFT, 95th percentile'), 's'],
  'performance.ttftP99': [message('TTFT, 99th percentile'), 's'],
  'performance.tpot': [message('TPOT'), 's'],
  'performance.tpotP95': [message('TPOT, 95th percentile'), 's'],
  'performance.tpotP99': [message('TPOT, 99th percentile'), 's'],
  'performance.inputTokensPerSecond': [message('input tokens per second'), 'token/s'],
  'performance.outputTokensPerSecond': [message('output tokens per second'), 'token/s'],
  'performance.outputTokensPerSecondPerAccelerator': [message('output tokens per second and accelerator'), 'token/s'],
  'performance.concurrency': [message('sequences in flight per replica'), '1'],
  'performance.utilization': [message('utilization'), '1'],
  'cost.perMillionTokens': [message('cost per million tokens'), 'money'],
  'cost.perMillionOutputTokens': [message('cost per million output tokens'), 'money'],
  'cost.perMillionInputTokens': [message('cost per million uncached input tokens'), 'money'],
  'cost.perMillionCachedInputTokens': [message('cost per million cached input tokens'), 'money'],
  'cost.perRequest': [message('cost per request'), 'money'],
  'cost.perHour': [message('cost per hour'), 'money'],
  'cost.perMonth': [message('cost per month'), 'money'],
  'cost.atFullLoad.perMillionTokens': [message('cost per million tokens at full load'), 'money'],
  'energy.joulesPerOutputToken': [message('energy per output token'), 'J'],
  'energy.kwhPerMillionTokens': [message('energy per million tokens'), 'kWh'],
  'energy.wattHoursPerRequest': [message('energy per request'), 'Wh'],
  'energy.averagePower': [message('average power from the grid'), 'W'],
  'energy.kwhPerMonth': [message('energy per month'), 'kWh'],
  'energy.carbonPerMillionTokens': [message('carbon per million tokens'), 'g'],
  'energy.carbonPerMonth': [message('carbon per month'), 'g'],
  'energy.embodiedCarbonPerMonth': [message('embodied carbon per month'), 'g'],
  'energy.waterPerMonth': [message('water per month'), 'l'],
};

/** Accelerators paid for, those of all pools; none of a hosted API. */
export function acceleratorsPaid({ stages }: Pick<DeploymentEstimate, 'stages'>): number {
  return stages.reduce((total, { accelerators }) => total + accelerators, 0);
}

export function metric(path: MetricPath): Metric {
  const [label, unit] = NAMES[path];
  return { path, label, unit, pick: (deployment) => quantityAt(deployment, path) };
}

/** Every number of an estimate that has a path of its own. */
export const METRICS: readonly Metric[] = (Object.keys(NAMES) as MetricPath[]).map(metric);

/** Only a workload without output has a rate of its prompts. */
const NO_PROMPTS_ALONE: Quantity = { value: null, unit: 'token/s', state: 'unknown' };

/** The number at a path; TTFT at its 95th percentile and the mean TPOT for percentiles that this document has no target for. */
function quantityAt(deployment: DeploymentEstimate, path: MetricPath): Quantity {
  const { tpot, ttftP95 } = deployment.performance;
  if (path === 'performance.inputTokensPerSecond') return statedAt(deployment, path) ?? NO_PROMPTS_ALONE;
  return statedAt(deployment, path) ?? (path.startsWith('performance.tpot') ? tpot : ttftP95);
}

/** The number at a path; undefined for a percentile that this document has no target for. */
export function statedAt({ performance, cost, energy }: DeploymentEstimate, path: MetricPath): Quantity | undefined {
  const [group, name] = path.split('.');
  if (path === 'cost.atFullLoad.perMillionTokens') return cost.atFullLoad.perMillionTokens;
  if (group === 'cost') return cost[name as Exclude<keyof CostEstimate, 'breakdown' | 'atFullLoad'>];
  if (group === 'energy') return energy[name as keyof EnergyEstimate];
  return performance[name as Exclude<keyof PerformanceEstimate, 'bottleneck'>];
}

/** Which statistics of latency the targets of a document are about. */
export type Targets = {
  readonly [K in 'ttft' | 'tpot']?: Pick<NonNullable<LimitSummary[K]>, 'statistic'> | undefined;
};

const TTFT = {
  mean: { path: 'performance.ttft', heading: 'TTFT' },
  p50: { path: 'performance.ttftP50', heading: 'TTFT p50' },
  p95: { path: 'performance.ttftP95', heading: 'TTFT p95' },
  p99: { path: 'performance.ttftP99', heading: 'TTFT p99' },
} as const;

/** The model takes the mean of TPOT for its median. */
const TPOT = {
  mean: { path: 'performance.tpot', heading: 'TPOT' },
  p50: { path: 'performance.tpot', heading: 'TPOT p50' },
  p95: { path: 'performance.tpotP95', heading: 'TPOT p95' },
  p99: { path: 'performance.tpotP99', heading: 'TPOT p99' },
} as const;

/** The TTFT that is shown is the one that is judged: of the target's statistic, else the 95th percentile. */
export function ttftMetric(limits: Targets | undefined): Metric & { readonly heading: string } {
  const { path, heading } = TTFT[limits?.ttft?.statistic ?? 'p95'];
  return { ...metric(path), heading };
}

export const ttftOf = (deployment: DeploymentEstimate, limits: Targets | undefined): Quantity =>
  ttftMetric(limits).pick(deployment);

/** The TPOT that is shown is the one that is judged: of the target's statistic, else the mean. */
export function tpotMetric(limits: Targets | undefined): Metric & { readonly heading: string } {
  const { path, heading } = TPOT[limits?.tpot?.statistic ?? 'mean'];
  return { ...metric(path), heading };
}

export const tpotOf = (deployment: DeploymentEstimate, limits: Targets | undefined): Quantity =>
  tpotMetric(limits).pick(deployment);

/** Both of them by their paths: what surfaces show of latency where there is room for one number of each. */
export function judgedPaths(limits: Targets | undefined): readonly [ttft: MetricPath, tpot: MetricPath] {
  return [ttftMetric(limits).path, tpotMetric(limits).path];
}

/** Embedding and reranking answer without output tokens: what is counted by them has no value, and none is missing. */
export function hasNoOutput({ reasons }: Pick<DeploymentEstimate, 'reasons'>): boolean {
  return reasons.some(({ code }) => code === 'no-output');
}

/** Meets every latency target that is set, as far as is known. */
export function meetsTargets({ slo }: Pick<DeploymentEstimate, 'slo'>): boolean {
  return slo.ttft !== 'missed' && slo.tpot !== 'missed';
}
