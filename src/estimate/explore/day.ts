/** One deployment through its day, hour by hour, as figures: traffic, replicas, cost and power. A day profile is their numbers. */
import { burstMachinesAt, type CostLine, lineLabel, machinesFor, replicasAt } from '../../economics/index.ts';
import { compute, type Figure, leaf, product, sum } from '../../quantity/index.ts';
import type { DayHour, DayProfile } from '../contract/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import type { EvaluationRequest } from '../names/index.ts';

export const HOURS = 24;

/** The numbers of an hour that can be explained. */
export type HourFigures = Readonly<
  Record<'requestsPerSecond' | 'replicas' | 'capacity' | 'costPerHour' | 'averagePower', Figure>
>;

/** Traffic, replicas, cost and power by hour, all pools together; the means are those of the estimate. */
export function dayOf(evaluated: Evaluated, request: EvaluationRequest): DayProfile | undefined {
  const hourOf = hoursOfDay(evaluated, request);
  if (hourOf === undefined) return undefined;
  const hours = Array.from({ length: HOURS }, (_, hour): DayHour => {
    const of = hourOf(hour);
    const [requestsPerSecond, capacity] = [of.requestsPerSecond.value ?? 0, of.capacity.value ?? 0];
    return {
      hour,
      requestsPerSecond,
      served: Math.min(requestsPerSecond, capacity),
      replicas: of.replicas.value ?? 0,
      capacity,
      costPerHour: of.costPerHour.value,
      averagePower: of.averagePower.value,
    };
  });
  return { deployment: evaluated.estimate.name, currency: request.currency, hours };
}

/** @returns what makes the figures of an hour, from 0 to 23; undefined for what has no machines */
export function hoursOfDay(
  evaluated: Evaluated,
  request: EvaluationRequest,
): ((hour: number) => HourFigures) | undefined {
  const days = evaluated.pools.map((pool) => dayOfPool(pool, request));
  const [first] = days;
  if (first === undefined) return undefined;
  return (hour) => ({
    requestsPerSecond: demand(first.pool, hour),
    replicas: allReplicas(days, hour),
    capacity: capacity(days, hour),
    costPerHour: cost(days, request, hour),
    averagePower: power(days, hour),
  });
}

/** A pool with its replicas of each hour, and the machines that hold them. */
interface PoolDay {
  readonly pool: PoolResult;
  readonly replicas: readonly number[];
  readonly machines: readonly number[];
  /** Of those, what is beyond a commitment. */
  readonly beyond?: readonly number[];
}

const meanOf = (machines: readonly number[]): number => machines.reduce((a, b) => a + b, 0) / HOURS;

/** Machines that run in each hour. @param rate mean requests/s */
export function machinesByHour(pool: PoolResult, rate: number): readonly number[] {
  const { setup, candidate } = pool;
  const capacity = candidate.atCapacity.requestsPerSecond;
  return Array.from({ length: HOURS }, (_, hour) =>
    machinesFor(candidate.packing, replicasAt(setup.rule, hour, rate, capacity)),
  );
}

function dayOfPool(pool: PoolResult, request: EvaluationRequest): PoolDay {
  const { setup, candidate } = pool;
  const rate = request.resolved.traffic.requests.mid;
  const capacity = candidate.atCapacity.requestsPerSecond;
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  const replicas = hours.map((hour) => replicasAt(setup.rule, hour, rate, capacity));
  const machines = machinesByHour(pool, rate);
  const commit = candidate.option.split?.commit;
  if (!commit) return { pool, replicas, machines };
  const at = (hour: number): number => burstMachinesAt(setup.rule, candidate.packing, commit, { rate, capacity, hour });
  return { pool, replicas, machines, beyond: hours.map(at) };
}

