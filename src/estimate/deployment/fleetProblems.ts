/** What the numbers say about a deployment: misfits, missed targets, prices, idle and overloaded fleets. */
import { excess, type Lengths, type Parallelism } from '../../performance/index.ts';
import { BYTES_PER_VALUE, type Precision } from '../../quantity/index.ts';
import { acceleratorsOf, gridOf, impossible, type PoolSetup } from '../choice/index.ts';
import type { EvaluationRequest, ResolvedWorkload } from '../names/index.ts';
import type { Parts } from './throughput.ts';
import type { ProblemCollector } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

const LIGHTER: readonly Precision[] = ['fp8', 'fp4', 'int4'];
const ONE: Parallelism = { tensor: 1, pipeline: 1, expert: 1, data: 1 };

/** Nothing fits: either the parallelism written is impossible, or the memory of the machine is too small. */
export function addMisfitProblem(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  pending: ProblemCollector,
  lengths: Lengths,
): void {
  const { performance, architecture, modelRow } = resolved;
  const { accelerator, row, pool } = setup;
  const { serving } = pool;
  const domain = Math.max(...setup.options.map((option) => option.domain));
  const heads = Math.min(...architecture.attention.map((a) => a.heads));
  const grid = gridOf(setup, performance);
  const allowed = [
    ...new Set(
      performance.parallelisms(architecture, accelerator, domain, setup.weights.value).map((p) => p.tensor / p.data),
    ),
  ].sort((a, b) => a - b);
  const base = { accelerator: row.name, model: modelRow.name, allowed };
  const t = serving.tensorParallel;
  const degree = (amount: { readonly mid: number } | undefined): number =>
    amount ? Math.max(1, Math.round(amount.mid)) : 1;
  const data = architecture.routed ? degree(serving.dataParallel) : 1;
  const written: Parallelism = {
    tensor: degree(t) * data,
    pipeline: degree(serving.pipelineParallel),
    expert: degree(serving.expertParallel),
    data,
  };
  const reason = impossible(written, architecture);
  const given = t ?? serving.expertParallel ?? serving.pipelineParallel ?? serving.dataParallel;
  if (reason) {
    const limit =
      reason === 'heads' ? heads : reason === 'layers' ? architecture.layers : (architecture.routed?.experts ?? 0);
    const at = reason === 'heads' ? t : reason === 'layers' ? serving.pipelineParallel : serving.expertParallel;
    pending.add(
      'parallelism-impossible',
      {
        ...base,
        reason,
        tensorParallel: degree(t),
        pipelineParallel: written.pipeline,
        expertParallel: written.expert,
        limit,
      },
      (at ?? given)?.origin,
    );
    return;
  }
  const first = grid[0];
  if (given && written.tensor > domain) {
    const instance = setup.options.length === 1 ? setup.options[0]?.instance : undefined;
    pending.add(
      'parallelism-impossible',
      {
        ...base,
        reason: 'domain',
        tensorParallel: written.tensor,
        limit: domain,
        ...(instance === undefined ? {} : { instance }),
      },
      given.origin,
    );
    return;
  }
  const fit = performance.memoryFit(setup.replica(ONE), lengths);
  const most = first ? acceleratorsOf(first) : 1;
  const smallest = smallestFit(setup, resolved, lengths, domain);
  const at = first ?? { ...ONE, tensor: Math.min(domain, 8) };
  const lighter = LIGHTER.filter(
    (weights) =>
      BYTES_PER_VALUE[weights] < BYTES_PER_VALUE[setup.weights.value] &&
      (weights === 'int4' || !accelerator.emulated.includes(weights)),
  ).flatMap((weights) => {
    if (performance.memoryFit({ ...setup.replica(at), weights }, lengths).fits) return { weights };
    const split = smallestFit(setup, resolved, lengths, domain, weights);
    // Lighter weights are advice only where they save accelerators.
    return split && (!smallest || acceleratorsOf(split) < acceleratorsOf(smallest))
      ? { weights, ...degreesOf(split) }
      : [];
  })[0];
  pending.add(
    'does-not-fit',
    {
      model: modelRow.name,
      weights: setup.weights.value,
      needBytes: performance.weightBytes(architecture, setup.weights.value, ONE) + fit.kvCachePerSequence,
      accelerator: row.name,
      // What the engine leaves: its own share and working memory hold no weights.
      haveBytes: accelerator.memory - fit.activations - fit.reserve,
      accelerators: t ? most : Math.max(most, domain),
      ...(smallest ? { smallest: degreesOf(smallest) } : {}),
      ...(smallest?.pipeline === 1 ? { smallestTensorParallel: smallest.tensor } : {}),
      ...(lighter ? { lighter } : {}),
      ...(lighter && !('tensorParallel' in lighter) ? { lighterWeights: lighter.weights } : {}),
      ...(setup.stage === 'serve' ? {} : { pool: setup.stage }),
    },
    t?.origin ?? pool.accelerator.origin,
  );
}

/** Tensor and pipeline degrees on the fewest accelerators that hold the weights and one request; pipelines only where they must. */
function smallestFit(
  setup: PoolSetup,
  { performance, architecture }: ResolvedWorkload,
  lengths: Lengths,
  domain: number,
  weights: Precision = setup.weights.value,
): Parallelism | undefined {
  const powers = [1, 2, 4, 8, 16, 32, 64];
  return powers
    .filter((tensor) => tensor <= domain)
    .flatMap((tensor) => powers.map((pipeline) => ({ ...ONE, tensor, pipeline })))
    .filter((p) => impossible(p, architecture) === undefined)
    .sort((a, b) => acceleratorsOf(a) - acceleratorsOf(b) || a.pipeline - b.pipeline)
    .find((p) => performance.memoryFit({ ...setup.replica(p), weights }, lengths).fits);
}

function degreesOf(p: Parallelism): { readonly tensorParallel: number; readonly pipelineParallel: number } {
  return { tensorParallel: p.tensor, pipelineParallel: p.pipeline };
}

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
    const value = excess(parts.point, { [target]: limit }) * limit.limit;
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
