/** The commonest slips of YAML: one problem in plain words, one fix, and the rest of the document as it was meant. */
import { describe, expect, it } from 'vitest';
import { applyEdits, parseWorkloadFile, type TextEdit } from '../../../src/workload/index.ts';

const MEANT = `apiVersion: inference-tco/v1
model: llama-3.3-70b
description: "Support: EU"    # two regions
traffic:
  requests: 10 / s            # measured
  input_tokens: 1500
  output_tokens: 300
slo:
  ttft: 800 ms
deployments:
  a:
    accelerator: h100-sxm
    rent: {cloud: aws, region: us-east-1}
`;

/** What was typed instead of a part of the text above, by the slip. */
const TYPED: readonly (readonly [slip: string, meant: string, typed: string])[] = [
  ['space', 'output_tokens: 300', 'output_tokens:300'],
  ['space', 'input_tokens: 1500', 'input_tokens:1500'],
  ['space', 'model: llama-3.3-70b', 'model:llama-3.3-70b'],
  ['space', 'ttft: 800 ms', 'ttft:800 ms'],
  ['space', '{cloud: aws', '{cloud:aws'],
  ['tab', '  input_tokens', '\tinput_tokens'],
  ['blank', 'input_tokens: ', 'input_tokens:\u00a0'],
  ['blank', '10 / s   ', '“10 / s”   '],
  ['equals', 'input_tokens: 1500', 'input_tokens = 1500'],
  ['quote', '10 / s            ', '"10 / s            '],
  ['quote', 'llama-3.3-70b', `'llama-3.3-70b"`],
  ['bracket', 'us-east-1}', 'us-east-1'],
  ['bracket', 'us-east-1}', 'us-east-1}}'],
  ['indent', '  input_tokens', '   input_tokens'],
  ['indent', '  output_tokens', ' output_tokens'],
  ['indent', 'model: llama', '  model: llama'],
  ['colon', 'input_tokens: 1500', 'input_tokens 1500'],
  ['colon', 'traffic:', 'traffic'],
  ['colon-in-value', '"Support: EU"', 'Support: EU'],
];

const leaves = (text: string): string =>
  JSON.stringify(parseWorkloadFile(text, { force: true }).documents[0]?.tree, leaf);
const leaf = (key: string, value: unknown): unknown =>
  ['start', 'end', 'keySpan', 'flow', 'quoted', 'via', 'merges', 'byKey', 'text'].includes(key) ? undefined : value;

describe.each(['\n', '\r\n'])('with lines that end in %j', (eol) => {
  it.each(TYPED)('%s: %j typed as %j', (slip, meant, typed) => {
    const text = MEANT.replace(meant, typed).replaceAll('\n', eol);
    const [document] = parseWorkloadFile(text, { force: true }).documents;
    expect(document?.problems.map(({ code, data }) => [code, data])).toMatchObject([
      ['yaml-syntax', { code: 'SLIP', slip }],
    ]);
    // Read as it was meant, without a fix too.
    expect(leaves(text).replaceAll('“', '')).toBe(leaves(MEANT).replaceAll('“', ''));
    const [problem] = document?.problems ?? [];
    const edits = (problem?.data as { edits: readonly TextEdit[] }).edits;
    const after = applyEdits(text, edits);
    expect(parseWorkloadFile(after, { force: true }).documents[0]?.problems).toEqual([]);
    expect(leaves(after)).toBe(leaves(MEANT));
    expect(after.match(/#.*/g)).toEqual(text.match(/#.*/g));
  });
});

it('two slips are two problems, each with its own place', () => {
  const text = MEANT.replace('input_tokens: 1500', 'input_tokens:1500').replace('  ttft: 800', '  ttft = 800');
  const [document] = parseWorkloadFile(text, { force: true }).documents;
  expect(document?.problems.map(({ range }) => range.start.line)).toEqual([6, 9]);
});

describe('what YAML reads as it stands is no slip', () => {
  it.each([
    ['a web address', 'description: see https://example.com/a'],
    ['a time', 'description: from 12:30 on'],
    ['a name with a colon', 'model: qwen:7b'],
    ['a home of anchors', 'x-images: {image:tag}'],
    ['text in lines', 'description: |\n  note:this\n  stays'],
    ['text in quotes', 'description: "note:this"'],
  ])('%s', (_, line) => {
    const text = MEANT.replace(/^(model|description).*\n/gm, (found) =>
      found.startsWith(line.slice(0, 5)) ? '' : found,
    );
    const [document] = parseWorkloadFile(`${text}${line}\n`, { force: true }).documents;
    expect(document?.problems.filter(({ code }) => code === 'yaml-syntax')).toEqual([]);
  });
});

describe('a key in the wrong place', () => {
  const problemsOf = (text: string) =>
    parseWorkloadFile(text, { force: true }).documents[0]?.problems.map(({ code, data }) => [code, data]);

  it('belongs to another section, which then does not miss it', () => {
    const text = MEANT.replace('  output_tokens', 'output_tokens');
    expect(problemsOf(text)).toMatchObject([['unknown-key', { key: 'output_tokens', belongsTo: ['traffic'] }]]);
  });

  it('belongs further out', () => {
    const text = MEANT.replace('deployments:\n  a: ', '  deployments:\n    a: ').replace(/ {2}a:\n(.*\n)*/, '');
    expect(problemsOf(`${text.replace('deployments:\n', '')}  currency: EUR\n`)).toMatchObject([
      ['unknown-key', { key: 'currency', belongsTo: [] }],
    ]);
  });

  it('belongs to the way it is paid', () => {
    const text = MEANT.replace('    rent: {cloud: aws, ', '    cloud: aws\n    rent: {');
    expect(problemsOf(text)).toMatchObject([
      ['unknown-key', { key: 'cloud', belongsTo: ['deployments', 'a', 'rent'] }],
    ]);
  });
});

it('behind a place that does not read nothing else is said to be wrong', () => {
  const text = MEANT.replace('  input_tokens: 1500', '  input_tokens: 1500\n  - 3\n  nobody: knows');
  const codes = parseWorkloadFile(text, { force: true }).documents[0]?.problems.map(({ code }) => code);
  expect(codes).toEqual(['yaml-syntax']);
});
