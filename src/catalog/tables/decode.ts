/** Cells → rows. The definition of a table says which column feeds which field; only fields of several cells are read here. */
import { camelCase, defined, type Layer, type RowOrigin } from '../../quantity/index.ts';
import type { Cells } from './compiled.ts';
import { type Column, CONFIDENCES, type Rows, type TableDefinition, type TableKind, TABLES } from '../schema/index.ts';
import { modelParts } from './decodeModel.ts';

/** Makes the row of a kind; `cells` is read and not kept. */
export type Decode<Row> = (cells: Cells, layer: Layer) => Row;

/** What the columns do not say by themselves: fields of several cells, and what an empty cell means beside others. */
const PARTS: { readonly [Kind in TableKind]?: (cells: Cells, row: Mutable<Rows[Kind]>) => void } = {
  accelerators: (cells, row) => {
    row.name ||= row.id;
    row.peakTflops = defined({
      bf16: cells.number('bf16_tflops'),
      fp8: cells.number('fp8_tflops'),
      int8: cells.number('int8_tops'),
      fp4: cells.number('fp4_tflops'),
    });
    if (row.priceUsd !== undefined || row.systemPriceUsd !== undefined)
      row.priceOrigin = priceOrigin(cells, row.origin);
  },
  instances: (cells, row) => {
    row.nodeSize = cells.number('node_size') ?? Math.max(1, row.count);
  },
  models: (cells, row) => {
    row.name ||= row.id;
    Object.assign(row, modelParts(cells));
  },
  priors: (cells, row) => {
    row.low = cells.number('low') ?? row.value / 1.5;
    row.high = cells.number('high') ?? row.value * 1.5;
  },
  currencies: (_, row) => {
    row.currency = row.currency.toUpperCase();
  },
};

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

function priceOrigin(cells: Cells, origin: RowOrigin): RowOrigin {
  return {
    ...origin,
    row: `${origin.row} price`,
    source: cells.text('price_source') ?? origin.source,
    asOf: cells.text('price_as_of') ?? origin.asOf,
    confidence: confidence(cells.text('price_confidence')) ?? origin.confidence,
  };
}

/** @returns the decoder of a table's rows */
export function decoder<Kind extends TableKind>(kind: Kind): Decode<Rows[Kind]> {
  const table: TableDefinition = TABLES[kind];
  const fields = table.columns.filter((column) => column.part !== true).map(fieldOf);
  const label = table.label ?? table.identity;
  const addParts = PARTS[kind];
  return (cells, layer) => {
    const row: Record<string, unknown> = { origin: originOf(cells, label, layer) };
    for (const { name, read } of fields) {
      const value = read(cells);
      if (value !== undefined) row[name] = value;
    }
    const decoded = row as unknown as Rows[Kind];
    addParts?.(cells, decoded);
    return decoded;
  };
}

interface Field {
  readonly name: string;
  readonly read: (cells: Cells) => unknown;
}

function fieldOf(column: Column): Field {
  return { name: column.field ?? camelCase(column.name), read: readerOf(column) };
}

/**
 * An overlay that is read without the tables below may lack what a row needs: it is judged once it stands on them, and
 * is the column's `fallback` until then.
 */
function readerOf({ name, type, required, fallback, zero, no, values }: Column): Field['read'] {
  switch (type) {
    case 'number':
    case 'integer': {
      const empty = fallback ?? (required ? 0 : undefined);
      return zero === 'none' ? (cells) => cells.number(name) || undefined : (cells) => cells.number(name) ?? empty;
    }
    case 'boolean':
      return no === 'empty'
        ? (cells) => cells.text(name) === 'yes' || undefined
        : (cells) => cells.text(name) === 'yes';
    default: {
      const empty = fallback ?? (required ? (values?.[0] ?? '') : undefined);
      return (cells) => cells.text(name) ?? empty;
    }
  }
}

function originOf(cells: Cells, label: readonly string[], layer: Layer): RowOrigin {
  return {
    kind: 'row',
    table: cells.table,
    row: labelOf(cells, label),
    line: cells.line,
    source: cells.text('source') ?? '',
    asOf: cells.text('as_of') ?? '',
    confidence: confidence(cells.text('confidence')) ?? 'estimate',
    layer,
  };
}

function labelOf(cells: Cells, label: readonly string[]): string {
  let text = '';
  for (const name of label) {
    const cell = cells.text(name);
    if (cell !== undefined) text += text === '' ? cell : ` ${cell}`;
  }
  return text;
}

function confidence(cell: string | undefined): RowOrigin['confidence'] | undefined {
  return CONFIDENCES.find((known) => known === cell);
}
