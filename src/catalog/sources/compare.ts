/** New rows beside old ones: what changed, and what changed too much to be believed. */
import { camelCase } from '../../quantity/index.ts';
import { type Catalog, identityOf, identityOfRow, isPrice, type Rows, TABLES } from '../schema/index.ts';
import { toNumber } from '../tables/index.ts';
import type { PriceSource, SourceRow } from './source.ts';

/** Prices move; they do not move fivefold between two looks, nor fivefold away from all that is known. A unit error does. */
const SUSPICIOUS = 5;

export interface PriceChange {
  readonly file: string;
  /** Identity of the row, such as `azure Standard_ND96isr_H100_v5 eastus`. */
  readonly row: string;
  readonly column: string;
  /** Absent: the row or the price is new. */
  readonly before?: number;
  readonly after: number;
}

export interface Compared {
  readonly rows: readonly SourceRow[];
  readonly changes: readonly PriceChange[];
  /** Changes above fivefold, and new prices far from all known ones: `rows` keep the old price, or have none. */
  readonly quarantined: readonly PriceChange[];
}

/** What a feed is measured against. */
export interface Known {
  /** Prices in force, the last refresh included. */
  readonly now: OldPrices;
  /** Prices of the release: no sequence of refreshes, each within bounds, leads further from them than one. */
  readonly released: OldPrices;
  /** Bounds of what the machine or the model of a row may cost. */
  readonly plausible: Plausible;
}

type PriceKind = PriceSource['kind'];

/** Rows that a feed of the kind brings anew. */
export function priceRows<Kind extends PriceKind>(catalog: Catalog, kind: Kind): readonly Rows[Kind][] {
  const rows: { readonly [K in PriceKind]: () => readonly Rows[K][] } = {
    instances: () => catalog.instances,
    apis: () => catalog.apiPrices,
  };
  return rows[kind]();
}

/** What feeds are measured against, found once for every source of a kind. */
export function knownPrices(catalog: Catalog): (kind: PriceKind) => Known {
  const found = new Map<PriceKind, Known>();
  return (kind) => {
    const released = catalog.released();
    const known = found.get(kind) ?? {
      now: oldPrices(catalog, kind),
      released: oldPrices(released, kind),
      plausible: plausibleBy(released, kind),
    };
    found.set(kind, known);
    return known;
  };
}

/** Prices by row identity, as the catalog shows them today. */
type OldPrices = ReadonlyMap<string, Readonly<Record<string, number>>>;

function oldPrices(catalog: Catalog, kind: PriceKind): OldPrices {
  const prices = new Map<string, Record<string, number>>();
  const priced = TABLES[kind].columns.map(({ name }) => name).filter(isPrice);
  for (const row of priceRows(catalog, kind)) {
    const known = priced.flatMap((name): [string, number][] => {
      const price = cellOf(row, name);
      return typeof price === 'number' ? [[name, price]] : [];
    });
    prices.set(identityOfRow(kind, row), Object.fromEntries(known));
  }
  return prices;
}

const cellOf = (row: object, name: string): unknown => (row as Readonly<Record<string, unknown>>)[camelCase(name)];

export function compare(kind: PriceKind, file: string, rows: readonly SourceRow[], known: Known): Compared {
  const changes: PriceChange[] = [];
  const quarantined: PriceChange[] = [];
  const kept = rows.flatMap((row): readonly SourceRow[] => {
    const identity = TABLES[kind].identity.map((name) => row[name] ?? '');
    const key = identityOf(kind, (name) => row[name]);
    const cells: Record<string, string> = { ...row };
    for (const [column, cell] of Object.entries(row)) {
      const after = isPrice(column) ? toNumber(cell) : undefined;
      if (after === undefined) continue;
      const [was, released] = [known.now.get(key)?.[column], known.released.get(key)?.[column]];
      const change = {
        file,
        row: identity.join(' ').trim(),
        column,
        after,
        ...(was === undefined ? {} : { before: was }),
      };
      const believed =
        near(after, was) && near(after, released) && (released !== undefined || known.plausible(row, column, after));
      if (!believed) {
        quarantined.push(change);
        if (was === undefined) delete cells[column];
        else cells[column] = String(was);
      } else if (was === undefined || Math.abs(after - was) > 1e-6 * Math.max(after, was)) changes.push(change);
    }
    return Object.keys(cells).some(isPrice) ? [cells] : [];
  });
  return { rows: kept, changes, quarantined };
}

/** Nothing known, or nothing paid, tells nothing. */
const near = (price: number, known: number | undefined): boolean =>
  known === undefined || !(known > 0) || within(price, { least: known, most: known });
const within = (price: number, { least, most }: Range): boolean =>
  price <= most * SUSPICIOUS && price * SUSPICIOUS >= least;

interface Range {
  readonly least: number;
  readonly most: number;
}

type Plausible = (row: SourceRow, column: string, price: number) => boolean;

/**
 * A price of a row that the release does not have, against what others take for the same thing in the same way: one
 * accelerator for an hour, a million tokens of one model. A price of 0 is a free offer and no matter of bounds. What the
 * release has no price for at all is bounded by the columns of the table alone.
 */
function plausibleBy(released: Catalog, kind: PriceKind): Plausible {
  const ranges = new Map<string, Range>();
  const seen = (subject: string, column: string, price: number): void => {
    const key = `${subject}|${column}`;
    const known = ranges.get(key) ?? { least: price, most: price };
    ranges.set(key, { least: Math.min(known.least, price), most: Math.max(known.most, price) });
  };
  const priced = TABLES[kind].columns.map(({ name }) => name).filter(isPrice);
  for (const row of priceRows(released, kind)) {
    const { subject, units } = subjectOf((name) => cellOf(row, name));
    for (const column of priced) {
      const price = cellOf(row, column);
      if (typeof price === 'number' && price > 0) seen(subject, column, price / units);
    }
  }
  return (row, column, price) => {
    const { subject, units } = subjectOf((name) => row[name]);
    const range = ranges.get(`${subject}|${column}`);
    return range === undefined || price === 0 || within(price / units, range);
  };
}

/** What is sold, in lower case, and how many of it for the price. */
function subjectOf(cell: (name: string) => unknown): { readonly subject: string; readonly units: number } {
  const [accelerator, model, whole] = [cell('accelerator'), cell('model') ?? cell('model_id'), cell('per_accelerator')];
  const alone = whole === true || whole === 'yes';
  const count = Number(cell('count') ?? 1);
  return { subject: String(accelerator ?? model).toLowerCase(), units: alone || !(count > 0) ? 1 : count };
}
