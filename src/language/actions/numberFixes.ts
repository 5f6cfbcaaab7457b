/** Fixes of what the numbers say: memory, targets, budgets, prices. Each is estimated before it is offered. */
import { type DeploymentEstimate, type EvaluatedWorkload, meetsTargets, type Problem } from '../../estimate/index.ts';
import { set } from '../edits.ts';
import { leading } from '../headline.ts';
import type { CodeAction, LanguageContext } from '../types.ts';
import { saving, titled } from './candidates.ts';
import { offer, poolsOf, removeKey, rentedAt, rentsOf, setInPools, type Offer, type Subject } from './offers.ts';
import { cheaperPlaces, cheaperPlans } from './purchases.ts';
import { disabledFix, fix, listOf, numberOf, textOf } from './textFixes.ts';

interface Case extends Subject {
  readonly problem: Problem;
}

type Offers = (one: Case) => readonly Offer[];
type Refusal = (one: Case) => { readonly title: string; readonly reason: string };

const OFFERS: Readonly<Partial<Record<Problem['code'], Offers>>> = {
  'does-not-fit': (one) => {
    const { problem, context } = one;
    const degree = numberOf(problem, 'smallestTensorParallel');
    const lighter = textOf(problem, 'lighterWeights');
    const wider =
      degree === undefined
        ? []
        : setInPools(one, context.t('Use tensor_parallel: {0}', degree), ['tensor_parallel'], degree);
    const thinner =
      lighter === undefined ? [] : setInPools(one, context.t('Use {0} weights', lighter), ['weights'], lighter);
    return firstPreferred([...wider, ...thinner]);
  },
  'slo-missed': (one) => {
    const degree = 2 * (one.deployment.stages[0]?.tensorParallel ?? 1);
    const { t } = one.context;
    const tries = [
      ...setInPools(one, t('Use fp8 weights'), ['weights'], 'fp8'),
      ...setInPools(one, t('Use tensor_parallel: {0}', degree), ['tensor_parallel'], degree),
      ...one.pools.flatMap((pool) =>
        removeKey(one, t('Let the tool choose the parallelism'), [...pool, 'tensor_parallel']),
      ),
    ];
    return tries.filter(({ change }) => meetsTargets(change.after));
  },
  'over-budget': (one) => [
    ...cheaperPlans(one).slice(0, 2),
    ...cheaperPlaces(one).slice(0, 1),
    ...autoscale(one).filter(({ change }) => (saving(change) ?? 0) > 0),
  ],
  'idle-fleet': (one) => firstPreferred(autoscale(one)),
  overloaded: (one) => {
    const { problem, workload, context, deployment } = one;
    const needed = numberOf(problem, 'needed');
    const places = [
      ['deployments', deployment.name, 'scaling', 'replicas'],
      ['serving', 'scaling', 'replicas'],
    ];
    const path = places.find((at) => workload.document.rangeOf(at) !== undefined);
    if (needed === undefined || path === undefined) return [];
    return firstPreferred(offer(one, context.t('Use {0} replicas', needed), set(context, workload, path, needed)));
  },
  'unknown-price': (one) =>
    listOf(one.problem, 'alternatives').flatMap((purchase) =>
      rentsOf(one).flatMap((rent) =>
        offer(one, one.context.t('Buy {0}', purchase), set(one.context, one.workload, [...rent, 'purchase'], purchase)),
      ),
    ),
  'not-sold-there': (one) =>
    firstPreferred(
      soldAt(one.problem)
        .slice(0, 3)
        .flatMap(({ cloud, region }) => rentedAt(one, cloud, region)),
    ),
  'precision-emulated': (one) => {
    const key = textOf(one.problem, 'key') ?? 'weights';
    return listOf(one.problem, 'native')
      .slice(0, 2)
      .flatMap((native) => setInPools(one, one.context.t('Use {0}: {1}', key, native), [key], native));
  },
  'spot-latency': (one) =>
    firstPreferred(
      rentsOf(one).flatMap((rent) =>
        offer(one, one.context.t('Buy on-demand'), set(one.context, one.workload, [...rent, 'purchase'], 'on-demand')),
      ),
    ),
  'parallelism-impossible': (one) => {
    const { problem, context } = one;
    const wanted = numberOf(problem, 'tensorParallel') ?? 1;
    const allowed: unknown = problem.data?.['allowed'];
    const degrees = (Array.isArray(allowed) ? allowed : []).filter((n): n is number => typeof n === 'number');
    const near = degrees
      .toSorted((a, b) => Math.abs(Math.log(a / wanted)) - Math.abs(Math.log(b / wanted)))
      .slice(0, 2);
    const key = problem.path.at(-1) ?? '';
    return firstPreferred([
      ...near.flatMap((degree) =>
        setInPools(one, context.t('Use tensor_parallel: {0}', degree), ['tensor_parallel'], degree),
      ),
      ...(key.endsWith('_parallel')
        ? removeKey(one, context.t('Remove {0}: let the tool choose', key), problem.path)
        : []),
    ]);
  },
};

