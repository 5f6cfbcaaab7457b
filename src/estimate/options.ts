/** The machines a pool may stand on: instances as rented, systems as bought, each with its price as a figure and a plain number. */
import type { AcceleratorRow, Catalog, InstanceRow } from '../catalog/index.ts';
import {
  instanceHour,
  isCommitment,
  ownAcceleratorHour,
  ownLines,
  priceFigure,
  rentLines,
  type CostLine,
  type Ownership,
  type PriceKind,
  type RentPlan,
} from '../economics/index.ts';
import type { Accelerator } from '../performance/index.ts';
import { leaf, product, type Figure } from '../quantity/index.ts';
import type { Given, Own, Purchase, Rent, Site } from '../workload/index.ts';
import type { Findings } from './findings.ts';
import { amountFigure } from './inputs.ts';
import { memo } from './memo.ts';
import { ownOf, serverWattsOf } from './own.ts';
import { priceOrigin } from './priceOrigin.ts';
import { siteFigures, type SiteFigures } from './site.ts';

/** One way to hold a pool. Money in USD. */
export interface MachineOption {
  readonly kind: 'rent' | 'own';
  /** Instance type, absent for owned machines. */
  readonly instance?: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly purchase?: Purchase;
  readonly row?: InstanceRow;
  /** Accelerators of one machine that is rented or bought whole, and of the largest group that stays together. */
  readonly size: number;
  readonly domain: number;
  readonly share: boolean;
  /** Priced units in one machine: more than 1 where accelerators are priced singly but sold from a number on. */
  readonly units: number;
  /** Paid whether it runs or not. */
  readonly always: boolean;
  /** USD per machine-hour without electricity of owned machines; undefined: unknown. */
  readonly hour: number | undefined;
  readonly hourFigure: Figure;
  readonly serverWatts: Figure;
  readonly site: SiteFigures;
  readonly ownership?: Ownership;
  /**
   * Lines of the bill, USD per hour.
   * @param machines paid for; `grid` in kW, both means over the day
   */
  lines(machines: Figure, grid: Figure, pool: string): readonly CostLine[];
  /** USD per machine-hour at full load, electricity included; `grid` in kW per accelerator. */
  fullHour(grid: Figure): Figure;
}

export interface OptionContext {
  readonly catalog: Catalog;
  readonly today: string;
  readonly row: AcceleratorRow;
  /** As the document names it. */
  readonly written: Given<string>;
  readonly accelerator: Accelerator;
  /** Of the deployment; owned machines fall back to the document's. */
  readonly deploymentSite?: Site | undefined;
  readonly documentSite?: Site | undefined;
  /** Offers a ranking is limited to. */
  readonly accept?: ((row: InstanceRow) => boolean) | undefined;
}

export const PURCHASES: readonly Purchase[] = ['on-demand', 'spot', '1-year', '3-year'];

const KIND: Readonly<Record<Purchase, PriceKind>> = {
  'on-demand': 'on-demand',
  spot: 'spot',
  '1-year': 'commitment',
  '3-year': 'commitment',
};

/** Published price of a plan, USD per instance-hour. */
export function listPrice(row: InstanceRow, purchase: Purchase): number | undefined {
  switch (purchase) {
    case 'on-demand':
      return row.onDemandUsdH;
    case 'spot':
      return row.spotUsdH;
    case '1-year':
      return row.reserved1yUsdH;
    case '3-year':
      return row.reserved3yUsdH;
  }
}

/** Accelerators rented together, and the largest group that stays in one scale-up domain. */
export function sizeOf(
  row: InstanceRow,
  accelerator: AcceleratorRow,
): { readonly size: number; readonly domain: number } {
  const size = Math.max(row.count, row.minimumCount ?? 0);
  const linked = accelerator.scaleUpDomain ?? 1;
  // A cluster sold as one is several servers: the link between accelerators ends at theirs.
  const inside = linked > 1 ? Math.min(row.nodeSize, linked) : row.nodeSize;
  return { size, domain: Math.max(1, inside, accelerator.domainSpansInstances ? linked : 1) };
}

/** Offers that may be chosen for a rent; serverless and capacity blocks only where the document names the instance. */
export function offersFor(catalog: Catalog, accelerator: AcceleratorRow, rent: Rent): readonly InstanceRow[] {
  const { cloud, region, instance } = rent;
  const rows = catalog.offers(accelerator.id, {
    ...(cloud ? { cloud: cloud.value } : {}),
    ...(region ? { region: region.value } : {}),
    ...(instance ? { instance: instance.value } : {}),
  });
  if (instance) return rows;
  return rows.filter(
    (row) => row.billing !== 'serverless' && row.billing !== 'capacity-block' && (row.count >= 1 || row.perAccelerator),
  );
}

