/** Rows of all layers, merged by identity and decoded only when somebody asks for the table. */
import type { Layer } from '../quantity/index.ts';
import type { TableKind } from './columns.ts';
import { forEachRow, type CatalogData, type Cells } from './compiled.ts';
import type { Row } from './types.ts';

export interface LayerTables {
  readonly layer: Layer;
  readonly data: CatalogData;
}

/** Worst first: a later layer's row replaces an earlier one's. */
export const ORDER: readonly Layer[] = ['bundled', 'refreshed', 'setting', 'workspace'];

export function byRank(layers: readonly LayerTables[]): LayerTables[] {
  return [...layers].sort((a, b) => ORDER.indexOf(a.layer) - ORDER.indexOf(b.layer));
}

/** Rows of a kind by identity (lower case), in table order; the winner stands where the first one stood. */
export function merge<T extends Row>(
  layers: readonly LayerTables[],
  kind: TableKind,
  read: (cells: Cells, layer: Layer) => T,
  identity: (row: T) => string,
): Map<string, T> {
  const rows = new Map<string, T>();
  for (const { layer, data } of layers)
    forEachRow(data.tables[kind], (cells) => {
      const row = read(cells, layer);
      rows.set(identity(row).toLowerCase(), row);
    });
  return rows;
}

export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function groupBy<T>(rows: Iterable<T>, key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}
