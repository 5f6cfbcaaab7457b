/** Instances as rented: which offers are worth a look, and each with its price as a figure and a plain number. */
import type { AcceleratorRow, Catalog, InstanceRow } from '../../catalog/index.ts';
import { instanceHour, isCommitment, rentLines, type RentPlan } from '../../economics/index.ts';
import { closest, type Figure, product } from '../../quantity/index.ts';
import type { Purchase, Rent } from '../../workload/index.ts';
import type { OfferReason } from '../contract/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import { amountFigure, memo, sliced, sliceOf } from '../names/index.ts';
import { askingPrice } from './typicalCommitment.ts';
import { listPrice, type MachineOption, type OptionContext, PURCHASES, weighed } from './options.ts';
import { serverWattsOf } from './own.ts';
import { admitted } from './recommendable.ts';
import { commitmentOf, purchaseOf, rentPlan } from './rentPlan.ts';
import { rentStandingsOf } from './standings.ts';
import { priceOrigin } from './priceOrigin.ts';
import { siteFigures, type SiteFigures } from './site.ts';

/** Accelerators rented together, and the largest group that stays in one scale-up domain. */
export function sizeOf(
  row: InstanceRow,
  accelerator: AcceleratorRow,
): { readonly size: number; readonly domain: number } {
  if (sliceOf(row) !== undefined) return { size: 1, domain: 1 };
  const size = Math.max(row.count, row.minimumCount ?? 0);
  const linked = accelerator.scaleUpDomain ?? 1;
  // A cluster sold as one is several servers: the link between accelerators ends at theirs.
  const inside = linked > 1 ? Math.min(row.nodeSize, linked) : row.nodeSize;
  return { size, domain: Math.max(1, inside, accelerator.domainSpansInstances ? linked : 1) };
}

/** GB/s of a PCIe 5.0 slot and less: cards beside each other, not a server built for groups. */
const PCIE = 64;
/** Accelerators of a server with a network of its own for each: the 8 of HGX and its like, fewer where a domain has fewer. */
const SERVER = 8;

/**
 * Whether instances of this offer can hold one group together. The row says so, else the class: a whole server of accelerators that are
 * linked to each other, and whose maker names a network for each (InfiniBand, EFA, RoCE), is taken to have it; slices, single and PCIe cards are not.
 */
