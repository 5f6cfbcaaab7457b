/** Sets a value; adds the keys that are missing on the way, in the style of what is around them. */
import { type Entry, nodeAt, type Tree } from '../text/index.ts';
import { endOfColon, endOfEntry, indentOf, ownSpans } from './layout.ts';
import { type EditMapping, type EditValue, isMapping, renderBlock, renderEntry, renderFlow } from './render.ts';
import { type Path, type Scene, sceneOf } from './scene.ts';
import type { TextEdit } from './textEdit.ts';

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

export function replaceValue(entry: Entry, value: EditValue, scene: Scene): TextEdit[] {
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
