/**
 * Edits of the document as text: the smallest change, comments and style kept. Pure functions from text to edits; an
 * empty list means that the edit cannot be made safely (a value shared by an alias, a list).
 */
import { createLines, type Lines, type Span } from '../lines.ts';
import { nodeAt } from '../location.ts';
import { parseTree, spanOf, type Entry, type MapTree, type Tree, type TreeDocument } from '../tree.ts';
import {
  endOfColon,
  endOfEntry,
  holdsNeededAnchor,
  indentOf,
  lineBreakOf,
  ownSpans,
  spanOfEntry,
  stepOf,
  wholeLines,
} from './layout.ts';
import {
  isMapping,
  renderBlock,
  renderEntry,
  renderFlow,
  renderScalar,
  type EditMapping,
  type EditValue,
} from './render.ts';

/** Replaces `[start, end)` of the text. The edits of one list never overlap. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

type Path = readonly string[];

interface Scene {
  readonly text: string;
  readonly lines: Lines;
  readonly document: TreeDocument;
  readonly root: Tree;
  readonly eol: string;
  readonly step: number;
}

function sceneOf(text: string, documentIndex: number): Scene | undefined {
  const document = parseTree(text)[documentIndex];
  if (!document) return undefined;
  const lines = createLines(text);
  const { root } = document;
  return { text, lines, document, root, eol: lineBreakOf(text), step: stepOf(root, lines) };
}

function nested(path: Path, value: EditValue): EditValue {
  return path.reduceRight<EditValue>((inner, key) => ({ [key]: inner }), value);
}

/** Sets the value at a path; keys that are missing on the way are added. */
export function setValue(text: string, documentIndex: number, path: Path, value: EditValue): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  if (!scene || path.length === 0) return [];
  let tree = scene.root;
  let owner: Entry | undefined;
  for (const [index, key] of path.entries()) {
    const entry = tree.kind === 'map' && !tree.via ? tree.get(key) : undefined;
    if (!entry || entry.merged) return insert(tree, owner, key, nested(path.slice(index + 1), value), scene);
    owner = entry;
    tree = entry.value;
  }
  return owner ? replaceValue(owner, value, scene) : [];
}

function insert(parent: Tree, owner: Entry | undefined, key: string, value: EditValue, scene: Scene): TextEdit[] {
  const { text, lines, eol, step } = scene;
  const open = openLevels(owner?.key, key);
  const flow = renderFlow({ [key]: value });
  if (parent.via) {
    // The anchor's text belongs to others: merge it and add to the copy.
    const alias = text.slice(parent.via.start, parent.via.end);
    return parent.kind === 'map' ? [{ ...parent.via, newText: `{<<: ${alias}, ${flow.slice(1)}` }] : [];
  }
  switch (parent.kind) {
    case 'seq':
      return [];
    case 'scalar':
      return [{ start: parent.start, end: parent.end, newText: flow }];
    case 'map': {
      const last = ownSpans(parent, text).at(-1);
      if (parent.flow) {
        if (!last) return [{ start: parent.start, end: parent.end, newText: flow }];
        return [{ start: last.end, end: last.end, newText: `, ${flow.slice(1, -1)}` }];
      }
      const indent = indentOf(parent, lines);
      const at = lines.lineEnd(last?.end ?? parent.end);
      const rendered = renderEntry(key, value, indent, step, open);
      return [{ start: at, end: at, newText: eol + ' '.repeat(indent) + rendered.join(eol) }];
    }
    case 'empty':
      return owner ? fillEmpty(owner, { [key]: value }, open, scene) : fillDocument(key, value, scene);
  }
}

/** Sections and deployments are written in lines, what is in them in braces where it fits. */
function openLevels(owner: string | undefined, key: string): number {
  if (owner === undefined) return key === 'deployments' ? 2 : 1;
  return owner === 'deployments' ? 1 : 0;
}

