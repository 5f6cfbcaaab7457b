/** How a bill falls into prefill and decode, cached and uncached input; and what a request costs on a full machine. */
import { product, scale, sum, type Figure } from '../quantity/index.ts';
import type { Tokens } from './tokens.ts';
import type { CostLine } from './costLine.ts';
import { machinesFor, replicasPerMachine, type Packing } from './fleet.ts';

/** Accelerator-busy seconds per request: how one fleet's bill falls into phases. */
export interface Phases {
  readonly prefill: number;
  readonly decode: number;
  /** Part of `prefill` spent attending over cached positions. */
  readonly cachedAttention: number;
}

/** A pool's bill and the work it does; a feed-forward pool is decode. */
export interface PoolCost {
  readonly stage: 'serve' | 'prefill' | 'decode';
  readonly lines: readonly CostLine[];
}

/** USD per hour. */
export interface PhaseCosts {
  readonly decode: Figure;
  readonly cached: Figure;
  readonly uncached: Figure;
}

/** Cp and Cd of design §3, and Cp's share that cached positions carry. */
export function splitPhases(pools: readonly PoolCost[], phases: Phases, tokens: Tokens): PhaseCosts {
  const busy = phases.prefill + phases.decode;
  const prefillShare = busy > 0 ? phases.prefill / busy : 0;
  const attention = phases.prefill > 0 && tokens.cached.value !== 0 ? phases.cachedAttention / phases.prefill : 0;
  const fleet = costsOf(pools, 'serve');
  const whole = fleet.length === 0 ? undefined : sum('cost per hour of the fleet', 'USD', fleet);
  const prefill = phaseCost(costsOf(pools, 'prefill'), whole, 'prefill', prefillShare);
  const decode = phaseCost(costsOf(pools, 'decode'), whole, 'decode', 1 - prefillShare);
  return {
    decode,
    cached: portion('prefill cost of cached positions', prefill, attention, 'attention over cached positions:'),
    uncached: portion('prefill cost of uncached input', prefill, 1 - attention, 'the rest of prefill:'),
  };
}

const PHASE_LABEL = { prefill: 'prefill cost per hour (Cp)', decode: 'decode cost per hour (Cd)' } as const;

/** The pools of the phase whole, and its share of a fleet that does both. */
function phaseCost(
  own: readonly Figure[],
  fleet: Figure | undefined,
  phase: keyof typeof PHASE_LABEL,
  share: number,
): Figure {
  if (fleet === undefined) return sum(PHASE_LABEL[phase], 'USD', own);
  const part = portion(`${phase} share of the fleet`, fleet, share, 'busy accelerator time:');
  return sum(PHASE_LABEL[phase], 'USD', [part, ...own]);
}

/** USD per hour of the pools of one stage, line by line. */
function costsOf(pools: readonly PoolCost[], stage: PoolCost['stage']): readonly Figure[] {
  const costs: Figure[] = [];
  for (const pool of pools) if (pool.stage === stage) for (const { perHour } of pool.lines) costs.push(perHour);
  return costs;
}

const portion = (label: string, figure: Figure, share: number, of: string): Figure =>
  scale(label, 'USD', figure, share, () => `${of} ${(100 * share).toPrecision(4)} %`);

/**
 * USD per request of one pool when every replica its machines hold runs at capacity: what peers quote.
 *
 * @param machineHour USD per machine-hour, energy at load included
 * @param capacity requests/s of one replica
 */
export function fullLoadPerRequest(machineHour: Figure, packing: Packing, capacity: Figure): Figure {
  const replicas = replicasInMachine(packing);
  const formula = (): string => `machine-hour ÷ (${Number(replicas.toPrecision(4))} replicas × capacity × 3,600)`;
  const factors = [
    [machineHour, 1],
    [capacity, -1],
  ] as const;
  return product('cost per request at full load', 'USD', factors, formula, 1 / (3600 * replicas));
}

/** Replicas one machine carries: a fraction where they are shared or span several. */
export function replicasInMachine(packing: Packing): number {
  if (packing.share) return packing.acceleratorsPerMachine / packing.acceleratorsPerReplica;
  const whole = replicasPerMachine(packing);
  return whole >= 1 ? whole : 1 / machinesFor(packing, 1);
}
