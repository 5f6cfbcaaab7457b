/** Renames, replaces, removes and reorders keys; values and comments stay with them. */
import { type Lines, type MapTree, nodeAt, type Span, spanOf } from '../text/index.ts';
import { endOfEntry, holdsNeededAnchor, ownSpans, spanOfEntry, wholeLines } from './layout.ts';
import { type EditValue, renderScalar } from './render.ts';
import { type Path, sceneOf } from './scene.ts';
import { replaceValue } from './setValue.ts';
import type { TextEdit } from './textEdit.ts';

/** Renames a key where it stands; its value and comments stay. */
export function renameKey(text: string, documentIndex: number, path: Path, newKey: string): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  const entry = scene && nodeAt(scene.root, path)?.entry;
  if (!entry || entry.merged) return [];
  return [{ ...entry.keySpan, newText: renderScalar(newKey) }];
}

/** A key and its value for another key and value in the same place: `rent: {…}` → `own: {}`. */
export function replaceEntry(
  text: string,
  documentIndex: number,
  path: Path,
  newKey: string,
  value: EditValue,
): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  const entry = scene && nodeAt(scene.root, path)?.entry;
  if (!scene || !entry || entry.merged) return [];
  return [{ ...entry.keySpan, newText: renderScalar(newKey) }, ...replaceValue(entry, value, scene)];
}

/** Removes a key with its value and the comment behind it; comments on lines of their own stay. */
export function removeKey(text: string, documentIndex: number, path: Path): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  if (!scene) return [];
  const entry = nodeAt(scene.root, path)?.entry;
  const parent = nodeAt(scene.root, path.slice(0, -1));
  if (!entry || entry.merged || parent?.tree.kind !== 'map' || parent.tree.via) return [];
  const own = spanOfEntry(entry, text);
  if (holdsNeededAnchor(own, text)) return [];
  const spans = ownSpans(parent.tree, text);
  const index = spans.findIndex(({ start }) => start === own.start);
  if (parent.tree.flow) return removeFromFlow(parent.tree, spans, index);
  if (spans.length === 1 && parent.entry) return replaceValue(parent.entry, {}, scene);
  const { start, end } = withoutDoubleBlank(wholeLines(own, scene.lines), scene.lines);
  return [{ start, end, newText: '' }];
}

/** Lines that go take one of the blank lines around them along. */
function withoutDoubleBlank(span: Span, { text }: Lines): Span {
  const blankBefore = /(^|\n)[ \t]*\r?\n$/.test(text.slice(0, span.start));
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(span.end));
  return blankBefore && blankAfter ? { start: span.start, end: span.end + blankAfter[0].length } : span;
}

function removeFromFlow(parent: MapTree, spans: readonly Span[], index: number): TextEdit[] {
  const [before, own, after] = [spans[index - 1], spans[index], spans[index + 1]];
  if (!own) return [];
  if (after) return [{ start: own.start, end: after.start, newText: '' }];
  if (before) return [{ start: before.end, end: own.end, newText: '' }];
  return [{ ...spanOf(parent), newText: '{}' }];
}

/**
 * Puts the keys of a block mapping in another order; each takes the comments above and behind it along.
 *
 * @param order keys first to last; keys not named keep their order behind them
 */
export function reorderKeys(
  text: string,
  documentIndex: number,
  path: Path,
  order: readonly string[],
): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  const map = scene && nodeAt(scene.root, path)?.tree;
  if (!scene || map?.kind !== 'map' || map.flow || map.via || map.merges.length > 0) return [];
  const { lines } = scene;
  const entries = map.entries.toSorted((a, b) => a.keySpan.start - b.keySpan.start);
  if (entries.length < 2 || text.slice(map.start, map.end).includes('&')) return [];
  const owner = nodeAt(scene.root, path)?.entry;
  const first = entries[0]?.keySpan.start ?? map.start;
  let from = owner ? lineAfter(owner.keySpan.end, lines) : lines.lineStart(first);
  const begin = from;
  const chunks = entries.map((entry) => {
    const end = lines.lineEnd(endOfEntry(entry, text));
    // Blank lines before it belong to the place, not to the entry.
    const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(from, end))?.[0] ?? '';
    const chunk = { key: entry.key, blank, text: text.slice(from + blank.length, end) };
    from = lineAfter(end, lines);
    return chunk;
  });
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = chunks.toSorted((a, b) => rank(a.key) - rank(b.key));
  if (sorted.every((chunk, index) => chunk === chunks[index])) return [];
  const end = lines.lineEnd(endOfEntry(entries.at(-1) ?? never(), text));
  return [
    {
      start: begin,
      end,
      newText: sorted.map((chunk, index) => (chunks[index]?.blank ?? '') + chunk.text).join(scene.eol),
    },
  ];
}

function lineAfter(offset: number, { text, lineEnd }: Lines): number {
  const end = lineEnd(offset);
  return text[end] === '\r' ? end + 2 : Math.min(text.length, end + 1);
}

function never(): never {
  throw new Error('a mapping of two entries has a last one');
}
