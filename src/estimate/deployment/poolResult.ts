/** A sized pool as figures: its replicas, its bill, its power, and the operating points of the peak hour and of the mean load. */
import {
  type CostLine,
  type CostStage,
  fleetFigures,
  type FleetFigures,
  type FleetRule,
  fullLoadPerRequest,
  gridPower,
  type Packing,
  peakMachines,
  peakReplicas,
  spareAtPeak,
  type PoolPower,
  splitMachines,
} from '../../economics/index.ts';
import type { Limits, OperatingPoint, PreparedServing } from '../../performance/index.ts';
import {
  compute,
  type Derivation,
  type Figure,
  leaf,
  type Neighbours,
  type Origin,
  product,
  sharing,
} from '../../quantity/index.ts';
import {
  type Candidate,
  capacityResidual,
  lengthRanges,
  modelFigure,
  neighboursOf,
  NO_RANGE,
  onMachines,
  poolPower,
  type PoolSetup,
  type Ranged,
  rangedPoints,
  replicaInputs,
  stateOf,
  wattsAt,
} from '../choice/index.ts';
import type { MachineOption } from '../offers/index.ts';
import { amountFigure, meanLengths, phaseOf, type ResolvedWorkload } from '../names/index.ts';

export interface PoolResult {
  readonly setup: PoolSetup;
  readonly candidate: Candidate;
  /** What the pool holds: the document's model, or the one that drafts for it. */
  readonly model: Pick<ResolvedWorkload, 'modelRow' | 'architecture'>;
  readonly requests: Figure;
  readonly capacity: Figure;
  readonly fleet: FleetFigures;
  readonly peakReplicas: number;
  /** Machines that hold the replicas of the peak hour. */
  readonly machines: number;
  /** Replicas that share the load of the peak hour. */
  readonly active: number;
  /** Requests/s the whole fleet serves in the peak hour. */
  readonly servedPeak: number;
  readonly overloaded: boolean;
  readonly peak: OperatingPoint;
  readonly lines: readonly CostLine[];
  readonly power: PoolPower;
  readonly fullLoad: Figure;
  /** Log-moves of latencies by the document's ranges of lengths. */
  readonly ranged: { readonly ttft: Ranged; readonly tpot: Ranged };
  readonly inputs: () => readonly Derivation[];
  /** Runs near the point of the peak hour. */
  readonly near: Neighbours | undefined;
}

/** A configuration that is to be sized for the traffic. */
export interface ChosenPool {
  readonly setup: PoolSetup;
  readonly candidate: Candidate;
  /** Targets that its capacity meets. */
  readonly limits: Limits;
  /** Names figures and bill lines; undefined for a single pool. */
  readonly stage?: CostStage;
}

/** @param prepareAt the replica at one end of the ranges of lengths */
export function poolResult(
  resolved: ResolvedWorkload,
  { setup: chosen, candidate, limits, stage }: ChosenPool,
  prepareAt: (end: 'low' | 'high') => PreparedServing = (end) =>
    resolved.performance.prepare(candidate.replica, meanLengths(resolved, end), phaseOf(resolved)),
): PoolResult {
  const { performance, traffic } = resolved;
  const setup = onMachines(chosen, candidate.packing);
  const { rule } = setup;
  const { option, packing, prepared, atCapacity } = candidate;
  const rate = traffic.requests.mid;
  const x = atCapacity.requestsPerSecond;
  const load = peakLoad(rule, rate, x);
  const at = (share: number): OperatingPoint =>
    share >= 0.9999 ? atCapacity : (performance.servingAt(prepared, share * x) ?? atCapacity);
  const overloaded = load.demand > load.replicas * x * (1 + 1e-9);
  // What cannot be served within targets is served slower, or queues for as long as the peak lasts.
  const peak = overloaded
    ? (performance.servingFor(prepared, load.demand / load.active, PEAK) ?? atCapacity)
    : at(load.share);

  let inputsCache: readonly Derivation[] | undefined;
  const inputs = (): readonly Derivation[] => (inputsCache ??= replicaInputs(resolved, setup, candidate));
  const ranged = lengthRanges(resolved)
    ? rangesOf(rangedPoints(resolved, prepareAt, limits, load.share), x, peak)
    : { rate: NO_RANGE, ttft: NO_RANGE, tpot: NO_RANGE };
  const requests = sharing(amountFigure('mean requests', traffic.requests, '1/s'));
  const label = 'capacity of one replica';
  const capacity = modelFigure(
    { label: stage === undefined ? label : `${stage}: ${label}`, value: x, unit: '1/s' },
    {
      residual: capacityResidual(resolved, setup, candidate, prepared.lengths, limits),
      state: stateOf(setup),
      ranged: ranged.rate,
      near: neighboursOf(resolved, prepared, atCapacity.batch),
    },
    inputs,
  );
  const fleet = fleetFigures({
    label: stage ?? '',
    rule,
    packing,
    requests,
    capacity,
    always: option.committed,
    commit: option.split?.commit,
  });

  const meanLoad = Math.max(1e-3, Math.min(1, fleet.utilization.value ?? 0));
  const day = { rate, mean: at(meanLoad), load: meanLoad, machines: fleet.running };
  const power = poolPower(resolved, setup, candidate, day, inputs);
  const grid = compute('power from the grid', 'kW', [gridPower(power)], 'W ÷ 1,000', ([w = 0]) => w / 1000);
  return {
    setup,
    candidate,
    model: resolved,
    requests,
    capacity,
    fleet,
    peakReplicas: load.replicas,
    machines: machinesHeld(rule, packing, option, { rate, capacity: x }),
    active: load.active,
    servedPeak: load.served,
    overloaded: overloaded || fleet.servedShare < 1 - 1e-9,
    peak,
    lines: option.lines(fleet, grid, stage),
    power,
    fullLoad: fullLoadPerRequest(option.fullHour(gridAtFullLoad(resolved, setup, candidate)), packing, capacity),
    ranged: { ttft: ranged.ttft, tpot: ranged.tpot },
    inputs,
    near: neighboursOf(resolved, prepared, peak.batch),
  };
}

