/** What rows of clouds say about each other that cannot be. Each check groups the rows once: time grows with their number. */
import { ageInDays, groupBy, medianOf } from '../../quantity/index.ts';
import type { AcceleratorRow, InstanceRow } from '../schema/index.ts';
import { apart, type Finding, found } from './finding.ts';

type Machine = Pick<AcceleratorRow, 'id' | 'scaleUpDomain' | 'domainSpansInstances'>;

export interface OfferContext {
  machine(id: string): Machine | undefined;
  /** Date that ages are counted to. */
  readonly today: string;
}

export const offerName = ({ cloud, instance, region }: InstanceRow): string => `${cloud} ${instance} ${region}`;

const each = (row: InstanceRow): number | undefined =>
  row.onDemandUsdH === undefined ? undefined : row.onDemandUsdH / row.count;

export function checkOffers(rows: readonly InstanceRow[], context: OfferContext): readonly Finding[] {
  const ofMachine = groupBy(rows, ({ accelerator }) => accelerator);
  const ofCloud = groupBy(rows, ({ cloud }) => cloud);
  const ofBoth = groupBy(rows, ({ cloud, accelerator }) => `${cloud}|${accelerator}`);
  return [
    ...rows.flatMap(dearerThanOnDemand),
    ...[...ofMachine.values()].flatMap(wrongUnits),
    ...[...ofCloud.values()].flatMap(listingsOnly),
    ...[...ofBoth.values()].flatMap((group) => [
      ...formFactors(group, context),
      ...duplicates(group),
      ...oldPrices(group, context.today),
    ]),
  ];
}

/** A discount that is none: most often two columns changed places, or one price is of another year. */
function dearerThanOnDemand(row: InstanceRow): readonly Finding[] {
  const { onDemandUsdH: list, spotUsdH: spot, reserved1yUsdH: year, reserved3yUsdH: three } = row;
  if (list === undefined) return [];
  const facts = (value: number) => ({ value, expected: list, of: row.instance });
  return [
    ...(spot !== undefined && spot >= list
      ? [found('spot-above-on-demand', row.origin, offerName(row), facts(spot))]
      : []),
    ...[year, three].flatMap((price) =>
      price !== undefined && price >= list
        ? [found('commitment-above-on-demand', row.origin, offerName(row), facts(price))]
        : [],
    ),
  ];
}

/** Clouds that a median needs to say anything of a unit. */
const LEAST_CLOUDS = 4;
/** A price of one accelerator lies within this factor of the median; one of an instance does not. */
const NEAR = 1.6;
const PER_INSTANCE = [8, 4];

/** A price per accelerator written for an instance, or the other way round: off the median by just the size. */
function wrongUnits(rows: readonly InstanceRow[]): readonly Finding[] {
  const clouds = groupBy(rows, ({ cloud }) => cloud);
  const medians = [...clouds.values()].flatMap((own) => {
    const prices = own.flatMap((row) => each(row) ?? []);
    return prices.length > 0 ? [medianOf(prices)] : [];
  });
  if (medians.length < LEAST_CLOUDS) return [];
  const median = medianOf(medians);
  const near = (price: number): boolean => apart(price, median) <= NEAR;
  return rows.flatMap((row) => {
    const price = each(row);
    if (price === undefined || near(price)) return [];
    const whole = row.count >= 4 && price < median && near(price * row.count);
    // Instances of one accelerator differ in what else they hold; prices of the bare accelerator do not.
    const single =
      row.perAccelerator && PER_INSTANCE.some((size) => near(price / size) && price / size > median / NEAR);
    if (!whole && !single) return [];
    return [
      found('wrong-unit', row.origin, offerName(row), {
        value: price,
        expected: median,
        of: `${medians.length} clouds`,
      }),
    ];
  });
}

/** So many machine types in so many regions, all at one price, is a list of names and no stock. */
const LISTED_TYPES = 3;
const LISTED_REGIONS = 6;

