/** A document that names no deployment is answered for what the tool proposes. */
import type { Deployment, Workload } from '../../workload/index.ts';

/** The workload, or where it has no deployments the same with the proposals in their place. */
export function withProposals(workload: Workload, proposals: readonly Deployment[]): Workload {
  return workload.deployments.length > 0 || proposals.length === 0 ? workload : { ...workload, deployments: proposals };
}
