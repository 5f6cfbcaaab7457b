/**
 * What a rented fleet that follows the day would save by a commitment: the machines whose hours are worth one, in closed form
 * (`cheapestCommitment`), at the prices of the instance it stands on.
 */
import { cheapestCommitment, machinesFor } from '../../economics/index.ts';
import type { Origin } from '../../quantity/index.ts';
import type { Deployment, Rent } from '../../workload/index.ts';
import type { BetterChange } from '../contract/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import { listPrice } from '../offers/index.ts';
import { machinesByHour } from './day.ts';

type Served = Extract<Deployment, { kind: 'serve' }>;
const TERMS = ['1-year', '3-year'] as const;

export interface CommitmentVariant {
  readonly changes: readonly BetterChange[];
  readonly deployment: Served;
}

/** One for each term that the instance has a price for and that leaves something to commit. */
export function commitmentVariants(deployment: Served, { pools }: Evaluated): readonly CommitmentVariant[] {
  const { payment } = deployment.pool;
  const [pool] = pools;
  if (!pool || payment.kind !== 'rent' || payment.price) return [];
  if (pool.setup.rule.scaling.kind !== 'autoscale') return [];
  return TERMS.flatMap((purchase): readonly CommitmentVariant[] => {
    const replicas = worthCommitting(pool, payment, purchase);
    if (replicas === undefined || replicas === heldNow(payment, purchase)) return [];
    const rent = committed(payment, replicas, purchase);
    return [
      {
        changes: [{ code: 'commitment', replicas, purchase }],
        deployment: { ...deployment, pool: { ...deployment.pool, payment: rent } },
      },
    ];
  });
}

/** Whole replicas; undefined where a price is unknown, or nothing is worth it. */
function worthCommitting(pool: PoolResult, rent: Rent, purchase: (typeof TERMS)[number]): number | undefined {
  const { option, packing } = pool.candidate;
  const price = (plan: Rent['purchase']['value']): number | undefined => option.row && listPrice(option.row, plan);
  const [bound, free] = [price(purchase), price(rent.burst?.value ?? 'on-demand')];
  if (bound === undefined || free === undefined) return undefined;
  const rate = pool.requests.value ?? 0;
  const machines = cheapestCommitment(machinesByHour(pool, rate), bound / free);
  return machines > 0 ? machines * Math.max(1, Math.round(1 / machinesFor(packing, 1, false))) : undefined;
}

function heldNow({ commit }: Rent, purchase: string): number | undefined {
  const replicas = commit?.replicas;
  return commit?.purchase.value === purchase && replicas && 'mid' in replicas ? replicas.mid : undefined;
}

function committed(rent: Rent, replicas: number, purchase: (typeof TERMS)[number]): Rent {
  const origin: Origin = { kind: 'choice', reason: 'the split that costs least over the day' };
  const amount = { low: replicas, mid: replicas, high: replicas, origin };
  return {
    ...rent,
    commit: { replicas: amount, purchase: { value: purchase, origin }, origin } as NonNullable<Rent['commit']>,
  };
}
