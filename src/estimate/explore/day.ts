/** One deployment through its day: traffic, replicas, cost and power of each hour. */
import { machinesFor, replicasAt } from '../../economics/index.ts';
import type { DayHour, DayProfile } from '../contract/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import type { EvaluationRequest } from '../names/index.ts';

export const HOURS = 24;

/** Traffic, replicas, cost and power by hour, all pools together; the means are those of the estimate. */
export function dayOf(evaluated: Evaluated, request: EvaluationRequest): DayProfile | undefined {
  const { pools, estimate } = evaluated;
  const [first] = pools;
  if (!first) return undefined;
  const rate = request.resolved.traffic.requests.mid;
  const money = request.usdRate.value;
  const by = pools.map((pool) => Array.from({ length: HOURS }, (_, hour) => machinesAt(pool, hour, rate)));
  const means = by.map((machines) => machines.reduce((a, b) => a + b, 0) / HOURS);
  const share = (pool: number, hour: number): number => (means[pool] ? (by[pool]?.[hour] ?? 0) / means[pool] : 1);
  const cost = (hour: number): number | null => {
    let total = 0;
    for (const [index, { lines, candidate }] of pools.entries())
      for (const { kind, perHour } of lines) {
        if (perHour.value === null || money === null) return null;
        const follows = !candidate.option.committed || kind === 'energy';
        total += perHour.value * (follows ? share(index, hour) : 1);
      }
    return total / (money ?? 1);
  };
  const power = (hour: number): number | null => {
    const watts = pools.map(({ power: p }, index) => {
      const all = [p.accelerators, p.spare, p.servers].map((figure) => figure.value);
      if (all.some((v) => v === null) || p.pue.value === null) return null;
      return all.reduce<number>((a, b) => a + (b ?? 0), 0) * p.pue.value * share(index, hour);
    });
    return watts.some((w) => w === null) ? null : watts.reduce<number>((a, b) => a + (b ?? 0), 0);
  };
  const hours: DayHour[] = Array.from({ length: HOURS }, (_, hour) => {
    const demand = rate * (first.setup.rule.hourly[hour] ?? 1);
    const capacity = Math.min(
      ...pools.map((pool) => replicasOf(pool, hour, rate) * pool.candidate.atCapacity.requestsPerSecond),
    );
    return {
      hour,
      requestsPerSecond: demand,
      served: Math.min(demand, capacity),
      replicas: pools.reduce((n, pool) => n + replicasOf(pool, hour, rate), 0),
      capacity,
      costPerHour: cost(hour),
      averagePower: power(hour),
    };
  });
  return { deployment: estimate.name, currency: request.currency, hours };
}

export function replicasOf({ setup, candidate }: PoolResult, hour: number, rate: number): number {
  return replicasAt(setup.rule, hour, rate, candidate.atCapacity.requestsPerSecond);
}

export function machinesAt(pool: PoolResult, hour: number, rate: number): number {
  return machinesFor(pool.candidate.packing, replicasOf(pool, hour, rate));
}
