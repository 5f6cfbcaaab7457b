/** Prices with error bars: how far a published price may be off, by the kind of evidence and its age (docs/definitions.md#price-intervals). */
import {
  ageInDays,
  leaf,
  unknown,
  type Confidence,
  type Figure,
  type RowOrigin,
  type State,
} from '../quantity/index.ts';
import type { Lean } from './trend.ts';

export type PriceKind = 'spot' | 'on-demand' | 'commitment' | 'api' | 'purchase' | 'rate' | 'specification';

/** Days after which a price is stale (design §3); undefined never goes stale. */
const STALE_DAYS: Readonly<Partial<Record<PriceKind, number>>> = {
  spot: 14,
  'on-demand': 120,
  api: 120,
  commitment: 400,
};

type Widths = Readonly<Record<Confidence, number>>;

/** 80 % log-width of a fresh price by its evidence. A list price read from its vendor is exact on the day it is read. */
const LIST: Widths = { published: 0, 'third-party': 0.1, estimate: 0.25 };
/** A spot price read once stands for the month: it moves by itself. */
const SPOT: Widths = { published: 0.1, 'third-party': 0.15, estimate: 0.3 };
/** Prices of machines are negotiated: analysts and trade press differ by this much. */
const PURCHASE: Widths = { published: 0.05, 'third-party': 0.25, estimate: 0.35 };
const FRESH: Readonly<Record<PriceKind, Widths>> = {
  spot: SPOT,
  'on-demand': LIST,
  commitment: LIST,
  api: LIST,
  purchase: PURCHASE,
  rate: LIST,
  specification: LIST,
};

/** What age adds once a price is stale: log-width per square root of a year, in quadrature, up to the spread of the whole market. */
const DRIFT: Readonly<Record<PriceKind, number>> = {
  spot: 1.2,
  'on-demand': 0.35,
  commitment: 0.35,
  api: 0.35,
  purchase: 0,
  rate: 0,
  specification: 0,
};
/** Half the log-distance between the 10th and 90th percentile of prices for the same accelerator over clouds and regions. */
const MARKET_SPREAD = 0.7;

/** Age and limit in days, as a sentence about an old price says them: the numbers that `isStale` compares. */
export function ageOf(
  kind: PriceKind,
  asOf: string,
  today: string,
): { readonly days: number; readonly limitDays: number } {
  return { days: ageInDays(asOf, today) ?? 0, limitDays: STALE_DAYS[kind] ?? 0 };
}

export function isStale(kind: PriceKind, asOf: string, today: string): boolean {
  const limit = STALE_DAYS[kind];
  if (limit === undefined) return false;
  const age = ageInDays(asOf, today);
  return age === undefined || age > limit;
}

/** 80 % log-width of a price: evidence and age in quadrature. */
export function priceWidth(kind: PriceKind, confidence: Confidence, asOf: string, today: string): number {
  const fresh = FRESH[kind][confidence];
  if (!isStale(kind, asOf, today)) return fresh;
  const age = ageInDays(asOf, today);
  const drift = age === undefined ? MARKET_SPREAD : DRIFT[kind] * Math.sqrt(age / 365);
  return Math.hypot(fresh, Math.min(MARKET_SPREAD, drift));
}

/** The price stays what it was; its interval stands about where the market has gone, and holds it. */
function leaning(width: number, lean: Lean | undefined): Lean {
  if (!lean) return { shift: 0, width };
  const shift = Math.max(-MARKET_SPREAD, Math.min(MARKET_SPREAD, lean.shift));
  return { shift, width: Math.hypot(width, lean.width) };
}

/**
 * A price of a table row as a figure. An estimate is `derived`, an old row `stale`; both are wider than a fresh published one.
 * A bound that the row itself gives goes before the width of its class.
 *
 * @param today the clock, an ISO date
 */
export function priceFigure(
  label: string,
  price: {
    readonly value: number | undefined;
    readonly low?: number;
    readonly high?: number;
    readonly unit: string;
    /** Which way the market went since; only an old price leans. */
    readonly lean?: Lean | undefined;
  },
  kind: PriceKind,
  origin: RowOrigin,
  today: string,
): Figure {
  const { value, unit } = price;
  if (value === undefined) return unknown(label, unit, `${origin.row}: nobody published a ${label}`);
  const old = isStale(kind, origin.asOf, today);
  const { shift, width } = leaning(
    priceWidth(kind, origin.confidence, origin.asOf, today),
    old ? price.lean : undefined,
  );
  const low = price.low !== undefined && price.low < value ? price.low : value * Math.exp(Math.min(0, shift - width));
  const high =
    price.high !== undefined && price.high > value ? price.high : value * Math.exp(Math.max(0, shift + width));
  const state: State = old ? 'stale' : origin.confidence === 'estimate' ? 'derived' : 'known';
  return leaf(label, { value, low, high }, unit, origin, state);
}
