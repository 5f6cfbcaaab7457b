/** Rows of feeds beside those that stand: the checks of the tables, before anything is written. */
import { checkTables, type Finding } from '../checks/index.ts';
import { type Catalog, identityOfRow, type Rows } from '../schema/index.ts';
import { decoder, recordCells } from '../tables/index.ts';
import { priceRows } from './compare.ts';
import type { PriceSource, SourceRow } from './source.ts';

export interface Brought {
  readonly kind: PriceSource['kind'];
  readonly file: string;
  readonly rows: readonly SourceRow[];
}

/** What a person should look at among rows that feeds brought; old rows are compared with, and not reported again. */
export function inspect(catalog: Catalog, brought: readonly Brought[], today: string): readonly Finding[] {
  const files = new Set(brought.map(({ file }) => file));
  const { accelerator, model, currencies, references, exceptions } = catalog;
  const { findings } = checkTables({
    accelerator,
    model,
    currencies,
    references,
    exceptions,
    today,
    instances: withBrought(catalog, 'instances', brought),
    apiPrices: withBrought(catalog, 'apis', brought),
  });
  return findings.filter(({ table }) => files.has(table));
}

/** Rows of feeds, read as those of a table file, after the ones that they do not replace. */
function withBrought<Kind extends Brought['kind']>(
  catalog: Catalog,
  kind: Kind,
  brought: readonly Brought[],
): readonly Rows[Kind][] {
  const read = decoder(kind);
  const fresh = brought
    .filter((one) => one.kind === kind)
    .flatMap(({ file, rows }) => rows.map((cells, index) => read(recordCells(file, index + 2, cells), 'refreshed')));
  const replaced = new Set(fresh.map((row) => identityOfRow(kind, row)));
  return [...priceRows(catalog, kind).filter((row) => !replaced.has(identityOfRow(kind, row))), ...fresh];
}
