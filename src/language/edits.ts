/** Edits of the evaluated text, through the workload layer's YAML edits: comments and style stay. */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import type { Range } from '../quantity/index.ts';
import {
  addDeployment,
  mappingFromList,
  moveKey,
  removeKey,
  reorderKeys,
  replaceEntry,
  setValue,
  type EditMapping,
  type EditValue,
  type TextEdit,
} from '../workload/index.ts';
import type { LanguageContext } from './types.ts';

type Path = readonly string[];

export function set(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  path: Path,
  value: EditValue,
): readonly TextEdit[] {
  return setValue(evaluation.file.text, document.index, path, value);
}

export function remove(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  path: Path,
): readonly TextEdit[] {
  return removeKey(evaluation.file.text, document.index, path);
}

export function move(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  path: Path,
  into: Path,
): readonly TextEdit[] {
  return moveKey(evaluation.file.text, document.index, path, into);
}

export function withoutDashes(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  path: Path,
): readonly TextEdit[] {
  return mappingFromList(evaluation.file.text, document.index, path);
}

export function replaceRange(
  { evaluation: { file } }: LanguageContext,
  range: Range,
  newText: string,
): readonly TextEdit[] {
  return [{ start: file.offsetAt(range.start), end: file.offsetAt(range.end), newText }];
}

export function addDeploymentEdits(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  name: string,
  deployment: EditMapping,
): readonly TextEdit[] {
  return addDeployment(evaluation.file.text, document.index, name, deployment);
}

/** Deployments in the order given; empty where they already stand so, or where anchors forbid moving them. */
export function sortDeployments(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  order: readonly string[],
): readonly TextEdit[] {
  return reorderKeys(evaluation.file.text, document.index, ['deployments'], order);
}

/** A text that changes step by step, for edits that build on each other. */
export interface TextInHand {
  set(path: Path, value: EditValue): void;
  remove(path: Path): void;
  exchange(path: Path, key: string, value: EditValue): void;
}

/** Several steps as one edit: the smallest stretch of the text that they change. */
export function together(
  { evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  steps: readonly ((text: TextInHand) => void)[],
): readonly TextEdit[] {
  const before = evaluation.file.text;
  let text = before;
  const inHand: TextInHand = {
    set: (path, value) => (text = applyEdits(text, setValue(text, document.index, path, value))),
    remove: (path) => (text = applyEdits(text, removeKey(text, document.index, path))),
    exchange: (path, key, value) => (text = applyEdits(text, replaceEntry(text, document.index, path, key, value))),
  };
  for (const step of steps) step(inHand);
  return difference(before, text);
}

/** @param edits not overlapping, in any order; offsets of `text` */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text);
}

/** One edit between two texts, empty where they are equal. */
export function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [{ start, end: before.length - end, newText: after.slice(start, after.length - end) }];
}

/**
 * The workload's text with one deployment and no other, for questions about it alone: asking sixty times costs sixty times the
 * parse. The whole text where anchors or flow style tie the deployments together.
 */
export function deploymentAlone(
  { evaluation: { file } }: LanguageContext,
  { document }: EvaluatedWorkload,
  name: string,
): { readonly text: string; readonly index: number } {
  const whole = { text: file.text, index: document.index };
  const deployments = document.tree.kind === 'map' ? document.tree.get('deployments')?.value : undefined;
  const own = file.text.slice(document.span.start, document.span.end);
  if (deployments?.kind !== 'map' || deployments.flow || /[&*]\w/.test(own) || file.documents.length > 1) return whole;
  const lineOf = (offset: number): number => file.text.lastIndexOf('\n', offset - 1) + 1;
  const starts = deployments.entries.map(({ keySpan }) => lineOf(keySpan.start));
  const index = deployments.entries.findIndex(({ key }) => key === name);
  const [first, from] = [starts[0], starts[index]];
  if (first === undefined || from === undefined) return whole;
  const after = deployments.entries.at(-1)?.value.end ?? deployments.end;
  const end = file.text.indexOf('\n', after);
  const to = starts[index + 1] ?? (end < 0 ? file.text.length : end + 1);
  const rest = end < 0 ? '' : file.text.slice(end + 1);
  return { text: file.text.slice(0, first) + file.text.slice(from, to) + rest, index: 0 };
}
