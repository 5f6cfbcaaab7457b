/** Prices of hosted models that depend on the request: long contexts, tokens written into a cache, hours off peak. Plain numbers. */

/** USD per million tokens, as a provider lists them; absent: not listed. */
export interface TokenPrices<Price = number> {
  readonly input?: Price;
  readonly cachedInput?: Price;
  readonly output?: Price;
  readonly batchInput?: Price;
  readonly batchOutput?: Price;
  readonly batchCachedInput?: Price;
  readonly cacheWrite?: Price;
  readonly longInput?: Price;
  readonly longOutput?: Price;
  readonly offPeakInput?: Price;
  readonly offPeakOutput?: Price;
}

/** What is asked of the provider. Tokens per request. */
export interface AskedTokens {
  readonly input: number;
  /** 95th percentile, where it is known; else all requests are like the mean. */
  readonly inputP95?: number;
  readonly output: number;
  /** Share of the input found in the cache, 0–1. */
  readonly cached: number;
}

/** Shares of requests, and of their input tokens, that are above the limit of a context tier. */
export interface LongShare {
  readonly requests: number;
  readonly tokens: number;
}

const NONE: LongShare = { requests: 0, tokens: 0 };

/** Lengths are lognormal about their mean and 95th percentile; without the latter one length. */
export function longShare({ input, inputP95 }: AskedTokens, limit: number | undefined): LongShare {
  if (limit === undefined || !(input > 0)) return NONE;
  const spread = inputP95 === undefined || inputP95 <= input ? 0 : sigmaOf(inputP95 / input);
  if (spread === 0) return input > limit ? { requests: 1, tokens: 1 } : NONE;
  const median = Math.log(input) - spread ** 2 / 2;
  const above = (shift: number): number => 1 - normal((Math.log(limit) - median - shift) / spread);
  return { requests: above(0), tokens: above(spread ** 2) };
}

/** z of the 95th percentile. */
const Z95 = 1.6449;

/** Standard deviation of ln length from p95 ÷ mean; the largest that a lognormal has at that ratio where there is none. */
function sigmaOf(ratio: number): number {
  return Z95 - Math.sqrt(Math.max(0, Z95 ** 2 - 2 * Math.log(ratio)));
}

/** Standard normal distribution (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce((sum, c) => (sum + c) * t, 0);
  const upper = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * tail;
  return x > 0 ? 1 - upper : upper;
}

/** A price of two tiers, by the share of tokens in the upper one. */
export const blend = (price: number, long: number, share: number): number => price + (long - price) * share;
