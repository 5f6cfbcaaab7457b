/**
 * Fixes lose nothing: whatever was mistyped, no value disappears that a fix does not replace, comments stay, and the text reads
 * better than before. For every quick fix, and for "Fix All".
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeActions, type CodeAction } from '../../../src/language/index.ts';
import { applyEdits, parseWorkloadFile, WORKLOAD_PROBLEM_CODES } from '../../../src/workload/index.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';
import { dedent } from '../../helpers/cursor.ts';
import { draws } from '../../helpers/soak.ts';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const COMMENTED = dedent(CHAT)
  .split('\n')
  .map((line, index) => (/: \S/.test(line) ? `${line}   # note ${index}` : line))
  .join('\n');
const TEXTS = [
  COMMENTED,
  ...readdirSync(examples)
    .filter((file) => /^(support-chat|trainium-cerebras|batch-summarisation)\.workload\.yaml$/.test(file))
    .map((file) => readFileSync(examples + file, 'utf8')),
];

/** What a hand does to a line; undefined where the line has nothing of the kind. */
const MISTAKES: Readonly<Record<string, (line: string) => string>> = {
  'no space after the colon': (line) => line.replace(/^(\s*[\w-]+): (?=\S)/, '$1:'),
  'no space within braces': (line) => line.replace(/([{,] ?\w+): /, '$1:'),
  'an equals sign': (line) => line.replace(/^(\s*[\w-]+): (?=\S)/, '$1 = '),
  'no colon': (line) => line.replace(/^(\s*[\w-]+): (?=\S)/, '$1 '),
  'a tab': (line) => line.replace(/^ {2}(?=\S)/, '\t'),
  'one blank more': (line) => line.replace(/^( +)(?=\S)/, '$1 '),
  'one blank less': (line) => line.replace(/^ ( +)(?=\S)/, '$1'),
  'no indentation': (line) => line.replace(/^ {2}(?=\S)/, ''),
  'an opened quote': (line) => line.replace(/^(\s*[\w-]+: )(?=\w)/, '$1"'),
  'an opened brace': (line) => line.replace(/\}(?=[^}]*$)/, ''),
  'a letter doubled in the key': (line) => line.replace(/^(\s*\w)(\w)(\w*:)/, '$1$2$2$3'),
  'no unit': (line) => line.replace(/(\d) (?:ms|USD|s)\b/, '$1'),
  'a comma in the number': (line) => line.replace(/: (\d)(\d{3})\b/, ': $1,$2'),
  'a share without its sign': (line) => line.replace(/: (\d\d)%/, ': $1'),
  'a word mistyped': (line) => line.replace(/^(\s*(?:weights|kv_cache|engine|purchase): \w)(\w)/, '$1$2$2'),
  'a dash': (line) => line.replace(/^( +)(?=\w)/, '$1- '),
};

const mistyped = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.array(fc.tuple(fc.nat(80), fc.constantFrom(...Object.keys(MISTAKES))), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, mistakes]) => {
    const lines = text.split('\n');
    for (const [at, name] of mistakes) {
      const index = at % lines.length;
      lines[index] = MISTAKES[name]?.(lines[index] ?? '') ?? '';
    }
    return lines.join('\n');
  });

type Tree = ReturnType<typeof parseWorkloadFile>['documents'][number]['tree'];

function leaves(text: string): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  const visit = (tree: Tree): ReturnType<typeof leaves> => {
    if (tree.kind === 'map') return tree.entries.flatMap(({ value }) => visit(value));
    if (tree.kind === 'seq') return tree.items.flatMap(visit);
    return tree.kind === 'scalar' ? [tree] : [];
  };
  return parseWorkloadFile(text, { force: true }).documents.flatMap(({ tree }) => visit(tree));
}

const comments = (text: string): readonly string[] => text.match(/# note \d+/g) ?? [];
const unread = (text: string): number =>
  parseWorkloadFile(text, { force: true }).documents.flatMap(({ problems }) =>
    problems.filter(({ code }) => code === 'yaml-syntax'),
  ).length;

function offered(text: string): readonly CodeAction[] {
  const context = contextOf(text);
  const { file } = context.evaluation;
  const everywhere = { start: file.positionAt(0), end: file.positionAt(text.length) };
  return codeActions(context, everywhere, (kind) => kind !== 'refactor.rewrite');
}

/** Of the text itself; a fix of the numbers may exchange a way to pay for another. */
function isOfText({ kind, problem, title }: CodeAction): boolean {
  const codes: readonly string[] = WORKLOAD_PROBLEM_CODES;
  return kind === 'source.fixAll' || (codes.includes(problem?.code ?? '') && !title.startsWith('Remove'));
}

describe('whatever was mistyped', () => {
  it('no fix loses a value or a comment, and every result reads no worse', () => {
    fc.assert(
      fc.property(mistyped, (text) => {
        for (const action of offered(text)) {
          if (action.edits.length === 0) continue;
          const after = applyEdits(text, action.edits);
          const said = `${action.title}\n${JSON.stringify(action.edits)}\n${text}`;
          expect(unread(after), said).toBeLessThanOrEqual(unread(text));
          if (!action.title.startsWith('Remove'))
            expect(comments(after).toSorted(), said).toEqual(comments(text).toSorted());
          if (!isOfText(action)) continue;
          const [before, now] = [leaves(text), leaves(after)];
          expect(now.length, said).toBeGreaterThanOrEqual(before.length);
          const kept = new Map<string, number>();
          for (const leaf of now) kept.set(leaf.text, (kept.get(leaf.text) ?? 0) + 1);
          for (const leaf of before) {
            const touched = action.edits.some(({ start, end }) => start <= leaf.end && leaf.start <= end);
            if (touched) continue;
            const left = (kept.get(leaf.text) ?? 0) - 1;
            kept.set(leaf.text, left);
            expect(left, `${leaf.text}: ${said}`).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: draws(25) },
    );
  });

  it('one slip is one problem, and its fix gives the text back', () => {
    const back = ['no space after the colon', 'an equals sign', 'no colon', 'a tab', 'a comma in the number'] as const;
    const lines = COMMENTED.split('\n');
    for (const name of back)
      for (const [index, line] of [...lines.entries()].filter(([at]) => at % 3 === 0)) {
        const typed = MISTAKES[name]?.(line) ?? line;
        // Without its colon an only child is text that may be meant.
        const alone = name === 'no colon' && /weights|per_million/.test(line);
        if (typed === line || line.startsWith('apiVersion') || alone) continue;
        const text = lines.with(index, typed).join('\n');
        const errors = contextOf(text).evaluation.problems.filter(({ severity }) => severity === 'error');
        expect(
          errors.map(({ range }) => range.start.line),
          `${name}: ${text}`,
        ).toEqual([index + 1]);
        const all = offered(text).find(({ kind }) => kind === 'source.fixAll');
        expect(applyEdits(text, all?.edits ?? []).replace(/(\d) {2,}#/, '$1   #'), name).toBe(COMMENTED);
      }
  });
});
