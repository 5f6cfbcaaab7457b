/**
 * Estimates as metrics for Prometheus: text format 0.0.4, or OpenMetrics 1.0 with units and an end mark. Values are gauges in base
 * units; the bounds of an interval are metrics of their own, so that sums over a metric stay sums of values.
 */
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import { acceleratorsPaid, tpotMetric, ttftMetric } from '../../estimate/index.ts';
import { type Quantity, scaledQuantity, SECONDS_PER_MONTH } from '../../quantity/index.ts';

export type MetricsFormat = 'prometheus' | 'openmetrics';

interface Family {
  readonly name: string;
  readonly help: string;
  /** Last word of the name, as OpenMetrics wants it; absent for plain counts. */
  readonly unit?: string;
  readonly pick: (deployment: DeploymentEstimate, estimate: Estimate) => Quantity | number | undefined;
  /** Labels beside those that every sample has. */
  readonly labels?: (estimate: Estimate) => Readonly<Record<string, string>>;
}

const currency = ({ currency }: Estimate): Readonly<Record<string, string>> => ({ currency });
const G_PER_KG = 1000;
const J_PER_KWH = 3.6e6;

const FAMILIES: readonly Family[] = [
  {
    name: 'inference_tco_cost_per_million_tokens',
    help: 'Cost of a million tokens, input and output together, in the currency of the label.',
    pick: ({ cost }) => cost.perMillionTokens,
    labels: currency,
  },
  {
    name: 'inference_tco_cost_per_month',
    help: 'Cost of a month of 730 hours, in the currency of the label.',
    pick: ({ cost }) => cost.perMonth,
    labels: currency,
  },
  {
    name: 'inference_tco_energy_per_output_token_joules',
    help: 'Energy of the accelerators per output token.',
    unit: 'joules',
    pick: ({ energy }) => energy.joulesPerOutputToken,
  },
  {
    name: 'inference_tco_energy_per_million_tokens_joules',
    help: 'Energy from the grid per million tokens.',
    unit: 'joules',
    pick: ({ energy }) => scaledQuantity(energy.kwhPerMillionTokens, J_PER_KWH),
  },
  {
    name: 'inference_tco_grid_power_watts',
    help: 'Mean power from the grid.',
    unit: 'watts',
    pick: ({ energy }) => energy.averagePower,
  },
  {
    name: 'inference_tco_carbon_rate_grams_per_second',
    help: 'Operational carbon, mean over the month.',
    pick: ({ energy }) => scaledQuantity(energy.carbonPerMonth, 1 / SECONDS_PER_MONTH),
  },
  {
    name: 'inference_tco_carbon_per_million_tokens_kilograms',
    help: 'Operational carbon per million tokens.',
    unit: 'kilograms',
    pick: ({ energy }) => scaledQuantity(energy.carbonPerMillionTokens, 1 / G_PER_KG),
  },
  {
    name: 'inference_tco_ttft_seconds',
    help: 'Time to first token in the peak hour, at the statistic of the target.',
    unit: 'seconds',
    pick: (deployment, { limits }) => ttftMetric(limits).pick(deployment),
    labels: ({ limits }) => ({ statistic: limits?.ttft?.statistic ?? 'p95' }),
  },
  {
    name: 'inference_tco_tpot_seconds',
    help: 'Time per output token in the peak hour, at the statistic of the target.',
    unit: 'seconds',
    pick: (deployment, { limits }) => tpotMetric(limits).pick(deployment),
    labels: ({ limits }) => ({ statistic: limits?.tpot?.statistic ?? 'mean' }),
  },
  {
    name: 'inference_tco_output_tokens_per_second',
    help: 'Output tokens that the fleet serves in the peak hour.',
    pick: ({ performance }) => performance.outputTokensPerSecond,
  },
  {
    name: 'inference_tco_utilization_ratio',
    help: 'Demand by capacity, mean over the day.',
    unit: 'ratio',
    pick: ({ performance }) => performance.utilization,
  },
  {
    name: 'inference_tco_accelerators',
    help: 'Accelerators of the largest fleet of the day.',
    pick: (deployment) => (deployment.stages.length === 0 ? undefined : acceleratorsPaid(deployment)),
  },
  {
    name: 'inference_tco_ttft_target_met',
    help: '1 where the target for the time to first token is met, 0 where it is missed.',
    pick: ({ slo }) => metOrMissed(slo.ttft),
  },
  {
    name: 'inference_tco_tpot_target_met',
    help: '1 where the target for the time per output token is met, 0 where it is missed.',
    pick: ({ slo }) => metOrMissed(slo.tpot),
  },
];

const metOrMissed = (state: DeploymentEstimate['slo']['ttft']): number | undefined =>
  state === 'unset' ? undefined : state === 'met' ? 1 : 0;

export function metricsText(estimates: readonly Estimate[], format: MetricsFormat): string {
  const families = FAMILIES.flatMap((family) => familyLines(family, estimates, format));
  return [...families, ...(format === 'openmetrics' ? ['# EOF'] : [])].join('\n') + '\n';
}

/** A family without samples is left out. Unknown values have no sample, a lower bound has only its low one. */
function familyLines(family: Family, estimates: readonly Estimate[], format: MetricsFormat): readonly string[] {
  const samples = { value: [] as string[], low: [] as string[], high: [] as string[] };
  for (const estimate of estimates)
    for (const deployment of estimate.deployments) {
      const found = family.pick(deployment, estimate);
      if (found === undefined) continue;
      const { value, low, high } =
        typeof found === 'number' ? { value: found, low: undefined, high: undefined } : found;
      const labels = labelText({ ...commonLabels(estimate, deployment), ...family.labels?.(estimate) });
      if (value !== null) samples.value.push(`${labels} ${value}`);
      if (low !== undefined) samples.low.push(`${labels} ${low}`);
      if (high !== undefined) samples.high.push(`${labels} ${high}`);
    }
  const ends = [
    ['', '', samples.value],
    ['_low', ' Low end of the 80 % interval.', samples.low],
    ['_high', ' High end of the 80 % interval.', samples.high],
  ] as const;
  return ends.flatMap(([end, about, lines]) => {
    if (lines.length === 0) return [];
    const name = nameOf(family, end);
    const unit = format === 'openmetrics' && family.unit !== undefined ? [`# UNIT ${name} ${family.unit}`] : [];
    return [
      `# HELP ${name} ${family.help}${about}`,
      `# TYPE ${name} gauge`,
      ...unit,
      ...lines.map((line) => `${name}${line}`),
    ];
  });
}

/** The unit stays the last word of the name. */
function nameOf({ name, unit }: Family, end: string): string {
  return unit === undefined ? `${name}${end}` : `${name.slice(0, -unit.length - 1)}${end}_${unit}`;
}

function commonLabels(
  estimate: Estimate,
  { name, kind, stages, provider }: DeploymentEstimate,
): Readonly<Record<string, string>> {
  return {
    file: estimate.source.file,
    workload: estimate.name,
    deployment: name,
    model: estimate.model,
    kind,
    accelerator: stages.map(({ accelerator }) => accelerator).join('+'),
    cloud: [...new Set(stages.flatMap(({ cloud }) => cloud ?? []))].join('+') || (provider ?? ''),
  };
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return `{${pairs.join(',')}}`;
}

/** As the text format says: backslash, quote and line feed; other line ends would split a sample for some readers. */
function escapeLabel(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/[\r\n\u0085\u2028\u2029]+/g, '\\n');
}
