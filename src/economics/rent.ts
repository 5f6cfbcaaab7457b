/** Rent: what one machine-hour costs under a purchase plan, in USD. */
import { type CostElement, compute, sum, multiply, unknown, type Figure } from '../quantity/index.ts';
import { costLine, elementLabel, type CostLine, type CostLineKey, type CostStage } from './costLine.ts';
import type { Purchase } from './purchase.ts';

export interface RentPlan {
  readonly purchase: Purchase;
  /** USD per instance-hour of each plan the row has; absent is unknown, never zero. */
  readonly prices: Readonly<Partial<Record<Purchase, Figure>>>;
  /** The user's own price per instance-hour: wins over every plan and is not discounted by `reserve`. */
  readonly price?: Figure;
  /** Share off, 0–1; applies to the user's price too. */
  readonly discount?: Figure;
  /** Spot: share of replicas kept at the on-demand price against interruption, 0–1. */
  readonly interruptionReserve: Figure;
}

/** Price of one instance-hour in USD, the reserve of spot included. Unknown where the plan has no price. */
export function instanceHour(plan: RentPlan): Figure {
  return sum(
    'price per instance-hour',
    'USD',
    instanceHourParts(plan).map(({ figure }) => figure),
  );
}

/**
 * Cost lines in USD per hour of a rented pool; the derivation names the price per instance-hour and per accelerator-hour.
 *
 * @param billed machines paid for, mean over the day
 * @param accelerators of one instance
 * @param of what the machines are: the fleet, or its part beyond a commitment
 */
export function rentLines(
  plan: RentPlan,
  billed: Figure,
  stage?: CostStage,
  accelerators?: number,
  of: 'rent' | 'rent-burst' = 'rent',
): readonly CostLine[] {
  return instanceHourParts(plan).map(({ element: part, paid, figure }) => {
    const element = part === 'rent' ? of : part;
    const formula = (): string => rentFormula(figure.value, accelerators);
    return costLine(element, multiply(elementLabel(element, paid), 'USD', [billed, figure], formula), stage, paid);
  });
}

function rentFormula(price: number | null, accelerators: number | undefined): string {
  const formula = 'machines × price per instance-hour';
  if (price === null || accelerators === undefined) return formula;
  const each = Number((price / accelerators).toPrecision(4));
  return `${formula} (${accelerators === 1 ? '1 accelerator' : `${accelerators} accelerators, ${each} USD each`})`;
}

interface Part {
  readonly element: CostElement;
  /** The plan that is paid. */
  readonly paid?: CostLineKey['plan'];
  /** USD per instance-hour. */
  readonly figure: Figure;
}

function instanceHourParts(plan: RentPlan): readonly Part[] {
  const rent = (paid: CostLineKey['plan'], figure: Figure): Part => ({
    element: 'rent',
    paid,
    figure: discounted(figure, plan),
  });
  if (plan.price) return [rent('quote', plan.price)];
  const price = priceOf(plan, plan.purchase);
  const reserve = plan.interruptionReserve;
  if (plan.purchase !== 'spot' || reserve.value === 0) return [rent(plan.purchase, price)];
  const kept = compute('share at spot price', '1', [reserve], '1 − reserve', ([share = 0]) => 1 - share);
  const part = (label: string, share: Figure, of: Figure): Figure =>
    multiply(label, 'USD', [share, of], 'share × price per instance-hour');
  const onDemand = discounted(part('reserve part', reserve, priceOf(plan, 'on-demand')), plan);
  return [rent('spot', part('spot part', kept, price)), { element: 'interruption-reserve', figure: onDemand }];
}

function priceOf(plan: RentPlan, purchase: Purchase): Figure {
  return plan.prices[purchase] ?? unknown(`${purchase} price`, 'USD', `no published ${purchase} price`);
}

function discounted(price: Figure, plan: RentPlan): Figure {
  if (!plan.discount) return price;
  const kept = compute('share paid', '1', [plan.discount], '1 − discount', ([share = 0]) => 1 - share);
  return multiply('price after discount', 'USD', [price, kept], 'price × (1 − discount)');
}
