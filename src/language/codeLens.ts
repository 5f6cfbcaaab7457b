/**
 * Lenses: one above the workload, one above each deployment.
 *
 * They stand at keys, never at values, and a deployment that cannot be estimated keeps its lens and says why, so that
 * nothing jumps during typing. Titles are final: no lens is resolved later.
 */
import type { DeploymentEstimate, EvaluatedWorkload } from '../estimate/index.ts';
import { formatPercent, formatQuantity, type Range } from '../quantity/index.ts';
import { byCost, costPart, headline } from './headline.ts';
import { isUnwritten, withStanding, workloadsOf } from './standing.ts';
import { unreadPrices } from './status.ts';
import type { LanguageContext, Lens, ShownWorkload, Standing } from './types.ts';

export function codeLenses(context: LanguageContext): readonly Lens[] {
  return workloadsOf(context).flatMap((workload) => [
    workloadLens(workload, context),
    ...deploymentLenses(workload, context),
  ]);
}

function workloadLens(workload: ShownWorkload, context: LanguageContext): Lens {
  const { document, estimate, standing } = workload;
  if (isUnwritten(workload))
    return {
      range: workloadRange(workload),
      title: context.t('Start from a template …'),
      tooltip: context.t('Or write model: and traffic:, with completion.'),
      action: { kind: 'template' },
    };
  return {
    range: workloadRange(workload),
    title: [
      withStanding(workloadTitle(workload, context), standing, context),
      unreadPrices(context.unreadPrices, context),
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: context.t(
      'Show {0} in the panel. Lenses are switched off by the setting inferenceTco.codeLens.enabled.',
      estimate.name,
    ),
    action: actionOf(standing, { kind: 'focus', documentIndex: document.index }),
  };
}

/** Where a line does not read, a click goes there. */
function actionOf({ problem }: Standing, otherwise: Lens['action']): Lens['action'] {
  return problem === undefined ? otherwise : { kind: 'reveal', range: problem.range };
}

/** The key the workload's own lens stands at: its first. */
export function workloadRange({ document }: EvaluatedWorkload): Range {
  const keys = ['apiVersion', 'name', 'model'].flatMap((key) => document.rangeOf([key])?.key ?? []);
  const first = keys.sort((a, b) => a.start.line - b.start.line)[0];
  return first ?? { start: document.range.start, end: document.range.start };
}

function workloadTitle({ estimate, standing }: ShownWorkload, context: LanguageContext): string {
  const { t } = context;
  const cheapest = byCost(estimate.deployments)[0];
  if (cheapest === undefined)
    return standing.kind === 'fresh' ? t('{0}: no deployment fits', estimate.name) : estimate.name;
  const price = cheapest.cost.perMillionTokens;
  const cost = costPart(price, context);
  if (price.value === null && price.low === undefined && estimate.deployments.length > 1)
    return t('{0} on {1}: no cost is known', estimate.name, estimate.model);
  if (estimate.proposed)
    return t('{0}: no deployments given; cheapest proposal {1}, {2}', estimate.name, cheapest.name, cost);
  if (estimate.deployments.length === 1) return t('{0} on {1}', estimate.name, estimate.model);
  return t(
    '{0} on {1}: cheapest of {2} is {3}, {4}',
    estimate.name,
    estimate.model,
    estimate.deployments.length,
    cheapest.name,
    cost,
  );
}

function deploymentLenses(workload: ShownWorkload, context: LanguageContext): readonly Lens[] {
  const { document, estimate } = workload;
  if (estimate.proposed) return [];
  return estimate.deployments.flatMap((deployment) => {
    const range = document.rangeOf(['deployments', deployment.name])?.key;
    if (range === undefined) return [];
    const standing = workload.standingOf(deployment.name);
    const figures = [headline(deployment, estimate.limits, context), change(workload, deployment, context)];
    return {
      range,
      title: withStanding(figures.filter(Boolean).join(' · '), standing, context),
      tooltip: tooltip(deployment, context),
      action: actionOf(standing, { kind: 'focus', documentIndex: document.index, deployment: deployment.name }),
    };
  });
}

/** "▲ 12 % vs HEAD"; empty without a committed version, below half a percent, or against an unknown. */
function change(workload: EvaluatedWorkload, deployment: DeploymentEstimate, context: LanguageContext): string {
  const before = context.committed?.workloads
    .find((other) => other.estimate.name === workload.estimate.name || other.document.index === workload.document.index)
    ?.estimate.deployments.find((other) => other.name === deployment.name);
  if (context.committed === undefined) return '';
  if (before === undefined) return context.t('new since HEAD');
  const [was, is] = [before.cost.perMillionTokens.value, deployment.cost.perMillionTokens.value];
  if (was === null || is === null || was === 0) return '';
  const share = is / was - 1;
  if (Math.abs(share) < 0.005) return '';
  return context.t('{0} {1} vs HEAD', share > 0 ? '▲' : '▼', formatPercent(Math.abs(share), context.locale));
}

function tooltip(deployment: DeploymentEstimate, { t, locale }: LanguageContext): string {
  const lines = deployment.reasons.map((reason) => reason.message);
  const month = deployment.cost.perMonth;
  if (month.value !== null || month.low !== undefined)
    lines.unshift(t('{0} per month. Intervals are 80 %.', formatQuantity(month, { locale })));
  return [...lines, t('Show {0} in the panel', deployment.name)].join('\n');
}
