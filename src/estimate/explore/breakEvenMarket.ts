/** What a break-even is measured against: the offer that is rented, and the others one would act on in its place. */
import type { Catalog } from '../../catalog/index.ts';
import { monthsToBreakEven } from '../../economics/index.ts';
import { formatNumber, type Localization, type Quantity } from '../../quantity/index.ts';
import type { Evaluated, ProviderMarket } from '../deployment/index.ts';
import { perAccelerator, rentStandingsOf } from '../offers/index.ts';

export interface RentMarket {
  /** The offer that is paid, as its cloud names it. */
  readonly against: string;
  /** Clouds with an offer one would act on. */
  readonly clouds: number;
  /** Price of the cheapest and the dearest cloud over the price paid. */
  readonly low: number;
  readonly high: number;
}

/** Undefined where no single offer of the tables is paid: several pools, or a price of the document's own. */
export function rentMarket({ pools }: Evaluated, catalog: Catalog): RentMarket | undefined {
  const [pool, ...others] = pools;
  if (pool === undefined || others.length > 0 || pool.setup.pool.payment.kind !== 'rent') return undefined;
  const { row, purchase } = pool.candidate.option;
  const paid = row && purchase && !pool.setup.pool.payment.price ? perAccelerator(row, purchase) : undefined;
  if (row === undefined || purchase === undefined || paid === undefined) return undefined;
  const standing = rentStandingsOf(catalog, pool.setup.row);
  const cheapest = new Map<string, number>([[row.cloud, paid]]);
  for (const offer of catalog.offers(pool.setup.row.id)) {
    const price = perAccelerator(offer, purchase);
    if (price === undefined || offer.cloud === row.cloud || standing(offer, purchase).against.length > 0) continue;
    cheapest.set(offer.cloud, Math.min(price, cheapest.get(offer.cloud) ?? Infinity));
  }
  const prices = [...cheapest.values()];
  const against = `${row.instance} (${[row.cloud, row.region === 'unstated' ? '' : row.region].filter(Boolean).join(' ')}, ${purchase})`;
  return { against, clouds: prices.length, low: Math.min(...prices) / paid, high: Math.max(...prices) / paid };
}

/** Months over those offers, the dearest rent first; without `high` the cheapest rent stays below what owning costs to run. */
export interface MonthsRange {
  readonly low: Quantity;
  readonly high?: Quantity;
}

/** @param capital USD; `running`, `rent` USD per month */
export function monthsOver(
  market: RentMarket,
  bill: { readonly capital: number; readonly running: number; readonly rent: number },
): MonthsRange | undefined {
  const at = (ratio: number): number | undefined => monthsToBreakEven(bill.capital, bill.running, bill.rent * ratio);
  const [low, high] = [at(market.high), at(market.low)];
  if (market.clouds < 2 || low === undefined) return undefined;
  const months = (value: number): Quantity => ({ value, unit: 'month', state: 'derived' });
  return { low: months(low), ...(high === undefined ? {} : { high: months(high) }) };
}

/** "Measured against p5.48xlarge (aws us-east-1, on-demand); over 9 clouds 8.9 to 46 months." */
export function marketText(market: RentMarket, range: MonthsRange | undefined, { t, locale }: Localization): string {
  if (range?.low.value === undefined || range.low.value === null) return t('Measured against {0}.', market.against);
  const low = formatNumber(range.low.value, locale);
  const high = range.high?.value;
  return high === undefined || high === null
    ? t('Measured against {0}; over {1} clouds {2} months to never.', market.against, market.clouds, low)
    : t(
        'Measured against {0}; over {1} clouds {2} to {3} months.',
        market.against,
        market.clouds,
        low,
        formatNumber(high, locale),
      );
}

/** "Measured against the list price of deepinfra; 6 providers one would act on ask 1 to 3.4 times as much." */
export function providerText({ against, providers, low, high }: ProviderMarket, { t, locale }: Localization): string {
  if (providers < 2) return t('Measured against the list price of {0}.', against);
  const [least, most] = [formatNumber(low, locale), formatNumber(high, locale)];
  return t(
    'Measured against the list price of {0}; {1} providers ask {2} to {3} times as much.',
    against,
    providers,
    least,
    most,
  );
}
