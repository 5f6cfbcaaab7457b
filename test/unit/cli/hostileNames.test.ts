/** Names that a document gives, in every format that a terminal, a build or a spreadsheet reads. */
import { describe, expect, it } from 'vitest';
import { visible } from '../../../src/cli/terminal.ts';
import { csv } from '../../../src/report/index.ts';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const { file } = workspace();
const NAMES = [
  'x\n::error file=deploy.yaml,line=1::injected',
  '\n::add-mask::h100',
  '##vso[task.setvariable variable=a]b',
  '##[error]c',
  'a\u001b[31mX\u0007',
  'b\u202eX',
  'a\uffffb\ud800c',
];
const document = file(
  'a b#ü.yaml',
  `model: llama-3.3-70b
traffic: {requests: 1, input_tokens: 10, output_tokens: 10}
budget: {per_month: 1 USD}
name: ${JSON.stringify(NAMES.join(' '))}
deployments:
${NAMES.map((name) => `  ${JSON.stringify(name)}: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 10 USD}}\n`).join('')}`,
);

describe.each([
  ['estimate', 'table'],
  ['estimate', 'markdown'],
  ['estimate', 'csv'],
  ['check', 'table'],
  ['check', 'markdown'],
  ['check', 'junit'],
  ['check', 'sarif'],
] as const)('%s as %s', (command, format) => {
  it('holds no command for a build and no control character', async () => {
    const { out, error } = await runCli([command, document, '--format', format]);
    const all = out + error;
    expect(all).toContain('injected');
    expect(all).not.toMatch(/^\s*::/m);
    expect(all).not.toMatch(/##\[|##vso\[/);
    expect(all).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});

it('JUnit holds characters of XML 1.0 alone', async () => {
  const { out } = await runCli(['check', document, '--format', 'junit']);
  expect(out).not.toMatch(/[\ufffe\uffff]|\p{Surrogate}/u);
});

it('SARIF names files by an encoded address', async () => {
  const { out } = await runCli(['check', document, '--format', 'sarif']);
  const { runs } = JSON.parse(out) as {
    runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
  };
  const uri = runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
  expect(uri).toMatch(/\/a%20b%23%C3%BC\.yaml$/);
});

it('an error of usage is shown as safely', async () => {
  const { error } = await runCli(['estimate', document, '--workload', 'x\u001b[31m\n::error::y']);
  expect(error).not.toMatch(/\u001b|^::/m);
});

it('a table of one line a row stays one', async () => {
  const { out } = await runCli(['check', document]);
  expect(out).toMatch(/x[\u240a ]::error/);
});

it('CSV holds texts that a spreadsheet takes for texts', () => {
  const cells = [
    '=1+1',
    '\n=1+1',
    '\u2028=1',
    ' =1',
    '\t=1',
    '\ufeff=1',
    '@a',
    '-a',
    '+a',
    '＝1',
    "=cmd|' /C calc'!A0\nx",
  ];
  for (const line of csv(cells.map((name) => ({ name, n: -1 })))
    .trim()
    .split('\n')
    .slice(1))
    expect(line).toMatch(/^"?'.*,-1$/);
});

it("what is nobody else's command stays as it is", () => {
  for (const text of ['a::b\n', '# heading\n## more\n', 'tab\there\r\n', 'ü × 6 ≥ ±']) expect(visible(text)).toBe(text);
});

it('a table of nothing is nothing', () => {
  expect(csv([])).toBe('');
});
