/** What owning needs: the document's values, else the rows of pricing/ownership, else the accelerator's own row. */
import type { AcceleratorRow, Catalog, OwnershipRow, SystemRow } from '../../catalog/index.ts';
import { type Figure, leaf, machineKind, product, unknown, withCode } from '../../quantity/index.ts';
import {
  hardwarePerAccelerator,
  type Housing,
  type Ownership,
  priceFigure,
  ratedWatts,
  serverWatts,
} from '../../economics/index.ts';
import type { Accelerator } from '../../performance/index.ts';
import type { Amount, Own } from '../../workload/index.ts';
import { amountFigure, JOULES_PER_KWH, MONTH_SECONDS, ownershipFigure, YEAR_SECONDS } from '../names/index.ts';
import type { SiteFigures } from './site.ts';

export interface Owned {
  readonly ownership: Ownership;
  /** Accelerators of one system that is bought whole. */
  readonly systemSize: number;
  /** Watts of the rest of the server per accelerator, at load. */
  readonly serverWatts: Figure;
}

export interface OwnContext {
  readonly catalog: Catalog;
  readonly today: string;
  readonly row: AcceleratorRow;
  readonly accelerator: Accelerator;
  readonly site: SiteFigures;
  readonly engineersBilled?: boolean;
  /** A system other than the usual one. */
  readonly system?: SystemRow | undefined;
}

export function ownOf(own: Own, context: OwnContext): Owned {
  const { row, site } = context;
  const fact = (parameter: string, segment?: string): OwnershipRow | undefined =>
    context.catalog.ownershipFact(parameter, row.id, segment);
  const figure = (
    label: string,
    amount: Amount | undefined,
    unit: string,
    scale: number,
    otherwise: () => Figure,
  ): Figure => (amount ? amountFigure(label, amount, unit, scale) : otherwise());
  const fromTable = (label: string, parameter: string, unit: string, segment?: string, scale = 1): Figure => {
    const found = fact(parameter, segment);
    return found
      ? ownershipFigure(label, found, unit, context.today, scale)
      : unknown(label, unit, `no row ${parameter} in pricing/ownership`);
  };
  const systemSize = context.system?.accelerators ?? row.systemSize ?? defaultSystem(row);
  const hardware = hardwareOf(own, context, systemSize, fromTable);
  const share = (label: string, parameter: string): Figure =>
    product(
      label,
      'USD',
      [
        [hardware, 1],
        [fromTable(`${label} share of capital`, parameter, '1'), 1],
        [fromTable('server share of capital', 'rack_and_server_share', '1'), -1],
      ],
      'hardware × its share of capital ÷ the share of servers',
    );
  const serverWatts = serverWattsOf(context);
  return {
    systemSize,
    serverWatts,
    ownership: {
      hardware,
      network: figure('network', own.network, 'USD', 1, () => share('network', 'networking_share')),
      storage: figure('storage', own.storage, 'USD', 1, () => share('storage', 'storage_share')),
      spares: figure('spares', own.spares, '1', 1, () =>
        fromTable('spares', 'spares', '1', 'machines held in reserve'),
      ),
      life: withCode(
        'life',
        figure('life', own.life, 'year', 1 / YEAR_SECONDS, () => fromTable('life', 'useful_life', 'year')),
      ),
      residualValue: figure('residual value', own.residualValue, '1', 1, () =>
        fromTable('residual value', 'residual_value', '1', 'end of life'),
      ),
      costOfCapital: withCode(
        'costOfCapital',
        figure('cost of capital', own.costOfCapital, '1/year', 1, () =>
          fromTable('cost of capital', 'cost_of_capital', '1/year', 'hyperscaler'),
        ),
      ),
      maintenance: figure('maintenance', own.maintenance, '1/year', 1, () =>
        fromTable('maintenance', 'maintenance', '1/year'),
      ),
      staff: context.engineersBilled
        ? STAFF_BILLED
        : figure('staff', own.staff, 'USD/kW/month', 1000 * MONTH_SECONDS, () =>
            fromTable('staff', 'ops_cost', 'USD/kW/month'),
          ),
      provisioned: provisionedOf(context),
      housing: housingOf(own, fromTable),
      electricity: own.electricity
        ? withCode('electricity', amountFigure('price of electricity', own.electricity, 'USD/kWh', JOULES_PER_KWH))
        : site.electricity,
    },
  };
}

