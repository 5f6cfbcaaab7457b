/** Verdicts as machines read them: against the published types of SARIF 2.1.0, and the form of JUnit that test reports share. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { checkJunit, checkMarkdown, checkSarif, type LocatedCheck } from '../../../src/report/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const NAMES = [
  'plain',
  '<a href="x">&\'"',
  'a\uffff\ud800\u0000\u001b[31m',
  ']]>',
  '😀 größe',
  '\n::error::x',
  '\u202eabc',
];
const check = (name: string, verdict: LocatedCheck['verdict']): LocatedCheck => ({
  workload: name,
  deployment: name,
  subject: 'cost-per-month',
  verdict,
  straddles: false,
  limit: 1,
  value: { value: 2, unit: 'USD', state: 'known' },
  file: `a b#?%${name}.yaml`,
  line: 3,
  currency: 'USD',
});
const checks = NAMES.flatMap((name) =>
  (['passed', 'failed', 'undecided'] as const).map((verdict) => check(name, verdict)),
);

describe('JUnit', () => {
  it('has the form that test reports share', async () => {
    const schema = readFileSync(path.join(root, 'test/fixtures/schemas/junit.xsd'), 'utf8');
    const validate = async (contents: string) =>
      validateXML({ xml: { fileName: 'checks.xml', contents }, schema: { fileName: 'junit.xsd', contents: schema } });
    const { valid, errors } = await validate(checkJunit(checks, 'en-US', false));
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    expect((await validate('<testsuites><testcase/></testsuites>')).valid).toBe(false);
  });
});

describe('SARIF', () => {
  const SARIF = path.join(root, 'node_modules/@types/sarif/index.d.ts');
  /** What the compiler says of a text as a log: unknown and missing keys, wrong types and words. */
  function complaints(log: string): readonly string[] {
    const file = path.join(root, 'log.ts');
    const text = `import type { Log } from 'sarif';\nexport const log: Log = ${log};`;
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      lib: ['lib.es2022.d.ts'],
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      module: ts.ModuleKind.ESNext,
      types: [],
      paths: { sarif: [SARIF] },
    };
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, ...rest) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
    const program = ts.createProgram([file], options, host);
    const source = program.getSourceFile(file);
    return program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  }
  let log = '';
  beforeAll(() => {
    log = checkSarif(checks, 'en-US');
  });

  it('has the keys and types of the standard, and no others', () => {
    expect(complaints(log)).toEqual([]);
    expect(complaints(log.replace('"ruleId"', '"rule"'))).not.toEqual([]);
  });

  it('names files by addresses, and rules that it describes', () => {
    const { runs } = JSON.parse(log) as Log;
    const rules = runs.flatMap(({ tool }) => tool.driver.rules.map(({ id }) => id));
    for (const { results } of runs)
      for (const { ruleId, locations } of results) {
        expect(rules).toContain(ruleId);
        const { uri } = locations[0]!.physicalLocation.artifactLocation;
        expect(uri).toMatch(/^(?:[\w\-.~!'()*/]|%[\dA-F]{2})+$/);
        expect(() => new URL(uri, 'file:///project/')).not.toThrow();
      }
  });
});

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

describe('a comment', () => {
  it('calls nobody, links nowhere and hides nothing', () => {
    const name = '@octocat https://evil.example www.evil.example org/repo#1 \u202eabc a@b.example';
    const text = checkMarkdown([check(name, 'failed')], 'en-US')
      .split('\n')
      .slice(3)
      .join('\n');
    expect(text).not.toMatch(/@\w|:\/\/|www\.|#\d|[\u202a-\u202e]/);
    expect(text).toContain('octocat');
  });

  it('fits, and says what does not', () => {
    const many = Array.from({ length: 3000 }, (_, i) => check(`workload-${i}`, i % 2 === 0 ? 'failed' : 'passed'));
    const text = checkMarkdown(many, 'en-US');
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('1500 passed, 1500 failed, 0 undecided.');
    expect(text).toContain('workload\\-0 ');
    expect(text).not.toContain('workload\\-1 ');
    expect(checkMarkdown([check('x'.repeat(100_000), 'failed')], 'en-US').length).toBeLessThan(65_536);
  });
});
