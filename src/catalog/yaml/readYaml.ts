/**
 * YAML of pricing: the rows a person types into an overlay, and the one public price list that is YAML.
 *
 * The workload document has its own reader in workload/, which this layer may not import; only plain values are needed here.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import { tooDeepAt, YAML_OPTIONS } from '../../yaml/index.ts';
import { tableKindOf } from '../schema/index.ts';
import type { RawRow, RawTable, TableProblem } from '../tables/index.ts';

/** Aliases may not multiply the size of a file: it may come from anywhere. */
const MAX_ALIASES = 100;

/** @returns plain data with at most a few aliases, `undefined` where the text is no YAML */
export function parsePlainYaml(text: string): unknown {
  if (tooDeepAt(text) !== undefined) return undefined;
  try {
    const document = parseDocument(text, YAML_OPTIONS);
    if (document.errors.length > 0) return undefined;
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch {
    return undefined;
  }
}

/** A list of mappings from column to value, or `rows:` with such a list. Problems name the line. */
export function readYamlTable(path: string, text: string): { table?: RawTable; problems: TableProblem[] } {
  const kind = tableKindOf(path);
  if (kind === undefined) return { problems: [{ file: path, line: 1, code: 'unknown-table', severity: 'error' }] };
  const lines = new LineCounter();
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    return { problems: [unreadable(path, lineOf(text, deep), 'it is nested too deep. Write a list of rows.')] };
  const document = parseDocument(text, { ...YAML_OPTIONS, lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  // A tag that does not resolve is a warning of the library; its value would be read as something else than it says.
  const problems: TableProblem[] = [...document.errors, ...document.warnings].map((error) =>
    unreadable(path, lineAt(error.pos[0]), error.message.split('\n')[0] ?? 'the file is no YAML'),
  );
  if (problems.length > 0) return { problems };
  const root = document.contents;
  const list = isMap(root) ? root.get('rows', true) : root;
  if (!isSeq(list))
    return { problems: [unreadable(path, 1, 'the file is no list of rows. Start each row with "- ".')] };
  const rows: RawRow[] = [];
  for (const item of list.items) {
    const line = lineAt((item as Node).range?.[0] ?? 0);
    if (isMap(item)) rows.push({ line, cells: cellsOf(item, path, line, problems) });
    else problems.push(unreadable(path, line, 'the row is no mapping of columns to values. Write column: value.'));
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))];
  return { table: { kind, path, columns, rows }, problems };
}

function cellsOf(row: YAMLMap, path: string, line: number, problems: TableProblem[]): Record<string, string> {
  const cells: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { key, value } of row.items as readonly Pair[]) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === '' || name === '__proto__') continue;
    if (name in cells) {
      problems.push(unreadable(path, line, `${name} stands twice in the row. Keep one.`));
      continue;
    }
    if (value !== null && !isScalar(value)) {
      problems.push(unreadable(path, line, `${name} is no plain value. Write one number or text.`));
      continue;
    }
    const cell = cellText(isScalar(value) ? value.value : undefined);
    if (cell !== '') cells[name] = cell;
  }
  return cells;
}

function cellText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function unreadable(file: string, line: number, expected: string): TableProblem {
  return { file, line, code: 'unreadable-file', severity: 'error', expected };
}
