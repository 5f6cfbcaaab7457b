/**
 * Own: what an accelerator-hour costs whoever buys the machine. Everything is per accelerator; money in USD.
 * Taxes, insurance of the building and the price of land are left out.
 */
import { compute, product, sum, type Figure } from '../quantity/index.ts';
import { HOURS_PER_MONTH, type CostLine } from './cost.ts';

export const HOURS_PER_YEAR = 8760;

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
 * Capital recovery per year and USD: the level payment that repays 1 at the cost of capital and leaves the residual.
 *
 * @param rate per year; at 0 it is straight-line depreciation
 * @param years life after which the machine is replaced
 * @param residual share of the price recovered then
 */
export function annuity(rate: number, years: number, residual: number): number {
  if (Math.abs(rate) < 1e-9) return (1 - residual) / years;
  const discount = (1 + rate) ** -years;
  return ((1 - residual * discount) * rate) / (1 - discount);
}

/** Server price ÷ its accelerators where known, else the accelerator's price with the rest of the server on top. */
export function hardwarePerAccelerator(price: {
  readonly system?: { readonly price: Figure; readonly accelerators: number };
  readonly accelerator?: { readonly price: Figure; readonly serverShare: Figure };
}): Figure | undefined {
  const { system, accelerator } = price;
  const label = 'hardware per accelerator';
  if (system)
    return product(
      label,
      'USD',
      [[system.price, 1]],
      `system price ÷ ${system.accelerators} accelerators`,
      1 / system.accelerators,
    );
  if (!accelerator) return undefined;
  const whole = compute(
    'server share',
    '1',
    [accelerator.serverShare],
    '1 + rest of the server',
    ([share = 0]) => 1 + share,
  );
  return product(
    label,
    'USD',
    [
      [accelerator.price, 1],
      [whole, 1],
    ],
    'accelerator price × (1 + rest of the server)',
  );
}

/**
 * Cost lines in USD per hour of an owned pool.
 *
 * @param accelerators bought (whole systems) or charged (`share`)
 * @param energy kW drawn from the grid by the pool, mean over the day, PUE included
 */
export function ownLines(own: Ownership, accelerators: Figure, energy: Figure, pool = ''): readonly CostLine[] {
  const line = (code: string, label: string, perHour: Figure): CostLine =>
    pool ? { code: `${pool}.${code}`, label: `${pool}: ${label}`, perHour } : { code, label, perHour };
  const fleet = (label: string, each: Figure): Figure =>
    product(
      label,
      'USD',
      [
        [accelerators, 1],
        [each, 1],
      ],
      'accelerators × cost per accelerator-hour',
    );
  return [
    ...fixedParts(own).map(({ code, label, each }) => line(code, label, fleet(label, each))),
    line(
      'electricity',
      'electricity',
      product(
        'electricity',
        'USD',
        [
          [energy, 1],
          [own.electricity, 1],
        ],
        'kW from the grid × price per kWh',
      ),
    ),
  ];
}

/** USD per accelerator-hour with all parts; `energy` in kW per accelerator, PUE included. */
export function ownAcceleratorHour(own: Ownership, energy: Figure): Figure {
  const electricity = product(
    'electricity',
    'USD',
    [
      [energy, 1],
      [own.electricity, 1],
    ],
    'kW from the grid × price per kWh',
  );
  return sum('cost per accelerator-hour', 'USD', [...fixedParts(own).map(({ each }) => each), electricity]);
}

/** Everything that is paid whether the machine works or not, USD per accelerator-hour. */
function fixedParts(own: Ownership): readonly { code: string; label: string; each: Figure }[] {
  const recovery = compute(
    'capital recovery',
    '1/h',
    [own.costOfCapital, own.life, own.residualValue],
    'annuity(cost of capital, life, residual value) ÷ 8,760 h',
    ([rate = 0, years = 1, residual = 0]) => annuity(rate, years, residual) / HOURS_PER_YEAR,
  );
  const capital = (label: string, price: Figure): Figure =>
    product(
      label,
      'USD',
      [
        [price, 1],
        [recovery, 1],
      ],
      'price × capital recovery per hour',
    );
  const all = sum('hardware, network and storage', 'USD', [own.hardware, own.network, own.storage]);
  const spares = product(
    'spares',
    'USD',
    [
      [all, 1],
      [own.spares, 1],
    ],
    'hardware × share of spares',
  );
  return [
    { code: 'servers', label: 'servers', each: capital('servers', own.hardware) },
    { code: 'network', label: 'network', each: capital('network', own.network) },
    { code: 'storage', label: 'storage', each: capital('storage', own.storage) },
    { code: 'spares', label: 'spares', each: capital('spares', spares) },
    housing(own),
    {
      code: 'maintenance',
      label: 'maintenance',
      each: product(
        'maintenance',
        'USD',
        [
          [all, 1],
          [own.maintenance, 1],
        ],
        'hardware × maintenance per year ÷ 8,760 h',
        1 / HOURS_PER_YEAR,
      ),
    },
    {
      code: 'staff',
      label: 'staff',
      each: product(
        'staff',
        'USD',
        [
          [own.provisioned, 1],
          [own.staff, 1],
        ],
        'critical kW × price per kW-month ÷ 730 h',
        1 / HOURS_PER_MONTH,
      ),
    },
  ];
}

function housing({ housing, provisioned, costOfCapital }: Ownership): { code: string; label: string; each: Figure } {
  if (housing.kind === 'colocation') {
    const formula = 'critical kW × price per kW-month ÷ 730 h';
    const each = product(
      'colocation',
      'USD',
      [
        [provisioned, 1],
        [housing.price, 1],
      ],
      formula,
      1 / HOURS_PER_MONTH,
    );
    return { code: 'colocation', label: 'colocation', each };
  }
  const recovery = compute(
    'building recovery',
    '1/h',
    [costOfCapital, housing.life],
    'annuity ÷ 8,760 h',
    ([rate = 0, years = 1]) => annuity(rate, years, 0) / HOURS_PER_YEAR,
  );
  const formula = 'critical kW × price per kW × recovery per hour';
  return {
    code: 'building',
    label: 'building',
    each: product(
      'building',
      'USD',
      [
        [provisioned, 1],
        [housing.price, 1],
        [recovery, 1],
      ],
      formula,
    ),
  };
}
