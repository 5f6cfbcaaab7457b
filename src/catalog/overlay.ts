/**
 * Overlays: tables of a workspace, a `--pricing` folder or the refreshed layer, in the columns of pricing/.
 *
 * CSV as ours, or YAML for the few rows a person types: a list of mappings, or `{rows: [...]}`. What an overlay leaves out:
 * evidence columns get the file and today's date; of a row that exists already, absent cells keep the old row's values.
 */
import type { Layer } from '../quantity/index.ts';
import { TABLES, type TableKind } from './columns.ts';
import { compile, forEachRow, type CatalogData, type Cells } from './compiled.ts';
import type { OverlayTables } from './catalog.ts';
import { tableProblemMessage, type TableProblem } from './problem.ts';
import { readCsv, type RawTable } from './table.ts';
import { validate } from './validate.ts';
import { readYamlTable } from './yaml/index.ts';

export interface OverlayFile {
  /** Relative to the pricing folder of the layer, with `/`: `clouds/negotiated.csv`, `models.yaml`. */
  readonly path: string;
  readonly text: string;
}

export interface OverlayOptions {
  /** Tables below this layer: references resolve against them and amended rows start from them. */
  readonly base?: CatalogData;
  /** ISO date that stands for rows without `as_of`. */
  readonly today?: string;
}

export interface ReadOverlay {
  readonly tables: OverlayTables;
  readonly problems: readonly (TableProblem & { readonly message: string })[];
}

const MAX_BYTES = 5_000_000;

/** Read, complete and validate the files of one layer. Rows with an error are left out; the rest is used. */
export function readOverlay(files: readonly OverlayFile[], layer: Layer, options: OverlayOptions = {}): ReadOverlay {
  const problems: TableProblem[] = [];
  const tables: RawTable[] = [];
  for (const file of files) {
    const read = readFile(file);
    problems.push(...read.problems);
    if (read.table !== undefined) tables.push(read.table);
  }
  const base = baseRows(options.base, new Set(tables.map((table) => table.kind)));
  const filled = tables.map((table) => completed(table, base, options.today ?? '1970-01-01'));
  // Several feeds may speak of one machine; a person who writes a row twice made a mistake.
  const complete = layer === 'refreshed' ? withoutRepeats(filled) : filled;
  problems.push(
    ...validate(complete, {
      overlay: true,
      // Without the tables below, a name cannot be called unknown.
      known: (kind, id) => options.base === undefined || base.ids.get(kind)?.has(id.toLowerCase()) === true,
      knownIds: (kind) => [...(base.ids.get(kind) ?? [])],
      ...(options.today === undefined ? {} : { today: options.today }),
    }),
  );
  const broken = new Set(problems.filter((p) => p.severity === 'error').map((p) => `${p.file}:${p.line}`));
  const usable = complete.map((table) => ({
    ...table,
    rows: table.rows.filter((row) => !broken.has(`${table.path}:${row.line}`)),
  }));
  const data = compile(usable.filter((table) => table.rows.length > 0));
  return { tables: { layer, data }, problems: problems.map((p) => ({ ...p, message: tableProblemMessage(p) })) };
}

function readFile({ path, text }: OverlayFile): { table?: RawTable; problems: TableProblem[] } {
  if (text.length > MAX_BYTES) {
    const expected = `the file has ${text.length} characters, the limit is ${MAX_BYTES}. Split it.`;
    return { problems: [{ file: path, line: 1, code: 'unreadable-file', severity: 'error', expected }] };
  }
  return /\.ya?ml$/i.test(path) ? readYamlTable(path, text) : readCsv(path, text);
}

interface BaseRows {
  readonly ids: ReadonlyMap<TableKind, ReadonlySet<string>>;
  readonly rows: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const identityOf = (kind: TableKind, cell: (name: string) => string | undefined): string =>
  `${kind}|${TABLES[kind].identity.map((name) => cell(name) ?? '').join('|')}`.toLowerCase();

/** Ids of every table, and whole rows of those tables that are amended. */
function baseRows(base: CatalogData | undefined, amended: ReadonlySet<TableKind>): BaseRows {
  const ids = new Map<TableKind, Set<string>>();
  const rows = new Map<string, Record<string, string>>();
  for (const kind of Object.keys(TABLES) as TableKind[]) {
    const set = new Set<string>();
    const first = TABLES[kind].identity[0] ?? 'id';
    ids.set(kind, set);
    forEachRow(base?.tables[kind], (cells) => {
      set.add((cells.text(first) ?? '').toLowerCase());
      if (amended.has(kind))
        rows.set(
          identityOf(kind, (name) => cells.text(name)),
          allCells(kind, cells),
        );
    });
  }
  return { ids, rows };
}

function allCells(kind: TableKind, cells: Cells): Record<string, string> {
  const all: Record<string, string> = {};
  for (const { name } of TABLES[kind].columns) {
    const cell = cells.text(name);
    if (cell !== undefined) all[name] = cell;
  }
  return all;
}

/** Fill what the overlay leaves out: the amended row's cells, and its own evidence. */
function completed(table: RawTable, base: BaseRows, today: string): RawTable {
  const evidence = { source: table.path, as_of: today, confidence: 'published' };
  const rows = table.rows.map(({ line, cells }) => {
    const old = base.rows.get(identityOf(table.kind, (name) => cells[name]));
    const inherited = withoutNotes(old);
    if (table.kind === 'instances') dropDearer(inherited, cells['on_demand_usd_h']);
    return { line, cells: { ...inherited, ...evidence, ...cells } };
  });
  const columns = new Set([...table.columns, ...Object.keys(evidence)]);
  for (const row of rows) for (const name of Object.keys(row.cells)) columns.add(name);
  return { ...table, columns: [...columns], rows };
}

/** Rows of later files complete and overrule those of earlier ones. */
function withoutRepeats(tables: readonly RawTable[]): RawTable[] {
  const last = new Map<string, Readonly<Record<string, string>>>();
  const merged = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => {
      const key = identityOf(table.kind, (name) => row.cells[name]);
      const cells = { ...last.get(key), ...row.cells };
      last.set(key, cells);
      return { line: row.line, cells };
    }),
  }));
  return merged.map((table) => ({
    ...table,
    rows: table.rows.filter((row) => last.get(identityOf(table.kind, (name) => row.cells[name])) === row.cells),
  }));
}

/** Spot and commitment prices of the old row that a new on-demand price undercuts are no offers any more. */
function dropDearer(inherited: Record<string, string>, onDemand: string | undefined): void {
  if (onDemand === undefined) return;
  for (const name of ['spot_usd_h', 'reserved_1y_usd_h', 'reserved_3y_usd_h'])
    if (Number(inherited[name]) >= Number(onDemand)) delete inherited[name];
}

/** A note speaks of the old figures. */
function withoutNotes(row: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const { notes: _, ...rest } = row ?? {};
  return rest;
}
