import { describe, expect, it } from 'vitest';
import {
  barText,
  budgetTests,
  codeLenses,
  diagnostics,
  folding,
  links,
  overBudget,
  status,
  symbols,
  tree,
  type SymbolNode,
} from '../../../src/language/index.ts';
import { PROBLEM_CODES } from '../../../src/estimate/index.ts';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectGolden } from '../../helpers/golden.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';
import { withFixture } from './fixture.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('outline', () => {
  it('shows workload, sections, deployments and let names', () => {
    const lines: string[] = [];
    const visit = (node: SymbolNode, depth: number): void => {
      const detail = node.kind === 'deployment' ? '…' : node.detail;
      lines.push(`${'  '.repeat(depth)}${node.kind} ${node.name} ${detail}`.trimEnd());
      node.children.forEach((child) => visit(child, depth + 1));
    };
    symbols(contextOf(CHAT)).forEach((node) => visit(node, 0));
    expectGolden(`${lines.join('\n')}\n`, 'outline/chat.txt');
  });

  it('folds what spans lines, from the key to the last line of its value', () => {
    const ranges = folding(contextOf(CHAT)).map(({ start, end }) => `${start.line}-${end.line}`);
    expect(ranges).toContain('4-6');
    expect(ranges).toContain('21-29');
    expect(ranges).toContain('22-24');
  });
});

describe('tree', () => {
  it('has the cheapest deployment first and the impossible last', () => {
    const [workload] = tree(withFixture());
    expect(workload?.children.map(({ label, icon }) => `${label} ${icon}`)).toEqual([
      'hosted hosted',
      'own-b200 ok',
      'aws-h100 ok',
      'trainium-cerebras warning',
      'rubin-lpx warning',
      'one-l4 error',
    ]);
  });
});

describe('status', () => {
  it('counts what is estimated and dates the prices', () => {
    expect(status(withFixture(), { codeLens: true, diagnostics: true })).toEqual({
      text: '6 deployments estimated',
      detail: expect.stringMatching(/^Tables of .+ 20\d\d; oldest price used \d+ days old$/) as string,
      severity: 'Information',
    });
  });

  it('says which switch silences the lenses', () => {
    expect(status(withFixture(), { codeLens: false, diagnostics: true }).detail).toContain(
      'inferenceTco.codeLens.enabled',
    );
  });

  it('says what Restricted Mode switches off', () => {
    const shown = status(withFixture(), { codeLens: true, diagnostics: true, restricted: true });
    expect(shown.text).toBe('6 deployments estimated');
    expect(shown.detail).toContain('Restricted Mode: price folder and HEAD are off');
  });

  it('says that lines of the own price tables are missing from the figures, and so does the lens', () => {
    const context = { ...contextOf(CHAT), unreadPrices: 2 };
    const shown = status(context, { codeLens: true, diagnostics: true });
    expect(shown).toMatchObject({ severity: 'Warning' });
    expect(shown.detail).toContain('2 lines of your price tables are not read');
    expect(codeLenses(context)[0]?.title).toMatch(/ · 2 lines of your price tables are not read$/);
  });

  it('shows the first error while the text has one', () => {
    const shown = status(contextOf(CHAT.replace('model:', 'modle:')), { codeLens: true, diagnostics: true });
    expect(shown.severity).toBe('Error');
    expect(shown.detail).toContain('model');
  });

  it('puts the deployment at the cursor, else the baseline, into the status bar', () => {
    const context = withFixture();
    expect(barText(context)?.text).toBe('aws-h100: $0.581 / 1M tokens ±14 %');
    expect(barText(context, undefined, 'trainium-cerebras')?.text).toBe('trainium-cerebras: ≥ $1.90 / 1M tokens');
  });
});

describe('budgets as tests', () => {
  it('give a verdict per limit at the line of the limit', () => {
    const tests = budgetTests(withFixture()).map(
      ({ label, verdict, range }) => `${range.start.line} ${verdict} ${label}`,
    );
    expect(tests).toEqual([
      '6 passed Time to first token at most 800 ms',
      '11 passed Time per output token at most 40 ms',
      '11 passed Cost per million tokens at most $0.60',
      '8 failed Monthly bill at most $60k',
      '11 passed Energy per million tokens at most 0.5 kWh',
    ]);
  });

  it('are undecided at the limits where the document names no deployment to hold them', () => {
    const alone = CHAT.replace(/ {2}baseline:(.*\n)*/, '');
    const [test, ...others] = budgetTests(contextOf(alone));
    expect(others).toEqual([]);
    expect(test).toMatchObject({ group: 'support-chat', verdict: 'undecided', range: { start: { line: 18 } } });
    expect(test?.message).toContain('names no deployment');
    expect(budgetTests(contextOf(alone.replace(/ {2}(slo|budget):\n( {4}.*\n)+/g, '')))).toEqual([]);
  });

  it('mark the file over budget', () => {
    expect(overBudget(contextOf(CHAT.replace('0.60 USD', '0.01 USD')))).toContain('budget');
    expect(overBudget(contextOf(CHAT.replace('0.60 USD', '60 USD')))).toBeUndefined();
  });
});

describe('diagnostics', () => {
  it('have a page for each code, and no page is left over', () => {
    for (const code of PROBLEM_CODES) expect(existsSync(`${root}docs/problems/${code}.md`), code).toBe(true);
  });

  it('stand once per place', () => {
    const found = diagnostics(contextOf(CHAT.replace('ttft: 800 ms', 'ttft: 800')));
    expect(found.map(({ code, range }) => `${range.start.line} ${code}`)).toContain('14 missing-unit');
    expect(new Set(found.map((one) => JSON.stringify([one.code, one.range, one.message]))).size).toBe(found.length);
  });
});

describe('links', () => {
  it('lead to the model page and to files beside the document', () => {
    const found = links(contextOf(CHAT)).map(({ target, kind }) => `${kind} ${target}`);
    expect(found[0]).toBe('web https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct');
    const file = links(contextOf(CHAT.replace('model: llama-3.3-70b', 'model: ./models/mine.json')));
    expect(file[0]).toMatchObject({ kind: 'file', target: './models/mine.json' });
  });

  it('lead nowhere from an absolute path', () => {
    expect(links(contextOf(CHAT.replace('model: llama-3.3-70b', 'model: /etc/passwd')))).toEqual([]);
  });
});
