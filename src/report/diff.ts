/** What a change does: per deployment the quantities that moved, and which edit of the YAML moved the bill by how much. */
import { formatMoney, formatPercent, formatQuantity, type Quantity } from '../quantity/index.ts';
import type { DeploymentDiff, EditShare, QuantityChange } from '../estimate/index.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, type Column } from './table.ts';
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
        ...textTable(columns, changeRows(deployment.changes, options.locale), options.width).map((line) => `  ${line}`),
        ...deployment.edits.map((edit) => `  ${editText(edit, options.locale)}`),
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
          changeRows(deployment.changes, locale).map((row) => row.map(escapeMarkdown)),
        ),
        deployment.edits.map((edit) => `- ${escapeMarkdown(editText(edit, locale))}`).join('\n'),
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
  if (change === undefined) return '';
  if (Math.abs(change) < 5e-4) return '=';
  return `${change > 0 ? '▲' : '▼'} ${formatPercent(Math.abs(change), locale)}`;
}

function editText({ path, before, after, perMonth, share }: EditShare, locale: string): string {
  const what = `${path.join('.')}: ${before ?? '(absent)'} → ${after ?? '(absent)'}`;
  if (perMonth === undefined) return `${what}: not comparable`;
  const sign = perMonth > 0 ? '+' : '';
  const part = share === undefined ? '' : `, ${formatPercent(share, locale)} of the change`;
  return `${what}: ${sign}${formatMoney(perMonth, 'USD', locale)}/month${part}`;
}
