/**
 * What the document leaves open is chosen: parallelism, machine size, and with them the number of machines, so that the bill
 * of the whole fleet is least within the targets. Exhaustive over a small grid of plain numbers; figures come afterwards.
 */
import {
  billedMachines,
  type Commitment,
  meanMachines,
  meanReplicas,
  type Packing,
  peakReplicas,
  servedShare,
  splitMachines,
} from '../../economics/index.ts';
import {
  excess,
  type Limits,
  type Parallelism,
  type PerformanceModel,
  type PreparedServing,
  type Replica,
} from '../../performance/index.ts';
import { acceleratorsOf, gridOf, groupOf, holds } from './grid.ts';
import type { MachineOption } from '../offers/index.ts';
import type { PoolSetup } from './pool.ts';
import type { CachedCapacity, CapacityPoint } from '../names/index.ts';
import { wattsAt } from './power.ts';
import { onMachines } from './onMachines.ts';
import type { Candidate, Search } from './candidate.ts';

/** Best candidate of a pool, or undefined where nothing fits. */
export function choose(setup: PoolSetup, search: Search): Candidate | undefined {
  return best(candidates(setup, search), setup, search);
}

/** Best of the candidates, with the reason that decided. Energy is asked for only where bills are equal. */
export function best(
  among: Iterable<Candidate>,
  setup: PoolSetup,
  search: Pick<Search, 'performance' | 'rate'>,
): Candidate | undefined {
  const all = [...among];
  const nearest = all.some(({ meets }) => meets) ? 0 : Math.min(...all.map(({ excess: over }) => over));
  let found: Candidate | undefined;
  let tied = false;
  const known = new Map<Candidate, number>();
  const watts = (candidate: Candidate): number => {
    let value = known.get(candidate);
    if (value === undefined) known.set(candidate, (value = meanWatts(setup, candidate, search)));
    return value;
  };
  for (const candidate of all) {
    // Where nothing meets the targets, the cheapest of those about as near as the nearest: the last percent may cost a fleet.
    if (!candidate.meets && candidate.excess > nearest * NEAR) continue;
    const order = found ? compare(candidate, found) : -1;
    const wins = !found || order < 0 || (order === 0 && preferred(candidate, found, watts));
    tied = order === 0 || (tied && !wins);
    if (wins) found = candidate;
  }
  return found && { ...found, reason: reasonOf(found, tied) };
}

function reasonOf({ meets, served }: Candidate, tied: boolean): string {
  const among = tied ? '; least energy among equal bills' : '';
  if (!meets) return `least bill within 15 % of the nearest latency, as nothing meets the targets${among}`;
  if (served < 1) return `least bill per request served, as no fleet of the size allowed serves all${among}`;
  return `least bill of the whole fleet within the targets${among}`;
}

/** W of the accelerators running, mean over the day, at the operating point of the mean load. */
function meanWatts(
  setup: PoolSetup,
  { replica, prepared, packing, atCapacity: full }: Candidate,
  { performance, rate }: Pick<Search, 'performance' | 'rate'>,
): number {
  const { accelerator, rule } = onMachines(setup, packing);
  const replicas = meanReplicas(rule, rate, full.requestsPerSecond);
  const load = Math.min(full.requestsPerSecond, rate / replicas);
  const point = performance.servingAt(prepared, load) ?? full;
  const { architecture } = replica;
  return replicas * packing.acceleratorsPerReplica * wattsAt({ performance, architecture }, accelerator, point);
}

/**
 * Candidates that fit, each with its machine, but for those whose single replica costs more than a whole fleet already found; the rate of
 * a parallelism is found once for all machines.
 */
