/** What availability costs, and where no number of spares reaches it. */
import { HOURS_PER_MONTH, meanMachines, peakMachines, peakReplicas, reachable } from '../../economics/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import type { EvaluationRequest, ResolvedWorkload } from '../names/index.ts';
import { nines, type ProblemCollector, type Reason } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';

/** Spares of all pools beside `redundancy`, and their price a month: the same fleet with and without them. */
export function availabilityReasons(pools: readonly PoolResult[], request: EvaluationRequest): readonly Reason[] {
  const { resolved, currency, usdRate } = request;
  const target = pools.find(({ setup }) => setup.reliability)?.setup.reliability;
  if (!target) return [];
  const { t, locale } = resolved.words;
  const parts = pools.map((pool) => sparesOf(pool));
  const spares = parts.reduce((sum, { replicas }) => sum + replicas, 0);
  const priced = parts.every(({ perHour }) => perHour !== undefined) && usdRate.value !== null;
  const month = (parts.reduce((sum, { perHour = 0 }) => sum + perHour, 0) * HOURS_PER_MONTH) / (usdRate.value ?? 1);
  const share = nines(target.target, locale);
  const message = priced
    ? t(
        'Availability of {0}: {1} spare replicas over {2} zones, {3} a month.',
        share,
        spares,
        target.zones,
        formatMoney(month, currency, locale),
      )
    : t('Availability of {0}: {1} spare replicas over {2} zones.', share, spares, target.zones);
  return [{ code: 'availability', message }];
}

interface Spares {
  readonly replicas: number;
  /** USD; machines alone. Undefined: the price is unknown. */
  readonly perHour: number | undefined;
}

function sparesOf({ setup, candidate, requests }: PoolResult): Spares {
  const { spares: _, ...without } = setup.rule;
  const { option, packing, atCapacity } = candidate;
  const [rate, capacity] = [requests.value ?? 0, atCapacity.requestsPerSecond];
  const count = option.committed ? peakMachines : meanMachines;
  const machines = count(setup.rule, packing, rate, capacity) - count(without, packing, rate, capacity);
  return {
    replicas: peakReplicas(setup.rule, rate, capacity) - peakReplicas(without, rate, capacity),
    perHour: option.pricePerHour === undefined ? undefined : machines * option.pricePerHour,
  };
}

/** Zones that a target needs at most: beyond them the tables say nothing. */
const MOST_ZONES = 5;

export function addAvailabilityProblem(
  deployment: string,
  pools: readonly PoolResult[],
  { availability }: Pick<ResolvedWorkload, 'availability'>,
  pending: ProblemCollector,
): void {
  const reliability = pools.find(({ setup }) => setup.reliability)?.setup.reliability;
  if (!reliability || !availability || reliability.target < reachable(reliability)) return;
  let zones = reliability.zones + 1;
  while (zones < MOST_ZONES && reachable({ ...reliability, zones }) <= reliability.target) zones++;
  pending.add(
    'availability-missed',
    {
      target: reliability.target,
      reachable: reachable(reliability),
      zones: reliability.zones,
      needed: zones,
      deployment,
    },
    availability.origin,
  );
}
