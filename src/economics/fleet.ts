/**
 * From traffic to machines, as plain numbers: called thousands of times while batch and parallelism are searched,
 * so nothing here allocates. fleetFigures.ts wraps these very functions with intervals and derivations.
 *
 * Replicas = ceil(demand × (1 + headroom) ÷ capacity) + redundancy (design §3), then whole machines.
 */

export type Scaling =
  | { readonly kind: 'peak' }
  | { readonly kind: 'autoscale'; readonly min: number; readonly max?: number }
  | { readonly kind: 'fixed'; readonly replicas: number };

/** How a pool follows the day; made once per pool. */
export interface FleetRule {
  /** 24 factors with mean 1, and the factor the fleet is sized for (traffic.ts). */
  readonly hourly: readonly number[];
  readonly peak: number;
  readonly scaling: Scaling;
  /** Share on top of demand, 0.15 is 15 %. */
  readonly headroom: number;
  /** Spare replicas. */
  readonly redundancy: number;
  /** Spare replicas that so many need to be there for the share of time asked for (availability.ts); the larger number of the two is held. */
  readonly spares?: (needed: number) => number;
}

/** How replicas sit on what is rented or bought: an instance, a server, a rack. */
export interface Packing {
  readonly acceleratorsPerReplica: number;
  readonly acceleratorsPerMachine: number;
  /** Charge only the accelerators used; machines may then be a fraction (`own: {share: true}`). */
  readonly share?: boolean;
}

/** Guards ceilings and floors against the last bits of a division. */
const EPSILON = 1e-9;

/** Whole replicas one machine holds; 0 where a replica spans several machines. */
export function replicasPerMachine(packing: Packing): number {
  return Math.floor(packing.acceleratorsPerMachine / packing.acceleratorsPerReplica + EPSILON);
}

/** Machines that hold `replicas`; whole ones unless `whole` is false (for intervals) or the packing is a share. */
export function machinesFor(packing: Packing, replicas: number, whole = true): number {
  const perMachine = replicasPerMachine(packing);
  if (packing.share) return (replicas * packing.acceleratorsPerReplica) / packing.acceleratorsPerMachine;
  if (perMachine >= 1) return whole ? Math.ceil(replicas / perMachine - EPSILON) : replicas / perMachine;
  return replicas * Math.ceil(packing.acceleratorsPerReplica / packing.acceleratorsPerMachine - EPSILON);
}

/**
 * Replicas that carry a demand: at least one while there is any. Unrounded it is the continuous quantity behind intervals.
 *
 * @param demand requests/s to size for
 * @param capacity requests/s one replica carries within memory and SLO
 */
function replicasFor(rule: FleetRule, demand: number, capacity: number, whole = true): number {
  if (!(demand > 0)) return rule.redundancy;
  const raw = (demand * (1 + rule.headroom)) / capacity;
  const needed = Math.max(1, whole ? Math.ceil(raw - EPSILON) : raw);
  return needed + (rule.spares ? Math.max(rule.redundancy, rule.spares(needed)) : rule.redundancy);
}

/** Replicas of the peak that carry no load while all are up. */
export function spareAtPeak(rule: FleetRule, rate: number, capacity: number): number {
  if (rule.scaling.kind === 'fixed') return 0;
  const replicas = peakReplicas(rule, rate, capacity);
  const needed = replicasFor({ ...rule, redundancy: 0, spares: NO_SPARES }, rate * rule.peak, capacity);
  return Math.max(0, Math.min(replicas - needed, replicas - 1));
}

const NO_SPARES = (): number => 0;

/** Largest fleet of the day: what is bought, reserved, or sized for the peak. */
export function peakReplicas(rule: FleetRule, rate: number, capacity: number, whole = true): number {
  const { scaling } = rule;
  if (scaling.kind === 'fixed') return scaling.replicas;
  const needed = replicasFor(rule, rate * rule.peak, capacity, whole);
  if (scaling.kind === 'peak') return Math.max(1, needed);
  return Math.min(scaling.max ?? Infinity, Math.max(scaling.min, needed));
}

