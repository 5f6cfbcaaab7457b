/** Which reader a file is for, by its header: the columns of pricing/measurements first, then foreign ones. */
import type { RowContext } from './context.ts';
import { FOREIGN } from './foreign/index.ts';
import type { Cells, ReadRow } from './row.ts';
import { readTableRow, TABLE_COLUMNS } from './table.ts';

export interface FileFormat {
  readonly name: string;
  read(context: RowContext, cells: Cells, line: number): readonly ReadRow[];
}

const TABLE: FileFormat = {
  name: 'table',
  read: (_, cells, line) => [readTableRow(cells, line)],
};

/** Undefined: no reader knows the columns. Further columns are ignored. */
export function formatOf(columns: readonly string[]): FileFormat | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  if (has(...TABLE_COLUMNS)) return TABLE;
  const foreign = FOREIGN.find((format) => format.recognises(has));
  return (
    foreign && {
      name: foreign.name,
      read: (context, cells, line) => foreign.read(context, cells, line).map((row) => ({ ok: true, row })),
    }
  );
}
