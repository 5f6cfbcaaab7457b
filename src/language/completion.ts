/**
 * Completion. Keys come from the schema; names of machines, places, plans and models from the catalog, each with what the
 * deployment would cost with it, cheapest first; quantities get their units and the names of `let`.
 */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import { finished, type Slices } from '../economics/index.ts';
import type { Range, Translate } from '../quantity/index.ts';
import { schemaAt, type KeyInfo, type CursorPath } from '../workload/index.ts';
import { keyCompletions } from './completionKeys.ts';
import { pricedValues } from './completionValues.ts';
import { workloadAt } from './locate.ts';
import type { Completion, LanguageContext } from './types.ts';

export function completions(context: LanguageContext, offset: number): readonly Completion[] {
  return finished(completionSlices(context, offset));
}

/** The same in slices of a few milliseconds: a hundred priced values take a tenth of a second. */
export function* completionSlices(context: LanguageContext, offset: number): Slices<readonly Completion[]> {
  const workload = workloadAt(context, offset) ?? context.evaluation.workloads.at(-1);
  if (workload === undefined || inComment(context.evaluation.file.text, offset)) return [];
  const place = workload.document.pathAt(offset);
  const value = valuePlace(workload, place, context.evaluation.file.text, offset);
  if (value === undefined) return place.where === 'key' ? keyCompletions(context, workload, place, offset) : [];
  const info = schemaAt(value.path);
  if (info === undefined) return [];
  const { file } = context.evaluation;
  const range = { start: file.positionAt(value.start), end: file.positionAt(value.end) };
  const priced = yield* pricedValues(context, workload, value.path, info, range);
  return [
    ...(priced.length > 0 ? priced : words(info, range, context.t)),
    ...(takesNumber(info) ? numbers(context, workload, value, info, offset) : []),
    ...(value.path.join('.') === 'baseline' ? names(workload.document.deploymentNames, range) : []),
  ];
}

interface ValuePlace {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The value being written: where it starts, also when only blanks or nothing follow the colon yet. */
function valuePlace(
  { document }: EvaluatedWorkload,
  place: CursorPath,
  text: string,
  offset: number,
): ValuePlace | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (place.where === 'key') {
    // In `{purchase: }` the empty value has no extent of its own.
    const key = /[{,]\s*([\w-]+)\s*:\s*$/.exec(line)?.[1];
    return key === undefined ? undefined : { path: [...place.path.slice(0, -1), key], start: offset, end: offset };
  }
  if (place.where !== 'value') return undefined;
  const span = document.rangeOf(place.path)?.valueSpan ?? place.valueSpan;
  if (span === undefined) return { path: place.path, start: offset, end: offset };
  return { path: place.path, start: Math.min(span.start, offset), end: Math.max(offset, span.end) };
}

/** Words of a closed list that the catalog does not price. */
function words(info: KeyInfo, range: Range, t: Translate): readonly Completion[] {
  const values =
    info.type === 'boolean'
      ? [
          { value: 'true', doc: '' },
          { value: 'false', doc: '' },
        ]
      : (info.values ?? []);
  if (info.table !== undefined) return [];
  return values.map(({ value, doc }, index) => ({
    label: value,
    kind: 'value' as const,
    insertText: value,
    sortText: `5${String(index).padStart(3, '0')}`,
    range,
    ...(doc === '' ? {} : { detail: t(doc) }),
  }));
}

function takesNumber(info: KeyInfo): boolean {
  return info.measure !== undefined || info.type === 'definition';
}

/** After a number its units; elsewhere names of `let` and the functions that expressions know. */
function numbers(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  { path, start }: ValuePlace,
  info: KeyInfo,
  offset: number,
): readonly Completion[] {
  const { file } = context.evaluation;
  const typed = file.text.slice(start, offset);
  const word = /[A-Za-z_/%][\w/]*$/.exec(typed)?.[0] ?? '';
  const range = { start: file.positionAt(offset - word.length), end: file.positionAt(offset) };
  const number = /(?:^|[\s(*/+-])[\d.]+(?:[eE][+-]?\d+)?(\s*)$/.exec(typed.slice(0, typed.length - word.length));
  if (number !== null) {
    const blank = number[1] === '' && word === '';
    return (info.units ?? []).map((unit, index) => ({
      label: unit,
      kind: 'unit' as const,
      insertText: blank && unit !== '%' ? ` ${unit}` : unit,
      sortText: `1${String(index).padStart(3, '0')}`,
      range,
    }));
  }
  const own = path[0] === 'let' ? path[1] : undefined;
  const { example } = info;
  const examples: readonly Completion[] =
    example === undefined || typed.trim() !== '' || example.startsWith('{')
      ? []
      : [{ label: example, kind: 'value', insertText: example, sortText: '1', range, detail: context.t('Example') }];
  return [...examples, ...letNames(context, workload, own, range)];
}

function letNames(
  { evaluation: { file } }: LanguageContext,
  workload: EvaluatedWorkload,
  own: string | undefined,
  range: Range,
): readonly Completion[] {
  return workload.document.letNames
    .filter(({ name }) => name !== own)
    .map(({ name }) => {
      const span = workload.document.rangeOf(['let', name])?.valueSpan;
      return {
        label: name,
        kind: 'variable' as const,
        insertText: name,
        sortText: `2${name}`,
        range,
        ...(span === undefined ? {} : { detail: file.text.slice(span.start, span.end) }),
      };
    });
}

function names(deployments: readonly string[], range: Range): readonly Completion[] {
  return deployments.map((name) => ({
    label: name,
    kind: 'value',
    insertText: name,
    sortText: `1${name}`,
    range,
  }));
}

/** A `#` that starts a comment: at the beginning of a line or after a blank, outside quotes. */
function inComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /(^|\s)#/.test(line.replace(/"[^"]*"|'[^']*'/g, ''));
}
