/** The read-only documents: "Show calculation" of one number, and the estimate compared with the committed version. */
import {
  type DeploymentDiff,
  type Diff,
  type MetricPath,
  type QuantityChange,
  targetsOf,
  tpotMetric,
  ttftMetric,
} from '../estimate/index.ts';
import { formatPercent, formatQuantity } from '../quantity/index.ts';
import { explainable } from './explain.ts';
import { code, derivationList, escape, table } from './markdown.ts';
import { pricesSentence } from './priceDates.ts';
import { workloadsOf } from './standing.ts';
import type { LanguageContext } from './types.ts';

/** Deep enough for every tree the engine makes; a stop against a cyclic one. */
const WHOLE_TREE = 40;

export function calculation(context: LanguageContext, documentIndex: number, deployment: string, path: string): string {
  const { t } = context;
  const workload = workloadsOf(context).find(({ document }) => document.index === documentIndex);
  const label = explainable().find((one) => one.path === path)?.label ?? path;
  const title = `# ${escape(t(label))}: ${escape(deployment)}`;
  const derivation = workload?.explain(deployment, path);
  if (derivation === undefined)
    return [title, '', t('Nothing to show: {0} has no such number in the present text.', escape(deployment)), ''].join(
      '\n',
    );
  return [
    title,
    '',
    `${escape(workload?.estimate.name ?? '')}. ${pricesSentence(workload, deployment, context)}. ${t('Intervals are 80 %.')}`,
    '',
    derivationList(derivation, context, WHOLE_TREE),
    '',
  ].join('\n');
}

const SHOWN_CHANGES: readonly string[] = [
  'cost.perMillionTokens',
  'cost.perMonth',
  'energy.kwhPerMillionTokens',
] satisfies readonly MetricPath[];

/** Changes that a person reads: of latency those of the statistic that is judged. */
function shownOf(diff: Diff, one: DeploymentDiff): readonly QuantityChange[] {
  const targets = targetsOf(diff, one);
  const latencies = [ttftMetric(targets), tpotMetric(targets)];
  const headings = new Map<string, string>(latencies.map(({ path, heading }) => [path, heading]));
  return one.changes
    .filter(({ path }) => SHOWN_CHANGES.includes(path) || headings.has(path))
    .map((change) => ({ ...change, label: headings.get(change.path) ?? change.label }));
}

/** Share of change below which a number counts as the same. */
const NOTICEABLE = 0.0005;

/** What the present text changes against the committed one, per deployment, and which edits did it. */
export function comparison(context: LanguageContext, diff: Diff): string {
  const { t } = context;
  const lines = [`# ${t('Estimate against HEAD')}`, ''];
  const changed = diff.deployments.filter(
    (one) => one.kind === 'added' || one.kind === 'removed' || shownOf(diff, one).some(moves),
  );
  if (changed.length === 0)
    return [...lines, t('Nothing changes: every deployment costs and does the same.'), ''].join('\n');
  for (const one of changed) {
    lines.push(`## ${escape(one.workload)} › ${escape(one.deployment)}`, '');
    if (one.kind === 'added') lines.push(t('New since HEAD.'), '');
    if (one.kind === 'removed') lines.push(t('Removed since HEAD.'), '');
    const rows = shownOf(diff, one).map((change) => changeRow(change, context));
    if (rows.length > 0) lines.push(table(['', 'HEAD', t('now'), t('change')], 'lrrr', rows), '');
    const edits = one.edits.map((edit) => [
      code(edit.path.join('.')),
      escape(edit.before ?? '–'),
      escape(edit.after ?? '–'),
      edit.share === undefined ? t('not comparable') : formatPercent(edit.share, context.locale),
    ]);
    if (edits.length > 0)
      lines.push(
        t('Edits and their share of the change of the monthly bill:'),
        '',
        table([t('edit'), 'HEAD', t('now'), t('share')], 'lrrr', edits),
        '',
      );
  }
  return lines.join('\n');
}

/** More than rounding, or from or to an unknown number. */
function moves({ before, after, change, comparable }: QuantityChange): boolean {
  return comparable ? Math.abs(change ?? 0) >= NOTICEABLE : before?.value !== after?.value;
}

function changeRow(
  { label, before, after, change, comparable }: QuantityChange,
  { locale, t }: LanguageContext,
): string[] {
  const show = (quantity: typeof before): string =>
    quantity === undefined ? '–' : escape(formatQuantity(quantity, { locale }));
  const moved = !comparable ? t('not comparable') : change === undefined ? '–' : signed(change, locale);
  return [escape(t(label)), show(before), show(after), moved];
}

/** "▲ 12 %", "▼ 3.1 %", "0 %". */
export function signed(share: number, locale: string): string {
  if (Math.abs(share) < NOTICEABLE) return '0 %';
  return `${share > 0 ? '▲' : '▼'} ${formatPercent(Math.abs(share), locale)}`;
}
