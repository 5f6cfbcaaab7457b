/**
 * The units a document may use: one table, read by the fast path of literals and by expressions alike.
 *
 * Long times are based on hours, as bills are: `day` 24 h, `month` 730 h, `year` 8,760 h (design §2).
 */
import { dimension, PLAIN, type Dimension } from './dimension.ts';

export interface Unit {
  /** Base units (s, byte, USD, J, g, dm) in one of this unit. */
  readonly factor: number;
  readonly dimension: Dimension;
}

/** USD for one unit of each currency, by ISO code: dated data of the catalog, passed in. */
export type CurrencyRates = Readonly<Record<string, number>>;

const HOUR = 3600;
export const SECONDS_PER_HOUR = HOUR;
export const SECONDS_PER_MONTH = 730 * HOUR;
export const SECONDS_PER_YEAR = 8760 * HOUR;

const SMALL = { n: 1e-9, u: 1e-6, µ: 1e-6, m: 1e-3 };
const LARGE = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
const BINARY = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };
const LONG = { kilo: 1e3, mega: 1e6, giga: 1e9, tera: 1e12, peta: 1e15 };
const LONG_SMALL = { nano: 1e-9, micro: 1e-6, milli: 1e-3 };

const TIME = dimension({ time: 1 });
const DATA = dimension({ data: 1 });
const ENERGY = dimension({ energy: 1 });
const POWER = dimension({ energy: 1, time: -1 });
const MASS = dimension({ mass: 1 });
const VOLUME = dimension({ length: 3 });
const LENGTH = dimension({ length: 1 });
const RATE = dimension({ time: -1 });
const BANDWIDTH = dimension({ data: 1, time: -1 });

type Prefixes = Readonly<Record<string, number>>;
type Definition = readonly [names: string, factor: number, dimension: Dimension, ...prefixes: Prefixes[]];

const DEFINITIONS: readonly Definition[] = [
  ['s', 1, TIME, SMALL],
  ['sec secs', 1, TIME, SMALL],
  ['second seconds', 1, TIME, LONG_SMALL],
  ['min mins minute minutes', 60, TIME],
  ['h hr hrs hour hours', HOUR, TIME],
  ['day days', 24 * HOUR, TIME],
  ['week weeks', 168 * HOUR, TIME],
  ['month months', 730 * HOUR, TIME],
  ['year years', 8760 * HOUR, TIME],
  ['decade decades', 87600 * HOUR, TIME],
  ['Hz', 1, RATE, LARGE],
  ['bit bits', 1 / 8, DATA, LARGE, BINARY],
  ['b', 1 / 8, DATA, LARGE, BINARY], // with a prefix only
  ['B', 1, DATA, LARGE, BINARY],
  ['byte bytes', 1, DATA, LONG],
  ['bps', 1 / 8, BANDWIDTH, LARGE],
  ['J', 1, ENERGY, SMALL, LARGE],
  ['joule joules', 1, ENERGY, LONG],
  ['Wh', HOUR, ENERGY, { m: 1e-3 }, LARGE],
  ['BTU', 1055.05585262, ENERGY],
  ['W', 1, POWER, SMALL, LARGE],
  ['watt watts', 1, POWER, LONG],
  ['g', 1, MASS, SMALL, { k: 1e3, M: 1e6 }],
  ['gram grams', 1, MASS, LONG],
  ['t tonne tonnes', 1e6, MASS, { k: 1e3, M: 1e6 }],
  ['lb lbs', 453.59237, MASS],
  ['l L', 1, VOLUME, { m: 1e-3, k: 1e3, M: 1e6 }],
  ['liter liters litre litres', 1, VOLUME],
  ['m3', 1000, VOLUME],
  ['gal gallon gallons', 3.785411784, VOLUME],
  ['m', 10, LENGTH, SMALL, { c: 1e-2, k: 1e3 }],
  ['meter meters metre metres', 10, LENGTH],
  ['USD', 1, dimension({ money: 1 })],
  ['token request', 1, PLAIN],
];

/** Names that are units with a prefix only: `Gb` is a gigabit, `b` alone is the user's to name. */
const NEEDS_PREFIX: ReadonlySet<string> = new Set(['b']);

const MONEY = dimension({ money: 1 });

function build(): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  for (const [names, factor, measured, ...prefixes] of DEFINITIONS) {
    for (const name of names.split(' ')) {
      if (!NEEDS_PREFIX.has(name)) units.set(name, { factor, dimension: measured });
      for (const [prefix, scale] of prefixes.flatMap((set) => Object.entries(set))) {
        // An earlier, unprefixed name wins over a prefixed one of a later row.
        if (!units.has(prefix + name)) units.set(prefix + name, { factor: factor * scale, dimension: measured });
      }
    }
  }
  return units;
}

let table: ReadonlyMap<string, Unit> | undefined;

/** Every unit name, prefixed ones included; currencies beside USD are data and not among them. */
export function unitTable(): ReadonlyMap<string, Unit> {
  return (table ??= build());
}

export function unitNamed(name: string, rates: CurrencyRates = {}): Unit | undefined {
  const unit = unitTable().get(name);
  if (unit) return unit;
  const rate = Object.hasOwn(rates, name) ? rates[name] : undefined;
  return rate === undefined ? undefined : { factor: rate, dimension: MONEY };
}

/** Words that other tools have for what is written otherwise here; what to put in their place. */
export const FOREIGN_WORDS: Readonly<Record<string, string>> = {
  req: 'request',
  reqs: 'requests',
  rps: '/s',
  qps: '/s',
  rpm: '/min',
  tok: 'token',
  toks: 'tokens',
};

/** Plurals and constants that a `let` name may redefine; everything in `unitTable` it may not. */
export const WEAK_CONSTANTS: Readonly<Record<string, number>> = { tokens: 1, requests: 1, pi: Math.PI, e: Math.E };
