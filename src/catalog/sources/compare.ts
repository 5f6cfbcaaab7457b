/** New rows beside old ones: what changed, and what changed too much to be believed. */
import { camelCase } from '../../quantity/index.ts';
import { type Catalog, isPrice, type TableKind, TABLES } from '../schema/index.ts';
import { toNumber } from '../tables/index.ts';
import type { SourceRow } from './source.ts';

/** Prices move; they do not move fivefold between two looks. A unit error does. */
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
  /** Changes above fivefold: the old price is kept in `rows`. */
  readonly quarantined: readonly PriceChange[];
}

/** Prices by row identity, as the catalog shows them today. */
export type OldPrices = ReadonlyMap<string, Readonly<Record<string, number>>>;

export function oldPrices(catalog: Catalog, kind: TableKind): OldPrices {
  const prices = new Map<string, Record<string, number>>();
  const { identity, columns } = TABLES[kind];
  const priced = columns.map(({ name }) => name).filter(isPrice);
  const rows: readonly object[] = kind === 'instances' ? catalog.instances : kind === 'apis' ? catalog.apiPrices : [];
  for (const row of rows) {
    const cell = (name: string): unknown => (row as Readonly<Record<string, unknown>>)[camelCase(name)];
    const known = priced.flatMap((name): [string, number][] => {
      const price = cell(name);
      return typeof price === 'number' ? [[name, price]] : [];
    });
    prices.set(identity.map(cell).join('|').toLowerCase(), Object.fromEntries(known));
  }
  return prices;
}

export function compare(kind: TableKind, file: string, rows: readonly SourceRow[], old: OldPrices): Compared {
  const changes: PriceChange[] = [];
  const quarantined: PriceChange[] = [];
  const kept = rows.map((row) => {
    const identity = TABLES[kind].identity.map((name) => row[name] ?? '');
    const before = old.get(identity.join('|').toLowerCase());
    const cells = { ...row };
    for (const [column, cell] of Object.entries(row)) {
      const after = isPrice(column) ? toNumber(cell) : undefined;
      if (after === undefined) continue;
      const was = before?.[column];
      const change = {
        file,
        row: identity.join(' ').trim(),
        column,
        after,
        ...(was === undefined ? {} : { before: was }),
      };
      if (was !== undefined && was > 0 && (after > was * SUSPICIOUS || after * SUSPICIOUS < was)) {
        quarantined.push(change);
        cells[column] = String(was);
      } else if (was === undefined || Math.abs(after - was) > 1e-6 * Math.max(after, was)) changes.push(change);
    }
    return cells;
  });
  return { rows: kept, changes, quarantined };
}