/** Machines of the peak; those of a commitment where it is more. */
function machinesHeld(
  rule: FleetRule,
  packing: Packing,
  { split }: MachineOption,
  load: { readonly rate: number; readonly capacity: number },
): number {
  const needed = peakMachines(rule, packing, load.rate, load.capacity);
  return split ? Math.max(needed, splitMachines(rule, packing, split.commit, load).committed) : needed;
}

/** Seconds of the peak hour. */
const PEAK = 3600;

/** The peak hour. Rates in requests/s. */
interface PeakLoad {
  readonly replicas: number;
  /** Replicas that share the load: all but the redundant ones. */
  readonly active: number;
  readonly demand: number;
  readonly served: number;
  /** Load of one active replica, as a share of its capacity. */
  readonly share: number;
}

/** @param rate mean requests/s @param capacity requests/s of one replica */
function peakLoad(rule: FleetRule, rate: number, capacity: number): PeakLoad {
  const replicas = peakReplicas(rule, rate, capacity);
  const spare = spareAtPeak(rule, rate, capacity);
  const active = Math.max(1, replicas - spare);
  const demand = rate * rule.peak;
  const served = Math.min(demand, replicas * capacity);
  return { replicas, active, demand, served, share: Math.min(demand / active, capacity) / capacity };
}

function gridAtFullLoad(resolved: ResolvedWorkload, { accelerator }: PoolSetup, candidate: Candidate): Figure {
  const { option, atCapacity } = candidate;
  const watts = wattsAt(resolved, accelerator, atCapacity) + (option.serverWatts.value ?? 0);
  const origin: Origin = { kind: 'model', documentation: 'docs/performance-model.md#power' };
  const full = leaf('accelerator and server at full load', { value: watts / 1000 }, 'kW', origin);
  return product(
    'power from the grid at full load',
    'kW',
    [
      [full, 1],
      [option.site.pue, 1],
    ],
    'power at the wall × PUE',
  );
}

/** @param x capacity in requests/s @param peak the operating point of the peak hour, both at the middle of the ranges */
function rangesOf(
  [low, high, lowRate, highRate]: ReturnType<typeof rangedPoints>,
  x: number,
  peak: OperatingPoint,
): PoolResult['ranged'] & { readonly rate: Ranged } {
  const move = (at: number | undefined, base: number): number => {
    const log = at === undefined ? 0 : Math.log(at / base);
    return Number.isFinite(log) ? log : 0;
  };
  return {
    rate: { atLow: move(lowRate, x), atHigh: move(highRate, x) },
    ttft: { atLow: move(low?.ttft, peak.ttft), atHigh: move(high?.ttft, peak.ttft) },
    tpot: { atLow: move(low?.tpot, peak.tpot), atHigh: move(high?.tpot, peak.tpot) },
  };
}