/** Instances worth a look: of each size the cheapest with a known price, else one without. */
export function rentOptions(rent: Rent, context: OptionContext, findings: Findings): readonly MachineOption[] {
  const { catalog, row } = context;
  const purchase = rent.purchase.value;
  const { rows, priced, alternatives } = context.accept
    ? selection(rent, context)
    : selected(
        catalog,
        `${row.id}|${rent.cloud?.value ?? ''}|${rent.region?.value ?? ''}|${rent.instance?.value ?? ''}|${purchase}`,
        () => selection(rent, context),
      );
  if (rows.length === 0) {
    notSold(rent, context, findings);
    return [rentOption(rent, undefined, context)];
  }
  if (priced.length === 0 && !rent.price) {
    // Only what the document names is said: of the rest any would do.
    findings.add(
      'unknown-price',
      {
        what: rent.instance?.value ?? row.name,
        purchase,
        ...(rent.cloud ? { cloud: rent.cloud.value } : {}),
        ...(rent.region ? { region: rent.region.value } : {}),
        alternatives,
        reason: 'plan',
      },
      rent.purchase.origin.kind === 'document' ? rent.purchase.origin : priceOrigin(rent, context.written),
    );
    return rows.map((offer) => rentOption(rent, offer, context));
  }
  return (rent.price ? rows : priced).map((offer) => rentOption(rent, offer, context));
}

interface Selection {
  /** Of each size the cheapest offer. */
  readonly rows: readonly InstanceRow[];
  readonly priced: readonly InstanceRow[];
  /** Plans that some offer has a price for. */
  readonly alternatives: readonly Purchase[];
}

const selected = memo<Selection>();

function selection(rent: Rent, { catalog, row, accept }: OptionContext): Selection {
  const all = offersFor(catalog, row, rent);
  const offers = accept ? all.filter(accept) : all;
  const purchase = rent.purchase.value;
  const best = new Map<string, InstanceRow>();
  for (const offer of offers) {
    const { size, domain } = sizeOf(offer, row);
    const key = `${size} ${domain}`;
    const other = best.get(key);
    if (!other || cheaper(offer, other, purchase)) best.set(key, offer);
  }
  const rows = [...best.values()];
  return {
    rows,
    priced: rows.filter((offer) => listPrice(offer, purchase) !== undefined),
    alternatives: PURCHASES.filter((plan) => offers.some((offer) => listPrice(offer, plan) !== undefined)),
  };
}

function cheaper(a: InstanceRow, b: InstanceRow, purchase: Purchase): boolean {
  return (listPrice(a, purchase) ?? Infinity) / a.count < (listPrice(b, purchase) ?? Infinity) / b.count;
}

function notSold(rent: Rent, { catalog, row, written }: OptionContext, findings: Findings): void {
  const anywhere = catalog.offers(row.id);
  const place = {
    ...(rent.cloud ? { cloud: rent.cloud.value } : {}),
    ...(rent.region ? { region: rent.region.value } : {}),
    ...(rent.instance ? { instance: rent.instance.value } : {}),
  };
  const { origin } = rent.instance ?? rent.region ?? rent.cloud ?? written;
  if (row.availability === 'internal') {
    findings.add('unknown-price', { what: row.name, reason: 'outsider' }, origin);
    return;
  }
  if (rent.price) return;
  if (Object.keys(place).length === 0 || anywhere.length === 0)
    findings.add('unknown-price', { what: row.name, reason: 'machine', ...place }, origin);
  else {
    const known = [...anywhere].sort(
      (a, b) => (a.onDemandUsdH ?? Infinity) / a.count - (b.onDemandUsdH ?? Infinity) / b.count,
    );
    const soldAt = known.map(({ cloud, region }) => ({ cloud, region })).slice(0, 8);
    findings.add('not-sold-there', { accelerator: row.name, ...place, soldAt }, origin);
  }
}

const PRICES = new WeakMap<InstanceRow, Map<string, Figure>>();

function planPrice(row: InstanceRow, purchase: Purchase, today: string): Figure | undefined {
  const value = listPrice(row, purchase);
  if (value === undefined) return undefined;
  let of = PRICES.get(row);
  if (!of) PRICES.set(row, (of = new Map<string, Figure>()));
  const key = `${purchase} ${today}`;
  let figure = of.get(key);
  if (!figure) {
    const label = `${purchase} price of ${row.instance} (${row.cloud} ${row.region})`;
    const dated =
      purchase === 'spot' && row.spotAsOf !== undefined ? { ...row.origin, asOf: row.spotAsOf } : row.origin;
    of.set(key, (figure = priceFigure(label, { value, unit: 'USD' }, KIND[purchase], dated, today)));
  }
  return figure;
}

