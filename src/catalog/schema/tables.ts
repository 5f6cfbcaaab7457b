/**
 * What each pricing table holds: one definition read by the validator, the compiler, overlays, `prices show` and the docs.
 *
 * Units stand in the column names (`_usd_h`: USD per hour, `_gb`: 1e9 bytes). An empty cell means "not known", never zero.
 */
import { camelCase } from '../../quantity/index.ts';
import { exceptions, references } from './checks.ts';
import type { TableDefinition, TableKind } from './column.ts';
import { images, limits, speculation, systems } from './engines.ts';
import { accelerators, commitments, history, instances, names, regions } from './machines.ts';
import { aliases, apis, models } from './models.ts';
import { support } from './support.ts';
import { currencies, energy, ownership, priors } from './places.ts';

export { type Column, type TableDefinition, type TableKind } from './column.ts';

export const TABLES: Readonly<Record<TableKind, TableDefinition>> = {
  accelerators,
  names,
  instances,
  regions,
  models,
  aliases,
  apis,
  energy,
  ownership,
  priors,
  currencies,
  exceptions,
  references,
  support,
  limits,
  speculation,
  commitments,
  history,
  images,
  systems,
};

export const TABLE_KINDS = Object.keys(TABLES) as readonly TableKind[];

/** Tables by the names of their folders and files: their kinds, and what is named otherwise. */
const FOLDERS: Readonly<Record<string, TableKind>> = {
  ...Object.fromEntries(TABLE_KINDS.map((kind) => [kind, kind])),
  clouds: 'instances',
  operations: 'ownership',
};

/** Names of folders and files that a table may have. */
export const TABLE_NAMES: readonly string[] = Object.keys(FOLDERS);

/**
 * Which table a file belongs to: by its name where the name says so (`clouds/regions.csv`), else by the nearest folder that does.
 *
 * @param path with `/`; what stands before the pricing folder does not matter
 */
export function tableKindOf(path: string): TableKind | undefined {
  const parts = path.split(/[\\/]/);
  const stem = (parts.pop() ?? '').replace(/\.(csv|ya?ml)$/i, '');
  const named = [stem, ...parts.reverse()].find((part) => Object.hasOwn(FOLDERS, part));
  return named === undefined ? undefined : FOLDERS[named];
}

/** What makes a row the same row, in lower case. */
export function identityOf(kind: TableKind, cell: (name: string) => string | undefined): string {
  return TABLES[kind].identity
    .map((name) => cell(name) ?? '')
    .join('|')
    .toLowerCase();
}

/** The same of a row that is read already. */
export function identityOfRow(kind: TableKind, row: object): string {
  const fields = row as Readonly<Record<string, string | undefined>>;
  return identityOf(kind, (name) => fields[camelCase(name)]);
}
