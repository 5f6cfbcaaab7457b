/** Payments added up: by year, over the plan, and as they count today. */
import {
  discountAt,
  inCurrency,
  lineLabel,
  MONTHS_PER_YEAR,
  type CostLineKey,
  type Tokens,
} from '../../../economics/index.ts';
import {
  type Figure,
  multiply,
  product,
  scale,
  SECONDS_PER_MONTH,
  unknown,
  weightedSum,
} from '../../../quantity/index.ts';
import type { Flow, Term } from './flows.ts';

/** One month as evaluated. */
export interface MonthServed {
  /** Served in the month; absent in a month without traffic. */
  readonly tokens?: Figure;
  readonly accelerators: number;
}

export interface Totals {
  readonly netPresentValue: Figure;
  readonly total: Figure;
  readonly levelisedPerMillionTokens: Figure;
  readonly years: readonly YearTotals[];
}

export interface YearTotals {
  readonly capital: Figure;
  readonly running: Figure;
  readonly cost: Figure;
  readonly tokens: Figure;
  readonly perMillionTokens: Figure;
  readonly accelerators: number;
  readonly lines: readonly { readonly key: CostLineKey; readonly cost: Figure }[];
}

export interface Accounts {
  readonly flows: readonly Flow[];
  readonly months: readonly MonthServed[];
  /** Per year. */
  readonly discountRate: number;
  readonly currency: string;
  /** USD for one unit of the currency. */
  readonly usdRate: Figure;
}

export function totalsOf(accounts: Accounts): Totals {
  const { flows, months, discountRate } = accounts;
  const all = flows.flatMap(({ terms }) => terms);
  const discounted = (month: number): number => discountAt(discountRate, month);
  const netPresentValue = money(
    accounts,
    'net present value',
    all,
    'Σ payment × (1 + discount rate)^(−month ÷ 12)',
    ({ month }) => discounted(month),
  );
  return {
    netPresentValue,
    total: money(accounts, 'all payments', all, 'sum of all months'),
    levelisedPerMillionTokens: perMillion(
      'levelised cost per million tokens',
      netPresentValue,
      tokensOver(months, 0, months.length, discounted),
      'net present value ÷ discounted tokens × 10⁶',
    ),
    years: Array.from({ length: Math.ceil(months.length / MONTHS_PER_YEAR) }, (_, year) => yearOf(accounts, year)),
  };
}

/** Payments of each month, and of the day the plan ends, in the currency. */
export function monthlyPayments(accounts: Accounts): readonly Figure[] {
  const all = accounts.flows.flatMap(({ terms }) => terms);
  return Array.from({ length: accounts.months.length + 1 }, (_, month) =>
    money(
      accounts,
      'payments of a month',
      all.filter((term) => term.month === month),
      'sum of the lines',
    ),
  );
}

function yearOf(accounts: Accounts, year: number): YearTotals {
  const { flows, months } = accounts;
  const [from, to] = [year * MONTHS_PER_YEAR, Math.min((year + 1) * MONTHS_PER_YEAR, months.length)];
  // What machines bring on the day the plan ends belongs to its last year.
  const end = to === months.length ? to + 1 : to;
  const within = (terms: readonly Term[]): readonly Term[] => terms.filter(({ month }) => month >= from && month < end);
  const lines = flows.map(({ key, terms }) => ({
    key,
    cost: money(accounts, lineLabel(key), within(terms), 'sum of the months'),
  }));
  const sumOf = (label: string, some: typeof lines): Figure =>
    weightedSum(
      label,
      accounts.currency,
      some.map(({ cost }) => [cost, 1] as const),
      'sum of the lines',
    );
  const cost = sumOf(`cost of year ${year + 1}`, lines);
  const tokens = tokensOver(months, from, to, () => 1);
  return {
    capital: sumOf(
      'machines bought, less what machines brought',
      lines.filter(({ key }) => key.kind === 'capital'),
    ),
    running: sumOf(
      'running cost',
      lines.filter(({ key }) => key.kind !== 'capital'),
    ),
    cost,
    tokens,
    perMillionTokens: perMillion('cash per million tokens', cost, tokens, 'cost of the year ÷ tokens × 10⁶'),
    accelerators: months[to - 1]?.accelerators ?? 0,
    lines,
  };
}

/** Weighted by the terms' own weights, and by `also`. */
function money(
  { currency, usdRate }: Accounts,
  label: string,
  terms: readonly Term[],
  formula: string,
  also: (term: Term) => number = () => 1,
): Figure {
  const parts = terms.map((term) => [term.figure, term.weight * also(term)] as const);
  return inCurrency(weightedSum(label, 'USD', parts, formula), currency, usdRate);
}

function tokensOver(
  months: readonly MonthServed[],
  from: number,
  to: number,
  weight: (month: number) => number,
): Figure {
  const parts = months
    .slice(from, to)
    .flatMap(({ tokens }, index) => (tokens ? [[tokens, weight(from + index)] as const] : []));
  return weightedSum('tokens', 'token', parts, 'sum of the months');
}

/** Tokens of a month that is served like this, requests/s. */
export function tokensOfMonth(served: Figure, { all }: Tokens): Figure {
  const formula = 'requests/s × seconds of a month × tokens per request';
  return multiply('tokens of a month', 'token', [served, all], formula, SECONDS_PER_MONTH);
}

function perMillion(label: string, cost: Figure, tokens: Figure, formula: string): Figure {
  if (tokens.value === 0) return unknown(label, cost.unit, 'no tokens are served');
  if (cost.value !== null && cost.value < 0) return scale(label, cost.unit, cost, 1e6 / (tokens.value ?? 1), formula);
  return product(
    label,
    cost.unit,
    [
      [cost, 1],
      [tokens, -1],
    ],
    formula,
    1e6,
  );
}
