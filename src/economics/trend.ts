/**
 * Which way the rents of machines went: one slope over many sellers, and what it says of a price of another day.
 *
 * Each seller's price of each machine is a series of its own; only changes inside a series count, so that a cheap seller
 * who joins late moves nothing. Slopes are of ln price per year, least squares over all series of a class.
 * @see docs/definitions.md#old-prices
 */
import { lastDay } from '../quantity/index.ts';

/** One price of one seller on one day. */
export interface DatedPrice {
  /** Whose price of what: the same in all prices of a series. */
  readonly series: string;
  /** Whose series stand and fall together: the seller. */
  readonly seller: string;
  readonly asOf: string;
  readonly price: number;
}

export interface Trend {
  /** ln price per year; 0.1 is a rise by about a tenth. */
  readonly slope: number;
  /** One standard error of it, over sellers. */
  readonly error: number;
  readonly sellers: number;
  /** Days of the first and the last price. */
  readonly from: number;
  readonly to: number;
}

/** Sellers with prices of two days at least, below which nothing is said. */
const LEAST_SELLERS = 3;
/** One standard deviation of slopes of whole markets over years: what a slope of few sellers is drawn towards 0 by. */
const USUAL_SLOPE = 0.4;
const YEAR_DAYS = 365;

const dayOf = (date: string): number | undefined => {
  const last = lastDay(date);
  return last === undefined ? undefined : last / 86_400_000;
};

interface Point {
  readonly years: number;
  readonly log: number;
}

/** Undefined where too few sellers were seen twice. */
export function trendOf(prices: readonly DatedPrice[]): Trend | undefined {
  const series = new Map<string, { readonly seller: string; readonly points: Point[] }>();
  let [from, to] = [Infinity, -Infinity];
  for (const { series: name, seller, asOf, price } of prices) {
    const day = dayOf(asOf);
    if (day === undefined || !(price > 0)) continue;
    const known = series.get(name) ?? { seller, points: [] };
    known.points.push({ years: day / YEAR_DAYS, log: Math.log(price) });
    series.set(name, known);
    [from, to] = [Math.min(from, day), Math.max(to, day)];
  }
  const moves = [...series.values()].filter(({ points }) => points.length > 1).map(movesOf);
  const sellers = new Set(moves.map(({ seller }) => seller));
  const time = moves.reduce((total, { squares }) => total + squares, 0);
  if (sellers.size < LEAST_SELLERS || time === 0) return undefined;
  const raw = moves.reduce((total, { product }) => total + product, 0) / time;
  // Sellers move all their machines together, so that the residuals are added up by seller before they are squared.
  const bySeller = [...sellers].map((seller) =>
    moves.filter((m) => m.seller === seller).reduce((total, m) => total + (m.product - raw * m.squares), 0),
  );
  const small = sellers.size / (sellers.size - 1);
  const error = Math.sqrt(small * bySeller.reduce((total, r) => total + r * r, 0)) / time;
  const kept = USUAL_SLOPE ** 2 / (USUAL_SLOPE ** 2 + error ** 2);
  return { slope: raw * kept, error: error * Math.sqrt(kept), sellers: sellers.size, from, to };
}

/** Sums of squares of a series about its own mean. */
function movesOf({ seller, points }: { readonly seller: string; readonly points: readonly Point[] }) {
  const mean = (pick: (point: Point) => number): number =>
    points.reduce((total, point) => total + pick(point), 0) / points.length;
  const [years, log] = [mean((p) => p.years), mean((p) => p.log)];
  const sum = (f: (p: Point) => number): number => points.reduce((total, point) => total + f(point), 0);
  return {
    seller,
    squares: sum((p) => (p.years - years) ** 2),
    product: sum((p) => (p.years - years) * (p.log - log)),
  };
}

/** Where a price of another day is likely to be: ln of the ratio, and one 80 % half-width of it. */
export interface Lean {
  readonly shift: number;
  readonly width: number;
}

/** Days beyond the last price seen for which a trend is believed to go on. */
const GOES_ON_DAYS = 180;
/** 80 % of a normal distribution, in standard deviations. */
const Z80 = 1.2816;

export function leanOf({ slope, error, from, to }: Trend, asOf: string, today: string): Lean | undefined {
  const [then, now] = [dayOf(asOf), dayOf(today)];
  if (then === undefined || now === undefined) return undefined;
  // What was before the first price seen is not known to have moved in the same way.
  const start = Math.max(then, from - GOES_ON_DAYS);
  const years = Math.max(0, Math.min(now, to + GOES_ON_DAYS) - start) / YEAR_DAYS;
  return { shift: slope * years, width: Z80 * error * years };
}
