/**
 * What a table must satisfy before anything is computed from it: cells, rows, and what rows say about each other.
 *
 * The same checks and sentences serve our own tables (tests, compile step) and a user's overlays.
 */
import { type Column, isEvidence, type TableDefinition, type TableKind, TABLES } from '../schema/index.ts';
import { closest } from '../../quantity/index.ts';
import { toNumber } from './compiled.ts';
import type { TableProblem } from './problem.ts';
import type { RawRow, RawTable } from './table.ts';
import { checkRow, problemAt } from './validateRow.ts';

export interface ValidateOptions {
  /** Ids that exist outside the tables given: the bundled catalog's, when an overlay is checked. */
  readonly known?: (kind: TableKind, id: string) => boolean;
  /** Names for "did you mean" beside those of the tables. */
  readonly knownIds?: (kind: TableKind) => readonly string[];
  /** ISO date no source may be later than. */
  readonly today?: string;
  /**
   * `completed`: rows of an overlay that already stand on the rows they amend; evidence may be missing.
   * `alone`: the tables below are not at hand, so that neither names nor completeness can be judged.
   */
  readonly overlay?: 'completed' | 'alone';
}

type Definitions<Kind extends string> = Readonly<Record<Kind, TableDefinition<Kind>>>;

/** Every problem of the tables, in file and line order. */
export function validate(tables: readonly RawTable[], options: ValidateOptions = {}): TableProblem[] {
  return validateAs(TABLES, tables, options);
}

/** The same for tables of another schema. */
export function validateAs<Kind extends string>(
  definitions: Definitions<Kind>,
  tables: readonly RawTable<Kind>[],
  options: ValidateOptions = {},
): TableProblem[] {
  const ids = collectIds(definitions, tables);
  const exists = (kind: TableKind, id: string): boolean =>
    options.overlay === 'alone' || ids.get(kind)?.has(id.toLowerCase()) === true || options.known?.(kind, id) === true;
  const names = (kind: TableKind): readonly string[] => [
    ...(ids.get(kind)?.values() ?? []),
    ...(options.knownIds?.(kind) ?? []),
  ];
  const problems: TableProblem[] = [];
  for (const table of tables) {
    const definition = definitions[table.kind];
    problems.push(...checkHeader(table, definition, options));
    const columns = new Map(definition.columns.map((column) => [column.name, column]));
    for (const row of table.rows)
      for (const [name, cell] of Object.entries(row.cells)) {
        const column = columns.get(name);
        if (column === undefined) continue;
        const found = checkCell(table, row, column, cell, options);
        if (found !== undefined) problems.push(found);
        if (column.references !== undefined && !exists(column.references, cell))
          problems.push(
            problemAt(table, row, 'dangling-id', {
              column: name,
              value: cell,
              expected: column.references,
              ...optional('got', closest(cell, names(column.references))),
            }),
          );
      }
    for (const row of table.rows)
      problems.push(
        ...checkRequired(table, definition, row, options),
        ...checkRow(table, row, options.overlay === 'alone'),
        ...(definition.check?.(row.cells) ?? []).map((expected) =>
          problemAt(table, row, 'inconsistent-row', { expected }),
        ),
      );
  }
  problems.push(...checkDuplicates(definitions, tables));
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function optional<Name extends string>(name: Name, text: string | undefined): { readonly [N in Name]?: string } {
  return (text === undefined ? {} : { [name]: text }) as { readonly [N in Name]?: string };
}

function collectIds<Kind extends string>(
  definitions: Definitions<Kind>,
  tables: readonly RawTable<Kind>[],
): Map<string, Map<string, string>> {
  const ids = new Map<string, Map<string, string>>();
  for (const table of tables) {
    const ofKind = ids.get(table.kind) ?? new Map<string, string>();
    ids.set(table.kind, ofKind);
    for (const row of table.rows) {
      const id = row.cells[definitions[table.kind].identity[0] ?? 'id'];
      if (id !== undefined) ofKind.set(id.toLowerCase(), id);
    }
  }
  return ids;
}

function checkHeader(
  table: RawTable<string>,
  { columns, identity }: TableDefinition<string>,
  options: ValidateOptions,
): TableProblem[] {
  const names = columns.map((column) => column.name);
  const header: RawRow = { line: 1, cells: {} };
  const unknown = table.columns
    .filter((name) => !names.includes(name))
    .map((name) =>
      problemAt(table, header, 'unknown-column', { column: name, ...optional('expected', closest(name, names)) }),
    );
  const missing = columns
    .filter((column) => mustStand(identity, column, options) && !table.columns.includes(column.name))
    .map((column) => problemAt(table, header, 'missing-column', { column: column.name }));
  return [...unknown, ...missing];
}

function checkRequired(
  table: RawTable<string>,
  { columns, identity }: TableDefinition<string>,
  row: RawRow,
  options: ValidateOptions,
): TableProblem[] {
  return columns
    .filter((column) => mustStand(identity, column, options) && row.cells[column.name] === undefined)
    .filter((column) => table.columns.includes(column.name))
    .map((column) => problemAt(table, row, 'missing-cell', { column: column.name }));
}

function mustStand(identity: readonly string[], column: Column, { overlay }: ValidateOptions): boolean {
  if (column.required !== true) return false;
  if (overlay === undefined) return true;
  if (isEvidence(column)) return false;
  return overlay === 'completed' || identity.includes(column.name);
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** Tables whose figures move. */
const PRICED: ReadonlySet<string> = new Set(['instances', 'apis', 'currencies']);
const OLDEST_YEARS = 2;

/** From the end of a date or its prefix; 0 where there is no today. */
function yearsBetween(date: string, today: string | undefined): number {
  if (today === undefined) return 0;
  const months = (text: string, last: number): number =>
    Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || last);
  return (months(today, 12) - months(date, 12)) / 12;
}

const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-H[12]|-Q[1-4])?$/;

