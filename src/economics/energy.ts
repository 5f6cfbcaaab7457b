/**
 * Energy, carbon and water of a fleet. Watts per accelerator come from power.ts as plain numbers.
 * At the wall = accelerators + the rest of their servers; from the grid = at the wall × PUE.
 */
import { product, scale, sum, multiply, unknown, type Figure } from '../quantity/index.ts';
import { HOURS_PER_MONTH } from './cost.ts';
import { NO_OUTPUT, type Tokens } from './tokens.ts';
import { burst, meanMachines, meanReplicas, peakReplicas, scaled, type FleetRule, type Packing } from './fleet.ts';

/** Mean watts of one accelerator whose replica carries `load` of its capacity, 0–1. */
export type PowerCurve = (load: number) => number;

/** Power asked of the model at one load. */
export interface PowerPoint {
  readonly load: number;
  readonly watts: number;
}

/** Straight lines from idle through the power at known loads, in rising order; beyond the last as steep; never above the limit. */
export function linearPower(
  power: { readonly idle: number; readonly limit: number },
  ...points: readonly PowerPoint[]
): PowerCurve {
  const known = points.filter((point, index) => point.load > (points[index - 1]?.load ?? 0));
  return (load) => {
    let from: PowerPoint = { load: 0, watts: power.idle };
    let slope = 0;
    for (const point of known) {
      slope = (point.watts - from.watts) / (point.load - from.load);
      if (load <= point.load) break;
      if (point !== known[known.length - 1]) from = point;
    }
    return Math.max(power.idle, Math.min(power.limit, from.watts + slope * (load - from.load)));
  };
}

/** Mean over the day of the watts of accelerators that hold replicas. Plain numbers: used inside the search. */
export function busyWatts(
  rule: FleetRule,
  packing: Packing,
  rate: number,
  capacity: number,
  watts: PowerCurve,
): number {
  const most = rate * burst(rule);
  const steady = rule.scaling.kind === 'autoscale' ? 0 : peakReplicas(rule, rate, capacity);
  let total = 0;
  for (const factor of rule.hourly) {
    const replicas = steady || scaled(rule, factor * most, capacity, true);
    if (replicas > 0) total += replicas * watts(Math.min(1, (rate * factor) / (replicas * capacity)));
  }
  return (total * packing.acceleratorsPerReplica) / rule.hourly.length;
}

/** Mean over the day of accelerators powered but holding no replica (the rest of whole machines). */
export function spareAccelerators(rule: FleetRule, packing: Packing, rate: number, capacity: number): number {
  if (packing.share) return 0;
  const machines = meanMachines(rule, packing, rate, capacity);
  return (
    machines * packing.acceleratorsPerMachine - meanReplicas(rule, rate, capacity) * packing.acceleratorsPerReplica
  );
}

/** One pool's power, W, means over the day. */
export interface PoolPower {
  /** Accelerators that hold replicas (`busyWatts`), with the interval of the power model. */
  readonly accelerators: Figure;
  /** Accelerators of the same machines that hold none, at idle. */
  readonly spare: Figure;
  /** Processors, memory, fans, network cards of the running machines. */
  readonly servers: Figure;
  readonly pue: Figure;
  /** g CO2e per kWh, location-based. */
  readonly carbonIntensity: Figure;
  /** l per kWh. */
  readonly water: Figure;
  /** g CO2e per hour: making the machines, spread over their life. */
  readonly embodied: Figure;
}

export interface EnergyQuestion {
  readonly pools: readonly PoolPower[];
  readonly tokens: Tokens;
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
}

export interface EnergyFigures {
  readonly joulesPerOutputToken: Figure;
  readonly kwhPerMillionTokens: Figure;
  /** Wh per request, from the grid. */
  readonly wattHoursPerRequest: Figure;
  readonly averagePower: Figure;
  readonly kwhPerMonth: Figure;
  readonly carbonPerMillionTokens: Figure;
  readonly carbonPerMonth: Figure;
  readonly embodiedCarbonPerMonth: Figure;
  readonly waterPerMonth: Figure;
}

/** Power of a pool from the grid, W: at the wall × PUE. */
export function gridPower(pool: PoolPower): Figure {
  const parts = [pool.accelerators, pool.spare, pool.servers];
  const wall = sum('power at the wall', 'W', parts, 'accelerators + spare accelerators + servers');
  return multiply('power from the grid', 'W', [wall, pool.pue], 'power at the wall × PUE');
}

export function energyFigures({ pools, tokens, served }: EnergyQuestion): EnergyFigures {
  const grid = pools.map(gridPower);
  const monthly = grid.map((power) =>
    scale('energy per month', 'kWh', power, HOURS_PER_MONTH / 1000, 'W × 730 h ÷ 1,000'),
  );
  const kwhPerMonth = sum('energy per month', 'kWh', monthly);
  const perPool = (label: string, unit: string, rate: (pool: PoolPower) => Figure, formula: string): Figure =>
    sum(
      label,
      unit,
      pools.map((pool, index) => multiply(label, unit, [monthly[index] ?? kwhPerMonth, rate(pool)], formula)),
    );
  const carbonPerMonth = perPool('carbon per month', 'g', (pool) => pool.carbonIntensity, 'kWh × g CO2e per kWh');
  const embodied = pools.map(({ embodied: hourly }) =>
    scale('embodied carbon', 'g', hourly, HOURS_PER_MONTH, 'g CO2e per hour × 730 h'),
  );
  return {
    joulesPerOutputToken: perOutputToken(pools, tokens, served),
    kwhPerMillionTokens: perMillion('energy per million tokens', 'kWh', kwhPerMonth, served, tokens),
    wattHoursPerRequest: perRequest('energy per request', 'Wh', kwhPerMonth, served, 1000),
    averagePower: sum('average power from the grid', 'W', grid),
    kwhPerMonth,
    carbonPerMillionTokens: perMillion('carbon per million tokens', 'g', carbonPerMonth, served, tokens),
    carbonPerMonth,
    embodiedCarbonPerMonth: sum('embodied carbon per month', 'g', embodied),
    waterPerMonth: perPool('water per month', 'l', (pool) => pool.water, 'kWh × l per kWh'),
  };
}

const MONTH_SECONDS = 3600 * HOURS_PER_MONTH;

/** Accelerators only, prefill included: comparable with published measurements. */
function perOutputToken(pools: readonly PoolPower[], tokens: Tokens, served: Figure): Figure {
  if (tokens.output.value === 0) return unknown('energy per output token', 'J', NO_OUTPUT);
  const watts = sum(
    'accelerator power',
    'W',
    pools.map((pool) => pool.accelerators),
  );
  const factors = [
    [watts, 1],
    [served, -1],
    [tokens.output, -1],
  ] as const;
  return product('energy per output token', 'J', factors, 'accelerator power ÷ output tokens/s');
}

function perRequest(label: string, unit: string, perMonth: Figure, served: Figure, by: number): Figure {
  return product(
    label,
    unit,
    [
      [perMonth, 1],
      [served, -1],
    ],
    'per month ÷ requests served in the month',
    by / MONTH_SECONDS,
  );
}

function perMillion(label: string, unit: string, perMonth: Figure, served: Figure, tokens: Tokens): Figure {
  const factors = [
    [perMonth, 1],
    [served, -1],
    [tokens.all, -1],
  ] as const;
  return product(label, unit, factors, 'per month ÷ tokens served in the month × 10⁶', 1e6 / MONTH_SECONDS);
}
