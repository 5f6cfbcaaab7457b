/**
 * What a deployment that stays as written would save: multi-token prediction where the checkpoint has it, and pools of their own for
 * prefill and decode on the same machines. Each way is the deployment evaluated once more, so that it is asked for and not computed while
 * somebody types.
 */
import type { SpeculationRow } from '../../catalog/index.ts';
import { behaviourOf } from '../../performance/index.ts';
import type { Origin } from '../../quantity/index.ts';
import type { Amount, Deployment, Pool, Serving, Speculative } from '../../workload/index.ts';
import {
  type BetterChange,
  type BetterWay,
  type Engine,
  type Estimate,
  type EvaluatedWorkload,
  meetsTargets,
} from '../contract/index.ts';
import type { Evaluated } from '../deployment/index.ts';
import { commitmentVariants } from './commitments.ts';
import { type EvaluationRequest, machineOf, noOutput, speculationRows } from '../names/index.ts';

/** Ways that save less are within what nobody would act on. */
const WORTH = 0.97;
/** Deepest chain that a step of a served batch is worth: recipes draft one to three tokens. */
const DEEPEST = 3;
/** Time of one prediction layer and its head, as a share of a step: one layer of some sixty, and the sampling of a token. */
const LAYER_OVERHEAD = 0.025;

interface Variant {
  readonly changes: readonly BetterChange[];
  readonly deployment: Deployment;
}

/** Cheapest first; nothing that misses a target the deployment meets, or serves less. */
export function betterWays(
  deployment: Deployment,
  request: EvaluationRequest,
  evaluate: (deployment: Deployment, request: EvaluationRequest) => Evaluated,
): readonly BetterWay[] {
  const present = evaluate(deployment, request);
  const now = present.estimate.cost.perMonth.value;
  if (now === null || present.estimate.status !== 'ok') return [];
  const meets = meetsTargets(present.estimate);
  const commitments = deployment.kind === 'serve' ? commitmentVariants(deployment, present) : [];
  return [...variantsOf(deployment, request), ...commitments]
    .map(({ changes, deployment: other }) => ({ changes, deployment: other, found: evaluate(other, request) }))
    .filter(({ found: { estimate, pools } }) => {
      const cost = estimate.cost.perMonth.value;
      const serves = pools.every(({ candidate }) => candidate.served >= 1);
      return (
        estimate.status === 'ok' && cost !== null && cost < WORTH * now && serves && (!meets || meetsTargets(estimate))
      );
    })
    .map(({ changes, deployment: other, found: { estimate } }) => ({
      changes,
      deployment: other,
      perMillionTokens: estimate.cost.perMillionTokens,
      perMonth: estimate.cost.perMonth,
    }))
    .sort((a, b) => (a.perMonth.value ?? 0) - (b.perMonth.value ?? 0));
}

/** The estimate with what each of its deployments would save beside it. */
export function withBetter(
  { better }: Pick<Engine, 'better'>,
  { workload, estimate }: Pick<EvaluatedWorkload, 'workload' | 'estimate'>,
): Estimate {
  if (!workload || estimate.proposed) return estimate;
  const deployments = estimate.deployments.map((one) => {
    const ways = better(workload, one.name).map(({ deployment: _, ...way }) => way);
    return ways.length === 0 ? one : { ...one, better: ways };
  });
  return { ...estimate, deployments };
}

function variantsOf(deployment: Deployment, request: EvaluationRequest): readonly Variant[] {
  if (deployment.kind === 'api') return [];
  const target = deployment.kind === 'serve' ? deployment.pool : deployment.decode;
  const drafts = predictions(target, request);
  if (deployment.kind === 'disaggregated')
    return deployment.feedForward
      ? []
      : drafts.map(({ change, serving }) => ({
          changes: [change],
          deployment: { ...deployment, decode: { ...deployment.decode, serving } },
        }));
  const one = drafts.map(({ change, serving }) => ({
    changes: [change],
    deployment: { ...deployment, pool: { ...deployment.pool, serving } },
  }));
  const split = poolsOf(deployment, request);
  if (!split) return one;
  const both = drafts.map(({ change, serving }) => ({
    changes: [POOLS, change],
    deployment: { ...split, decode: { ...split.decode, serving: open(serving) } },
  }));
  return [...one, { changes: [POOLS], deployment: split }, ...both];
}

/** A step with drafted tokens, for each depth that the table has. */
export function predictions(
  { serving, accelerator }: Pool,
  { resolved }: EvaluationRequest,
): readonly { readonly change: BetterChange; readonly serving: Serving }[] {
  const { catalog, modelRow } = resolved;
  const row = catalog.accelerator(accelerator.value);
  if (serving.speculative || noOutput(resolved) || modelRow.mtpLayers === 0 || !row) return [];
  if (machineOf(row, catalog).machine !== 'memory') return [];
  return speculationRows(catalog, modelRow, 'mtp')
    .filter(({ draftTokens }) => draftTokens <= DEEPEST)
    .map((found) => ({
      change: {
        code: 'multi-token-prediction',
        draftTokens: found.draftTokens,
        tokensPerStep: { low: found.low, value: found.tokensPerStep, high: found.high },
        overhead: found.draftTokens * LAYER_OVERHEAD,
      },
      serving: { ...serving, speculative: speculativeOf(found) },
    }));
}

function speculativeOf({ origin, draftTokens, tokensPerStep, low, high }: SpeculationRow): Speculative {
  const exactly = (value: number, from: Origin): Amount => ({ low: value, mid: value, high: value, origin: from });
  const choice: Origin = { kind: 'choice', reason: 'drafted by the prediction layers of the checkpoint' };
  return {
    origin: choice,
    tokensPerStep: { low, mid: tokensPerStep, high, origin },
    draftTokens: exactly(draftTokens, choice),
    overhead: exactly(draftTokens * LAYER_OVERHEAD, choice),
  } as Speculative;
}

const POOLS: BetterChange = { code: 'pools' };

type Disaggregated = Extract<Deployment, { kind: 'disaggregated' }>;

/** The same machines, some of which prefill and the others decode; undefined where nothing carries the cache between them. */
export function poolsOf(
  deployment: Extract<Deployment, { kind: 'serve' }>,
  { resolved: { catalog, traffic } }: EvaluationRequest,
): Disaggregated | undefined {
  const { pool, kind: _, ...named } = deployment;
  const row = catalog.accelerator(pool.accelerator.value);
  const accelerator = row && machineOf(row, catalog);
  if (!accelerator || accelerator.machine !== 'memory' || !(accelerator.scaleOut > 0)) return undefined;
  if (!behaviourOf(accelerator).comparable || !(traffic.outputTokens.mean.mid > 1)) return undefined;
  if (pool.serving.scaling.value.kind === 'fixed') return undefined;
  const { speculative: _s, maxBatch: _b, ...prefill } = open(pool.serving);
  return {
    ...named,
    kind: 'disaggregated',
    prefill: { ...pool, serving: prefill },
    decode: { ...pool, serving: open(pool.serving) },
  };
}

/** Parallelism written for one pool means nothing for two. */
function open({
  tensorParallel: _t,
  pipelineParallel: _p,
  expertParallel: _e,
  dataParallel: _d,
  ...serving
}: Serving): Serving {
  return serving;
}
