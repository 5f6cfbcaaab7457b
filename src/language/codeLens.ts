/**
 * Lenses: one above the workload, one above each deployment.
 *
 * They stand at keys, never at values, and a deployment that cannot be estimated keeps its lens and says why, so that
 * nothing jumps while somebody types. Titles are final: no lens is resolved later.
 */
import type { DeploymentEstimate, EvaluatedWorkload } from '../estimate/index.ts';
import { formatPercent, formatQuantity, type Range } from '../quantity/index.ts';
import { byCost, costPart, headline } from './headline.ts';
import type { LanguageContext, Lens } from './types.ts';

export function codeLenses(context: LanguageContext): readonly Lens[] {
  return context.evaluation.workloads.flatMap((workload) => [
    workloadLens(workload, context),
    ...deploymentLenses(workload, context),
  ]);
}

function workloadLens(workload: EvaluatedWorkload, context: LanguageContext): Lens {
  const { document, estimate } = workload;
  return {
    range: workloadRange(workload),
    title: workloadTitle(workload, context),
    tooltip: context.t(
      'Show {0} in the panel. Lenses are switched off by the setting inferenceTco.codeLens.enabled.',
      estimate.name,
    ),
    action: { kind: 'focus', documentIndex: document.index },
  };
}

/** The key the workload's own lens stands at: its first. */
export function workloadRange({ document }: EvaluatedWorkload): Range {
  const keys = ['apiVersion', 'name', 'model'].flatMap((key) => document.rangeOf([key])?.key ?? []);
  const first = keys.sort((a, b) => a.start.line - b.start.line)[0];
  return first ?? { start: document.range.start, end: document.range.start };
}

function workloadTitle({ estimate }: EvaluatedWorkload, context: LanguageContext): string {
  const { t } = context;
  const cheapest = byCost(estimate.deployments)[0];
  if (cheapest === undefined)
    return estimate.problems.some((problem) => problem.severity === 'error')
      ? t('{0}: not estimated yet, see the problems', estimate.name)
      : t('{0}: no deployment fits', estimate.name);
  const cost = costPart(cheapest.cost.perMillionTokens, context);
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

function deploymentLenses(workload: EvaluatedWorkload, context: LanguageContext): readonly Lens[] {
  const { document, estimate } = workload;
  if (estimate.proposed) return [];
  return estimate.deployments.flatMap((deployment) => {
    const range = document.rangeOf(['deployments', deployment.name])?.key;
    if (range === undefined) return [];
    return {
      range,
      title: [headline(deployment, estimate.limits, context), change(workload, deployment, context)]
        .filter(Boolean)
        .join(' · '),
      tooltip: tooltip(deployment, context),
      action: { kind: 'focus' as const, documentIndex: document.index, deployment: deployment.name },
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
