/** Where things end and begin in the text: what edits need beside the tree's own spans. */
import type { Entry, Lines, MapTree, Span, Tree } from '../text/index.ts';

/** Entries that stand in this mapping's own text, `<<` pairs included, in the order of the text. */
export function ownSpans(map: MapTree, text: string): Span[] {
  const own = map.entries
    .filter((entry) => !entry.merged)
    .map((entry) => ({ start: entry.keySpan.start, end: endOfEntry(entry, text) }));
  return [...own, ...map.merges].toSorted((a, b) => a.start - b.start);
}

/** Offset after the last character of an entry; comments and line breaks behind it are not part of it. */
export function endOfEntry(entry: Entry, text: string): number {
  return Math.max(entry.keySpan.end, endOfColon(entry, text), endOfTree(entry.value, text));
}

function endOfTree(tree: Tree, text: string): number {
  if (tree.via) return tree.via.end;
  if (tree.kind === 'map' && !tree.flow) {
    const last = ownSpans(tree, text).at(-1);
    return last?.end ?? tree.start;
  }
  if (tree.kind === 'seq' && !tree.flow) {
    const last = tree.items.at(-1);
    return last ? endOfTree(last, text) : tree.start;
  }
  // A block scalar (`|`) ends after its line break.
  return tree.start + text.slice(tree.start, tree.end).trimEnd().length;
}

/** Offset after the colon of `key:`; the end of the key where the colon is still to come. */
export function endOfColon(entry: Entry, text: string): number {
  const match = /^["']?[ \t]*:/.exec(text.slice(entry.keySpan.end));
  return match ? entry.keySpan.end + match[0].length : entry.keySpan.end;
}

/** Column of the first key of a block mapping, from 0. */
export function indentOf(map: MapTree, lines: Lines): number {
  const first = ownSpans(map, lines.text)[0];
  const start = first?.start ?? map.start;
  return start - lines.lineStart(start);
}

/** Indentation per level, as the document itself does it. */
export function stepOf(root: Tree, lines: Lines): number {
  if (root.kind !== 'map' || root.flow) return 2;
  for (const { value } of root.entries) {
    if (value.kind !== 'map' || value.flow || value.via) continue;
    const step = indentOf(value, lines) - indentOf(root, lines);
    if (step > 0) return step;
  }
  return 2;
}

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** From the beginning of the line of `span` to the line break behind it, that included. */
export function wholeLines(span: Span, lines: Lines): Span {
  const { text } = lines;
  const start = lines.lineStart(span.start);
  const end = lines.lineEnd(span.end);
  if (end === text.length) {
    // The last line has no break behind it: the one before it goes.
    const before = text[start - 1] === '\n' ? (text[start - 2] === '\r' ? start - 2 : start - 1) : start;
    return { start: before, end };
  }
  return { start, end: end + (text[end] === '\r' ? 2 : 1) };
}

/** `&name` inside the span and `*name` outside of it: the span cannot go or move. */
export function holdsNeededAnchor(span: Span, text: string): boolean {
  const inside = text.slice(span.start, span.end);
  const outside = text.slice(0, span.start) + text.slice(span.end);
  return [...inside.matchAll(/&([^\s,[\]{}]+)/g)].some(([, name = '']) => outside.includes(`*${name}`));
}

export function spanOfEntry(entry: Entry, text: string): Span {
  return { start: entry.keySpan.start, end: endOfEntry(entry, text) };
}
