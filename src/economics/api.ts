/** API: list prices on the same traffic, in USD. */
import { type CostElement, changed, compute, scale, multiply, unknown, type Figure } from '../quantity/index.ts';
import type { Tokens } from './tokens.ts';
import { type AskedTokens, blend, longShare, type TokenPrices } from './apiTiers.ts';
import { costLine, elementLabel, type CostLine } from './costLine.ts';

/** USD per million tokens; absent is unknown. Without a cached price cached tokens cost what input costs. */
export interface ApiPrices extends TokenPrices<Figure> {
  /** Input tokens above which a request costs the long-context prices. */
  readonly longContextTokens?: number;
}

export interface ApiRates {
  readonly input: Figure;
  readonly cachedInput: Figure;
  readonly output: Figure;
}

/** One request without a cache: what is asked where nobody says more. */
const PLAIN: AskedTokens = { input: 0, output: 0, cached: 0 };

/**
 * The three prices that apply, USD per million tokens. Batch prices cover cached input too unless one is listed; work that may
 * wait costs the off-peak price where no batch price is listed. Where a part of the input comes out of the cache, the rest is
 * what was written into it.
 */
export function apiRates(prices: ApiPrices, batch: boolean, asked: AskedTokens = PLAIN): ApiRates {
  const missing = (what: string): Figure => unknown(`${what} price`, 'USD', `no published ${what} price`);
  if (batch) {
    const input = prices.batchInput ?? prices.offPeakInput ?? missing('batch input');
    const output = prices.batchOutput ?? prices.offPeakOutput ?? missing('batch output');
    return { input, output, cachedInput: prices.batchCachedInput ?? asInput(input) };
  }
  const long = longShare(asked, prices.longContextTokens);
  const base = prices.input ?? missing('input');
  const written = asked.cached > 0 && prices.cacheWrite ? prices.cacheWrite : base;
  const tiers = [prices.input, prices.longInput] as const;
  const input = tiered(reaching(written, prices.offPeakInput), tiers, long.tokens);
  return {
    input,
    output: tiered(
      reaching(prices.output ?? missing('output'), prices.offPeakOutput),
      [prices.output, prices.longOutput],
      long.requests,
    ),
    cachedInput: prices.cachedInput ? tiered(prices.cachedInput, tiers, long.tokens) : asInput(input),
  };
}

const asInput = (input: Figure): Figure =>
  scale('cached input price', 'USD', input, 1, 'the input price: no cached price is listed');

/** Prices of the hours off peak are the low end: the tables do not say which hours. */
function reaching(price: Figure, offPeak: Figure | undefined): Figure {
  const low = offPeak?.value;
  if (low === null || low === undefined || price.value === null) return price;
  return changed(price, { low: Math.min(low, price.low ?? price.value), high: price.high ?? price.value });
}

/** @param tiers the price of short and of long requests: what the long ones cost more, other prices do too */
function tiered(
  price: Figure,
  [short, long]: readonly [Figure | undefined, Figure | undefined],
  share: number,
): Figure {
  if (share === 0 || !short || !long) return price;
  const formula = (): string => `${(100 * share).toPrecision(3)} % of the tokens at the long-context price`;
  return compute('price with its context tier', 'USD', [price, short, long], formula, ([own = 0, low = 0, high = 0]) =>
    low > 0 ? (own * blend(low, high, share)) / low : own,
  );
}

/** Cost lines in USD per hour. `served`: requests/s, mean over the day. */
export function apiLines(rates: ApiRates, tokens: Tokens, served: Figure): readonly CostLine[] {
  const formula = 'requests/s × 3,600 × tokens × price ÷ 10⁶';
  const line = (element: CostElement, price: Figure, count: Figure): CostLine =>
    costLine(element, multiply(elementLabel(element), 'USD', [served, count, price], formula, 3600 / 1e6), undefined);
  const cached = line('api-cached-input', rates.cachedInput, tokens.cached);
  return [
    line('api-input', rates.input, tokens.uncached),
    ...(tokens.cached.value === 0 ? [] : [cached]),
    ...(tokens.output.value === 0 ? [] : [line('api-output', rates.output, tokens.output)]),
  ];
}

/**
 * USD per request as a plain number, to find the cheapest provider; undefined where a price that matters is unknown.
 *
 * @param prices USD per million tokens
 */
export function apiRequestCost(
  prices: TokenPrices & { readonly longContextTokens?: number },
  asked: AskedTokens,
  batch = false,
): number | undefined {
  const long = longShare(asked, batch ? undefined : prices.longContextTokens);
  const input = batch ? (prices.batchInput ?? prices.offPeakInput) : prices.input;
  const listed = batch ? (prices.batchOutput ?? prices.offPeakOutput) : prices.output;
  const output = asked.output === 0 ? 0 : listed;
  if (input === undefined || output === undefined) return undefined;
  const dearer = blend(1, (prices.longInput ?? input) / input || 1, long.tokens);
  const written = !batch && asked.cached > 0 ? (prices.cacheWrite ?? input) : input;
  const cachedInput = (batch ? prices.batchCachedInput : prices.cachedInput) ?? written;
  const cached = asked.input * asked.cached;
  const inputs = ((asked.input - cached) * written + cached * cachedInput) * dearer;
  return (inputs + asked.output * blend(output, prices.longOutput ?? output, long.requests)) / 1e6;
}

/** Whether a request fits the context window of a provider; an unpublished limit is taken to fit. */
export function contextFits(
  lengths: { readonly input: number; readonly output: number },
  contextTokens?: number,
): boolean {
  return contextTokens === undefined || lengths.input + lengths.output <= contextTokens;
}
