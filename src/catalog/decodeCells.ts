/** What all decoders share: absence, flags, and where a row comes from. */
import type { Confidence, Layer, RowOrigin } from '../quantity/index.ts';
import type { Cells } from './compiled.ts';

/** A copy without `undefined` fields, so that `exactOptionalPropertyTypes` and JSON agree on what absence is. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const copy: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) copy[key] = fields[key];
  return copy as { [K in keyof T]: Exclude<T[K], undefined> };
}

export const yes = (cell: string | undefined): boolean => cell === 'yes';

export function origin(cells: Cells, row: string, layer: Layer): RowOrigin {
  return {
    kind: 'row',
    table: cells.table,
    row,
    line: cells.line,
    source: cells.text('source') ?? '',
    asOf: cells.text('as_of') ?? '',
    confidence: (cells.text('confidence') ?? 'estimate') as Confidence,
    layer,
  };
}
