/** Rows of all layers, merged by identity and decoded when the table is first read. */
import { groupBy, type Layer } from '../quantity/index.ts';
import { identityOf, isPrice, type Rows, type TableKind, TABLES } from './schema/index.ts';
import {
  type CatalogData,
  type Cells,
  decoder,
  forEachRow,
  openTable,
  type OpenTable,
  recordCells,
} from './tables/index.ts';

export interface LayerTables {
  readonly layer: Layer;
  readonly data: CatalogData;
}

/** Worst first: a later layer's row replaces an earlier one's. */
export const ORDER: readonly Layer[] = ['bundled', 'refreshed', 'setting', 'workspace'];

export function byRank(layers: readonly LayerTables[]): LayerTables[] {
  return [...layers].sort((a, b) => ORDER.indexOf(a.layer) - ORDER.indexOf(b.layer));
}

/** Rows of a kind by identity, and all of them. */
export interface Table<T> {
  /** @param identity the cells that name the row, joined by `|`, in any case */
  get(identity: string): T | undefined;
  all(): readonly T[];
}

export function mergedTable<Kind extends TableKind>(layers: readonly LayerTables[], kind: Kind): Table<Rows[Kind]> {
  const only = onlyLayer(layers, kind);
  if (only) return plainTable(only, kind);
  const rows = lazy(() => merge(layers, kind));
  return { get: (identity) => rows().get(identity.toLowerCase()), all: lazy(() => [...rows().values()]) };
}

/** The bottom layer, where no other has rows of the kind. */
function onlyLayer([bottom, ...above]: readonly LayerTables[], kind: TableKind): LayerTables | undefined {
  return above.some(({ data }) => data.tables[kind] !== undefined) ? undefined : bottom;
}

/** Rows of one layer: each is decoded when it is asked for, since a document names a few of hundreds. */
function plainTable<Kind extends TableKind>({ data, layer }: LayerTables, kind: Kind): Table<Rows[Kind]> {
  const rows = decodedRows(openTable(data.tables[kind]), kind, layer);
  const places = lazy(() => new Map(rows.identities().map((identity, place) => [identity, place])));
  return {
    get: (identity) => {
      const place = places().get(identity.toLowerCase());
      return place === undefined ? undefined : rows.at(place);
    },
    all: lazy(() => [...places().values()].map(rows.at)),
  };
}

interface DecodedRows<T> {
  at(place: number): T;
  identities(): readonly string[];
}

/** The rows of a table by place, decoded once. */
function decodedRows<Kind extends TableKind>(table: OpenTable, kind: Kind, layer: Layer): DecodedRows<Rows[Kind]> {
  const read = decoder(kind);
  const rows: Rows[Kind][] = [];
  return {
    at: (place) => (rows[place] ??= read(table.at(place), layer)),
    identities: () =>
      Array.from({ length: table.length }, (_, place) => {
        const cells = table.at(place);
        return identityOf(kind, (name) => cells.text(name));
      }),
  };
}

/**
 * Rows of a kind by identity (lower case), in table order; the winner stands where the first one stood.
 *
 * Cells that an overlay's row leaves out are those of the row below, so that one negotiated price is one cell.
 */
function merge<Kind extends TableKind>(layers: readonly LayerTables[], kind: Kind): Map<string, Rows[Kind]> {
  const read = decoder(kind);
  const rows = new Map<string, Rows[Kind]>();
  const below = new Map<string, Readonly<Record<string, string>>>();
  for (const { layer, data } of layers)
    forEachRow(data.tables[kind], (cells) => {
      const key = identityOf(kind, (name) => cells.text(name));
      const own = allCells(kind, cells);
      const full = { ...inherited(kind, below.get(key), own, layer), ...own };
      below.set(key, full);
      rows.set(key, read(recordCells(cells.table, cells.line, full), layer));
    });
  return rows;
}

/**
 * What a row keeps of the row it amends: not its note, no spot or commitment price that its own price undercuts, and of a row that
 * a feed has brought whole no old price at all. A spot price that is kept keeps its date.
 */