function listingsOnly(rows: readonly InstanceRow[]): readonly Finding[] {
  const types = [...groupBy(rows, ({ instance }) => instance).values()];
  const sets = groupBy(
    types.filter((own) => own.length >= LISTED_REGIONS && new Set(own.map((row) => row.onDemandUsdH)).size === 1),
    (own) =>
      own
        .map(({ region }) => region)
        .sort()
        .join(),
  );
  return [...sets.values()]
    .filter((alike) => alike.length >= LISTED_TYPES)
    .flatMap((alike) =>
      alike.flatMap((own, place) => {
        const [first] = own;
        const other = alike[place === 0 ? 1 : 0]?.[0];
        if (!first || !other) return [];
        const facts = { value: own.length, expected: own.length, of: other.instance };
        return [found('listing-only-regions', first.origin, `${first.cloud} ${first.instance}`, facts)];
      }),
    );
}

/** Prices of one form at one provider do not differ by more; the other form does. */
const SAME_FORM = 1.01;

/**
 * The PCIe form booked as the linked one: the provider lists the linked form by name, and dearer; or the name says PCIe; or a node of
 * more cards than the accelerator links.
 */
function formFactors(rows: readonly InstanceRow[], { machine }: OfferContext): readonly Finding[] {
  const [first] = rows;
  const accelerator = first && machine(first.accelerator);
  if (!accelerator) return [];
  const { scaleUpDomain = Infinity, domainSpansInstances } = accelerator;
  const linked = /-sxm$/.test(accelerator.id);
  const named = (row: InstanceRow): boolean => /sxm/i.test(row.instance);
  return rows.flatMap((row) => {
    const price = each(row);
    const tooLarge = row.perAccelerator && !domainSpansInstances && row.nodeSize > scaleUpDomain;
    if (tooLarge)
      return [
        found('form-factor', row.origin, offerName(row), {
          value: price ?? 0,
          expected: price ?? 0,
          of: `a domain of ${scaleUpDomain}`,
        }),
      ];
    if (!linked || price === undefined || named(row)) return [];
    if (/pcie/i.test(row.instance))
      return [found('form-factor', row.origin, offerName(row), { value: price, expected: price, of: 'the SXM form' })];
    const dearer = rows.find(
      (other) => named(other) && other.billing === row.billing && (each(other) ?? 0) > price * SAME_FORM,
    );
    if (!dearer || !row.perAccelerator) return [];
    const facts = { value: price, expected: each(dearer) ?? price, of: dearer.instance };
    return [found('form-factor', row.origin, offerName(row), facts)];
  });
}

/** Two rows of one machine, size, place and price under two names, of two sources: one offer, twice. */
function duplicates(rows: readonly InstanceRow[]): readonly Finding[] {
  const alike = groupBy(
    rows.filter(({ onDemandUsdH }) => onDemandUsdH !== undefined),
    (row) => [row.region, row.count, row.perAccelerator, row.billing, row.minimumCount, row.onDemandUsdH].join('|'),
  );
  return [...alike.values()].flatMap(([first, ...rest]) =>
    rest.flatMap((row) => {
      if (!first || row.origin.source === first.origin.source) return [];
      const facts = { value: row.onDemandUsdH ?? 0, expected: first.onDemandUsdH ?? 0, of: first.instance };
      return [found('duplicate-offer', row.origin, offerName(row), facts)];
    }),
  );
}

/** Days after which a price of a table is looked at again: three times the limit that marks it old to users. */
const LIST_DAYS = 360;
const SPOT_DAYS = 120;

function oldPrices(rows: readonly InstanceRow[], today: string): readonly Finding[] {
  const youngest = Math.min(...rows.map(({ origin }) => ageInDays(origin.asOf, today) ?? Infinity));
  return rows.flatMap((row) => {
    const days = ageInDays(row.origin.asOf, today) ?? Infinity;
    const spot = row.spotUsdH === undefined ? 0 : (ageInDays(row.spotAsOf ?? row.origin.asOf, today) ?? Infinity);
    const limit = days > LIST_DAYS ? days : spot > SPOT_DAYS ? spot : undefined;
    if (limit === undefined) return [];
    const facts = { value: limit, expected: youngest, of: 'the youngest price of the cloud and machine' };
    return [found('old-price', row.origin, offerName(row), facts)];
  });
}
