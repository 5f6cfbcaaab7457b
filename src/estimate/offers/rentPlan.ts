/** The plan that machines are rented under: its published prices, and what of the fleet is committed. */
import type { InstanceRow } from '../../catalog/index.ts';
import { type Commitment, priceFigure, type RentPlan } from '../../economics/index.ts';
import type { Figure } from '../../quantity/index.ts';
import type { Purchase, Rent } from '../../workload/index.ts';
import { amountFigure } from '../names/index.ts';
import { rentLean } from './market.ts';
import { listPrice, type OptionContext } from './options.ts';
import { datedAt, PRICE_KIND } from './recommendable.ts';
import { typicalCommitment, typicalPrice } from './typicalCommitment.ts';

const PRICES = new WeakMap<InstanceRow, Map<string, Figure>>();

function planPrice(
  row: InstanceRow,
  purchase: Purchase,
  { today, catalog, row: machine }: OptionContext,
): Figure | undefined {
  const typical = typicalCommitment(row, purchase, catalog);
  const value = typical ? row.onDemandUsdH : listPrice(row, purchase);
  if (value === undefined) return undefined;
  const plan = typical ? 'on-demand' : purchase;
  let of = PRICES.get(row);
  if (!of) PRICES.set(row, (of = new Map<string, Figure>()));
  const key = `${purchase} ${today}`;
  let figure = of.get(key);
  if (!figure) {
    const label = (of: Purchase): string => `${of} price of ${row.instance} (${row.cloud} ${row.region})`;
    const dated = { ...row.origin, asOf: datedAt(row, plan) };
    const lean = plan === 'spot' ? undefined : rentLean(catalog, machine, dated.asOf, today);
    const listed = priceFigure(label(plan), { value, unit: 'USD', lean }, PRICE_KIND[plan], dated, today);
    of.set(key, (figure = typical ? typicalPrice(label(purchase), listed, typical) : listed));
  }
  return figure;
}

/** What the fleet is bought under: its commitment, where a part of it is committed. */
export const purchaseOf = ({ commit, purchase }: Rent): Purchase => commit?.purchase.value ?? purchase.value;

/** Prices of one instance-hour under a plan; without an offer none is known. */
export function rentPlan(
  rent: Rent,
  purchase: Purchase,
  offer: InstanceRow | undefined,
  context: OptionContext,
): RentPlan {
  const prices: Partial<Record<Purchase, Figure>> = {};
  if (offer)
    for (const plan of purchase === 'spot' ? (['spot', 'on-demand'] as const) : [purchase]) {
      const price = planPrice(offer, plan, context);
      if (price) prices[plan] = price;
    }
  return {
    purchase,
    prices,
    ...(rent.discount ? { discount: amountFigure('discount', rent.discount, '1') } : {}),
    interruptionReserve: amountFigure('interruption reserve', rent.interruptionReserve, '1'),
  };
}

export function commitmentOf({ replicas, share }: NonNullable<Rent['commit']>): Commitment {
  if (share) return { kind: 'share', share: share.mid };
  if (replicas && 'mid' in replicas) return { kind: 'replicas', replicas: replicas.mid };
  return { kind: replicas?.value ?? 'minimum' };
}
