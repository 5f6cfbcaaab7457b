/**
 * The bill over years: the same evaluation as today's at the traffic of each month, added up in cash.
 *
 * Start here, then flows.ts (who pays what when), totals.ts (sums) and crossing.ts (owning against the others).
 */
import { demandAt, lineCode, lineLabel, MONTHS_PER_YEAR, type Slices } from '../../../economics/index.ts';
import { derived, type Figure, leaf, type Quantity, toQuantity } from '../../../quantity/index.ts';
import type { Amount, Deployment, Workload } from '../../../workload/index.ts';
import {
  acceleratorsPaid,
  type DeploymentYears,
  type WorkloadYears,
  type YearCost,
  type YearsOptions,
} from '../../contract/index.ts';
import { type Bill, type Evaluated, FigureIndex } from '../../deployment/index.ts';
import type { EvaluationRequest } from '../../names/index.ts';
import { pinned } from '../sensitivity.ts';
import { crossingOf } from './crossing.ts';
import { flowsOf } from './flows.ts';
import { type Plan, planOf, rangedPlans } from './plan.ts';
import {
  type Accounts,
  monthlyPayments,
  type MonthServed,
  tokensOfMonth,
  type Totals,
  totalsOf,
  type YearTotals,
} from './totals.ts';

type Evaluate = (workload: Workload, deployment: Deployment) => Evaluated | undefined;

/** The answer, and the figures behind it by deployment and path: `years.netPresentValue`, `years.2.cost`. */
export interface YearsAnswer {
  readonly answer: WorkloadYears;
  readonly figures: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
}

/** Slices of a few milliseconds: one deployment each. */
export function* yearsOf(
  workload: Workload,
  request: EvaluationRequest,
  evaluate: Evaluate,
  options: YearsOptions = {},
): Slices<YearsAnswer> {
  const plan = planOf(workload, options);
  const plans = { plan, ranged: rangedPlans(workload, options) };
  const found: Computed[] = [];
  for (const deployment of workload.deployments) {
    yield;
    const computed = deploymentYears(workload, deployment, plans, request, evaluate);
    if (computed) found.push(computed);
  }
  const answer: WorkloadYears = {
    name: workload.name,
    currency: request.currency,
    years: plan.months / MONTHS_PER_YEAR,
    discountRate: toQuantity(rateFigure(workload, request, undefined)),
    flat: workload.horizon === undefined,
    deployments: found.map((computed) => ({ ...computed.result, crossings: crossingsOf(computed, found) })),
  };
  return { answer, figures: new Map(found.map(({ result, figures }) => [result.name, figures])) };
}

interface Computed {
  readonly result: Omit<DeploymentYears, 'crossings'>;
  readonly payments: readonly Figure[];
  readonly figures: ReadonlyMap<string, Figure>;
}

interface Plans {
  readonly plan: Plan;
  readonly ranged: readonly (readonly [Plan, Plan])[];
}

function crossingsOf({ result, payments }: Computed, all: readonly Computed[]): DeploymentYears['crossings'] {
  if (result.kind !== 'own') return [];
  return all
    .filter((other) => other.result.kind !== 'own')
    .map((other) => crossingOf(other.result.name, payments, other.payments));
}

/** @returns undefined for a deployment without numbers */
function deploymentYears(
  workload: Workload,
  deployment: Deployment,
  { plan, ranged }: Plans,
  request: EvaluationRequest,
  evaluate: Evaluate,
): Computed | undefined {
  const today = evaluate(workload, deployment);
  if (!today?.bill) return undefined;
  const held = pinned(deployment, today);
  const bills = new Map<number, BilledMonth | undefined>();
  const billAt = (demand: number): BilledMonth | undefined => {
    if (!bills.has(demand)) bills.set(demand, billedMonth(demand, evaluate(withDemand(workload, demand), held)));
    return bills.get(demand);
  };
  const rate = (of: Plan): Figure => rateFigure(workload, request, today, of.discountRate);
  const accountsOf = (of: Plan): Accounts => {
    const months = Array.from({ length: of.months }, (_, month) => demandAt(of, month)).flatMap(
      (demand) => billAt(demand) ?? [],
    );
    return {
      flows: flowsOf(
        months.map(({ bill }) => bill),
        of,
      ),
      months,
      discountRate: rate(of).value ?? 0,
      currency: request.currency,
      usdRate: request.usdRate,
    };
  };
  const accounts = accountsOf(plan);
  const totals = widened(
    totalsOf(accounts),
    ranged.map(([low, high]) => [totalsOf(accountsOf(low)), totalsOf(accountsOf(high))]),
  );
  const payments = monthlyPayments(accounts);
  const ledger = new FigureIndex();
  const quantity: AddQuantity = (path, figure) => ledger.add(`years.${path}`, figure);
  return {
    payments,
    figures: ledger.figures,
    result: {
      name: deployment.name,
      kind: today.estimate.kind,
      status: today.estimate.status,
      discountRate: quantity('discountRate', rate(plan)),
      netPresentValue: quantity('netPresentValue', totals.netPresentValue),
      total: quantity('total', totals.total),
      levelisedPerMillionTokens: quantity('levelisedPerMillionTokens', totals.levelisedPerMillionTokens),
      years: totals.years.map((year, index) => yearCost(year, index, quantity)),
      payments: payments.map(({ value }) => value),
    },
  };
}

