/** An estimate as a reviewer reads it: the headline numbers to three digits, what it runs on, what is wrong. */
import type { DeploymentEstimate, Estimate, StageEstimate } from '../../../src/estimate/index.ts';
import type { Quantity } from '../../../src/quantity/index.ts';

const TITLES = [
  'deployment',
  'status',
  'machines',
  'cost/1M',
  'cost/month',
  'kWh/1M',
  'TTFT p95 s',
  'TPOT ms',
  'tokens/s out',
];

export function review(estimate: Estimate): string {
  const { name, model, currency, traffic, deployments, problems } = estimate;
  const rows = [TITLES, TITLES.map((_, i) => (i < 3 ? '---' : '---:')), ...deployments.map(row)];
  const reasons = deployments.flatMap((d) => d.reasons.map(({ code, message }) => `- ${d.name}: ${code}: ${message}`));
  const found = problems.map(({ code, severity, range }) => `- line ${range.start.line}: ${severity} ${code}`);
  const load =
    traffic === undefined
      ? []
      : [
          `${three(traffic.requestsPerSecond)} requests/s, ${three(traffic.peakRequestsPerSecond)} at peak; ` +
            `${three(traffic.inputTokens)} tokens in, ${three(traffic.outputTokens)} out; ${currency}`,
        ];
  return [
    `## ${name} · ${model}`,
    ...load,
    rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    ...list(reasons, found),
  ]
    .join('\n\n')
    .concat('\n');
}

const list = (...groups: readonly (readonly string[])[]): readonly string[] =>
  groups.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));

function row({ name, status, stages, cost, energy, performance }: DeploymentEstimate): readonly string[] {
  return [
    name,
    status,
    stages.map(machines).join(' + '),
    quantity(cost.perMillionTokens),
    quantity(cost.perMonth),
    quantity(energy.kwhPerMillionTokens),
    quantity(performance.ttftP95),
    quantity(performance.tpot, 1000),
    quantity(performance.outputTokensPerSecond),
  ];
}

function machines(stage: StageEstimate): string {
  const { tensorParallel: tp, pipelineParallel: pp, expertParallel: ep, dataParallel: dp } = stage;
  const split = Object.entries({ tp, pp, ep, dp }).flatMap(([key, n]) => (n > 1 ? [`${key} ${n}`] : []));
  return [`${stage.accelerators} × ${stage.accelerator}`, ...split].join(', ');
}

/** With its interval; a bound where the value is unknown. */
function quantity({ value, low, high }: Quantity, scale = 1): string {
  const number = (x: number): string => three(x * scale);
  if (value === null) return low === undefined ? 'unknown' : `≥ ${number(low)}`;
  return low === undefined || high === undefined ? number(value) : `${number(value)} [${number(low)}, ${number(high)}]`;
}

const three = (value: number): string => String(Number(value.toPrecision(3)));

/** Every key of the JSON with the kinds of its values, without the values: what programs read by. */
export function shape(values: readonly unknown[]): string {
  const kinds = new Map<string, Set<string>>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((item) => visit(item, `${path}[]`));
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
    else kinds.set(path, (kinds.get(path) ?? new Set()).add(value === null ? 'null' : typeof value));
  };
  for (const value of values) visit(value, '');
  return [...kinds]
    .map(([path, found]) => `${path}: ${[...found].sort().join(' | ')}\n`)
    .sort()
    .join('');
}
