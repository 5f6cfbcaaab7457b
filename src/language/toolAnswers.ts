/**
 * Answers of the language-model tools: Markdown with the numbers, their intervals and their origin. English, whatever the
 * user's language: the host asks an engine that speaks it.
 */
import { tpotMetric, ttftMetric } from '../estimate/index.ts';
import { capitalised, ENGLISH, formatMoney, formatQuantity } from '../quantity/index.ts';
import { calculation } from './calculation.ts';
import { byCost, headline, leading } from './headline.ts';
import { table } from './markdown.ts';
import { pricesSentence } from './priceDates.ts';
import { standingNote, unreadLine, workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export interface ToolInput {
  readonly workload?: string;
  readonly deployment?: string;
  readonly value?: string;
}

const LOCALE = ENGLISH.locale;
const SHOWN_ROWS = 8;

export function estimateForModel(context: LanguageContext, input: ToolInput): string {
  const chosen = workloadsOf(context).filter(
    ({ estimate }) => input.workload === undefined || estimate.name === input.workload,
  );
  if (chosen.length === 0) return noWorkload(context);
  return chosen.map((workload) => oneEstimate(workload, context)).join('\n\n');
}

function oneEstimate({ estimate, standing, standingOf }: ShownWorkload, context: LanguageContext): string {
  const [ttft, tpot] = [ttftMetric(estimate.limits), tpotMetric(estimate.limits)];
  const show = (quantity: Parameters<typeof formatQuantity>[0]): string => {
    const value = formatQuantity(quantity, { locale: LOCALE });
    const { low, high, unit, state } = quantity;
    if (quantity.value === null || low === undefined || high === undefined || low === high) return value;
    const at = (bound: number): string => formatQuantity({ value: bound, unit, state }, { locale: LOCALE });
    return `${value} (${at(low)} to ${at(high)})`;
  };
  const rows = byCost(estimate.deployments).map((one) => [
    one.name,
    [one.status, unreadLine(standingOf(one.name), ENGLISH)].filter(Boolean).join(', '),
    show(one.cost.perMillionTokens),
    show(one.cost.perMonth),
    show(one.energy.kwhPerMillionTokens),
    `${show(ttft.pick(one))}${one.slo.ttft === 'unset' ? '' : `, target ${one.slo.ttft}`}`,
    `${show(tpot.pick(one))}${one.slo.tpot === 'unset' ? '' : `, target ${one.slo.tpot}`}`,
  ]);
  const problems = estimate.problems.map(
    (problem) => `- line ${problem.range.start.line}, ${problem.severity} ${problem.code}: ${problem.message}`,
  );
  const note = standingNote(standing, ENGLISH);
  return [
    `# ${estimate.name} (${estimate.model}). ${pricesSentence(undefined, undefined, { ...context, ...ENGLISH })}. Ranges are 80 % intervals; ≥ is a lower bound.`,
    note === '' ? '' : `${capitalised(note)}.`,
    rows.length === 0
      ? 'No deployment could be estimated.'
      : table(
          ['deployment', 'status', 'per 1M tokens', 'per month', 'kWh per 1M tokens', ttft.heading, tpot.heading],
          'llrrrrr',
          rows,
        ),
    problems.length === 0 ? '' : `Problems:\n${problems.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function explainForModel(context: LanguageContext, input: ToolInput): string {
  const workload = find(context, input);
  const deployment = input.deployment ?? (workload && leading(workload.estimate)?.name);
  if (workload === undefined || deployment === undefined) return noWorkload(context);
  return calculation(
    { ...context, ...ENGLISH },
    workload.document.index,
    deployment,
    input.value ?? 'cost.perMillionTokens',
  );
}

export function suggestForModel(context: LanguageContext, input: ToolInput): string {
  const workload = find(context, input);
  if (workload?.workload === undefined) return noWorkload(context);
  const current =
    workload.estimate.deployments.find((one) => one.name === input.deployment) ?? leading(workload.estimate);
  const { rows } = context.engine.rank(workload.workload, { by: 'cost', top: 40, availableNow: true });
  const was = current?.cost.perMonth.value;
  const limit = was ?? Infinity;
  const cheaper = rows
    .filter((row) => row.meetsSlo && (row.estimate.cost.perMonth.value ?? Infinity) < limit)
    .slice(0, SHOWN_ROWS);
  if (cheaper.length === 0)
    return `Nothing in the catalog that is available now is cheaper than ${current?.name ?? 'this'} and meets the targets.`;
  const lines = cheaper.map(({ estimate }) => {
    const bill = estimate.cost.perMonth;
    const saved = was === null || was === undefined || bill.value === null ? undefined : was - bill.value;
    const gain = saved === undefined ? '' : `, saves ${formatMoney(saved, bill.unit, LOCALE)} per month`;
    return `- ${estimate.name}: ${headline(estimate, workload.estimate.limits, ENGLISH)}${gain}`;
  });
  return [
    `Cheaper than ${current?.name ?? 'the present'} and within the targets. ${pricesSentence(undefined, undefined, { ...context, ...ENGLISH })}.`,
    '',
    ...lines,
  ].join('\n');
}

function find(context: LanguageContext, { workload }: ToolInput): ShownWorkload | undefined {
  const workloads = workloadsOf(context);
  return workloads.find(({ estimate }) => estimate.name === workload) ?? workloads[0];
}

function noWorkload({ evaluation }: LanguageContext): string {
  const problems = evaluation.problems.map((problem) => `line ${problem.range.start.line}: ${problem.message}`);
  return ['The text holds no workload that can be estimated.', ...problems].join('\n');
}
