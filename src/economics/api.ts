/** API: list prices on the same traffic, in USD. */
import { type CostElement, scale, multiply, unknown, type Figure } from '../quantity/index.ts';
import type { Tokens } from './tokens.ts';
import { costLine, elementLabel, type CostLine } from './costLine.ts';

/** USD per million tokens; absent is unknown. Without a cached price cached tokens cost what input costs. */
export interface ApiPrices {
  readonly input?: Figure;
  readonly cachedInput?: Figure;
  readonly output?: Figure;
  readonly batchInput?: Figure;
  readonly batchOutput?: Figure;
}

export interface ApiRates {
  readonly input: Figure;
  readonly cachedInput: Figure;
  readonly output: Figure;
}

/** The three prices that apply, USD per million tokens. Batch prices cover cached input too unless one is listed. */
export function apiRates(prices: ApiPrices, batch: boolean): ApiRates {
  const missing = (what: string): Figure => unknown(`${what} price`, 'USD', `no published ${what} price`);
  const input = (batch ? prices.batchInput : prices.input) ?? missing(batch ? 'batch input' : 'input');
  const output = (batch ? prices.batchOutput : prices.output) ?? missing(batch ? 'batch output' : 'output');
  const cached = batch ? undefined : prices.cachedInput;
  return { input, output, cachedInput: cached ?? asInput(input) };
}

const asInput = (input: Figure): Figure =>
  scale('cached input price', 'USD', input, 1, 'the input price: no cached price is listed');

/** Cost lines in USD per hour. `served`: requests/s, mean over the day. */
export function apiLines(rates: ApiRates, tokens: Tokens, served: Figure): readonly CostLine[] {
  const formula = 'requests/s × 3,600 × tokens × price ÷ 10⁶';
  const line = (element: CostElement, price: Figure, count: Figure): CostLine =>
    costLine(element, multiply(elementLabel(element), 'USD', [served, count, price], formula, 3600 / 1e6), undefined);
  const cached = line('api-cached-input', rates.cachedInput, tokens.cached);
  return [
    line('api-input', rates.input, tokens.uncached),
    ...(tokens.cached.value === 0 ? [] : [cached]),
    line('api-output', rates.output, tokens.output),
  ];
}

/**
 * USD per request as a plain number, to find the cheapest provider; undefined where a price that matters is unknown.
 *
 * @param prices USD per million tokens
 */
export function apiRequestCost(
  prices: { readonly input?: number; readonly cachedInput?: number; readonly output?: number },
  lengths: { readonly input: number; readonly output: number; readonly cached: number },
): number | undefined {
  const { input, output, cachedInput = input } = prices;
  if (input === undefined || output === undefined || cachedInput === undefined) return undefined;
  const cached = lengths.input * lengths.cached;
  return ((lengths.input - cached) * input + cached * cachedInput + lengths.output * output) / 1e6;
}

/** Whether a request fits the context window of a provider; an unpublished limit is taken to fit. */
export function contextFits(
  lengths: { readonly input: number; readonly output: number },
  contextTokens?: number,
): boolean {
  return contextTokens === undefined || lengths.input + lengths.output <= contextTokens;
}