/** `traffic:` with nothing behind it gets its first key. */
function fillEmpty(owner: Entry, value: EditMapping, open: number, scene: Scene): TextEdit[] {
  const { text, lines, eol, step } = scene;
  const keyLine = lines.lineStart(owner.keySpan.start);
  const indent = owner.keySpan.start - keyLine;
  const inLines = text.slice(keyLine, owner.keySpan.start).trim() === '' && owner.value.start === owner.value.end;
  if (!inLines || endOfColon(owner, text) === owner.keySpan.end) return replaceValue(owner, value, scene);
  const at = lines.lineEnd(owner.keySpan.end);
  const rendered = renderBlock(value, indent + step, step, open);
  return [{ start: at, end: at, newText: eol + rendered.join(eol) }];
}

/** A document without any key: the entry goes to its end. */
function fillDocument(key: string, value: EditValue, scene: Scene): TextEdit[] {
  const { text, eol, step, document } = scene;
  const at = document.end;
  const before = text.slice(0, at);
  const lead = before === '' || before === '\uFEFF' || before.endsWith('\n') ? '' : eol;
  const body = renderEntry(key, value, 0, step, openLevels(undefined, key)).join(eol);
  return [{ start: at, end: at, newText: lead + body + (text.slice(at).startsWith('\n') ? '' : eol) }];
}

function replaceValue(entry: Entry, value: EditValue, scene: Scene): TextEdit[] {
  const { text, lines, eol, step } = scene;
  const { value: old } = entry;
  if (old.via) return [{ ...old.via, newText: renderFlow(value) }];
  const span = { start: old.start, end: old.start + text.slice(old.start, old.end).trimEnd().length };
  if (old.kind === 'map' && !old.flow && isMapping(value) && Object.keys(value).length > 0) {
    const end = endOfEntry(entry, text);
    const indent = indentOf(old, lines);
    const body = renderBlock(value, indent, step).join(eol).trimStart();
    return [{ start: old.start, end, newText: body }];
  }
  if ((old.kind === 'map' || old.kind === 'seq') && !old.flow) {
    // `key:` and lines below it become one line; a comment behind the colon stays.
    const colon = endOfColon(entry, text);
    const bottom = endOfEntry(entry, text);
    const top = Math.min(bottom, lines.lineEnd(entry.keySpan.end));
    if (text.slice(colon, top).trim() === '') return [{ start: colon, end: bottom, newText: ` ${renderFlow(value)}` }];
    return [
      { start: colon, end: colon, newText: ` ${renderFlow(value)}` },
      { start: top, end: bottom, newText: '' },
    ];
  }
  if (old.kind !== 'empty' || span.end > span.start) {
    const block = old.kind === 'scalar' && /^[|>]/.test(text.slice(old.start, old.end));
    return [{ start: span.start, end: block ? span.end : old.end, newText: renderFlow(value) }];
  }
  const colon = endOfColon(entry, text);
  const missing = colon === entry.keySpan.end ? ':' : '';
  return [{ start: colon, end: colon, newText: `${missing} ${renderFlow(value)}` }];
}

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
 * Adds a deployment in lines of its own, after the others.
 *
 * @param name made unique with `-2`, `-3` … where it is taken
 */
export function addDeployment(
  text: string,
  documentIndex: number,
  name: string,
  deployment: EditMapping,
): readonly TextEdit[] {
  const scene = sceneOf(text, documentIndex);
  if (!scene) return [];
  const existing = nodeAt(scene.root, ['deployments'])?.tree;
  let free = name;
  for (let n = 2; existing?.kind === 'map' && existing.get(free); n += 1) free = `${name}-${n}`;
  return setValue(text, documentIndex, ['deployments', free], deployment);
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

/** The text after the edits. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/**
 * Several edits, each made on the result of the one before, as one edit of the original text.
 *
 * @returns empty when nothing changes
 */
export function sequence(text: string, steps: readonly ((text: string) => readonly TextEdit[])[]): readonly TextEdit[] {
  const after = steps.reduce((current, step) => applyEdits(current, step(current)), text);
  if (after === text) return [];
  let start = 0;
  while (start < text.length && text[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < text.length - start && tail < after.length - start && text.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  return [{ start, end: text.length - tail, newText: after.slice(start, after.length - tail) }];
}
