/**
 * What a deployment pays, line by line and month by month: today's evaluation at the traffic of each month, at the price of
 * its month. Layout and place stay as chosen for today's traffic.
 */
import {
  capitalPayments,
  cohortsOf,
  aliveAt,
  committedPayments,
  type CostLine,
  type CostLineKey,
  HOURS_PER_MONTH,
  lineCode,
  MONTHS_PER_YEAR,
  ownPurchases,
  priceAt,
  type Purchased,
} from '../../../economics/index.ts';
import { type Figure, scale } from '../../../quantity/index.ts';
import type { Purchase } from '../../../workload/index.ts';
import type { Bill, PoolResult } from '../../deployment/index.ts';
import type { Plan } from './plan.ts';

/** A figure of a month times an exact number: the price of its month, or the machines bought and sold then. */
export interface Term {
  /** Day one of this month, from 0; the number of months of the plan: the day it ends. */
  readonly month: number;
  /** USD. */
  readonly figure: Figure;
  readonly weight: number;
}

export interface Flow {
  readonly key: CostLineKey;
  readonly terms: readonly Term[];
}

/** Months that a commitment binds. */
const TERMS: Readonly<Partial<Record<Purchase, number>>> = { '1-year': MONTHS_PER_YEAR, '3-year': 3 * MONTHS_PER_YEAR };

/** @param bills of each month of the plan */
export function flowsOf(bills: readonly Bill[], plan: Plan): readonly Flow[] {
  const [first] = bills;
  if (!first) return [];
  const tokens = linesOverMonths(bills.map((bill) => bill.tokenLines));
  const operations = linesOverMonths(bills.map((bill) => bill.operations));
  return [
    ...tokens.map((line) => runningFlow(line, plan, apiPrices(line, plan))),
    ...first.pools.flatMap((_, index) =>
      poolFlows(
        bills.flatMap(({ pools }) => pools[index] ?? []),
        plan,
      ),
    ),
    ...operations.map((line) => runningFlow(line, plan, [])),
  ];
}

/** @param months the same pool at the traffic of each month */
function poolFlows(months: readonly PoolResult[], plan: Plan): readonly Flow[] {
  const option = months[0]?.candidate.option;
  const lines = linesOverMonths(months.map((pool) => pool.lines));
  if (!option?.ownership) {
    const term = TERMS[option?.purchase ?? 'on-demand'];
    const bound = ({ key: { element } }: LineOverMonths): number | undefined => (element === 'rent' ? term : undefined);
    return lines.map((line) => runningFlow(line, plan, rentPrices(line, plan, bound(line))));
  }
  const purchases = purchasesOverMonths(months);
  const running = lines.filter(({ key }) => key.kind !== 'capital');
  const stage = running.find(({ key }) => key.stage !== undefined)?.key.stage;
  const kept = machinesKept(months, plan.refresh ?? monthsOf(option.ownership.life));
  return [
    ...purchases.map((purchase) => capitalFlow(purchase, stage, plan)),
    ...running.map((line) => runningFlow(line, plan, line.key.kind === 'running' ? kept : [])),
  ];
}

/** Machines held ÷ needed in each month: they are kept when traffic falls, and what is paid by the machine goes on. */
function machinesKept(months: readonly PoolResult[], life: number): readonly number[] {
  const needed = months.map(({ fleet }) => fleet.billed.value ?? 0);
  const bought = cohortsOf(needed, life);
  return needed.map((need, month) => {
    const held = aliveAt(bought, life, month).reduce((total, { amount }) => total + amount, 0);
    return need > 0 ? held / need : 1;
  });
}

interface LineOverMonths {
  readonly key: CostLineKey;
  /** USD of the month, at today's price. */
  readonly figures: readonly Figure[];
}

function linesOverMonths(months: readonly (readonly CostLine[])[]): readonly LineOverMonths[] {
  const [first = []] = months;
  return first.map(({ perHour: _, ...key }) => {
    const same = (line: CostLine): boolean => lineCode(line) === lineCode(key) && line.plan === key.plan;
    const figures = months.flatMap((lines) => lines.find(same)?.perHour ?? []);
    return {
      key,
      figures: figures.map((hourly) => scale('a month', 'USD', hourly, HOURS_PER_MONTH, 'per hour × 730 h')),
    };
  });
}

function runningFlow({ key, figures }: LineOverMonths, plan: Plan, price: readonly number[]): Flow {
  const afterTax = 1 - plan.tax;
  return { key, terms: figures.map((figure, month) => ({ month, figure, weight: (price[month] ?? 1) * afterTax })) };
}

/** What the tokens of each month cost as a multiple of today's price. */
const apiPrices = ({ figures }: LineOverMonths, plan: Plan): readonly number[] =>
  figures.map((_, month) => priceAt(plan.apiChange, month));

/** @param term months that the machines are committed for */
function rentPrices({ figures }: LineOverMonths, plan: Plan, term: number | undefined): readonly number[] {
  const rent = (month: number): number => priceAt(plan.rentChange, month);
  if (term === undefined) return figures.map((_, month) => rent(month));
  const needed = figures.map(({ value }) => value ?? 0);
  const paid = committedPayments(needed, term, rent);
  return paid.map((amount, month) => (needed[month] ? amount / needed[month] : rent(month)));
}

interface PurchaseOverMonths extends Omit<Purchased, 'price'> {
  /** USD for all machines needed in the month. */
  readonly prices: readonly Figure[];
}

function purchasesOverMonths(months: readonly PoolResult[]): readonly PurchaseOverMonths[] {
  const all = months.map(({ candidate: { option }, fleet }) =>
    option.ownership
      ? ownPurchases(option.ownership, scale('accelerators', '1', fleet.billed, option.size, 'machines × accelerators'))
      : [],
  );
  return (all[0] ?? []).map(({ element, life, residual }, index) => ({
    element,
    life,
    residual,
    prices: all.flatMap((purchases) => purchases[index]?.price ?? []),
  }));
}

const monthsOf = (life: Figure): number => Math.max(1, Math.round((life.value ?? 1) * MONTHS_PER_YEAR));

function capitalFlow(
  { element, prices, life, residual }: PurchaseOverMonths,
  stage: CostLineKey['stage'],
  plan: Plan,
): Flow {
  const needed = prices.map(({ value }) => value ?? 0);
  // A building outlives the machines in it.
  const months = element === 'building' ? monthsOf(life) : (plan.refresh ?? monthsOf(life));
  const paid = capitalPayments(needed, { life: months, residual }, plan);
  const key = { element, kind: 'capital' as const, ...(stage === undefined ? {} : { stage }) };
  const terms = paid.flatMap((amount, month): Term[] => {
    const figure = prices[Math.min(month, prices.length - 1)];
    if (!figure) return [];
    // An unknown price is paid in the month it is needed first, so that it is not lost.
    if (figure.value === null) return month === 0 ? [{ month, figure, weight: 1 }] : [];
    return amount === 0 || figure.value === 0 ? [] : [{ month, figure, weight: amount / figure.value }];
  });
  return { key, terms };
}
