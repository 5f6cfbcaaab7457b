/** The first minutes with an empty file, and where the cursor stands. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/workload/index.ts';
import { codeLenses, diagnostics, locate, status, templateEdit, templates } from '../../../src/language/index.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';
import { dedent } from '../../helpers/cursor.ts';

describe.each([
  ['empty', ''],
  ['of blank lines', '\n\n'],
  ['of a comment', '# what it costs to serve\n'],
  ['of the beginning of a document', '---\n'],
])('a file that is %s', (_, text) => {
  const context = contextOf(text.startsWith('\n') ? ` ${text}` : text);
  it('is offered a template and told nothing red', () => {
    expect(diagnostics(context)).toEqual([]);
    expect(codeLenses(context).map(({ title, action }) => [title, action.kind])).toEqual([
      ['Start from a template …', 'template'],
    ]);
    expect(status(context, { codeLens: true, diagnostics: true })).toMatchObject({ severity: 'Information' });
  });

  it('takes a template below what stands there', () => {
    const [smallest] = templates(context.t);
    const edit = templateEdit(context.evaluation, smallest?.text ?? '');
    const after = applyEdits(context.evaluation.file.text, edit ? [edit] : []);
    expect(after.startsWith(text.trim())).toBe(true);
    expect(contextOf(after).evaluation.problems).toEqual([]);
    expect(templateEdit(contextOf(after).evaluation, '')).toBeUndefined();
  });
});

it('the first letter ends that', () => {
  expect(diagnostics(contextOf('model:')).length).toBeGreaterThan(0);
});

describe('the cursor', () => {
  const text = dedent(CHAT).replace('  own-b200:', '\n  own-b200:');
  const { evaluation } = contextOf(text);
  const lines = text.split('\n');
  const at = (line: string, column: number): string | undefined =>
    locate(evaluation, { line: lines.findIndex((one) => one.includes(line)) + 1, column })?.deployment;

  it.each([1, 3, 5, 9])('in column %d of its lines stands in the deployment', (column) => {
    for (const [line, name] of [
      ['aws-h100:', 'aws-h100'],
      ['accelerator: h100-sxm', 'aws-h100'],
      ['own-b200:', 'own-b200'],
      ['own: {life', 'own-b200'],
      ['api: {provider', 'hosted'],
    ] as const)
      expect(at(line, column), line).toBe(name);
  });

  it('stands in none above the deployments', () => {
    for (const line of ['traffic:', 'per_million_tokens', 'deployments:']) expect(at(line, 1), line).toBeUndefined();
  });
});
