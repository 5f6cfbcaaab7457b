/**
 * A value of a parsed file that knows where it stands. What is read through `text`, `count` and `flag` is remembered, so that
 * whatever nobody read can be told.
 */
export type Key = string | number;

/** One document of a file, parsed. */
export interface SourceDocument {
  readonly file: string;
  readonly value: unknown;
  /** 1-based line of the value at a path; of its nearest parent where the value has no place of its own. */
  readonly line: (path: readonly Key[]) => number;
  /** Paths that a reader looked at, as `pathText` writes them. */
  readonly touched: Set<string>;
}

export interface Cursor {
  readonly value: unknown;
  readonly path: readonly Key[];
  readonly document: SourceDocument;
}

/** Where something stands: `spec.template.spec.containers[0].args` in line 14 of `chat.yaml`. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly path: string;
}

export const top = (document: SourceDocument): Cursor => ({ value: document.value, path: [], document });

export function placeOf({ document, path }: Cursor): Place {
  return { file: document.file, line: document.line(path), path: pathText(path) };
}

export function pathText(path: readonly Key[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}

function inner(cursor: Cursor, key: Key): Cursor {
  const { value, path, document } = cursor;
  const found =
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Readonly<Record<Key, unknown>>)[key]
      : undefined;
  return { value: found ?? undefined, path: [...path, key], document };
}

/** Follows keys through mappings and lists. */
export const at = (cursor: Cursor, ...keys: readonly Key[]): Cursor => keys.reduce(inner, cursor);

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const exists = ({ value }: Cursor): boolean => value !== undefined;

/** Elements of a list; none where the value is something else. */
export function items(cursor: Cursor): readonly Cursor[] {
  return Array.isArray(cursor.value) ? cursor.value.map((_, i) => inner(cursor, i)) : [];
}

/** Keys and values of a mapping; none where the value is something else. */
export function entries(cursor: Cursor): readonly (readonly [string, Cursor])[] {
  return isMapping(cursor.value) ? Object.keys(cursor.value).map((key) => [key, inner(cursor, key)] as const) : [];
}

export function touch(cursor: Cursor): void {
  if (exists(cursor)) cursor.document.touched.add(pathText(cursor.path));
}

/** A scalar as text; numbers and booleans too. */
export function text(cursor: Cursor): string | undefined {
  const found = scalarText(cursor.value);
  if (found !== undefined) touch(cursor);
  return found;
}

export function count(cursor: Cursor): number | undefined {
  const found = countOf(cursor.value);
  if (found !== undefined) touch(cursor);
  return found;
}

export function flag(cursor: Cursor): boolean | undefined {
  const { value } = cursor;
  const found = value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
  if (found !== undefined) touch(cursor);
  return found;
}

export function scalarText(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
}

export function countOf(value: unknown): number | undefined {
  const written = typeof value === 'boolean' ? undefined : scalarText(value)?.trim();
  if (written === undefined || written === '') return undefined;
  const number = Number(written.replaceAll('_', ''));
  return Number.isFinite(number) ? number : undefined;
}