function networkedOf(accelerator: AcceleratorRow, together: number, offer?: InstanceRow): boolean {
  if (offer && sliceOf(offer) !== undefined) return false;
  if (offer?.network !== undefined) return offer.network === 'yes';
  const domain = accelerator.scaleUpDomain ?? 1;
  const whole = accelerator.domainSpansInstances ? 1 : Math.min(SERVER, domain);
  const linked = domain > 1 && (accelerator.scaleUpGbS ?? 0) > PCIE;
  return accelerator.scaleOutGbitS !== undefined && linked && together >= whole;
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

/** Options of a rent, and what they were made in. */
interface Made extends Pick<OptionContext, (typeof DECIDING)[number]> {
  readonly options: readonly MachineOption[];
}
const DECIDING = ['catalog', 'today', 'row', 'deploymentSite', 'include'] as const;

const MADE = new WeakMap<Rent, Made>();

/**
 * Instances worth a look: of each size the cheapest with a known price, else one without. A rent that no lever changed has
 * the same ones: what-ifs of traffic, targets and electricity ask for them again and again.
 */
export function rentOptions(rent: Rent, context: OptionContext, pending: ProblemCollector): readonly MachineOption[] {
  const known = context.accept ? undefined : MADE.get(rent);
  if (known && DECIDING.every((key) => known[key] === context[key])) return known.options;
  const told = pending.list.length;
  const options = findOptions(rent, context, pending);
  // What is told is told of every evaluation.
  if (!context.accept && pending.list.length === told) MADE.set(rent, { ...context, options });
  return options;
}

function findOptions(rent: Rent, context: OptionContext, pending: ProblemCollector): readonly MachineOption[] {
  const { catalog, row } = context;
  const purchase = purchaseOf(rent);
  const { rows, priced, alternatives } = context.accept
    ? selection(rent, context)
    : selected(
        catalog,
        `${row.id}|${rent.cloud?.value ?? ''}|${rent.region?.value ?? ''}|${rent.instance?.value ?? ''}|${purchase}|${[...(context.include ?? [])].join()}|${rent.price ? 'quoted' : ''}`,
        () => selection(rent, context),
      );
  if (rows.length === 0) {
    notSold(rent, context, pending);
    return [rentOption(rent, undefined, context)];
  }
  if (priced.length === 0 && !rent.price) {
    // Only what the document names is said: of the rest any would do.
    pending.add(
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

function selection(rent: Rent, context: OptionContext): Selection {
  const { row } = context;
  const offers = recommended(rent, context);
  const purchase = purchaseOf(rent);
  const best = new Map<string, InstanceRow>();
  const asked = (offer: InstanceRow): number => askingPrice(offer, purchase, context.catalog) ?? Infinity;
  for (const offer of offers) {
    const { size, domain } = sizeOf(offer, row);
    const key = `${size} ${domain} ${networkedOf(row, domain, offer)}`;
    const other = best.get(key);
    if (!other || asked(offer) / offer.count < asked(other) / other.count) best.set(key, offer);
  }
  const rows = [...best.values()];
  return {
    rows,
    priced: rows.filter((offer) => asked(offer) < Infinity),
    alternatives: PURCHASES.filter((plan) => offers.some((offer) => listPrice(offer, plan) !== undefined)),
  };
}

/**
 * Offers one would act on, and those that were asked for: an instance by its name, spot by its plan. Where a place has no
 * other, all of them: an answer with its mark is better than none.
 */
function recommended(rent: Rent, { catalog, row, accept, include }: OptionContext): readonly InstanceRow[] {
  const all = offersFor(catalog, row, rent);
  const offers = accept ? all.filter(accept) : all;
  if (rent.instance || rent.price) return offers;
  const purchase = purchaseOf(rent);
  const asked = new Set<OfferReason>([...(include ?? []), ...(purchase === 'spot' ? (['spot'] as const) : [])]);
  const standing = rentStandingsOf(catalog, row);
  const priced = (plan: Purchase): readonly InstanceRow[] =>
    offers.filter((offer) => listPrice(offer, plan) !== undefined && admitted(standing(offer, plan), asked));
  const published = priced(purchase);
  if (published.length > 0) return published;
  // A commitment that nobody publishes is reckoned from what is asked on demand: from offers one would act on.
  const onDemand = isCommitment(purchase) ? priced('on-demand') : [];
  return onDemand.length > 0 ? onDemand : offers;
}

/** The instance named is one of the tables, of another accelerator. */
function otherMachine({ instance }: Rent, catalog: Catalog): boolean {
  return instance !== undefined && catalog.instances.some((offer) => offer.instance === instance.value);
}

function notSold(rent: Rent, { catalog, row, written }: OptionContext, pending: ProblemCollector): void {
  const anywhere = catalog.offers(row.id);
  const place = {
    ...(rent.cloud ? { cloud: rent.cloud.value } : {}),
    ...(rent.region ? { region: rent.region.value } : {}),
    ...(rent.instance ? { instance: rent.instance.value } : {}),
  };
  const { origin } = rent.instance ?? rent.region ?? rent.cloud ?? written;
  if (row.availability === 'internal') {
    pending.add('unknown-price', { what: row.name, reason: 'outsider' }, origin);
    return;
  }
  if (rent.price && !otherMachine(rent, catalog)) return;
  if (Object.keys(place).length === 0 || anywhere.length === 0)
    pending.add('unknown-price', { what: row.name, reason: 'machine', ...place }, origin);
  else {
    const here = anywhere.filter(({ cloud }) => cloud === rent.cloud?.value);
    const slip =
      rent.region &&
      closest(
        rent.region.value,
        here.map(({ region }) => region),
      );
    // The region that was meant first, then the cloud that was named, then the cheapest.
    const nearness = ({ cloud, region }: InstanceRow): number =>
      cloud !== rent.cloud?.value ? 2 : region === slip ? 0 : 1;
    const known = [...anywhere].sort(
      (a, b) =>
        nearness(a) - nearness(b) || (a.onDemandUsdH ?? Infinity) / a.count - (b.onDemandUsdH ?? Infinity) / b.count,
    );
    const soldAt = known.map(({ cloud, region }) => ({ cloud, region })).slice(0, 8);
    pending.add('not-sold-there', { accelerator: row.name, ...place, soldAt }, origin);
  }
}

function rentOption(rent: Rent, offer: InstanceRow | undefined, context: OptionContext): MachineOption {
  const { row, today, catalog } = context;
  const purchase = purchaseOf(rent);
  const plan: RentPlan = {
    ...rentPlan(rent, purchase, offer, context),
    ...(rent.price ? { price: amountFigure('your price per instance-hour', rent.price, 'USD') } : {}),
  };
  const burst = rentPlan(rent, rent.burst?.value ?? 'on-demand', offer, context);
  const fallback =
    row.systemSize !== undefined && row.systemSize <= 8 ? row.systemSize : Math.min(8, row.scaleUpDomain ?? 8);
  const spans = row.domainSpansInstances ? (row.scaleUpDomain ?? 1) : 1;
  const { size, domain } = offer
    ? sizeOf(offer, row)
    : { size: Math.max(1, fallback), domain: Math.max(1, fallback, spans) };
  // Sold by the accelerator from a smallest number on: that number is the machine.
  const slice = sliceOf(offer);
  const units = offer && slice === undefined ? size / offer.count : 1;
  const times = (figure: Figure, label: string): Figure =>
    units === 1 ? figure : product(label, figure.unit, [[figure, 1]], `× ${units} sold together`, units);
  const pricePerHourFigure = times(instanceHour(plan), 'price of the smallest number sold');
  const burstFigure = times(instanceHour(burst), 'price of the smallest number sold');
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
    networked: networkedOf(row, domain, offer),
    share: false,
    // A fleet with a part beyond its commitment is billed by both (splitMachines).
    committed: !rent.commit && isCommitment(purchase),
    ...(rent.commit
      ? { split: { commit: commitmentOf(rent.commit), burstPerHour: burstFigure.value ?? undefined } }
      : {}),
    pricePerHour: pricePerHourFigure.value ?? undefined,
    pricePerHourFigure,
    ...(rent.price && !rent.instance && offer ? { rankingPrice: weighed(offer, purchase, units, size) } : {}),
    serverWatts: serverWattsOf(
      slice === undefined ? context : { row, accelerator: sliced(context.accelerator, slice) },
    ),
    get site() {
      return (site ??= siteFigures(catalog, today, context.deploymentSite, {
        ...(cloud === undefined ? {} : { cloud }),
        ...(region === undefined ? {} : { region }),
      }));
    },
    units,
    lines: ({ billed, split }, _grid, stage) => {
      const rented = (machines: Figure): Figure => times(machines, 'accelerators rented');
      if (!split) return rentLines(plan, rented(billed), stage, offer?.count);
      return [
        ...rentLines(plan, rented(split.committed), stage, offer?.count),
        ...rentLines(burst, rented(split.burst), stage, offer?.count, 'rent-burst'),
      ];
    },
    fullHour: () => pricePerHourFigure,
  };
}
