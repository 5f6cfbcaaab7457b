import type { Deployment } from '../../workload/index.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

/** How a deployment is paid; `mixed` where its pools are paid in different ways. */
export function paymentKindOf(deployment: Deployment): DeploymentEstimate['kind'] {
  if (deployment.kind === 'api') return 'api';
  if (deployment.kind === 'serve') return deployment.pool.payment.kind;
  const { prefill, decode, feedForward } = deployment;
  const kinds = [prefill, decode, ...(feedForward ? [feedForward] : [])].map((pool) => pool.payment.kind);
  return kinds.every((kind) => kind === kinds[0]) ? (kinds[0] ?? 'mixed') : 'mixed';
}
