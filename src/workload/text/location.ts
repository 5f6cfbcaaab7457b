/** From a path to its place in the text, and from the cursor to a path, in complete and half-typed documents alike. */
import type { Range } from '../../quantity/index.ts';
import type { Lines, Span } from './lines.ts';
import { spanOf, type Entry, type MapTree, type Tree } from './tree.ts';

export interface Located {
  readonly key?: Range;
  readonly value?: Range;
  readonly keySpan?: Span;
  readonly valueSpan?: Span;
}

/**
 * Where the cursor stands. `key`: a key stands here or may be typed here; the last segment of the path is what is
 * typed so far, '' on an empty place. `value`: the value of the path. `none`: in a comment, or outside.
 */
export interface CursorPath {
  readonly path: readonly string[];
  readonly where: 'key' | 'value' | 'none';
  readonly keyRange?: Range;
  readonly valueRange?: Range;
  readonly keySpan?: Span;
  readonly valueSpan?: Span;
}

export interface Locator {
  rangeOf(path: readonly string[]): Located | undefined;
  pathAt(offset: number): CursorPath;
}

/** The entry or list item at a path. */
export function nodeAt(
  root: Tree,
  path: readonly string[],
): { readonly tree: Tree; readonly entry?: Entry } | undefined {
  let found: { readonly tree: Tree; readonly entry?: Entry } = { tree: root };
  for (const segment of path) {
    const { tree }: { readonly tree: Tree } = found;
    if (tree.kind === 'map') {
      const entry = tree.get(segment);
      if (!entry) return undefined;
      found = { tree: entry.value, entry };
    } else if (tree.kind === 'seq') {
      const item = tree.items[Number(segment)];
      if (!item) return undefined;
      found = { tree: item };
    } else return undefined;
  }
  return found;
}

function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function createLocator(lines: Lines, root: Tree, document: Span): Locator {
  function place(path: readonly string[], where: CursorPath['where'], key?: Span, value?: Span): CursorPath {
    return {
      path,
      where,
      ...(key ? { keySpan: key, keyRange: lines.rangeOf(key) } : {}),
      ...(value ? { valueSpan: value, valueRange: lines.rangeOf(value) } : {}),
    };
  }

  function inTree(tree: Tree, path: readonly string[], offset: number): CursorPath | undefined {
    if (tree.via) return undefined;
    if (tree.kind === 'seq') {
      for (const [index, item] of tree.items.entries()) {
        const itemPath = [...path, String(index)];
        if (!contains(spanOf(item), offset)) continue;
        return inTree(item, itemPath, offset) ?? place(itemPath, 'value', undefined, spanOf(item));
      }
      return undefined;
    }
    if (tree.kind !== 'map') return undefined;
    for (const entry of tree.entries) {
      if (entry.merged) continue;
      const entryPath = [...path, entry.key];
      const value = spanOf(entry.value);
      if (contains(entry.keySpan, offset)) return place(entryPath, 'key', entry.keySpan, value);
      if (!contains(value, offset) || value.start === value.end) continue;
      const inner = inTree(entry.value, entryPath, offset);
      if (inner) return inner;
      if (entry.value.kind === 'map' && !entry.value.flow) continue; // a gap between block lines: see `byIndent`
      if (isHalfTypedKey(entry, lines))
        return place([...entryPath, entry.value.kind === 'scalar' ? entry.value.text : ''], 'key', value);
      const open = afterColon(entry.value, entryPath, offset, lines);
      if (open) return place(open.path, 'value', open.entry.keySpan, { start: offset, end: offset });
      if (entry.value.kind === 'map') return place([...entryPath, ''], 'key', { start: offset, end: offset });
      return place(entryPath, 'value', entry.keySpan, value);
    }
    return undefined;
  }

  function pathAt(offset: number): CursorPath {
    const inside = inTree(root, [], offset);
    if (inside) return inside;
    if (root.kind === 'scalar' && contains(root, offset)) return place([root.text], 'key', spanOf(root));
    const start = lines.lineStart(offset);
    const before = lines.text.slice(start, offset);
    if (/(^|\s)#/.test(before) || offset < document.start) return { path: [], where: 'none' };
    const sameLine = afterColon(root, [], offset, lines);
    if (sameLine) return place(sameLine.path, 'value', sameLine.entry.keySpan, { start: offset, end: offset });
    if (before.trim() !== '') return { path: [], where: 'none' };
    return place([...byIndent(root, before.length, start, lines), ''], 'key', { start: offset, end: offset });
  }

  return {
    pathAt,
    rangeOf(path) {
      const found = nodeAt(root, path);
      if (!found) return undefined;
      const value = spanOf(found.tree);
      const key = found.entry?.keySpan;
      return {
        ...(key ? { key: lines.rangeOf(key), keySpan: key } : {}),
        ...(found.tree.kind === 'empty' ? {} : { value: lines.rangeOf(value), valueSpan: value }),
      };
    },
  };
}

/** `traffic:` and, on a deeper line of its own, a word without a colon: a key on its way. */
function isHalfTypedKey(entry: Entry, lines: Lines): boolean {
  const { value } = entry;
  if (value.kind !== 'scalar' || value.quoted || value.via) return false;
  return lines.lineStart(value.start) !== lines.lineStart(entry.keySpan.start);
}

/** The entry whose `key:` ends the line before the cursor, and whose value is still to come. */
function afterColon(
  tree: Tree,
  path: readonly string[],
  offset: number,
  lines: Lines,
): { readonly path: readonly string[]; readonly entry: Entry } | undefined {
  if (tree.kind !== 'map' || tree.via) return undefined;
  for (const entry of tree.entries.toReversed()) {
    if (entry.merged || entry.keySpan.end > offset) continue;
    const entryPath = [...path, entry.key];
    const inner = afterColon(entry.value, entryPath, offset, lines);
    if (inner) return inner;
    const between = lines.text.slice(entry.keySpan.end, offset);
    if (/^["']?\s*:[ \t]*$/.test(between)) return { path: entryPath, entry };
    // Blanks after a value on the same line still belong to it.
    const value = spanOf(entry.value);
    const trailing = lines.text.slice(value.end, offset);
    if (entry.value.kind === 'scalar' && value.end <= offset && /^[ \t]+$/.test(trailing))
      return { path: entryPath, entry };
  }
  return undefined;
}

/** On a blank line the column decides to which mapping a new key would belong. */
function byIndent(root: Tree, indent: number, lineStart: number, lines: Lines): readonly string[] {
  const path: string[] = [];
  let owner: MapTree | undefined = root.kind === 'map' ? root : undefined;
  while (owner) {
    const above = owner.entries.findLast((entry) => !entry.merged && entry.keySpan.start < lineStart);
    if (!above) break;
    const column = above.keySpan.start - lines.lineStart(above.keySpan.start);
    if (indent <= column) break;
    path.push(above.key);
    const { value }: { readonly value: Tree } = above;
    owner = value.kind === 'map' && !value.flow && !value.via ? value : undefined;
  }
  return path;
}