/** The bill has engineers of its own, who stand for the staff of the ownership tables. */
const STAFF_BILLED = leaf('staff', { value: 0 }, 'USD/kW/month', {
  kind: 'default',
  reason: '`operations.engineers` stands for it',
});

/** Without a published system: as its kind of machine comes, or the scale-up domain where that is smaller. */
function defaultSystem({ machine, scaleUpDomain }: AcceleratorRow): number {
  const { systemSize } = machineKind(machine);
  const domain = scaleUpDomain ?? systemSize;
  return domain > 1 && domain < systemSize ? domain : systemSize;
}

function hardwareOf(
  own: Own,
  { row, today, system: other }: OwnContext,
  systemSize: number,
  fromTable: (label: string, parameter: string, unit: string) => Figure,
): Figure {
  const origin = row.priceOrigin ?? row.origin;
  const serverShare = fromTable('rest of the server', 'server_overhead_share', '1');
  const system = own.serverPrice
    ? amountFigure('system price', own.serverPrice, 'USD')
    : own.acceleratorPrice === undefined && row.systemPriceUsd !== undefined
      ? priceFigure('system price', { value: row.systemPriceUsd, unit: 'USD' }, 'purchase', origin, today)
      : undefined;
  if (other?.priceUsd !== undefined && own.acceleratorPrice === undefined) {
    const price = priceFigure(
      `${other.form} of ${systemSize}`,
      { value: other.priceUsd, unit: 'USD' },
      'purchase',
      other.origin,
      today,
    );
    return hardwarePerAccelerator({ system: { price, accelerators: systemSize } }) ?? price;
  }
  if (system) return hardwarePerAccelerator({ system: { price: system, accelerators: systemSize } }) ?? system;
  const price = own.acceleratorPrice
    ? amountFigure('accelerator price', own.acceleratorPrice, 'USD')
    : row.priceUsd === undefined
      ? undefined
      : priceFigure('accelerator price', { value: row.priceUsd, unit: 'USD' }, 'purchase', origin, today);
  if (price) return hardwarePerAccelerator({ accelerator: { price, serverShare } }) ?? price;
  return unknown('hardware per accelerator', 'USD', `nobody publishes a purchase price for ${row.name}`);
}

/** Watts the rest of the server draws at work: a share of the accelerator's limit, never more than the rated server leaves. */
export function serverWattsOf({
  row,
  accelerator,
  system,
}: Pick<OwnContext, 'row' | 'accelerator' | 'system'>): Figure {
  const reason = 'three tenths of the accelerator limit, from MLPerf Power (docs/definitions.md#energy-carbon-water)';
  const watts = serverWatts(accelerator.power.limit, system?.hostW ?? row.serverW);
  return leaf('rest of the server per accelerator', watts, 'W', { kind: 'default', reason }, 'derived');
}

/** Critical power: the server at its rated limit where published. */
function provisionedOf({ row, accelerator }: OwnContext): Figure {
  const label = 'critical power per accelerator';
  const { value, low, high } = ratedWatts(accelerator.power.limit, row.serverW);
  const kilowatts = { value: value / 1000, low: low / 1000, high: high / 1000 };
  if (row.serverW !== undefined) return leaf(label, kilowatts, 'kW', row.origin);
  const reason = `${value / accelerator.power.limit} × the accelerator limit, as rated servers of others`;
  return leaf(label, kilowatts, 'kW', { kind: 'default', reason }, 'derived');
}

function housingOf(
  own: Own,
  fromTable: (label: string, parameter: string, unit: string, segment?: string) => Figure,
): Housing {
  if (own.building)
    return {
      kind: 'building',
      price: amountFigure('building per kW', own.building, 'USD/kW', 1000),
      life: fromTable('life of the building', 'datacenter_life', 'year'),
    };
  return {
    kind: 'colocation',
    price: own.colocation
      ? amountFigure('colocation', own.colocation, 'USD/kW/month', 1000 * MONTH_SECONDS)
      : fromTable('colocation', 'colo_price', 'USD/kW/month'),
  };
}
