/** The native tree: workloads with their deployments, cheapest first. */
import type { DeploymentEstimate, EvaluatedWorkload } from '../estimate/index.ts';
import { byCost, headline, shortCost } from './headline.ts';
import type { Action, LanguageContext } from './types.ts';

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
  return context.evaluation.workloads.map((workload) => {
    const { document, estimate } = workload;
    return {
      id: `${document.index}/${estimate.name}`,
      label: estimate.name,
      description: estimate.model,
      tooltip: `${estimate.name} · ${estimate.model}`,
      icon: 'workload',
      action: { kind: 'focus', documentIndex: document.index },
      children: byCost(estimate.deployments).map((deployment) => leaf(workload, deployment, context)),
    };
  });
}

function leaf(
  { document, estimate }: EvaluatedWorkload,
  deployment: DeploymentEstimate,
  context: LanguageContext,
): TreeNode {
  const impossible = deployment.status === 'invalid' || deployment.status === 'infeasible';
  const missed = deployment.slo.ttft === 'missed' || deployment.slo.tpot === 'missed';
  return {
    id: `${document.index}/${estimate.name}/${deployment.name}`,
    label: deployment.name,
    description: impossible
      ? headline(deployment, estimate.limits, context)
      : shortCost(deployment.cost.perMillionTokens, context),
    tooltip: [
      headline(deployment, estimate.limits, context),
      ...deployment.reasons.map((reason) => reason.message),
    ].join('\n'),
    icon: impossible
      ? 'error'
      : missed || deployment.status === 'incomplete'
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