/** Replicas running in one hour of the day, 0–23. */
export function replicasAt(rule: FleetRule, hour: number, rate: number, capacity: number, whole = true): number {
  if (rule.scaling.kind !== 'autoscale') return peakReplicas(rule, rate, capacity, whole);
  return scaled(rule, rate * (rule.hourly[hour] ?? 1) * burst(rule), capacity, whole);
}

/** Replicas of an autoscaled hour whose peak is `demand` requests/s, between minimum and maximum. */
export function scaled(rule: FleetRule, demand: number, capacity: number, whole: boolean): number {
  const needed = replicasFor(rule, demand, capacity, whole);
  if (rule.scaling.kind !== 'autoscale') return needed;
  return Math.min(rule.scaling.max ?? Infinity, Math.max(rule.scaling.min, needed));
}

/** Peak inside the busiest hour ÷ mean of that hour; 1 unless a profile and a larger ratio are both given. */
export function burst(rule: FleetRule): number {
  let largest = 0;
  for (const factor of rule.hourly) if (factor > largest) largest = factor;
  return largest > 0 ? rule.peak / largest : 1;
}

/** Mean over the day of replicas running. */
export function meanReplicas(rule: FleetRule, rate: number, capacity: number, whole = true): number {
  if (rule.scaling.kind !== 'autoscale') return peakReplicas(rule, rate, capacity, whole);
  const most = rate * burst(rule);
  let total = 0;
  for (const factor of rule.hourly) total += scaled(rule, factor * most, capacity, whole);
  return total / rule.hourly.length;
}

/** Mean over the day of machines running. */
export function meanMachines(rule: FleetRule, packing: Packing, rate: number, capacity: number, whole = true): number {
  if (rule.scaling.kind !== 'autoscale') return peakMachines(rule, packing, rate, capacity, whole);
  const most = rate * burst(rule);
  let total = 0;
  for (const factor of rule.hourly) total += machinesFor(packing, scaled(rule, factor * most, capacity, whole), whole);
  return total / rule.hourly.length;
}

/** Machines of the largest fleet: what an owner buys and what a commitment pays for, running or not. */
export function peakMachines(rule: FleetRule, packing: Packing, rate: number, capacity: number, whole = true): number {
  return machinesFor(packing, peakReplicas(rule, rate, capacity, whole), whole);
}

/** Machine-hours paid per hour. `always`: owned or committed, so that scaling down saves nothing. */
export function billedMachines(
  rule: FleetRule,
  packing: Packing,
  rate: number,
  capacity: number,
  always: boolean,
): number {
  return (always ? peakMachines : meanMachines)(rule, packing, rate, capacity);
}

/** Share of the requests of a day that the fleet can carry; below 1 the deployment is `overloaded`. */
export function servedShare(rule: FleetRule, rate: number, capacity: number): number {
  const most = rate * burst(rule);
  const steady = rule.scaling.kind === 'autoscale' ? 0 : peakReplicas(rule, rate, capacity);
  let served = 0;
  let demanded = 0;
  for (const factor of rule.hourly) {
    const replicas = steady || scaled(rule, factor * most, capacity, true);
    demanded += rate * factor;
    served += Math.min(rate * factor, replicas * capacity);
  }
  return demanded > 0 ? served / demanded : 1;
}

/** Mean over the day of demand ÷ capacity of the replicas running; above 1 where demand is not served. */
export function utilization(rule: FleetRule, rate: number, capacity: number): number {
  const most = rate * burst(rule);
  const steady = rule.scaling.kind === 'autoscale' ? 0 : peakReplicas(rule, rate, capacity);
  let total = 0;
  for (const factor of rule.hourly) {
    const running = (steady || scaled(rule, factor * most, capacity, true)) * capacity;
    if (running > 0) total += (rate * factor) / running;
  }
  return total / rule.hourly.length;
}