export function* candidates(setup: PoolSetup, search: Search): Generator<Candidate> {
  const { performance, limits, rate } = search;
  const question = questionOf(search);
  let cheapest = Infinity;
  let narrower = 0;
  for (const parallelism of gridOf(setup, performance)) {
    const options = setup.options
      .filter((option) => holds(option, parallelism, setup.accelerator.scaleUp.domain))
      .map((option) => ({ option, packing: packingOf(parallelism, option) }))
      .filter(({ option, packing }) => !(leastBill(setup, option, packing, rate) > cheapest));
    if (options.length === 0) continue;
    const replica = setup.replica(parallelism);
    const { prepared, capacity } = physicsOf(replica, question, search);
    if (!capacity || !(capacity.point.requestsPerSecond > 0)) continue;
    if (groupOf(parallelism) > setup.accelerator.scaleUp.domain) {
      // Over nodes the gain of sharing experts ends where the network costs more: past that size larger groups are not asked.
      const each = capacity.point.requestsPerSecond / acceleratorsOf(parallelism);
      if (each < narrower * PAST_BEST) return;
      narrower = each;
    }
    const over = excess(capacity.point, limits);
    const served = servedOf(setup, rate, capacity.point.requestsPerSecond);
    for (const { option, packing } of options) {
      const cost = hourlyCostOf(setup, option, packing, rate, capacity.point.requestsPerSecond);
      if (capacity.meetsLimits && served === 1) cheapest = Math.min(cheapest, cost.costPerHour ?? Infinity);
      yield {
        parallelism,
        replica,
        prepared,
        option,
        packing,
        atCapacity: capacity.point,
        meets: capacity.meetsLimits,
        excess: over,
        ...cost,
        served,
      };
    }
  }
}

/** Requests/s per accelerator of a group over nodes, against the next smaller one, below which larger ones are worse still. */
const PAST_BEST = 0.97;

function packingOf(parallelism: Parallelism, { size, share }: MachineOption): Packing {
  return { acceleratorsPerReplica: acceleratorsOf(parallelism), acceleratorsPerMachine: size, share };
}

/** A little less than the bill of replicas that carry any load: bills that differ by rounding are compared in full. */
function leastBill(setup: PoolSetup, option: MachineOption, packing: Packing, rate: number): number {
  return (hourlyCostOf(setup, option, packing, rate, Infinity).costPerHour ?? 0) * (1 - 1e-6);
}

/** The rate of a configuration. @param question `questionOf` the search */
function physicsOf(replica: Replica, question: string, search: Search): CachedCapacity {
  const { performance, lengths, limits, phase, capacities } = search;
  const find = (): CachedCapacity => {
    const prepared = performance.prepare(replica, lengths, phase);
    return { prepared, capacity: nearest(performance, prepared, limits) };
  };
  return capacities ? capacities.get(replica, question, find) : find();
}

/** All that a rate depends on beside the replica. */
function questionOf({ lengths, limits: { ttft, tpot, batch }, phase }: Search): string {
  const { input, output, cached } = lengths;
  return `${input} ${output} ${cached} ${ttft?.statistic} ${ttft?.limit} ${tpot?.statistic} ${tpot?.limit} ${batch} ${phase}`;
}

/** Above the best latency reached when nothing meets the target: near it, and loaded as one would load it (docs/definitions.md). */
const NEAR = 1.15;

function nearest(performance: PerformanceModel, prepared: PreparedServing, limits: Limits): CapacityPoint | undefined {
  const found = performance.maximumRate(prepared, limits);
  if (!found || found.meetsLimits) return found;
  const relax = (target: 'ttft' | 'tpot'): Limits => {
    const limit = limits[target];
    if (!limit) return {};
    const over = excess(found.point, { [target]: limit });
    return { [target]: over > 1 ? { ...limit, limit: limit.limit * over * NEAR } : limit };
  };
  const relaxed = performance.maximumRate(prepared, { ...limits, ...relax('ttft'), ...relax('tpot') });
  return relaxed ? { ...relaxed, meetsLimits: false } : found;
}

/** Share of the power limit that an accelerator draws while the search compares bills; the answer asks the power model. */
const SEARCH_POWER = 0.6;

