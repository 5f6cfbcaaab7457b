/**
 * Own: what an accelerator-hour costs whoever buys the machine. Everything is per accelerator; money in USD.
 * Taxes, insurance of the building and the price of land are left out.
 */
import { sum, multiply, type Figure } from '../quantity/index.ts';
import { HOURS_PER_YEAR, recoveryPerHour } from './capital.ts';
import { HOURS_PER_MONTH, type CostLine } from './cost.ts';

export interface Ownership {
  /** Server or rack with its accelerators, USD per accelerator (`hardwarePerAccelerator`). */
  readonly hardware: Figure;
  /** Network and storage, USD per accelerator. */
  readonly network: Figure;
  readonly storage: Figure;
  /** Machines held in reserve, share of all hardware. */
  readonly spares: Figure;
  /** Years. */
  readonly life: Figure;
  /** Share of the price recovered at the end of life. */
  readonly residualValue: Figure;
  /** Per year, 0.09 is 9 %. */
  readonly costOfCapital: Figure;
  /** Share of hardware price per year. */
  readonly maintenance: Figure;
  /** USD per kW of critical power and month. */
  readonly staff: Figure;
  /** Critical power provisioned, kW per accelerator: server at its limit, before PUE. */
  readonly provisioned: Figure;
  readonly housing: Housing;
  /** USD per kWh. */
  readonly electricity: Figure;
}

export type Housing =
  /** USD per kW of critical power and month; electricity is billed on top. */
  | { readonly kind: 'colocation'; readonly price: Figure }
  /** USD per kW of critical power, life in years, no residual value. */
  | { readonly kind: 'building'; readonly price: Figure; readonly life: Figure };

/**
 * Cost lines in USD per hour of an owned pool.
 *
 * @param accelerators bought (whole systems) or charged (`share`)
 * @param energy kW drawn from the grid by the pool, mean over the day, PUE included
 */
export function ownLines(own: Ownership, accelerators: Figure, energy: Figure, pool = ''): readonly CostLine[] {
  const line = (label: string, perHour: Figure): CostLine =>
    pool ? { code: `${pool}.${label}`, label: `${pool}: ${label}`, perHour } : { code: label, label, perHour };
  const formula = 'accelerators × cost per accelerator-hour';
  return [
    ...fixedParts(own).map(({ label, each }) => line(label, multiply(label, 'USD', [accelerators, each], formula))),
    line('electricity', electricityOf(own, energy)),
  ];
}

/** USD per accelerator-hour with all parts; `energy` in kW per accelerator, PUE included. */
export function ownAcceleratorHour(own: Ownership, energy: Figure): Figure {
  const parts = [...fixedParts(own).map(({ each }) => each), electricityOf(own, energy)];
  return sum('cost per accelerator-hour', 'USD', parts);
}

function electricityOf(own: Ownership, energy: Figure): Figure {
  return multiply('electricity', 'USD', [energy, own.electricity], 'kW from the grid × price per kWh');
}

interface Part {
  readonly label: string;
  /** USD per accelerator-hour. */
  readonly each: Figure;
}

const perHour = (label: string): string => `${label} per accelerator-hour`;

/** Everything that is paid whether the machine works or not. */
function fixedParts(own: Ownership): readonly Part[] {
  const { hardware, network, storage, provisioned } = own;
  const recovery = recoveryPerHour('capital recovery', own.costOfCapital, own.life, own.residualValue);
  const capital = (label: string, price: Figure): Part => ({
    label,
    each: multiply(perHour(label), 'USD', [price, recovery], 'price × capital recovery per hour'),
  });
  const all = sum('hardware, network and storage', 'USD', [hardware, network, storage]);
  const care = 'hardware × maintenance per year ÷ 8,760 h';
  const people = 'critical kW × price per kW-month ÷ 730 h';
  return [
    capital('servers', hardware),
    capital('network', network),
    capital('storage', storage),
    capital('spares', multiply('spares per accelerator', 'USD', [all, own.spares], 'hardware × share of spares')),
    housingOf(own),
    {
      label: 'maintenance',
      each: multiply(perHour('maintenance'), 'USD', [all, own.maintenance], care, 1 / HOURS_PER_YEAR),
    },
    { label: 'staff', each: multiply(perHour('staff'), 'USD', [provisioned, own.staff], people, 1 / HOURS_PER_MONTH) },
  ];
}

function housingOf({ housing, provisioned, costOfCapital }: Ownership): Part {
  if (housing.kind === 'colocation') {
    const formula = 'critical kW × price per kW-month ÷ 730 h';
    const each = multiply(perHour('colocation'), 'USD', [provisioned, housing.price], formula, 1 / HOURS_PER_MONTH);
    return { label: 'colocation', each };
  }
  const recovery = recoveryPerHour('building recovery', costOfCapital, housing.life);
  const formula = 'critical kW × price per kW × recovery per hour';
  return {
    label: 'building',
    each: multiply(perHour('building'), 'USD', [provisioned, housing.price, recovery], formula),
  };
}
