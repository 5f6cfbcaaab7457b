/** What the numbers say about a deployment: missed targets, prices, idle and overloaded fleets. */
import { excessOf } from '../../performance/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
import type { Parts } from './throughput.ts';
import type { ProblemCollector } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

/** Targets, spot, idle and overloaded fleets. */
export function addFleetProblems(
  estimate: DeploymentEstimate,
  pools: readonly PoolResult[],
  request: EvaluationRequest,
  parts: Parts,
  pending: ProblemCollector,
): void {
  const { limits, resolved } = request;
  for (const target of ['ttft', 'tpot'] as const) {
    const limit = limits[target];
    if (!limit || estimate.slo[target] !== 'missed') continue;
    const value = excessOf(parts.point, limits, target) * limit.limit;
    pending.add('slo-missed', {
      target,
      statistic: limit.statistic,
      limit: limit.limit,
      value,
      deployment: estimate.name,
    });
  }
  for (const pool of pools) {
    const { setup, candidate } = pool;
    const { payment, serving } = setup.pool;
    if (
      payment.kind === 'rent' &&
      payment.purchase.value === 'spot' &&
      (limits.ttft || limits.tpot) &&
      payment.interruptionReserve.mid < 1
    )
      pending.add('spot-latency', { reserve: payment.interruptionReserve.mid }, payment.purchase.origin);
    const { tensor, data } = candidate.parallelism;
    const { domain } = setup.accelerator.scaleUp;
    if (setup.accelerator.machine === 'memory' && tensor / data > domain)
      pending.add(
        'slow-link',
        { tensorParallel: tensor / data, domain, accelerator: setup.row.name },
        serving.tensorParallel?.origin ?? setup.pool.accelerator.origin,
      );
    const x = candidate.atCapacity.requestsPerSecond;
    const demand = resolved.traffic.requests.mid * setup.rule.peak;
    if (pool.overloaded)
      pending.add(
        'overloaded',
        {
          demand,
          capacity: pool.peakReplicas * x,
          replicas: pool.peakReplicas,
          needed: Math.ceil((demand * (1 + setup.rule.headroom)) / x),
        },
        serving.scaling.origin,
      );
    const utilization = pool.fleet.utilization.value ?? 1;
    if (utilization < 0.15 && pool.peakReplicas - setup.rule.redundancy > 1)
      pending.add(
        'idle-fleet',
        { utilization, replicas: pool.peakReplicas, deployment: estimate.name },
        serving.scaling.origin,
      );
  }
}