function rentOption(rent: Rent, offer: InstanceRow | undefined, context: OptionContext): MachineOption {
  const { row, today, catalog } = context;
  const purchase = rent.purchase.value;
  const prices: Partial<Record<Purchase, Figure>> = {};
  if (offer)
    for (const plan of purchase === 'spot' ? (['spot', 'on-demand'] as const) : [purchase]) {
      const price = planPrice(offer, plan, today);
      if (price) prices[plan] = price;
    }
  const plan: RentPlan = {
    purchase,
    prices,
    ...(rent.price ? { price: amountFigure('your price per instance-hour', rent.price, 'USD') } : {}),
    ...(rent.discount ? { discount: amountFigure('discount', rent.discount, '1') } : {}),
    interruptionReserve: amountFigure('interruption reserve', rent.interruptionReserve, '1'),
  };
  const fallback =
    row.systemSize !== undefined && row.systemSize <= 8 ? row.systemSize : Math.min(8, row.scaleUpDomain ?? 8);
  const spans = row.domainSpansInstances ? (row.scaleUpDomain ?? 1) : 1;
  const { size, domain } = offer
    ? sizeOf(offer, row)
    : { size: Math.max(1, fallback), domain: Math.max(1, fallback, spans) };
  // Sold by the accelerator from a smallest number on: that number is the machine.
  const units = offer ? size / offer.count : 1;
  const times = (figure: Figure, label: string): Figure =>
    units === 1 ? figure : product(label, figure.unit, [[figure, 1]], `× ${units} sold together`, units);
  const hourFigure = times(instanceHour(plan), 'price of the smallest number sold');
  const cloud = offer?.cloud ?? rent.cloud?.value;
  const region = offer?.region ?? rent.region?.value;
  let site: SiteFigures | undefined;
  return {
    kind: 'rent',
    ...(offer ? { instance: offer.instance, row: offer } : rent.instance ? { instance: rent.instance.value } : {}),
    ...(cloud === undefined ? {} : { cloud }),
    ...(region === undefined ? {} : { region }),
    purchase,
    size,
    domain,
    share: false,
    always: isCommitment(purchase),
    hour: hourFigure.value ?? undefined,
    hourFigure,
    serverWatts: serverWattsOf(context),
    get site() {
      return (site ??= siteFigures(catalog, today, context.deploymentSite, {
        ...(cloud === undefined ? {} : { cloud }),
        ...(region === undefined ? {} : { region }),
      }));
    },
    units,
    lines: (machines, _grid, pool) => rentLines(plan, times(machines, 'accelerators rented'), pool, offer?.count),
    fullHour: () => hourFigure,
  };
}

export function ownOption(own: Own, context: OptionContext, findings: Findings): MachineOption {
  const { row, catalog, today } = context;
  const written = { ...context.documentSite, ...context.deploymentSite, ...(own.pue ? { pue: own.pue } : {}) };
  const site = siteFigures(catalog, today, written, {});
  const { ownership, systemSize, serverWatts } = ownOf(own, { ...context, site });
  if (ownership.hardware.value === null) {
    const reason = row.availability === 'internal' ? 'outsider' : 'list';
    findings.add('unknown-price', { what: row.name, reason }, priceOrigin(own, context.written));
  }
  const none = leaf('electricity apart', { value: 0 }, 'kW', {
    kind: 'definition',
    documentation: 'docs/definitions.md#own',
  });
  const each = ownAcceleratorHour(ownership, none);
  const hourFigure = product(
    'cost per system-hour',
    'USD',
    [[each, 1]],
    `cost per accelerator-hour × ${systemSize}`,
    systemSize,
  );
  const accelerators = (machines: Figure): Figure =>
    product('accelerators owned', '1', [[machines, 1]], `systems × ${systemSize}`, systemSize);
  return {
    kind: 'own',
    size: systemSize,
    domain: Math.max(systemSize, row.domainSpansInstances ? (row.scaleUpDomain ?? 1) : 1),
    share: own.share.value,
    units: 1,
    always: true,
    hour: hourFigure.value ?? undefined,
    hourFigure,
    serverWatts,
    site,
    ownership,
    lines: (machines, grid, pool) => ownLines(ownership, accelerators(machines), grid, pool),
    fullHour: (grid) =>
      product(
        'cost per system-hour at full load',
        'USD',
        [[ownAcceleratorHour(ownership, grid), 1]],
        `cost per accelerator-hour × ${systemSize}`,
        systemSize,
      ),
  };
}