/** The bill the search compares: rent or capital, and for owned machines the electricity of the machines running. */
export function hourlyCostOf(
  given: PoolSetup,
  option: MachineOption,
  packing: Packing,
  rate: number,
  capacity: number,
): { readonly costPerHour: number | undefined; readonly accelerators: number } {
  const setup = onMachines(given, packing);
  if (option.split) return splitCostOf(setup, option, packing, rate, capacity);
  const machines = billedMachines(setup.rule, packing, rate, capacity, option.committed);
  const accelerators = machines * option.size;
  const hour = option.rankingPrice ?? option.pricePerHour;
  if (hour === undefined) return { costPerHour: undefined, accelerators };
  let costPerHour = machines * hour;
  if (option.kind === 'own') {
    const running = meanMachines(setup.rule, packing, rate, capacity) * option.size;
    const watts = SEARCH_POWER * setup.accelerator.power.limit + (option.serverWatts.value ?? 0);
    const { electricity, pue } = {
      electricity: option.ownership?.electricity.value ?? 0,
      pue: option.site.pue.value ?? 1,
    };
    costPerHour += ((running * watts) / 1000) * pue * electricity;
  }
  return { costPerHour, accelerators };
}

/** A committed part at its price and the rest of the day at the other. */
function splitCostOf(
  { rule }: PoolSetup,
  { split, size, rankingPrice, pricePerHour }: MachineOption,
  packing: Packing,
  rate: number,
  capacity: number,
): { readonly costPerHour: number | undefined; readonly accelerators: number } {
  const { commit, burstPerHour = rankingPrice } = split ?? { commit: NONE_COMMITTED };
  const { committed, burst } = splitMachines(rule, packing, commit, { rate, capacity });
  const accelerators = (committed + burst) * size;
  const hour = rankingPrice ?? pricePerHour;
  // What is not used costs nothing, whatever its price.
  const cost = (machines: number, price: number | undefined): number =>
    machines === 0 ? 0 : machines * (price ?? NaN);
  const costPerHour = cost(committed, hour) + cost(burst, burstPerHour);
  return { costPerHour: Number.isNaN(costPerHour) ? undefined : costPerHour, accelerators };
}

const NONE_COMMITTED: Commitment = { kind: 'replicas', replicas: 0 };

/** Share of the demand that a fleet of limited size serves: over the day, and in the peak hour. */
function servedOf({ rule }: PoolSetup, rate: number, capacity: number): number {
  const { scaling } = rule;
  if (scaling.kind === 'peak' || (scaling.kind === 'autoscale' && scaling.max === undefined)) return 1;
  const atPeak = (peakReplicas(rule, rate, capacity) * capacity) / (rate * rule.peak);
  if (atPeak >= 1 - 1e-9) return 1;
  // Only the peak is cut: the day as a whole may still be served.
  return Math.min(1 - 1e-9, servedShare(rule, rate, capacity));
}

/**
 * Below 0 where `a` is better, 0 where both are worth the same: meeting the targets, serving all of the demand, then the
 * bill; of fleets that cannot serve all, the bill of a request served.
 */
function compare(a: Candidate, b: Candidate): number {
  if (a.meets !== b.meets) return a.meets ? -1 : 1;
  if (a.served < 1 !== b.served < 1) return b.served - a.served;
  const known = a.costPerHour !== undefined;
  if (known !== (b.costPerHour !== undefined)) return known ? -1 : 1;
  const costA = (known ? (a.costPerHour ?? 0) : a.accelerators) / a.served;
  const costB = (known ? (b.costPerHour ?? 0) : b.accelerators) / b.served;
  return Math.abs(costA - costB) > 1e-9 * costB ? costA - costB : 0;
}

/** Watts that differ by less say nothing about which machine draws less. */
const SAME_WATTS = 0.01;

/** Between equal bills: less energy, then more capacity, then the faster. */
function preferred(a: Candidate, b: Candidate, watts: (candidate: Candidate) => number): boolean {
  const [wattsA, wattsB] = [watts(a), watts(b)];
  if (Math.abs(wattsA - wattsB) > SAME_WATTS * wattsB) return wattsA < wattsB;
  const [roomA, roomB] = [roomOf(a), roomOf(b)];
  if (Math.abs(roomA - roomB) > 1e-9 * roomB) return roomA > roomB;
  return a.atCapacity.tpot < b.atCapacity.tpot;
}

/** Requests/s per accelerator paid for. */
function roomOf({ atCapacity: full, packing }: Candidate): number {
  return full.requestsPerSecond / packing.acceleratorsPerReplica;
}
