/**
 * Overlays: tables of a workspace, a `--pricing` folder or the refreshed layer, in the columns of pricing/.
 *
 * CSV as ours, or YAML for the few rows a person types: a list of mappings, or `{rows: [...]}`. What a row leaves out: its evidence
 * is the file itself, today; other cells are those of the row it amends (layers.ts).
 */
import type { Layer } from '../quantity/index.ts';
import { identityOf, TABLE_KINDS, type TableKind, TABLES } from './schema/index.ts';
import {
  type CatalogData,
  compile,
  forEachRow,
  type RawTable,
  readCsv,
  type TableProblem,
  tableProblemMessage,
  validate,
} from './tables/index.ts';
import { allCells, inherited } from './layers.ts';
import type { OverlayTables } from './catalog.ts';
import { readYamlTable } from './yaml/index.ts';

export interface OverlayFile {
  /** Relative to the pricing folder of the layer, with `/`: `clouds/negotiated.csv`, `models.yaml`. */
  readonly path: string;
  readonly text: string;
}

export interface OverlayOptions {
  /** Tables below this layer: names resolve against them. Without them only the cells themselves are checked. */
  readonly base?: CatalogData;
  /** ISO date that stands for rows without `as_of`. */
  readonly today?: string;
}

export interface ReadOverlay {
  readonly tables: OverlayTables;
  readonly problems: readonly (TableProblem & { readonly message: string })[];
}

const MAX_BYTES = 5_000_000;

/** Read and validate the files of one layer. Rows with an error are left out; the rest is used. */
export function readOverlay(files: readonly OverlayFile[], layer: Layer, options: OverlayOptions = {}): ReadOverlay {
  const problems: TableProblem[] = [];
  const tables: RawTable[] = [];
  for (const file of files) {
    const read = readFile(file);
    problems.push(...read.problems);
    // A feed that says nothing of its source speaks of one price of a known row.
    if (read.table !== undefined)
      tables.push(layer === 'refreshed' ? read.table : withEvidence(read.table, options.today));
  }
  // Several feeds may speak of one machine; a person who writes a row twice made a mistake.
  const own = layer === 'refreshed' ? withoutRepeats(tables) : tables;
  const base = baseRows(options.base, new Set(own.map((table) => table.kind)));
  problems.push(
    ...validate(
      own.map((table) => completed(table, base, layer)),
      {
        overlay: options.base === undefined ? 'alone' : 'completed',
        known: (kind, id) => base.ids.get(kind)?.has(id.toLowerCase()) === true,
        knownIds: (kind) => [...(base.ids.get(kind) ?? [])],
        ...(options.today === undefined ? {} : { today: options.today }),
      },
    ),
  );
  const broken = new Set(problems.filter((p) => p.severity === 'error').map((p) => `${p.file}:${p.line}`));
  const usable = own.map((table) => ({
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

/** Ids of every table, and whole rows of those tables that are amended. */
function baseRows(base: CatalogData | undefined, amended: ReadonlySet<TableKind>): BaseRows {
  const ids = new Map<TableKind, Set<string>>();
  const rows = new Map<string, Record<string, string>>();
  for (const kind of TABLE_KINDS) {
    const set = new Set<string>();
    const first = TABLES[kind].identity[0] ?? 'id';
    ids.set(kind, set);
    forEachRow(base?.tables[kind], (cells) => {
      set.add((cells.text(first) ?? '').toLowerCase());
      if (amended.has(kind)) rows.set(`${kind}|${identityOf(kind, (name) => cells.text(name))}`, allCells(kind, cells));
    });
  }
  return { ids, rows };
}

/** Rows that do not say where they come from come from the file itself, today. */
function withEvidence(table: RawTable, today: string | undefined): RawTable {
  const evidence = { source: table.path, confidence: 'published', ...(today === undefined ? {} : { as_of: today }) };
  const ofPrice = Object.fromEntries(Object.entries(evidence).map(([name, value]) => [`price_${name}`, value]));
  // Purchase prices have evidence of their own, which is the same file where nothing else is said.
  const priced = (cells: Readonly<Record<string, string>>): boolean =>
    table.kind === 'accelerators' && ('price_usd' in cells || 'system_price_usd' in cells);
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    cells: { ...evidence, ...(priced(cells) ? ofPrice : {}), ...cells },
  }));
  return {
    ...table,
    columns: [...new Set([...table.columns, ...rows.flatMap(({ cells }) => Object.keys(cells))])],
    rows,
  };
}

/** For the validator: rows as they will be once they stand on the row below. */
function completed(table: RawTable, base: BaseRows, layer: Layer): RawTable {
  const rows = table.rows.map(({ line, cells }) => {
    const old = base.rows.get(`${table.kind}|${identityOf(table.kind, (name) => cells[name])}`);
    return { line, cells: { ...inherited(table.kind, old, cells, layer), ...cells } };
  });
  const columns = [...new Set([...table.columns, ...rows.flatMap((row) => Object.keys(row.cells))])];
  return { ...table, columns, rows };
}

/** Rows of later files complete and overrule those of earlier ones. */
function withoutRepeats(tables: readonly RawTable[]): RawTable[] {
  const last = new Map<string, Readonly<Record<string, string>>>();
  const key = (table: RawTable, cells: Readonly<Record<string, string>>): string =>
    `${table.kind}|${identityOf(table.kind, (name) => cells[name])}`;
  const merged = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => {
      const cells = { ...last.get(key(table, row.cells)), ...row.cells };
      last.set(key(table, row.cells), cells);
      return { line: row.line, cells };
    }),
  }));
  return merged.map((table) => ({
    ...table,
    rows: table.rows.filter((row) => last.get(key(table, row.cells)) === row.cells),
  }));
}
