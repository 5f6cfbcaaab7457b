/** Watts of a pool over the day: what energy, carbon and the electricity bill are made of. */
import {
  acceleratorPower,
  busyWatts,
  linearPower,
  type PoolPower,
  powerConstants,
  type PowerPoint,
  spareAccelerators,
} from '../../economics/index.ts';
import type { AcceleratorRow, Catalog } from '../../catalog/index.ts';
import type { Accelerator, OperatingPoint } from '../../performance/index.ts';
import { type Derivation, type Figure, leaf, product, unknown } from '../../quantity/index.ts';
import type { Candidate } from './candidate.ts';
import { memo, ownershipFigure, type ResolvedWorkload } from '../names/index.ts';
import type { MachineOption } from '../offers/index.ts';
import { modelFigure, NO_RANGE, stateOf } from './performanceFigures.ts';
import type { PoolSetup } from './pool.ts';

/** Mean watts of one accelerator at an operating point. */
export function wattsAt(
  resolved: Pick<ResolvedWorkload, 'performance' | 'architecture'>,
  accelerator: Accelerator,
  point: OperatingPoint,
): number {
  const { performance, architecture } = resolved;
  const constants = constantsOf(performance, `${accelerator.id} ${architecture.id}`, () =>
    powerConstants(performance.constant, accelerator, architecture.id),
  );
  return acceleratorPower(accelerator, point, constants, architecture.routed !== undefined);
}

const constantsOf = memo<ReturnType<typeof powerConstants>>();

/** How a pool runs over the day. */
export interface PoolDay {
  /** Mean requests/s. */
  readonly rate: number;
  /** Operating point at the mean load, and the share of capacity that this is, 0–1. */
  readonly mean: OperatingPoint;
  readonly load: number;
  /** Running, mean over the day. */
  readonly machines: Figure;
}

export function poolPower(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  candidate: Candidate,
  { rate, mean, load, machines }: PoolDay,
  inputs: () => readonly Derivation[],
): PoolPower {
  const { accelerator, rule, row } = setup;
  const { option, packing } = candidate;
  const capacity = candidate.atCapacity.requestsPerSecond;
  const curve = linearPower(accelerator.power, ...powerPoints(resolved, setup, candidate, { load, point: mean }));
  const busy = busyWatts(rule, packing, rate, capacity, curve);
  const spare = spareAccelerators(rule, packing, rate, capacity);
  const residual = resolved.performance.residual('energy', candidate.replica, false, {
    prepared: candidate.prepared,
    sequences: mean.batch,
  });
  return {
    accelerators: modelFigure(
      { label: 'accelerator power', value: busy, unit: 'W' },
      { residual, state: stateOf(setup), ranged: machines.shared ?? NO_RANGE },
      () => [...powerRow(row, accelerator), ...inputs()],
    ),
    spare: leaf(
      'accelerators of the same machines that hold no replica',
      { value: spare * accelerator.power.idle },
      'W',
      { kind: 'model', documentation: 'docs/definitions.md#energy-carbon-water' },
      'derived',
    ),
    servers: product(
      'servers beside their accelerators',
      'W',
      [
        [machines, 1],
        [option.serverWatts, 1],
      ],
      () => `machines × ${option.size} accelerators × rest of the server`,
      option.size,
    ),
    pue: option.site.pue,
    carbonIntensity: option.site.carbonIntensity,
    water: option.site.water,
    embodied: embodied(resolved, setup, option, machines),
  };
}

function powerRow(row: AcceleratorRow, accelerator: Accelerator): readonly Derivation[] {
  const { power } = accelerator;
  const leaves = [
    leaf(`${row.name}: power limit`, { value: power.limit }, 'W', row.origin, powerState(accelerator)),
    leaf(
      `${row.name}: idle power`,
      { value: power.idle },
      'W',
      row.origin,
      row.idleW === undefined ? 'derived' : 'known',
    ),
  ];
  return leaves.map((figure) => figure.why());
}

/** Power bends sharply at low loads: besides the mean load it is asked where replicas are nearly idle, and full. */
const LOW_LOADS = [0.03, 0.12] as const;

function powerPoints(
  resolved: ResolvedWorkload,
  { rule, accelerator }: PoolSetup,
  { prepared, atCapacity }: Candidate,
  mean: { readonly load: number; readonly point: OperatingPoint },
): readonly PowerPoint[] {
  const of = (load: number, point: OperatingPoint): PowerPoint => ({
    load,
    watts: wattsAt(resolved, accelerator, point),
  });
  const middle = of(mean.load, mean.point);
  if (rule.peak === 1) return [middle];
  const low = LOW_LOADS.flatMap((load) => {
    const point =
      load < mean.load ? resolved.performance.servingAt(prepared, load * atCapacity.requestsPerSecond) : undefined;
    return point ? [of(load, point)] : [];
  });
  return [...low, middle, of(1, atCapacity)];
}

function powerState(accelerator: Accelerator): 'known' | 'derived' {
  return accelerator.derived.includes('tdp_w') ? 'derived' : 'known';
}

/** Making an accelerator and its share of the server (pricing/priors), spread over the life of the machine. */
function embodied(resolved: ResolvedWorkload, { row }: PoolSetup, option: MachineOption, machines: Figure): Figure {
  const { catalog, today } = resolved;
  const { each, life } = makings(catalog, `${row.id} ${row.name} ${today}`, () => makingOf(catalog, row, today));
  return product(
    'embodied carbon',
    'g/h',
    [
      [machines, 1],
      [each, 1],
      [option.ownership?.life ?? life, -1],
    ],
    () => `machines × ${option.size} accelerators × kg ÷ life`,
    (option.size * 1000) / 8760,
  );
}

/** What the tables say of making one accelerator, and how long it is used: the same for every evaluation. */
interface Making {
  /** kg. */
  readonly each: Figure;
  readonly life: Figure;
}

const makings = memo<Making>();

function makingOf(catalog: Catalog, row: PoolSetup['row'], today: string): Making {
  const making = catalog.prior('embodied_kgco2e', row);
  const useful = catalog.ownershipFact('useful_life', row.id);
  const label = `embodied carbon of one ${row.name}`;
  return {
    each: making
      ? leaf(label, { value: making.value, low: making.low, high: making.high }, 'kg', making.origin, 'derived')
      : unknown(label, 'kg', 'no row embodied_kgco2e in pricing/priors'),
    life: useful
      ? ownershipFigure('life', useful, 'year', today)
      : unknown('life', 'year', 'no row useful_life in pricing/ownership'),
  };
}
