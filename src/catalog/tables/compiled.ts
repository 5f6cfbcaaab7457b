/**
 * The bundled form of the tables: plain JSON, one array per column, texts as indices into a dictionary.
 *
 * Small (gzip sees runs of equal indices), quick to load (no text parsing), and readable enough to debug.
 */
import { type Column, TABLE_KINDS, type TableKind, TABLES } from '../schema/index.ts';
import type { RawTable } from './table.ts';

/** A number column keeps numbers; a text column indices into `texts`, −1 for an empty cell. */
export type ColumnData =
  | { readonly numbers: readonly (number | null)[] }
  | { readonly texts: readonly string[]; readonly index: readonly number[] };

export interface RowRun {
  readonly path: string;
  /** Line of the first row. */
  readonly line: number;
  readonly rows: number;
}

export interface CompiledTable {
  /** Runs of rows on consecutive lines of a file, in order. */
  readonly files: readonly RowRun[];
  readonly columns: Readonly<Record<string, ColumnData>>;
}

export interface CatalogData {
  readonly schema: 'inference-tco/pricing/v1';
  readonly tables: Readonly<Partial<Record<TableKind, CompiledTable>>>;
  /** JSON documents of pricing/calibration by file name without its ending. */
  readonly calibration: Readonly<Record<string, unknown>>;
}

export type Cell = string | number | undefined;

/** One row, read column by column. */
export interface Cells {
  readonly table: string;
  readonly line: number;
  text(column: string): string | undefined;
  number(column: string): number | undefined;
}

const isNumeric = (column: Column): boolean => column.type === 'number' || column.type === 'integer';

/** Compile validated tables; cells that do not parse are dropped here because the validator has reported them. */
export function compile(tables: readonly RawTable[], calibration: Readonly<Record<string, unknown>> = {}): CatalogData {
  const compiled: Partial<Record<TableKind, CompiledTable>> = {};
  for (const kind of TABLE_KINDS) {
    const ofKind = tables.filter((table) => table.kind === kind);
    if (ofKind.length > 0) compiled[kind] = compileTable(ofKind, TABLES[kind].columns);
  }
  return { schema: 'inference-tco/pricing/v1', tables: compiled, calibration };
}

function compileTable(tables: readonly RawTable[], columns: readonly Column[]): CompiledTable {
  const rows = tables.flatMap((table) => table.rows);
  const data: Record<string, ColumnData> = {};
  for (const column of columns) {
    if (rows.every((row) => row.cells[column.name] === undefined)) continue;
    data[column.name] = isNumeric(column)
      ? { numbers: rows.map((row) => toNumber(row.cells[column.name]) ?? null) }
      : dictionary(rows.map((row) => row.cells[column.name]));
  }
  return { files: tables.flatMap(runs), columns: data };
}

function runs(table: RawTable): RowRun[] {
  const found: { path: string; line: number; rows: number }[] = [];
  for (const { line } of table.rows) {
    const last = found.at(-1);
    if (last !== undefined && last.line + last.rows === line) last.rows += 1;
    else found.push({ path: table.path, line, rows: 1 });
  }
  return found;
}

function dictionary(cells: readonly (string | undefined)[]): ColumnData {
  const places = new Map<string, number>();
  const index = cells.map((cell) => {
    if (cell === undefined) return -1;
    const known = places.get(cell);
    if (known !== undefined) return known;
    places.set(cell, places.size);
    return places.size - 1;
  });
  return { texts: [...places.keys()], index };
}

export function toNumber(cell: string | undefined): number | undefined {
  if (cell === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** A row that stands in a record by itself. */
export function recordCells(table: string, line: number, cells: Readonly<Record<string, string>>): Cells {
  return { table, line, text: (name) => cells[name], number: (name) => toNumber(cells[name]) };
}

/** A compiled table, read row by row. */
export interface OpenTable {
  readonly length: number;
  /** The `Cells` given back is one and the same for all rows: read, don't keep. */
  at(place: number): Cells;
  /** Rows by the lower-case text of a column, without reading any other cell. */
  places(column: string): ReadonlyMap<string, readonly number[]>;
  /** Texts of a column, each once, in the order of the rows. */
  texts(column: string): readonly string[];
}

export function openTable(table: CompiledTable | undefined): OpenTable {
  const runs = table?.files ?? [];
  const columns = new Map(Object.entries(table?.columns ?? {}));
  let place = 0;
  let run = 0;
  let start = 0;
  const cell = (name: string): Cell => {
    const column = columns.get(name);
    if (column === undefined) return undefined;
    if ('numbers' in column) return column.numbers[place] ?? undefined;
    return column.texts[column.index[place] ?? -1];
  };
  const row = {
    table: '',
    line: 0,
    text: (name: string): string | undefined => {
      const found = cell(name);
      return typeof found === 'number' ? String(found) : found;
    },
    number: (name: string): number | undefined => {
      const found = cell(name);
      return typeof found === 'string' ? toNumber(found) : found;
    },
  };
  return {
    length: runs.reduce((rows, { rows: more }) => rows + more, 0),
    at: (wanted) => {
      place = wanted;
      if (wanted < start) [run, start] = [0, 0];
      for (let here = runs[run]; here !== undefined && wanted >= start + here.rows; here = runs[run]) {
        start += here.rows;
        run += 1;
      }
      row.table = runs[run]?.path ?? '';
      row.line = (runs[run]?.line ?? 0) + wanted - start;
      return row;
    },
    places: (name) => {
      const found = new Map<string, number[]>();
      const column = columns.get(name);
      if (column === undefined || 'numbers' in column) return found;
      const lists = column.texts.map((text) => {
        const key = text.toLowerCase();
        const list = found.get(key) ?? [];
        found.set(key, list);
        return list;
      });
      column.index.forEach((text, at) => lists[text]?.push(at));
      return found;
    },
    texts: (name) => {
      const column = columns.get(name);
      return column === undefined || 'numbers' in column ? [] : column.texts;
    },
  };
}

/** Walk the rows of a compiled table. */
export function forEachRow(table: CompiledTable | undefined, visit: (row: Cells) => void): void {
  const open = openTable(table);
  for (let place = 0; place < open.length; place += 1) visit(open.at(place));
}
