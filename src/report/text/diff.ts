/** What a change does: per deployment the quantities that moved, and which edit of the YAML moved the bill by how much. */
import { formatMoney, formatPercent, formatQuantity, type Quantity } from '../../quantity/index.ts';
import {
  metric,
  type DeploymentDiff,
  type DeploymentEstimate,
  type EditShare,
  type Metric,
  type MetricPath,
  type QuantityChange,
} from '../../estimate/index.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

const TITLES = ['', 'Before', 'After', 'Change'] as const;

export function diffText(deployments: readonly DeploymentDiff[], options: TextOptions): string {
  if (deployments.every(({ kind }) => kind === 'same')) return 'Nothing changes.\n';
  const columns: readonly Column[] = TITLES.map((title, i) => ({
    title,
    align: i === 0 ? 'left' : 'right',
    dropOrder: 0,
  }));
  return deployments
    .filter(({ kind }) => kind !== 'same')
    .map((deployment) =>
      [
        headline(deployment),
        ...textTable(columns, diffRows(deployment, options.locale), options.width).map((line) => `  ${line}`),
        ...newReasons(deployment).flatMap((reason) =>
          wrap(`now: ${reason}`, options.width - 2, '  ').map((line) => `  ${line}`),
        ),
        ...deployment.edits.map((edit) => `  ${editText(edit, currencyOf(deployment), options.locale)}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

export function diffMarkdown(deployments: readonly DeploymentDiff[], locale: string): string {
  const changed = deployments.filter(({ kind }) => kind !== 'same');
  if (changed.length === 0) return 'Nothing changes.\n';
  return changed
    .map((deployment) =>
      [
        `#### ${escapeMarkdown(headline(deployment))}`,
        markdownTable(
          [...TITLES],
          [false, true, true, true],
          diffRows(deployment, locale).map((row) => row.map(escapeMarkdown)),
        ),
        [
          ...newReasons(deployment).map((reason) => `now: ${reason}`),
          ...deployment.edits.map((edit) => editText(edit, currencyOf(deployment), locale)),
        ]
          .map((line) => `- ${escapeMarkdown(line)}`)
          .join('\n'),
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
    )
    .join('\n\n')
    .concat('\n');
}

function headline({ workload, deployment, kind }: DeploymentDiff): string {
  return `${workload} · ${deployment}${kind === 'added' || kind === 'removed' ? ` (${kind})` : ''}`;
}

/** What a deployment that came or went costs: there is nothing to compare it with, and still a bill. */
const ALONE: readonly MetricPath[] = [
  'cost.perMillionTokens',
  'cost.perMonth',
  'energy.kwhPerMillionTokens',
  'performance.ttftP95',
  'performance.tpot',
];

function diffRows({ kind, before, after, changes }: DeploymentDiff, locale: string): readonly (readonly string[])[] {
  if (kind !== 'added' && kind !== 'removed') return changeRows(changes, locale);
  const write = (d: DeploymentEstimate | undefined, pick: Metric['pick']): string =>
    d === undefined ? '–' : formatQuantity(pick(d), { locale });
  return ALONE.map(metric).map(({ label, pick }) => [label, write(before, pick), write(after, pick), '']);
}

/** What is said of the deployment now and was not before, such as that it no longer serves the demand. */
function newReasons({ before, after }: DeploymentDiff): readonly string[] {
  const known = new Set(before?.reasons.map(({ code }) => code));
  return (after?.reasons ?? []).filter(({ code }) => !known.has(code)).map(({ message }) => message);
}

function changeRows(changes: readonly QuantityChange[], locale: string): readonly (readonly string[])[] {
  const write = (quantity: Quantity | undefined): string =>
    quantity === undefined ? '–' : formatQuantity(quantity, { locale });
  return changes.map(({ label, before, after, change, comparable }) => [
    label,
    write(before),
    write(after),
    comparable ? arrow(change, locale) : 'not comparable',
  ]);
}

function arrow(change: number | undefined, locale: string): string {
  if (change === undefined) return '▲ from 0';
  if (Math.abs(change) < 5e-4) return '=';
  return `${change > 0 ? '▲' : '▼'} ${formatPercent(Math.abs(change), locale)}`;
}

/** The currency both sides are billed in; none where the change is a change of currency. */
function currencyOf({ before, after }: DeploymentDiff): string | undefined {
  const unit = after?.cost.perMonth.unit;
  return before === undefined || before.cost.perMonth.unit === unit ? unit : undefined;
}

function editText({ path, before, after, perMonth, share }: EditShare, currency: string | undefined, locale: string) {
  const what = `${path.join('.')}: ${before ?? '(absent)'} → ${after ?? '(absent)'}`;
  if (perMonth === undefined || currency === undefined) return `${what}: not comparable`;
  if (Math.abs(perMonth) < 0.005) return `${what}: the bill stays`;
  const money = `${perMonth > 0 ? '+' : '−'}${formatMoney(Math.abs(perMonth), currency, locale)}`;
  const part = share === undefined ? '' : `, ${formatPercent(share, locale).replace('-', '−')} of the change`;
  return `${what}: ${money}/month${part}`;
}
