/** One hour of the day as figures: what day.ts draws, with the lines, replicas and traffic behind it. */
import { lineLabel } from '../../economics/index.ts';
import { compute, type Figure, leaf, product, sum } from '../../quantity/index.ts';
import { HOURS, machinesAt, replicasOf } from '../explore/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import type { EvaluationRequest } from '../names/index.ts';

/** @param number `costPerHour`, `requestsPerSecond`, `replicas`, `capacity` or `averagePower`, as in `DayHour` */
export function hourFigure(
  evaluated: Evaluated,
  request: EvaluationRequest,
  hour: number,
  number: string,
): Figure | undefined {
  const { pools } = evaluated;
  const [first] = pools;
  if (first === undefined || hour < 0 || hour >= HOURS) return undefined;
  const many = pools.length > 1;
  switch (number) {
    case 'requestsPerSecond':
      return demand(first, hour);
    case 'replicas':
      return many
        ? sum(
            'replicas',
            '1',
            pools.map((pool) => replicas(pool, request, hour, many)),
          )
        : replicas(first, request, hour, many);
    case 'capacity':
      return capacity(pools, request, hour);
    case 'costPerHour':
      return cost(pools, request, hour);
    case 'averagePower':
      return power(pools, request, hour);
    default:
      return undefined;
  }
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

function replicas(pool: PoolResult, request: EvaluationRequest, hour: number, named: boolean): Figure {
  const value = replicasOf(pool, hour, request.resolved.traffic.requests.mid);
  const { scaling } = pool.setup.rule;
  const formula =
    scaling.kind === 'autoscale'
      ? 'requests in this hour × (1 + headroom) ÷ capacity of one replica, rounded up, plus spares'
      : 'the fleet of the peak runs all day';
  const label = named ? `replicas of ${pool.setup.stage}` : 'replicas in this hour';
  const inputs = scaling.kind === 'autoscale' ? [demand(pool, hour), pool.capacity] : [pool.fleet.replicas];
  return compute(label, '1', inputs, formula, () => value);
}

function capacity(pools: readonly PoolResult[], request: EvaluationRequest, hour: number): Figure {
  const each = pools.map((pool) =>
    product(
      pools.length > 1 ? `${pool.setup.stage}: what its replicas can serve` : 'what the replicas can serve',
      '1/s',
      [
        [replicas(pool, request, hour, pools.length > 1), 1],
        [pool.capacity, 1],
      ],
      'replicas × capacity of one replica',
    ),
  );
  const [only] = each;
  if (each.length === 1 && only !== undefined) return only;
  return compute('what the fleet can serve', '1/s', each, 'the least of its pools', (values) => Math.min(...values));
}

/** Machines of this hour against the mean of the day. */
function shareOf(pool: PoolResult, request: EvaluationRequest, hour: number): Figure {
  const rate = request.resolved.traffic.requests.mid;
  const all = Array.from({ length: HOURS }, (_, one) => machinesAt(pool, one, rate));
  const mean = all.reduce((a, b) => a + b, 0) / HOURS;
  const value = mean > 0 ? (all[hour] ?? 0) / mean : 1;
  return compute(
    'machines in this hour against the mean',
    '1',
    [replicas(pool, request, hour, false)],
    'machines that hold the replicas of this hour ÷ mean over the day',
    () => value,
  );
}

function cost(pools: readonly PoolResult[], request: EvaluationRequest, hour: number): Figure {
  const lines = pools.flatMap((pool) =>
    pool.lines.map((line) => {
      const { kind, perHour } = line;
      const follows = !pool.candidate.option.committed || kind === 'energy';
      if (!follows) return perHour;
      return product(
        lineLabel(line),
        'USD',
        [
          [perHour, 1],
          [shareOf(pool, request, hour), 1],
        ],
        'mean per hour × machines in this hour against the mean',
      );
    }),
  );
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

function power(pools: readonly PoolResult[], request: EvaluationRequest, hour: number): Figure {
  const parts = pools.map((pool) => {
    const { accelerators, spare, servers, pue } = pool.power;
    const machines = sum('accelerators, spares and servers', 'W', [accelerators, spare, servers]);
    return product(
      pools.length > 1 ? `power of ${pool.setup.stage}` : 'power from the grid in this hour',
      'W',
      [
        [machines, 1],
        [pue, 1],
        [shareOf(pool, request, hour), 1],
      ],
      'mean power × PUE × machines in this hour against the mean',
    );
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : sum('power from the grid in this hour', 'W', parts);
}
