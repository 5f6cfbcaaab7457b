/** Completion of keys, in block and flow style, and snippets for whole deployments. */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import { message, type Range, type Translate } from '../quantity/index.ts';
import { nodeAt, schemaAt, type KeyInfo, type CursorPath } from '../workload/index.ts';
import { keyInsert } from './completionBlocks.ts';
import { freeName } from './deploymentYaml.ts';
import { escape } from './markdown.ts';
import { keysAt } from './symbols.ts';
import type { Completion, LanguageContext } from './types.ts';

export function keyCompletions(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  place: CursorPath,
  offset: number,
): readonly Completion[] {
  const parent = place.path.slice(0, -1);
  const info = parent.length === 0 ? topLevel() : schemaAt(parent);
  const { file } = context.evaluation;
  const start = place.keySpan?.start ?? offset;
  const hasColon = /^\s*:/.test(file.text.slice(Math.max(offset, place.keySpan?.end ?? offset)));
  const range: Range = {
    start: file.positionAt(start),
    end: file.positionAt(Math.max(offset, place.keySpan?.end ?? offset)),
  };
  const typed = place.path.at(-1) ?? '';
  const present = new Set(keysAt(workload.document, parent).filter((key) => key !== typed));
  const snippets =
    parent.length === 1 && parent[0] === 'deployments' ? deploymentSnippets(context, workload, range, start) : [];
  const line = file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const inBraces = /[{,]\s*[\w-]*$/.test(line) || isFlow(workload, parent);
  const children = emptyAbove(context, workload, place, start);
  const inside =
    children === undefined
      ? []
      : keys(
          schemaAt(children),
          { parent: children, present: new Set(), hasColon, inBraces: false, lead: '  ', range },
          context.t,
        ).map((one) => ({ ...one, sortText: `1${one.sortText ?? ''}` }));
  return [...inside, ...keys(info, { parent, present, hasColon, inBraces, range }, context.t), ...snippets];
}

/**
 * The mapping whose key ends the line above and that has nothing yet: on the first column of the next line its children are meant,
 * since the editor does not indent behind `slo:` by itself.
 */
function emptyAbove(
  { evaluation: { file } }: LanguageContext,
  { document }: EvaluatedWorkload,
  { path, where }: CursorPath,
  start: number,
): readonly string[] | undefined {
  if (where !== 'key' || path.length !== 1 || path[0] !== '') return undefined;
  const above = /(?:^|\n)([\w-]+):[ \t]*(?:#[^\n]*)?\r?\n$/.exec(file.text.slice(0, start))?.[1];
  if (above === undefined || (schemaAt([above])?.keys ?? []).length === 0) return undefined;
  return document.rangeOf([above])?.valueSpan === undefined ? [above] : undefined;
}

/** Whether a mapping, or one around it, is written in braces, on however many lines: nothing within them can be a block. */
function isFlow({ document }: EvaluatedWorkload, path: readonly string[]): boolean {
  return path.some((_, end) => {
    const tree = nodeAt(document.tree, path.slice(0, end + 1))?.tree;
    return tree?.kind === 'map' && tree.flow;
  });
}

function inserted(
  path: readonly string[],
  inBraces: boolean,
  lead: string,
): Partial<Completion> & { insertText: string } {
  const { text, asks } = keyInsert(path, inBraces);
  return { insertText: lead + text.replaceAll('\n', `\n${lead}`), snippet: true, ...(asks ? { asks: true } : {}) };
}

function topLevel(): Pick<KeyInfo, 'keys'> | undefined {
  return schemaAt([]);
}

/** Where a key is being written. */
interface KeyPlace {
  readonly parent: readonly string[];
  /** Keys that stand there already. */
  readonly present: ReadonlySet<string>;
  readonly hasColon: boolean;
  readonly inBraces: boolean;
  /** Blanks before a key that stands deeper than the cursor. */
  readonly lead?: string;
  readonly range: Range;
}

function keys(
  info: Pick<KeyInfo, 'keys'> | undefined,
  { parent, present, hasColon, inBraces, lead = '', range }: KeyPlace,
  t: Translate,
): readonly Completion[] {
  return (info?.keys ?? [])
    .filter((key) => !present.has(key) && !excluded(key, present))
    .map((key, index) => {
      const about = schemaAt([...parent, key]);
      const order = `${about?.required ? '3' : '4'}${String(index).padStart(3, '0')}`;
      return {
        label: key,
        kind: 'key' as const,
        ...(hasColon ? { insertText: key } : inserted([...parent, key], inBraces, lead)),
        sortText: order,
        range,
        ...(about?.default === undefined ? {} : { detail: defaultText(about.default, t) }),
        documentation: () =>
          about &&
          [escape(t(about.doc)), about.example === undefined ? '' : `\n\n\`${key}: ${about.example}\``].join(''),
      };
    });
}

/** "8", or what is done where the key is left out: "chosen by the tool". */
export function defaultText(value: string, t: Translate): string {
  return value.startsWith('(') ? t(value.slice(1, -1)) : value;
}

/** Keys that exclude each other are not offered together. */
function excluded(key: string, present: ReadonlySet<string>): boolean {
  const groups = [
    ['rent', 'own', 'api'],
    ['accelerator', 'api', 'prefill'],
    ['accelerator', 'api', 'decode'],
  ];
  return groups.some((group) => group.includes(key) && group.some((other) => other !== key && present.has(other)));
}

const SNIPPETS: readonly { readonly base: string; readonly detail: string; readonly body: readonly string[] }[] = [
  {
    base: 'rented',
    detail: message('A rented deployment'),
    body: ['accelerator: ${2:h100-sxm}', 'rent: {cloud: ${3:aws}, purchase: ${4|on-demand,spot,1-year,3-year|}}'],
  },
  {
    base: 'owned',
    detail: message('An owned deployment'),
    body: ['accelerator: ${2:b200}', 'own: {life: ${3:4 years}}'],
  },
  { base: 'hosted', detail: message('A hosted API'), body: ['api: {provider: ${2:deepinfra}}'] },
  {
    base: 'disaggregated',
    detail: message('Different machines for prefill and decode'),
    body: [
      'prefill: {accelerator: ${2:h100-sxm}, rent: {}}',
      'decode: {accelerator: ${3:h200-sxm}, rent: {}}',
      'transfer: ${4:400 Gbit/s}',
    ],
  },
];

function deploymentSnippets(
  context: LanguageContext,
  { document }: EvaluatedWorkload,
  range: Range,
  start: number,
): readonly Completion[] {
  const { text } = context.evaluation.file;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return [];
  return SNIPPETS.map(({ base, detail, body }, index) => {
    const name = freeName(base, document.deploymentNames);
    const lines = [`\${1:${name}}:`, ...body.map((line) => `  ${line}`)];
    return {
      label: `${base}…`,
      kind: 'snippet',
      detail: context.t(detail),
      insertText: lines.join('\n'),
      snippet: true,
      sortText: `2${index}`,
      range,
    };
  });
}