function checkCell(
  table: RawTable<string>,
  row: RawRow,
  column: Column,
  cell: string,
  options: ValidateOptions,
): TableProblem | undefined {
  const problem = (code: TableProblem['code'], expected?: string, got?: string): TableProblem =>
    problemAt(table, row, code, {
      column: column.name,
      value: cell,
      ...optional('expected', expected),
      ...optional('got', got),
    });
  switch (column.type) {
    case 'text':
      return /[\r\n]/.test(cell)
        ? problem('inconsistent-row', 'a cell may not contain a line break. Write it on one line.')
        : undefined;
    case 'boolean':
      return cell === 'yes' || cell === 'no' ? undefined : problem('not-a-flag');
    case 'enum':
      return column.values?.includes(cell) === true
        ? undefined
        : problem('unknown-value', column.values?.join(', '), closest(cell, column.values ?? []));
    case 'date':
      if (!DATE.test(cell)) return problem('not-a-date');
      if (options.today !== undefined && cell > options.today) return problem('future-date', options.today);
      if (!PRICED.has(table.kind) || column.name !== 'as_of') return undefined;
      if (cell.length === 4 && table.kind !== 'currencies') return { ...problem('vague-date'), severity: 'warning' };
      return yearsBetween(cell, options.today) > OLDEST_YEARS
        ? { ...problem('too-old', String(OLDEST_YEARS)), severity: 'warning' }
        : undefined;
    case 'period':
      return PERIOD.test(cell) ? undefined : problem('not-a-period');
    case 'number':
    case 'integer':
      return checkNumber(column, cell, problem);
  }
}

function checkNumber(
  column: Column,
  cell: string,
  problem: (code: TableProblem['code'], expected?: string) => TableProblem,
): TableProblem | undefined {
  const value = toNumber(cell);
  if (value === undefined) return problem('not-a-number');
  if (column.type === 'integer' && !Number.isInteger(value)) return problem('not-an-integer');
  if (column.name.endsWith('_usd_h') && value === 700) return problem('placeholder');
  const { min = -Infinity, max = Infinity } = column;
  return value < min || value > max ? problem('out-of-range', `${min}…${max}`) : undefined;
}

function checkDuplicates<Kind extends string>(
  definitions: Definitions<Kind>,
  tables: readonly RawTable<Kind>[],
): TableProblem[] {
  const problems: TableProblem[] = [];
  const seen = new Map<string, { path: string; line: number }>();
  for (const table of tables)
    for (const row of table.rows) {
      const identity = definitions[table.kind].identity.map((name) => row.cells[name] ?? '').join(' ');
      const key = `${table.kind}|${identity.toLowerCase()}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { path: table.path, line: row.line });
      else {
        const where = first.path === table.path ? String(first.line) : `${first.line} of ${first.path}`;
        problems.push(problemAt(table, row, 'duplicate-row', { value: identity, expected: where }));
      }
    }
  return problems;
}