type AddQuantity = (path: string, figure: Figure) => Quantity;

interface BilledMonth extends MonthServed {
  readonly bill: Bill;
}

function billedMonth(demand: number, found: Evaluated | undefined): BilledMonth | undefined {
  if (!found?.bill) return undefined;
  const { bill, estimate } = found;
  const accelerators = acceleratorsPaid(estimate);
  return { bill, accelerators, ...(demand > 0 ? { tokens: tokensOfMonth(bill.served, bill.tokens) } : {}) };
}

function yearCost(year: YearTotals, index: number, quantity: AddQuantity): YearCost {
  const at = `${index + 1}`;
  return {
    year: index + 1,
    capital: quantity(`${at}.capital`, year.capital),
    running: quantity(`${at}.running`, year.running),
    cost: quantity(`${at}.cost`, year.cost),
    tokens: quantity(`${at}.tokens`, year.tokens),
    perMillionTokens: quantity(`${at}.perMillionTokens`, year.perMillionTokens),
    accelerators: { value: year.accelerators, unit: '1', state: 'derived' },
    lines: year.lines.map(({ key, cost }, line) => ({
      code: lineCode(key),
      label: lineLabel(key),
      ...key,
      cost: quantity(`${at}.lines.${line}.cost`, cost),
    })),
  };
}

/** A month of a ramp may have no traffic, but a fleet stands all the same. */
const HARDLY_ANY = 1e-12;

function withDemand(workload: Workload, demand: number): Workload {
  if (demand === 1) return workload;
  const factor = Math.max(HARDLY_ANY, demand);
  const { requests } = workload.traffic;
  const moved: Amount = {
    ...requests,
    low: requests.low * factor,
    mid: requests.mid * factor,
    high: requests.high * factor,
  };
  return { ...workload, traffic: { ...workload.traffic, requests: moved } };
}

/** The document's rate, else the cost of capital of the owned machines, else the ownership table's. */
function rateFigure(
  { horizon }: Workload,
  { resolved: { catalog } }: EvaluationRequest,
  evaluated: Evaluated | undefined,
  at = horizon?.discountRate?.mid,
): Figure {
  if (horizon?.discountRate && at !== undefined)
    return leaf('discount rate', { value: at }, '1/year', horizon.discountRate.origin);
  const owned = evaluated?.bill?.pools.find(({ candidate }) => candidate.option.ownership);
  const own = owned?.candidate.option.ownership?.costOfCapital;
  if (own) return own;
  const row = catalog.ownershipFact('cost_of_capital', undefined, 'hyperscaler');
  return row
    ? leaf('cost of capital', { value: row.value }, '1/year', row.origin, 'derived')
    : leaf(
        'discount rate',
        { value: 0 },
        '1/year',
        { kind: 'default', reason: 'no row cost_of_capital in pricing/ownership' },
        'derived',
      );
}

/** Figures with the ranges of growth, prices and rates: each key at both ends moves them, and the moves add in quadrature. */
function widened(totals: Totals, ends: readonly (readonly [Totals, Totals])[]): Totals {
  if (ends.length === 0) return totals;
  const wide = (figure: Figure, pick: (of: Totals) => Figure | undefined): Figure =>
    widenedFigure(
      figure,
      ends.flatMap((pair) => pair.map((of) => pick(of)?.value ?? figure.value ?? 0)),
    );
  return {
    netPresentValue: wide(totals.netPresentValue, (of) => of.netPresentValue),
    total: wide(totals.total, (of) => of.total),
    levelisedPerMillionTokens: wide(totals.levelisedPerMillionTokens, (of) => of.levelisedPerMillionTokens),
    years: totals.years.map((year, index) => ({
      ...year,
      capital: wide(year.capital, (of) => of.years[index]?.capital),
      running: wide(year.running, (of) => of.years[index]?.running),
      cost: wide(year.cost, (of) => of.years[index]?.cost),
      tokens: wide(year.tokens, (of) => of.years[index]?.tokens),
      perMillionTokens: wide(year.perMillionTokens, (of) => of.years[index]?.perMillionTokens),
    })),
  };
}

const same = (amount: number): number => amount;

/** @param moved the value where one range lies at an end, for each range and end */
function widenedFigure(figure: Figure, moved: readonly number[]): Figure {
  const { value, low = value, high = value, unit } = figure;
  if (value === null || low === null || high === null) return figure;
  // Costs move by factors; a year in which machines brought more than was paid has no logarithm and moves by amounts.
  const [to, from] = [low, value, ...moved].every((end) => end > 0) ? [Math.log, Math.exp] : [same, same];
  const move = (end: number): number => to(end) - to(value);
  const down = Math.hypot(move(low), ...moved.map((end) => Math.min(0, move(end))));
  const up = Math.hypot(move(high), ...moved.map((end) => Math.max(0, move(end))));
  // The way there and back rounds: without a range the ends are the value itself.
  const [least, most] = [Math.min(value, from(to(value) - down)), Math.max(value, from(to(value) + up))];
  const amount = { value, low: least, high: most };
  return derived(
    'with the ranges of the plan',
    amount,
    unit,
    [figure],
    'the value, widened by each range of `horizon` alone',
  );
}
