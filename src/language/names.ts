/** Names the user gives: deployments and `let`. Where they are defined, where they are used, and renaming both at once. */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import type { Range } from '../quantity/index.ts';
import { schemaAt, type TextEdit } from '../workload/index.ts';
import { workloadAt } from './locate.ts';
import type { LanguageContext } from './types.ts';

export interface Name {
  readonly kind: 'let' | 'deployment';
  readonly name: string;
  readonly range: Range;
}

/** The name under the cursor, be it its definition or a use. */
export function nameAt(context: LanguageContext, offset: number): Name | undefined {
  const workload = workloadAt(context, offset);
  if (workload === undefined) return undefined;
  for (const kind of ['let', 'deployment'] as const) {
    const word = wordAt(context.evaluation.file.text, offset, kind);
    if (word !== undefined && nameKindAt(workload, word.start, word.text) === kind)
      return { kind, name: word.text, range: rangeOf(context, word.start, word.text) };
  }
  return undefined;
}

/** The key that defines the name under the cursor. */
export function definition(context: LanguageContext, offset: number): Range | undefined {
  const name = nameAt(context, offset);
  const workload = workloadAt(context, offset);
  return name && workload?.document.rangeOf(definitionPath(name))?.key;
}

/** Every place of the name under the cursor, its definition first in the order of the text. */
export function references(context: LanguageContext, offset: number): readonly Range[] {
  const name = nameAt(context, offset);
  const workload = workloadAt(context, offset);
  if (name === undefined || workload === undefined) return [];
  return places(context, workload, name).map((start) => rangeOf(context, start, name.name));
}

export type RenameResult =
  { readonly ok: true; readonly edits: readonly TextEdit[] } | { readonly ok: false; readonly message: string };

export function rename(context: LanguageContext, offset: number, newName: string): RenameResult | undefined {
  const { t } = context;
  const name = nameAt(context, offset);
  const workload = workloadAt(context, offset);
  if (name === undefined || workload === undefined) return undefined;
  const allowed = name.kind === 'let' ? /^[A-Za-z_]\w*$/ : /^[A-Za-z0-9][\w.-]*$/;
  if (!allowed.test(newName))
    return {
      ok: false,
      message: t('A name starts with a letter and holds letters, digits and _; deployments also - and .'),
    };
  if (workload.document.rangeOf(definitionPath({ ...name, name: newName })) !== undefined)
    return { ok: false, message: t('{0} is taken.', newName) };
  const edits = places(context, workload, name).map((start) => ({
    start,
    end: start + name.name.length,
    newText: newName,
  }));
  return { ok: true, edits };
}

function definitionPath({ kind, name }: Pick<Name, 'kind' | 'name'>): readonly string[] {
  return [kind === 'let' ? 'let' : 'deployments', name];
}

function places(context: LanguageContext, workload: EvaluatedWorkload, { kind, name }: Name): readonly number[] {
  const { file } = context.evaluation;
  const { range } = workload.document;
  const [from, to] = [file.offsetAt(range.start), file.offsetAt(range.end)];
  const found: number[] = [];
  for (let at = file.text.indexOf(name, from); at >= 0 && at < to; at = file.text.indexOf(name, at + name.length))
    if (wordAt(file.text, at, kind)?.text === name && nameKindAt(workload, at, name) === kind) found.push(at);
  return found;
}

/** Whether the word at an offset names a deployment or a `let` value, by where it stands. */
function nameKindAt({ document }: EvaluatedWorkload, offset: number, word: string): Name['kind'] | undefined {
  const { path, where } = document.pathAt(offset);
  if (where === 'key') {
    if (path.length !== 2 || path[1] !== word) return undefined;
    return path[0] === 'let' ? 'let' : path[0] === 'deployments' ? 'deployment' : undefined;
  }
  if (where !== 'value') return undefined;
  if (path.length === 1 && path[0] === 'baseline')
    return document.deploymentNames.includes(word) ? 'deployment' : undefined;
  if (document.rangeOf(['let', word]) === undefined) return undefined;
  return path[0] === 'let' || takesExpression(path) ? 'let' : undefined;
}

function takesExpression(path: readonly string[]): boolean {
  const info = schemaAt(path);
  return info !== undefined && (info.measure !== undefined || info.type === 'definition');
}

const WORDS: Readonly<Record<Name['kind'], RegExp>> = { let: /[A-Za-z_]\w*/g, deployment: /[A-Za-z0-9_][\w.-]*/g };

function wordAt(
  text: string,
  offset: number,
  kind: Name['kind'],
): { readonly text: string; readonly start: number } | undefined {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  for (const match of text.slice(line, end < 0 ? text.length : end).matchAll(WORDS[kind])) {
    const start = line + match.index;
    if (start <= offset && offset <= start + match[0].length) return { text: match[0], start };
  }
  return undefined;
}

function rangeOf({ evaluation: { file } }: LanguageContext, start: number, word: string): Range {
  return { start: file.positionAt(start), end: file.positionAt(start + word.length) };
}

/** A `let` value as written. */
export function letValue(
  { evaluation: { file } }: LanguageContext,
  { document }: EvaluatedWorkload,
  name: string,
): string | undefined {
  const span = document.rangeOf(['let', name])?.valueSpan;
  return span === undefined ? undefined : file.text.slice(span.start, span.end);
}
