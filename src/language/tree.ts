/** The native tree: workloads with their deployments, cheapest first. */
import { type DeploymentEstimate, meetsTargets } from '../estimate/index.ts';
import { byCost, headline, shortCost } from './headline.ts';
import { unreadLine, withStanding, workloadsOf } from './standing.ts';
import type { Action, LanguageContext, ShownWorkload } from './types.ts';

export interface TreeNode {
  /** Stable while the workload and deployment keep their names. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: 'workload' | 'ok' | 'warning' | 'error' | 'hosted';
  readonly action: Extract<Action, { kind: 'focus' }>;
  readonly children: readonly TreeNode[];
}

export function tree(context: LanguageContext): readonly TreeNode[] {
  return workloadsOf(context).map((workload) => {
    const { document, estimate, standing } = workload;
    return {
      id: `${document.index}/${estimate.name}`,
      label: estimate.name,
      description: [estimate.model, unreadLine(standing, context)].filter(Boolean).join(' · '),
      tooltip: `${estimate.name} · ${estimate.model}`,
      icon: 'workload',
      action: { kind: 'focus', documentIndex: document.index },
      children: byCost(estimate.deployments).map((deployment) => leaf(workload, deployment, context)),
    };
  });
}

function leaf(
  { document, estimate, standingOf }: ShownWorkload,
  deployment: DeploymentEstimate,
  context: LanguageContext,
): TreeNode {
  const impossible = deployment.status === 'invalid' || deployment.status === 'infeasible';
  const whole = headline(deployment, estimate.limits, context);
  const standing = standingOf(deployment.name);
  return {
    id: `${document.index}/${estimate.name}/${deployment.name}`,
    label: deployment.name,
    description: withStanding(
      impossible ? whole : shortCost(deployment.cost.perMillionTokens, context),
      standing,
      context,
    ),
    tooltip: [withStanding(whole, standing, context), ...deployment.reasons.map((reason) => reason.message)].join('\n'),
    icon: impossible
      ? 'error'
      : !meetsTargets(deployment) || deployment.status === 'incomplete' || standing.kind !== 'fresh'
        ? 'warning'
        : deployment.kind === 'api'
          ? 'hosted'
          : 'ok',
    action: {
      kind: 'focus',
      documentIndex: document.index,
      ...(estimate.proposed ? {} : { deployment: deployment.name }),
    },
    children: [],
  };
}
