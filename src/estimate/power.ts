/** Watts of a pool over the day: what energy, carbon and the electricity bill are made of. */
import {
  acceleratorPower,
  busyWatts,
  linearPower,
  powerConstants,
  spareAccelerators,
  type PoolPower,
  type PowerPoint,
} from '../economics/index.ts';
import type { Accelerator, OperatingPoint } from '../performance/index.ts';
import { leaf, product, type Derivation, type Figure } from '../quantity/index.ts';
import type { Candidate } from './choice.ts';
import { modelFigure, NO_RANGE, stateOf } from './performanceFigures.ts';
import type { PoolSetup, Subject } from './pool.ts';

/** Mean watts of one accelerator at an operating point. */
export function wattsAt(
  subject: Pick<Subject, 'performance' | 'architecture'>,
  accelerator: Accelerator,
  point: OperatingPoint,
): number {
  const { performance } = subject;
  const constants = powerConstants((...about) => performance.constant(...about), accelerator.id);
  return acceleratorPower(accelerator, point, constants, subject.architecture.routed !== undefined);
}

/**
 * @param mean     operating point at the mean load of the day
 * @param load     share of capacity at that point, 0–1
 * @param machines running, mean over the day
 */
export function poolPower(
  subject: Subject,
  setup: PoolSetup,
  candidate: Candidate,
  rate: number,
  mean: OperatingPoint,
  load: number,
  machines: Figure,
  inputs: () => readonly Derivation[],
): PoolPower {
  const { accelerator, rule, row } = setup;
  const { option, packing } = candidate;
  const capacity = candidate.best.requestsPerSecond;
  const curve = linearPower(accelerator.power, ...powerPoints(subject, setup, candidate, { load, point: mean }));
  const busy = busyWatts(rule, packing, rate, capacity, curve);
  const spare = spareAccelerators(rule, packing, rate, capacity);
  const residual = subject.performance.residual('energy', candidate.replica);
  return {
    accelerators: modelFigure(
      'accelerator power',
      busy,
      'W',
      residual,
      stateOf(setup),
      machines.shared ?? NO_RANGE,
      () => [
        leaf(
          `${row.name}: power limit`,
          { value: accelerator.power.limit },
          'W',
          row.origin,
          powerState(accelerator),
        ).why(),
        leaf(
          `${row.name}: idle power`,
          { value: accelerator.power.idle },
          'W',
          row.origin,
          row.idleW === undefined ? 'derived' : 'known',
        ).why(),
        ...inputs(),
      ],
    ),
    spare: leaf(
      'accelerators of the same machines that hold no replica',
      { value: spare * accelerator.power.idle },
      'W',
      { kind: 'model', documentation: 'docs/definitions.md#energy' },
      'derived',
    ),
    servers: product(
      'servers beside their accelerators',
      'W',
      [
        [machines, 1],
        [option.serverWatts, 1],
      ],
      `machines × ${option.size} accelerators × rest of the server`,
      option.size,
    ),
    pue: option.site.pue,
    carbonIntensity: option.site.carbonIntensity,
    water: option.site.water,
    embodied: embodied(machines, option.size, row.name),
  };
}

/** Power bends sharply at low loads: besides the mean load it is asked where replicas are nearly idle, and full. */
const LOW_LOADS = [0.03, 0.12] as const;

function powerPoints(
  subject: Subject,
  { rule, accelerator }: PoolSetup,
  { prepared, best }: Candidate,
  mean: { readonly load: number; readonly point: OperatingPoint },
): readonly PowerPoint[] {
  const of = (load: number, point: OperatingPoint): PowerPoint => ({
    load,
    watts: wattsAt(subject, accelerator, point),
  });
  const middle = of(mean.load, mean.point);
  if (rule.peak === 1) return [middle];
  const low = LOW_LOADS.flatMap((load) => {
    const point = load < mean.load ? subject.performance.servingAt(prepared, load * best.requestsPerSecond) : undefined;
    return point ? [of(load, point)] : [];
  });
  return [...low, middle, of(1, best)];
}

function powerState(accelerator: Accelerator): 'known' | 'derived' {
  return accelerator.derived.includes('tdp_w') ? 'derived' : 'known';
}

/**
 * Making an accelerator and its share of the server, spread over four years. NVIDIA states 1,312 kg CO2e for the eight H100
 * of an HGX baseboard (product carbon footprint summary, 2025), 164 kg each; the rest of a server about as much again.
 */
const EMBODIED_GRAMS = 330e3;
const LIFE_HOURS = 4 * 8760;

function embodied(machines: Figure, size: number, name: string): Figure {
  const reason = `330 kg CO2e for one ${name} and its share of the server over four years, from the published 164 kg of an H100`;
  const value = EMBODIED_GRAMS / LIFE_HOURS;
  const each = leaf(
    'embodied carbon per accelerator-hour',
    { value, low: value / 2, high: value * 2 },
    'g/h',
    { kind: 'default', reason },
    'derived',
  );
  return product(
    'embodied carbon',
    'g/h',
    [
      [machines, 1],
      [each, 1],
    ],
    `machines × ${size} accelerators × g per hour`,
    size,
  );
}
