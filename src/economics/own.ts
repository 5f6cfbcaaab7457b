/**
 * Own: what an accelerator-hour costs the owner of the machine. Everything is per accelerator; money in USD.
 * Taxes, insurance of the building and the price of land are left out.
 */
import { type CostElement, sum, multiply, type Figure } from '../quantity/index.ts';
import { HOURS_PER_YEAR, recoveryPerHour } from './capital.ts';
import { HOURS_PER_MONTH } from './cost.ts';
import { costLine, elementLabel, type CostLine, type CostStage } from './costLine.ts';

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
export function ownLines(own: Ownership, accelerators: Figure, energy: Figure, stage?: CostStage): readonly CostLine[] {
  const formula = 'accelerators × cost per accelerator-hour';
  return [
    ...fixedParts(own).map(({ element, each }) =>
      costLine(element, multiply(elementLabel(element), 'USD', [accelerators, each], formula), stage),
    ),
    costLine('electricity', electricityOf(own, energy), stage),
  ];
}

/** USD per accelerator-hour with all parts; `energy` in kW per accelerator, PUE included. */
export function ownAcceleratorHour(own: Ownership, energy: Figure): Figure {
  const parts = [...fixedParts(own).map(({ each }) => each), electricityOf(own, energy)];
  return sum('cost per accelerator-hour', 'USD', parts);
}

/** USD per accelerator on the day of purchase: all capital. */
export function capitalPerAccelerator(own: Ownership): Figure {
  const basis = basisOf(own);
  const prices = ELEMENTS.flatMap((one) => ('price' in one ? (one.price(basis) ?? []) : []));
  return sum('capital per accelerator', 'USD', prices);
}

/** A cost element that is paid on the day of purchase. */
export interface Purchased {
  readonly element: CostElement;
  /** USD for all accelerators. */
  readonly price: Figure;
  /** Years of use, and the share of the price recovered after them. */
  readonly life: Figure;
  readonly residual: number;
}

/** Everything that an owned pool buys at once. @param accelerators as of `ownLines` */
export function ownPurchases(own: Ownership, accelerators: Figure): readonly Purchased[] {
  const basis = basisOf(own);
  return ELEMENTS.flatMap((one) => {
    const paid = 'price' in one ? one.price(basis) : undefined;
    if (!paid) return [];
    const { element } = one;
    const price = multiply(`${element} bought`, 'USD', [accelerators, paid], 'accelerators × price per accelerator');
    const { housing } = own;
    return element === 'building' && housing.kind === 'building'
      ? [{ element, price, life: housing.life, residual: 0 }]
      : [{ element, price, life: own.life, residual: own.residualValue.value ?? 0 }];
  });
}

function electricityOf(own: Ownership, energy: Figure): Figure {
  return multiply('electricity', 'USD', [energy, own.electricity], 'kW from the grid × price per kWh');
}

interface Part {
  readonly element: CostElement;
  /** USD per accelerator-hour. */
  readonly each: Figure;
}

/** Everything that is paid whether the machine works or not. */
function fixedParts(own: Ownership): readonly Part[] {
  const basis = basisOf(own);
  const parts: Part[] = [];
  for (const one of ELEMENTS) {
    const each = 'price' in one ? recovered(one, basis) : one.each(basis);
    if (each) parts.push({ element: one.element, each });
  }
  return parts;
}

function recovered({ element, price, recovery }: CapitalElement, basis: Basis): Figure | undefined {
  const paid = price(basis);
  if (!paid) return undefined;
  const factors = [paid, recovery?.(basis) ?? basis.recovery];
  return multiply(perHour(element), 'USD', factors, 'price × capital recovery per hour');
}

/** What several elements are computed from. */
interface Basis {
  readonly own: Ownership;
  /** Hardware, network and storage, USD per accelerator. */
  readonly equipment: Figure;
  /** Capital recovery per hour over the life of the machines. */
  readonly recovery: Figure;
}

function basisOf(own: Ownership): Basis {
  return {
    own,
    equipment: sum('hardware, network and storage', 'USD', [own.hardware, own.network, own.storage]),
    recovery: recoveryPerHour('capital recovery', own.costOfCapital, own.life, own.residualValue),
  };
}

/** Paid on the day of purchase, and recovered by the hour. USD per accelerator; undefined where this owner does not pay it. */
interface CapitalElement {
  readonly element: CostElement;
  readonly price: (basis: Basis) => Figure | undefined;
  /** Where it does not live as long as the machines. */
  readonly recovery?: (basis: Basis) => Figure;
}

/** USD per accelerator-hour; undefined where this owner does not pay it. */
interface RunningElement {
  readonly element: CostElement;
  readonly each: (basis: Basis) => Figure | undefined;
}

const perHour = (element: CostElement): string => `${element} per accelerator-hour`;

/** USD per accelerator-hour of what is billed by critical power and month. */
const byPower = (element: CostElement, provisioned: Figure, price: Figure): Figure => {
  const formula = 'critical kW × price per kW-month ÷ 730 h';
  return multiply(perHour(element), 'USD', [provisioned, price], formula, 1 / HOURS_PER_MONTH);
};

/** What owning costs beside electricity, in the order of the bill. A cost element is added here and in costLine.ts. */
const ELEMENTS: readonly (CapitalElement | RunningElement)[] = [
  { element: 'servers', price: ({ own }) => own.hardware },
  { element: 'network', price: ({ own }) => own.network },
  { element: 'storage', price: ({ own }) => own.storage },
  {
    element: 'spares',
    price: ({ own, equipment }) =>
      multiply('spares per accelerator', 'USD', [equipment, own.spares], 'hardware × share of spares'),
  },
  {
    element: 'colocation',
    each: ({ own: { housing, provisioned } }) =>
      housing.kind === 'colocation' ? byPower('colocation', provisioned, housing.price) : undefined,
  },
  {
    element: 'building',
    price: ({ own: { housing, provisioned } }) =>
      housing.kind === 'building'
        ? multiply('building per accelerator', 'USD', [provisioned, housing.price], 'critical kW × price per kW')
        : undefined,
    recovery: ({ own: { housing, costOfCapital, life } }) =>
      recoveryPerHour('building recovery', costOfCapital, housing.kind === 'building' ? housing.life : life),
  },
  {
    element: 'maintenance',
    each: ({ own, equipment }) =>
      multiply(
        perHour('maintenance'),
        'USD',
        [equipment, own.maintenance],
        'hardware × maintenance per year ÷ 8,760 h',
        1 / HOURS_PER_YEAR,
      ),
  },
  { element: 'staff', each: ({ own }) => byPower('staff', own.provisioned, own.staff) },
];
