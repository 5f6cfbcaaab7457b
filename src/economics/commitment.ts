/**
 * Commitments: part of a fleet is paid every hour, the rest by the hour it runs. Plain numbers, as in fleet.ts.
 *
 * What is committed is given; `cheapestCommitment` says what would be best.
 */
import { machinesFor, meanReplicas, type FleetRule, type Packing, peakReplicas, replicasAt } from './fleet.ts';

export type Commitment =
  | { readonly kind: 'replicas'; readonly replicas: number }
  /** Of the replicas of the peak hour. */
  | { readonly kind: 'share'; readonly share: number }
  /** Those of the quietest hour; the mean of the day. */
  | { readonly kind: 'minimum' }
  | { readonly kind: 'mean' };

/** @param whole whole replicas, or the continuous quantity behind intervals */
export function committedReplicas(
  rule: FleetRule,
  commit: Commitment,
  rate: number,
  capacity: number,
  whole = true,
): number {
  switch (commit.kind) {
    case 'replicas':
      return commit.replicas;
    case 'share': {
      const replicas = commit.share * peakReplicas(rule, rate, capacity, whole);
      return whole ? Math.round(replicas) : replicas;
    }
    case 'minimum':
      return Math.min(...rule.hourly.map((_, hour) => replicasAt(rule, hour, rate, capacity, whole)));
    case 'mean': {
      const replicas = meanReplicas(rule, rate, capacity, whole);
      return whole ? Math.round(replicas) : replicas;
    }
  }
}

/** Machines that are paid every hour, and those beyond them, mean over the day. A fleet that does not scale has all of both every hour. */
export interface SplitMachines {
  readonly committed: number;
  readonly burst: number;
}

export function splitMachines(
  rule: FleetRule,
  packing: Packing,
  commit: Commitment,
  load: { readonly rate: number; readonly capacity: number },
  whole = true,
): SplitMachines {
  const { rate, capacity } = load;
  const committed = Math.max(0, machinesFor(packing, committedReplicas(rule, commit, rate, capacity, whole), whole));
  const beyond = rule.hourly.map((_, hour) => burstMachinesAt(rule, packing, commit, { ...load, hour }, whole));
  return { committed, burst: beyond.reduce((a, b) => a + b, 0) / beyond.length };
}

/** Machines beyond the commitment in one hour. */
export function burstMachinesAt(
  rule: FleetRule,
  packing: Packing,
  commit: Commitment,
  { rate, capacity, hour }: { readonly rate: number; readonly capacity: number; readonly hour: number },
  whole = true,
): number {
  const committed = machinesFor(packing, committedReplicas(rule, commit, rate, capacity, whole), whole);
  return Math.max(0, machinesFor(packing, replicasAt(rule, hour, rate, capacity, whole), whole) - committed);
}

/**
 * The number of machines whose commitment costs least, in closed form: the k-th machine is worth a commitment where it runs in a larger
 * share of the hours than the committed price is of the other one, F(k) > p₁ ÷ p₂ (the critical fractile of the newsvendor).
 *
 * @param machines needed by hour
 * @param priceRatio price of a committed machine-hour ÷ that of one by the hour
 */
export function cheapestCommitment(machines: readonly number[], priceRatio: number): number {
  const falling = [...machines].sort((a, b) => b - a);
  const hours = Math.floor(priceRatio * falling.length + ROUNDING);
  return priceRatio >= 1 ? 0 : Math.max(0, falling[hours] ?? 0);
}

const ROUNDING = 1e-9;