export function inherited(
  kind: TableKind,
  old: Readonly<Record<string, string>> | undefined,
  own: Readonly<Record<string, string>>,
  layer?: Layer,
): Record<string, string> {
  const kept: Record<string, string> = { ...old };
  delete kept['notes'];
  const dated = own['as_of'];
  if (layer === 'refreshed' && dated !== undefined)
    for (const name of Object.keys(kept)) if (isPrice(name)) delete kept[name];
  if (kind !== 'instances') return kept;
  const onDemand = own['on_demand_usd_h'];
  if (onDemand !== undefined)
    for (const name of ['spot_usd_h', 'reserved_1y_usd_h', 'reserved_3y_usd_h'])
      if (Number(kept[name]) >= Number(onDemand)) delete kept[name];
  if (kept['spot_usd_h'] === undefined || own['spot_usd_h'] !== undefined) delete kept['spot_as_of'];
  else if (dated !== undefined && old?.['as_of'] !== undefined) kept['spot_as_of'] ??= old['as_of'];
  return kept;
}

export function allCells(kind: TableKind, cells: Cells): Record<string, string> {
  const all: Record<string, string> = {};
  for (const { name } of TABLES[kind].columns) {
    const cell = cells.text(name);
    if (cell !== undefined) all[name] = cell;
  }
  return all;
}

/** Rows of a kind, all of them or those with a text in a column; decoded once, and only those asked for. */
export interface RowStore<T> {
  all(): readonly T[];
  by(column: string, text: string): readonly T[];
  /** Texts of a column, each once, in table order: of all rows, or of those with a text in another column. Decodes none. */
  texts(column: string, of?: readonly [column: string, text: string]): readonly string[];
}

/** @param columns the columns that are asked by, each with its text of a row */
export function store<Kind extends TableKind>(
  layers: readonly LayerTables[],
  kind: Kind,
  columns: Readonly<Record<string, (row: Rows[Kind]) => string | undefined>>,
): RowStore<Rows[Kind]> {
  const only = onlyLayer(layers, kind);
  return only ? indexed(only, kind) : grouped(mergedTable(layers, kind).all, columns);
}

/** Rows of several layers: decoded all at once, because any of them may be amended. */
function grouped<T>(
  all: () => readonly T[],
  columns: Readonly<Record<string, (row: T) => string | undefined>>,
): RowStore<T> {
  const groups = new Map<string, Map<string, T[]>>();
  const by = (column: string, text: string): readonly T[] => {
    const known = groups.get(column) ?? groupBy(all(), (row) => (columns[column]?.(row) ?? '').toLowerCase());
    groups.set(column, known);
    return known.get(text.toLowerCase()) ?? [];
  };
  const texts: RowStore<T>['texts'] = (column, of) => {
    const found = (of === undefined ? all() : by(...of)).map((row) => columns[column]?.(row));
    return [...new Set(found.filter((text) => text !== undefined))];
  };
  return { all, by, texts };
}

/** Rows of one layer, found by the dictionary of a column before they are decoded. */
function indexed<Kind extends TableKind>({ data, layer }: LayerTables, kind: Kind): RowStore<Rows[Kind]> {
  const table = openTable(data.tables[kind]);
  const { at } = decodedRows(table, kind, layer);
  const indices = new Map<string, ReturnType<typeof table.places>>();
  const placesOf = (column: string, text: string): readonly number[] => {
    const index = indices.get(column) ?? table.places(column);
    indices.set(column, index);
    return index.get(text.toLowerCase()) ?? [];
  };
  const answers = new Map<string, readonly Rows[Kind][]>();
  return {
    all: lazy(() => Array.from({ length: table.length }, (_, place) => at(place))),
    by: (column, text) => {
      const key = `${column}|${text.toLowerCase()}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const found = placesOf(column, text).map(at);
      if (found.length > 0) answers.set(key, found);
      return found;
    },
    texts: (column, of) => {
      if (of === undefined) return table.texts(column);
      const found = placesOf(...of).map((place) => table.at(place).text(column));
      return [...new Set(found.filter((text) => text !== undefined))];
    },
  };
}

export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
