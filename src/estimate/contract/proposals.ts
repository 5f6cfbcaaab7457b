/** A document that names no deployment is answered for what the tool proposes. */
import type { Origin } from '../../quantity/index.ts';
import type { Deployment, Target, Workload } from '../../workload/index.ts';

const ORIGIN: Origin = { kind: 'default', reason: 'what proposals are judged by where the document has no slo' };
const exactly = (value: number): Target['limit'] => ({ low: value, mid: value, high: value, origin: ORIGIN });

/** Targets of proposals for a document without any, s: without them the cheapest fleet is one that nobody would wait for. */
const PROPOSAL_TARGETS: Workload['slo'] = {
  ttft: { statistic: 'p95', limit: exactly(2) },
  tpot: { statistic: 'mean', limit: exactly(0.05) },
};

/** The workload, or where it has no deployments the same with the proposals, and the targets they were judged by, in their place. */
export function withProposals(workload: Workload, proposals: readonly Deployment[]): Workload {
  if (workload.deployments.length > 0 || proposals.length === 0) return workload;
  return { ...judged(workload), deployments: proposals };
}

/** The workload with the targets that proposals are judged by. */
export function judged(workload: Workload): Workload {
  const { ttft, tpot } = workload.slo;
  return ttft || tpot ? workload : { ...workload, slo: { ...workload.slo, ...PROPOSAL_TARGETS } };
}
