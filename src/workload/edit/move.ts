/** Moves what stands in the wrong place, line by line: values and comments come along. */
import { type Lines, nodeAt, type SeqTree } from '../text/index.ts';
import { endOfEntry, holdsNeededAnchor, indentOf, ownSpans, spanOfEntry, wholeLines } from './layout.ts';
import { type Path, type Scene, sceneOf } from './scene.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * Moves a key of a block mapping with its value into another mapping of the document, as its last key.
 *
 * @param into path of that mapping; one that is not there yet is made at the top level. @returns empty where either is in braces
 */
export function moveKey(text: string, documentIndex: number, path: Path, into: Path): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  const entry = scene && nodeAt(scene.root, path)?.entry;
  const parent = scene && nodeAt(scene.root, path.slice(0, -1))?.tree;
  if (!scene || !entry || entry.merged || parent?.kind !== 'map' || parent.flow || parent.via) return [];
  const own = spanOfEntry(entry, text);
  if (holdsNeededAnchor(own, text) || ownSpans(parent, text).length < 2) return [];
  const target = targetOf(scene, into, own.end);
  if (target === undefined) return [];
  const { lines, eol } = scene;
  const whole = { start: lines.lineStart(own.start), end: lines.lineEnd(endOfEntry(entry, text)) };
  const moved = shifted(text.slice(whole.start, whole.end), target.indent - (own.start - whole.start));
  const gap = wholeLines(own, lines);
  // Lines that only change their column stay where they are.
  if (target.at === whole.end && target.head === '') return [{ ...whole, newText: moved }];
  return [
    { ...gap, newText: '' },
    { start: target.at, end: target.at, newText: eol + target.head + moved },
  ];
}

interface Target {
  readonly at: number;
  readonly indent: number;
  /** The key of a mapping that is not there yet, with its line break. */
  readonly head: string;
}

function targetOf({ root, text, lines, eol, step }: Scene, into: Path, from: number): Target | undefined {
  const found = nodeAt(root, into);
  if (found?.tree.kind === 'map' && !found.tree.flow && !found.tree.via) {
    const spans = ownSpans(found.tree, text);
    // At the top level it goes behind the section it was found in: that is where its reader looks.
    const last = into.length === 0 ? (spans.find(({ end }) => end >= from) ?? spans.at(-1)) : spans.at(-1);
    return { at: lines.lineEnd(last?.end ?? found.tree.end), indent: indentOf(found.tree, lines), head: '' };
  }
  const [section] = into;
  if (found !== undefined || into.length !== 1 || section === undefined || root.kind !== 'map') return undefined;
  const last = ownSpans(root, text).at(-1);
  return { at: lines.lineEnd(last?.end ?? root.end), indent: step, head: `${section}:${eol}` };
}

function shifted(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) =>
      line.trim() === '' ? line : by >= 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), ''),
    )
    .join('\n');
}

/** A list of mappings as the one mapping that was meant: the dashes go. @returns empty where an item is something else, or a key stands twice */
export function mappingFromList(text: string, documentIndex: number, path: Path): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  const list = scene && nodeAt(scene.root, path)?.tree;
  if (!scene || list?.kind !== 'seq' || list.flow || list.via || !isOneMapping(list)) return [];
  return list.items.flatMap((item) => withoutDash(item.start, item.end, text, scene.lines));
}

function isOneMapping({ items }: SeqTree): boolean {
  const keys = items.flatMap((item) =>
    item.kind === 'map' && !item.flow && !item.via ? item.entries.map(({ key }) => key) : [undefined],
  );
  return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
}

function withoutDash(start: number, end: number, text: string, lines: Lines): readonly TextEdit[] {
  const first = lines.lineStart(start);
  const dash = text.indexOf('-', first);
  const width = start - dash;
  const edits: TextEdit[] = [{ start: dash, end: start, newText: '' }];
  for (let at = text.indexOf('\n', start) + 1; at > 0 && at < end; at = text.indexOf('\n', at) + 1) {
    const lead = /^ */.exec(text.slice(at, end))?.[0].length ?? 0;
    edits.push({ start: at, end: at + Math.min(lead, width), newText: '' });
  }
  return edits;
}
