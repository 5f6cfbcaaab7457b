/** A table as text cells with their lines: what CSV and YAML files become before anything is believed. */
import Papa from 'papaparse';
import { tableKindOf, type TableKind } from '../schema/index.ts';
import type { TableProblem } from './problem.ts';

export interface RawRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** @typeParam Kind tables of the catalog, or of another schema that is checked the same way */
export interface RawTable<Kind extends string = TableKind> {
  readonly kind: Kind;
  /** Relative to the pricing folder: `clouds/aws.csv`. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

/** Read one CSV file. Blank lines and lines that start with `#` are skipped; problems name the line. */
export function readCsv(path: string, text: string): { table?: RawTable; problems: TableProblem[] } {
  const kind = tableKindOf(path);
  if (kind === undefined) return { problems: [{ file: path, line: 1, code: 'unknown-table', severity: 'error' }] };
  return readCsvAs(kind, path, text);
}

/** The same for a file whose kind its path does not tell. */
export function readCsvAs<Kind extends string>(
  kind: Kind,
  path: string,
  text: string,
): { table?: RawTable<Kind>; problems: TableProblem[] } {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', skipEmptyLines: false });
  const problems: TableProblem[] = [];
  const rows: RawRow[] = [];
  let columns: string[] | undefined;
  let line = 1;
  for (const record of parsed.data) {
    const at = line;
    line += 1 + record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    const empty = record.every((cell) => cell.trim() === '');
    if (empty || record[0]?.startsWith('#')) continue;
    if (columns === undefined) {
      columns = record.map((cell) => cell.trim());
      continue;
    }
    if (record.length !== columns.length)
      problems.push({
        file: path,
        line: at,
        code: 'wrong-cell-count',
        severity: 'error',
        expected: String(columns.length),
        got: String(record.length),
      });
    rows.push({ line: at, cells: toCells(columns, record) });
  }
  if (columns === undefined) return { problems: [{ file: path, line: 1, code: 'empty-table', severity: 'error' }] };
  return { table: { kind, path, columns, rows }, problems };
}

function toCells(columns: readonly string[], record: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = Object.create(null) as Record<string, string>;
  columns.forEach((column, index) => {
    const cell = record[index]?.trim();
    if (cell !== undefined && cell !== '') cells[column] = cell;
  });
  return cells;
}

/** Write rows back as CSV, columns in the given order, so that refreshed tables read like ours. */
export function writeCsv(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  const data = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return `${Papa.unparse([[...columns], ...data], { newline: '\n' })}\n`;
}