function demand({ setup, requests }: PoolResult, hour: number): Figure {
  const factor = leaf('this hour against the mean', { value: setup.rule.hourly[hour] ?? 1 }, '1', {
    kind: 'definition',
    documentation: 'docs/definitions.md#traffic-and-fleet',
  });
  return product(
    'requests in this hour',
    '1/s',
    [
      [requests, 1],
      [factor, 1],
    ],
    'mean requests × share of the hour',
  );
}

function allReplicas(days: readonly PoolDay[], hour: number): Figure {
  const each = days.map((day) => replicas(day, hour, days.length > 1));
  const [only] = each;
  return each.length === 1 && only !== undefined ? only : sum('replicas', '1', each);
}

function replicas({ pool, replicas: counts }: PoolDay, hour: number, named: boolean): Figure {
  const { stage, rule } = pool.setup;
  const autoscaled = rule.scaling.kind === 'autoscale';
  const formula = autoscaled
    ? 'requests in this hour × (1 + headroom) ÷ capacity of one replica, rounded up, plus spares'
    : 'the fleet of the peak runs all day';
  const label = named ? `replicas of ${stage}` : 'replicas in this hour';
  const inputs = autoscaled ? [demand(pool, hour), pool.capacity] : [pool.fleet.replicas];
  return compute(label, '1', inputs, formula, () => counts[hour] ?? 0);
}

function capacity(days: readonly PoolDay[], hour: number): Figure {
  const many = days.length > 1;
  const each = days.map((day) =>
    product(
      many ? `${day.pool.setup.stage}: what its replicas can serve` : 'what the replicas can serve',
      '1/s',
      [
        [replicas(day, hour, many), 1],
        [day.pool.capacity, 1],
      ],
      'replicas × capacity of one replica',
    ),
  );
  const [only] = each;
  if (!many && only !== undefined) return only;
  return compute('what the fleet can serve', '1/s', each, 'the least of its pools', (values) => Math.min(...values));
}

/** Machines of this hour against the mean of the day. */
function shareOf(day: PoolDay, hour: number, machines = day.machines): Figure {
  const mean = meanOf(machines);
  return compute(
    'machines in this hour against the mean',
    '1',
    [replicas(day, hour, false)],
    'machines that hold the replicas of this hour ÷ mean over the day',
    () => (mean > 0 ? (machines[hour] ?? 0) / mean : 1),
  );
}

/** What of a line follows the day: nothing where it is owned or committed, but for what it draws and what is rented beyond. */
function following({ pool, machines, beyond }: PoolDay, { kind, element }: CostLine): readonly number[] | undefined {
  if (kind === 'energy') return machines;
  if (beyond) return element === 'rent' ? undefined : beyond;
  return pool.candidate.option.committed ? undefined : machines;
}

function cost(days: readonly PoolDay[], request: EvaluationRequest, hour: number): Figure {
  const lines = days.flatMap((day) => {
    return day.pool.lines.map((line) => {
      const { perHour } = line;
      const follows = following(day, line);
      if (!follows) return perHour;
      return product(
        lineLabel(line),
        'USD',
        [
          [perHour, 1],
          [shareOf(day, hour, follows), 1],
        ],
        'mean per hour × machines in this hour against the mean',
      );
    });
  });
  const total = sum('cost of this hour', 'USD', lines);
  if (request.currency === 'USD') return total;
  return product(
    'cost of this hour',
    request.currency,
    [
      [total, 1],
      [request.usdRate, -1],
    ],
    'USD ÷ rate',
  );
}

function power(days: readonly PoolDay[], hour: number): Figure {
  const parts = days.map((day) => {
    const { accelerators, spare, servers, pue } = day.pool.power;
    const machines = sum('accelerators, spares and servers', 'W', [accelerators, spare, servers]);
    return product(
      days.length > 1 ? `power of ${day.pool.setup.stage}` : 'power from the grid in this hour',
      'W',
      [
        [machines, 1],
        [pue, 1],
        [shareOf(day, hour), 1],
      ],
      'mean power × PUE × machines in this hour against the mean',
    );
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : sum('power from the grid in this hour', 'W', parts);
}
