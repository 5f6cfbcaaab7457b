/**
 * Availability: spares of a fleet from failure and repair rates of its machines and zones. Plain numbers, as in fleet.ts.
 *
 * Machines fail alone, and zones as a whole. The replicas stand spread over the zones; enough of them are up where at least `needed` are in
 * the zones that are up: k-out-of-n over machines, weighted by how many zones are up.
 */
import { machinesFor, replicasPerMachine, type FleetRule, type Packing } from './fleet.ts';

export interface Reliability {
  /** Share of time in which all replicas of the peak must be there, 0–1. */
  readonly target: number;
  /** Zones that the fleet is spread over. */
  readonly zones: number;
  /** Share of time an accelerator, with its part of the host, is out of service. */
  readonly acceleratorDown: number;
  /** Share of time a zone is. */
  readonly zoneDown: number;
}

/** Units that fail together: machines that hold replicas, or replicas that span machines. */
interface Units {
  /** Share of time one of them is up. */
  readonly up: number;
  readonly replicas: number;
}

function unitsOf({ acceleratorDown }: Reliability, packing: Packing): Units {
  const held = packing.share ? 1 : replicasPerMachine(packing);
  const machines = held >= 1 ? 1 : machinesFor(packing, 1);
  const accelerators = packing.share ? packing.acceleratorsPerReplica : machines * packing.acceleratorsPerMachine;
  return { up: (1 - acceleratorDown) ** accelerators, replicas: Math.max(1, held) };
}

/** P(at least `least` of `n` units are up), each with probability `up`. Summed from the likely end, in logarithms. */
export function atLeast(n: number, least: number, up: number): number {
  if (least <= 0) return 1;
  if (least > n) return 0;
  if (up >= 1) return 1;
  let term = n * Math.log(up);
  let total = Math.exp(term);
  for (let failed = 1; failed <= n - least; failed++) {
    term += Math.log((n - failed + 1) / failed) + Math.log((1 - up) / up);
    total += Math.exp(term);
  }
  return Math.min(1, total);
}

/** Share of time in which `needed` units are up, of `each` in every zone. */
export function availabilityOf(needed: number, each: number, up: number, { zones, zoneDown }: Reliability): number {
  let total = 0;
  let ways = 1;
  for (let down = 0; down <= zones; down++) {
    const weight = ways * zoneDown ** down * (1 - zoneDown) ** (zones - down);
    total += weight * atLeast((zones - down) * each, needed, up);
    ways = (ways * (zones - down)) / (down + 1);
  }
  return Math.min(1, total);
}

/** Share of time in which any zone is up: no number of spares does better. */
export const reachable = ({ zones, zoneDown }: Reliability): number => 1 - zoneDown ** zones;

/** A target that no number of spares reaches is met as far as machines go: this share of what can be lost is lost to them. */
const OF_MACHINES = 0.01;
const MOST_SPARES = 10_000;

/** Spare replicas beside `needed`, spread over the zones, so that the target is met; most that is reachable where it cannot be. */
export function spareReplicas(needed: number, reliability: Reliability, packing: Packing): number {
  if (!(needed > 0)) return 0;
  const { up, replicas } = unitsOf(reliability, packing);
  const units = Math.ceil(needed / replicas);
  const most = reachable(reliability);
  const target = reliability.target < most ? reliability.target : most - (1 - most) * OF_MACHINES;
  let each = Math.ceil(units / reliability.zones);
  for (; each < units + MOST_SPARES; each++) if (availabilityOf(units, each, up, reliability) >= target) break;
  return Math.max(0, each * reliability.zones * replicas - needed);
}

/** The rule of a fleet with the spares of its reliability, found once for each number of replicas. */
export function withSpares(rule: FleetRule, reliability: Reliability, packing: Packing): FleetRule {
  const known = new Map<number, number>();
  const spares = (needed: number): number => {
    const whole = Math.ceil(needed);
    let found = known.get(whole);
    if (found === undefined) known.set(whole, (found = spareReplicas(whole, reliability, packing)));
    return found;
  };
  return { ...rule, spares };
}
