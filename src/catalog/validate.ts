/**
 * What a table must satisfy before anything is computed from it: cells, rows, and what rows say about each other.
 *
 * The same checks and sentences serve our own tables (tests, compile step) and a user's overlays.
 */
import { TABLES, TABLE_KINDS, EVIDENCE, type Column, type TableKind } from './columns.ts';
import { toNumber } from './compiled.ts';
import { closest } from './closest.ts';
import type { TableProblem } from './problem.ts';
import type { RawRow, RawTable } from './table.ts';

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

/** Every problem of the tables, in file and line order. */
export function validate(tables: readonly RawTable[], options: ValidateOptions = {}): TableProblem[] {
  const ids = collectIds(tables);
  const exists = (kind: TableKind, id: string): boolean =>
    options.overlay === 'alone' || ids.get(kind)?.has(id.toLowerCase()) === true || options.known?.(kind, id) === true;
  const names = (kind: TableKind): readonly string[] => [
    ...(ids.get(kind)?.values() ?? []),
    ...(options.knownIds?.(kind) ?? []),
  ];
  const problems: TableProblem[] = [];
  for (const table of tables) {
    const definition = TABLES[table.kind];
    problems.push(...checkHeader(table, options));
    const columns = new Map(definition.columns.map((column) => [column.name, column]));
    for (const row of table.rows)
      for (const [name, cell] of Object.entries(row.cells)) {
        const column = columns.get(name);
        if (column === undefined) continue;
        const found = checkCell(table, row, column, cell, options);
        if (found !== undefined) problems.push(found);
        if (column.references !== undefined && !exists(column.references, cell))
          problems.push(
            at(table, row, 'dangling-id', name, cell, column.references, closest(cell, names(column.references))),
          );
      }
    for (const row of table.rows)
      problems.push(...checkRequired(table, row, options), ...checkRow(table, row, options));
  }
  problems.push(...checkDuplicates(tables));
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function at(
  table: RawTable,
  row: RawRow,
  code: TableProblem['code'],
  column?: string,
  value?: string,
  expected?: string,
  got?: string,
): TableProblem {
  return {
    file: table.path,
    line: row.line,
    code,
    severity: 'error',
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
    ...(got === undefined ? {} : { got }),
  };
}

function collectIds(tables: readonly RawTable[]): Map<TableKind, Map<string, string>> {
  const ids = new Map<TableKind, Map<string, string>>();
  for (const kind of TABLE_KINDS) ids.set(kind, new Map());
  for (const table of tables)
    for (const row of table.rows) {
      const id = row.cells[TABLES[table.kind].identity[0] ?? 'id'];
      if (id !== undefined) ids.get(table.kind)?.set(id.toLowerCase(), id);
    }
  return ids;
}

function checkHeader(table: RawTable, options: ValidateOptions): TableProblem[] {
  const { columns } = TABLES[table.kind];
  const names = columns.map((column) => column.name);
  const header: RawRow = { line: 1, cells: {} };
  const unknown = table.columns
    .filter((name) => !names.includes(name))
    .map((name) => at(table, header, 'unknown-column', name, undefined, closest(name, names)));
  const missing = columns
    .filter((column) => mustStand(table, column, options) && !table.columns.includes(column.name))
    .map((column) => at(table, header, 'missing-column', column.name));
  return [...unknown, ...missing];
}

function checkRequired(table: RawTable, row: RawRow, options: ValidateOptions): TableProblem[] {
  return TABLES[table.kind].columns
    .filter((column) => mustStand(table, column, options) && row.cells[column.name] === undefined)
    .filter((column) => table.columns.includes(column.name))
    .map((column) => at(table, row, 'missing-cell', column.name));
}

function mustStand(table: RawTable, column: Column, { overlay }: ValidateOptions): boolean {
  if (column.required !== true) return false;
  if (overlay === undefined) return true;
  if (EVIDENCE.includes(column)) return false;
  return overlay === 'completed' || TABLES[table.kind].identity.includes(column.name);
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** Tables whose figures move. */
const PRICED: ReadonlySet<TableKind> = new Set(['instances', 'apis', 'currencies']);
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
  table: RawTable,
  row: RawRow,
  column: Column,
  cell: string,
  options: ValidateOptions,
): TableProblem | undefined {
  const problem = (code: TableProblem['code'], expected?: string, got?: string): TableProblem =>
    at(table, row, code, column.name, cell, expected, got);
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
      return PRICED.has(table.kind) && column.name === 'as_of' && yearsBetween(cell, options.today) > OLDEST_YEARS
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

/** What the cells of one row say about each other. */
function checkRow(table: RawTable, row: RawRow, { overlay }: ValidateOptions): TableProblem[] {
  const n = (name: string): number | undefined => toNumber(row.cells[name]);
  const problems: TableProblem[] = [];
  const wrong = (expected: string, column?: string): void => {
    problems.push(
      at(table, row, 'inconsistent-row', column, column === undefined ? undefined : row.cells[column], expected),
    );
  };
  if (table.kind === 'instances') {
    const [onDemand, spot] = [n('on_demand_usd_h'), n('spot_usd_h')];
    if (spot !== undefined && spot === onDemand)
      problems.push(at(table, row, 'no-discount', 'spot_usd_h', row.cells['spot_usd_h']));
    if (onDemand !== undefined && spot !== undefined && spot > onDemand)
      wrong(`spot_usd_h ${spot} is above on_demand_usd_h ${onDemand}. One of them is wrong.`);
    const [year, three] = [n('reserved_1y_usd_h'), n('reserved_3y_usd_h')];
    if (year !== undefined && three !== undefined && three > year * 1.001)
      wrong(`reserved_3y_usd_h ${three} is above reserved_1y_usd_h ${year}. Check which is which.`);
    if (row.cells['per_accelerator'] === 'yes' && n('count') !== 1)
      wrong('a per_accelerator row is for one accelerator. Set count to 1.');
    if (row.cells['cloud']?.startsWith('market-') === true)
      wrong('a market index is not an offer. Move the row to ownership.', 'cloud');
    if (/[/;,]/.test(row.cells['region'] ?? '')) wrong('one row is one region. Split the row.', 'region');
  }
  if (table.kind === 'apis') {
    const [input, cached] = [n('input_usd_mtok'), n('cached_input_usd_mtok')];
    if (input !== undefined && cached !== undefined && cached > input && input > 0)
      wrong(`cached_input_usd_mtok ${cached} is above input_usd_mtok ${input}. Check the unit.`);
    if (overlay !== 'alone' && input === undefined && n('output_usd_mtok') === undefined)
      problems.push(
        at(
          table,
          row,
          'incomplete-row',
          undefined,
          undefined,
          'the row has no price. Fill in input_usd_mtok and output_usd_mtok.',
        ),
      );
  }
  if (table.kind === 'priors') {
    const [low, value, high] = [n('low'), n('value'), n('high')];
    if (low !== undefined && value !== undefined && high !== undefined && value > 0)
      if (low * 1.5 > value * 1.0001 || high < value * 1.5 * 0.9999)
        wrong('the interval of a prior is at least ×/÷ 1.5. Widen low and high.');
  }
  if (table.kind === 'ownership') {
    const [low, value, high] = [n('low'), n('value'), n('high')];
    if (value !== undefined && ((low !== undefined && low > value) || (high !== undefined && high < value)))
      wrong('low ≤ value ≤ high does not hold.');
  }
  if (overlay === 'alone') return problems;
  if (table.kind === 'models') problems.push(...checkModel(table, row, n));
  if (table.kind === 'accelerators') problems.push(...checkAccelerator(table, row, n));
  return problems;
}

function checkModel(table: RawTable, row: RawRow, n: (name: string) => number | undefined): TableProblem[] {
  const problems: TableProblem[] = [];
  const z = (name: string): number => n(name) ?? 0;
  const say = (expected: string): void => {
    problems.push(at(table, row, 'inconsistent-row', undefined, undefined, expected));
  };
  const mixers = z('full_attention_layers') + z('sliding_layers') + z('linear_layers');
  if (mixers > z('layers'))
    say(`full, sliding and linear layers add up to ${mixers}, more than ${z('layers')} layers.`);
  if (z('moe_layers') + z('dense_mlp_layers') > z('layers')) say('MoE and dense MLP layers are more than all layers.');
  if (z('moe_layers') > 0 && (z('routed_experts') === 0 || z('top_k') === 0 || z('expert_intermediate') === 0))
    say('moe_layers needs routed_experts, top_k and expert_intermediate.');
  if (z('top_k') > z('routed_experts')) say('top_k is above routed_experts.');
  if (z('dense_mlp_layers') > 0 && z('intermediate') === 0) say('dense_mlp_layers needs intermediate.');
  if (row.cells['attention'] === 'mla' && (z('kv_lora_rank') === 0 || z('qk_rope_head_dim') === 0))
    say('mla needs kv_lora_rank and qk_rope_head_dim.');
  if (z('sliding_layers') > 0 && z('sliding_window') === 0) say('sliding_layers needs sliding_window.');
  if (z('linear_layers') > 0 && row.cells['linear_kind'] === undefined) say('linear_layers needs linear_kind.');
  if (z('heads') % Math.max(1, z('kv_heads')) !== 0) say('heads is no multiple of kv_heads.');
  return problems;
}

/** An accelerator one can rent or buy must say enough to be modelled; the rest comes from priors. */
function checkAccelerator(table: RawTable, row: RawRow, n: (name: string) => number | undefined): TableProblem[] {
  const problems: TableProblem[] = [];
  const missing = ['memory_gb'].filter((name) => n(name) === undefined);
  if (missing.length > 0)
    problems.push(
      at(
        table,
        row,
        'incomplete-row',
        undefined,
        undefined,
        `${missing.join(', ')} is empty: no model can be placed. Fill it in.`,
      ),
    );
  const idle = n('idle_w');
  const limit = n('tdp_w');
  if (idle !== undefined && limit !== undefined && idle >= limit)
    problems.push(
      at(table, row, 'inconsistent-row', undefined, undefined, `idle_w ${idle} is not below tdp_w ${limit}.`),
    );
  if ((n('price_usd') ?? n('system_price_usd')) !== undefined && row.cells['price_confidence'] === undefined)
    problems.push(
      at(
        table,
        row,
        'incomplete-row',
        undefined,
        undefined,
        'a price needs price_source, price_as_of and price_confidence.',
      ),
    );
  return problems;
}

function checkDuplicates(tables: readonly RawTable[]): TableProblem[] {
  const problems: TableProblem[] = [];
  const seen = new Map<string, { path: string; line: number }>();
  for (const table of tables)
    for (const row of table.rows) {
      const identity = TABLES[table.kind].identity.map((name) => row.cells[name] ?? '').join(' ');
      const key = `${table.kind}|${identity.toLowerCase()}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, { path: table.path, line: row.line });
      else {
        const where = first.path === table.path ? String(first.line) : `${first.line} of ${first.path}`;
        problems.push(at(table, row, 'duplicate-row', undefined, identity, where));
      }
    }
  return problems;
}