/** What cannot be fixed without a fact that only the user has: shown, disabled, with the reason. */
const REFUSALS: Readonly<Partial<Record<Problem['code'], Refusal>>> = {
  'unknown-price': ({ context: { t } }) => ({
    title: t('Add the price you pay'),
    reason: t('Only you know your quote: write price: … USD/hour below rent, or accelerator_price: … USD below own.'),
  }),
  'suspicious-magnitude': ({ problem, context: { t } }) => ({
    title: t('Correct the number'),
    reason: t('Usual is {0}. Which number is meant only you know.', textOf(problem, 'usual') ?? ''),
  }),
};

export function numberFixes(
  problem: Problem,
  workload: EvaluatedWorkload,
  context: LanguageContext,
): readonly CodeAction[] {
  const deployment = deploymentOf(problem, workload);
  if (deployment === undefined) return [];
  const one: Case = { problem, workload, context, deployment, pools: placesOf(problem, workload, deployment.name) };
  const refusal = REFUSALS[problem.code]?.(one);
  return [
    ...(OFFERS[problem.code]?.(one) ?? []).map(({ title, change, preferred }) => ({
      ...fix(problem, titled(title, change, context), change.edits),
      ...(preferred === undefined ? {} : { preferred }),
    })),
    ...(refusal === undefined ? [] : [disabledFix(problem, refusal.title, refusal.reason)]),
    ...(problem.code === 'stale-price'
      ? [{ ...fix(problem, context.t('Update Prices…'), []), run: 'updatePrices' as const }]
      : []),
  ];
}

/** The deployment a problem speaks of; for one of the serving defaults, the one the workload is judged by. */
function deploymentOf(problem: Problem, { estimate }: EvaluatedWorkload): DeploymentEstimate | undefined {
  const name = textOf(problem, 'deployment') ?? (problem.path[0] === 'deployments' ? problem.path[1] : undefined);
  if (name === undefined) return problem.path[0] === 'serving' ? leading(estimate) : undefined;
  return estimate.deployments.find((one) => one.name === name);
}

/** Where keys of the fix are written: the pool the problem stands in, all pools, or the defaults where the problem stands there. */
function placesOf(problem: Problem, workload: EvaluatedWorkload, name: string): readonly (readonly string[])[] {
  if (problem.path[0] === 'serving') return [['serving']];
  const all = poolsOf(workload, name);
  const own = all.filter((pool) => pool.length > 2 && pool.every((segment, index) => problem.path[index] === segment));
  return own.length > 0 ? own.slice(-1) : all;
}

function firstPreferred(offers: readonly Offer[]): readonly Offer[] {
  return offers.map((one, index) => (index === 0 ? { ...one, preferred: true } : one));
}

function autoscale(one: Case): readonly Offer[] {
  const path = ['deployments', one.deployment.name, 'scaling'];
  return offer(
    one,
    one.context.t('Follow the traffic with autoscaling'),
    set(one.context, one.workload, path, 'autoscale'),
  );
}

function soldAt(problem: Problem): readonly { readonly cloud: string; readonly region: string }[] {
  const value: unknown = problem.data?.['soldAt'];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('cloud' in one) || !('region' in one)) return [];
    const { cloud, region } = one;
    return typeof cloud === 'string' && typeof region === 'string' ? [{ cloud, region }] : [];
  });
}
