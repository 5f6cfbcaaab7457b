/** Levers pulled on a workload without touching its text: what the panel's sliders and the sensitivity do. */
import type { Origin } from '../../quantity/index.ts';
import type { Amount, Deployment, Payment, Pool, Serving, TokenLengths, Workload } from '../../workload/index.ts';
import type { Levers, StageName } from '../contract/index.ts';

const LEVER: Origin = { kind: 'choice', reason: 'set by a lever of the panel, not in the text' };

export function exactly(value: number, origin: Origin = LEVER): Amount {
  return { low: value, mid: value, high: value, origin };
}

const changed = (amount: Amount, value: number | undefined): Amount => (value === undefined ? amount : exactly(value));

/** Percentiles move with the mean. */
function lengths(given: TokenLengths, mean: number | undefined): TokenLengths {
  if (mean === undefined) return given;
  const factor = mean / given.mean.mid;
  const scale = (amount: Amount): Amount => ({
    ...amount,
    low: amount.low * factor,
    mid: amount.mid * factor,
    high: amount.high * factor,
  });
  return {
    mean: exactly(mean),
    ...(given.p50 ? { p50: scale(given.p50) } : {}),
    ...(given.p95 ? { p95: scale(given.p95) } : {}),
  };
}

export function applyLevers(workload: Workload, levers: Levers): Workload {
  const { traffic, slo, site } = workload;
  const target = (
    given: Workload['slo']['ttft'],
    limit: number | undefined,
    statistic: 'p95' | 'mean',
  ): Workload['slo']['ttft'] =>
    limit === undefined ? given : { statistic: given?.statistic ?? statistic, limit: exactly(limit) };
  const ttft = target(slo.ttft, levers.ttft, 'p95');
  const tpot = target(slo.tpot, levers.tpot, 'mean');
  const { profile, ...rest } = traffic;
  const flattened = levers.peakToAverage !== undefined;
  return {
    ...workload,
    traffic: {
      ...rest,
      ...(profile && !flattened ? { profile } : {}),
      requests: changed(traffic.requests, levers.requests),
      peakToAverage: changed(traffic.peakToAverage, levers.peakToAverage),
      inputTokens: lengths(traffic.inputTokens, levers.inputTokens),
      outputTokens: lengths(traffic.outputTokens, levers.outputTokens),
      cachedInput: changed(traffic.cachedInput, levers.cachedInput),
    },
    slo: { ...slo, ...(ttft ? { ttft } : {}), ...(tpot ? { tpot } : {}) },
    ...(levers.electricity === undefined && levers.pue === undefined
      ? {}
      : {
          site: {
            ...site,
            ...(levers.electricity === undefined ? {} : { electricity: exactly(levers.electricity) }),
            ...(levers.pue === undefined ? {} : { pue: exactly(levers.pue) }),
          },
        }),
    serving: serving(workload.serving, levers),
    deployments: workload.deployments.map((deployment) => deploymentWith(deployment, (pool) => pooled(pool, levers))),
  };
}

/** The same deployment with every pool changed. */
export function deploymentWith(deployment: Deployment, change: (pool: Pool, stage: StageName) => Pool): Deployment {
  switch (deployment.kind) {
    case 'api':
      return deployment;
    case 'serve':
      return { ...deployment, pool: change(deployment.pool, 'serve') };
    case 'disaggregated':
      return {
        ...deployment,
        prefill: change(deployment.prefill, 'prefill'),
        decode: change(deployment.decode, 'decode'),
        ...(deployment.feedForward ? { feedForward: change(deployment.feedForward, 'feed_forward') } : {}),
      };
  }
}

function pooled(pool: Pool, levers: Levers): Pool {
  return { ...pool, serving: serving(pool.serving, levers), payment: payment(pool.payment, levers) };
}

function serving(given: Serving, { weights, kvCache, headroom, maxBatch }: Levers): Serving {
  if (weights === undefined && kvCache === undefined && headroom === undefined && maxBatch === undefined) return given;
  return {
    ...given,
    ...(weights === undefined ? {} : { weights: { value: weights, origin: LEVER } }),
    ...(kvCache === undefined ? {} : { kvCache: { value: kvCache, origin: LEVER } }),
    ...(headroom === undefined ? {} : { headroom: exactly(headroom) }),
    ...(maxBatch === undefined ? {} : { maxBatch: exactly(Math.max(1, Math.round(maxBatch))) }),
  };
}

function payment(given: Payment, { purchase, electricity, pue, life, costOfCapital }: Levers): Payment {
  if (given.kind === 'rent')
    return purchase === undefined ? given : { ...given, purchase: { value: purchase, origin: LEVER } };
  return {
    ...given,
    ...(electricity === undefined ? {} : { electricity: exactly(electricity) }),
    ...(pue === undefined ? {} : { pue: exactly(pue) }),
    ...(life === undefined ? {} : { life: exactly(life) }),
    ...(costOfCapital === undefined ? {} : { costOfCapital: exactly(costOfCapital) }),
  };
}
