/** One state for all surfaces: fresh, last good, partial or none, in the same words everywhere. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  barText,
  budgetTests,
  codeActions,
  codeLenses,
  diagnostics,
  estimateForModel,
  hover,
  inlayHints,
  LastGood,
  type LanguageContext,
  overBudget,
  status,
  tree,
  workloadsOf,
} from '../../../src/language/index.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';

const EDITOR = { codeLens: true, diagnostics: true };

/** The texts typed one after the other; the context of the last. */
function typed(...texts: readonly string[]): LanguageContext {
  const memory = new LastGood();
  const contexts = texts.map((text) => {
    const context = contextOf(text);
    return { ...context, shown: memory.of(context.uri, context.evaluation) };
  });
  return contexts.at(-1)!;
}

/** Everything that surfaces say of the costs, line by line. */
function said(context: LanguageContext): readonly string[] {
  return [
    ...codeLenses(context).map(({ title }) => `lens ${title}`),
    `bar ${barText(context)?.text ?? ''}`,
    ...tree(context).flatMap(({ description, children }) => [description, ...children.map((one) => one.description)]),
  ];
}

const GOOD = typed(CHAT);

/** Mistakes in lines that belong to all deployments, with the line. */
const SHARED: readonly (readonly [what: string, good: string, bad: string, line: number])[] = [
  ['a number', 'input_tokens: 1800', 'input_tokens: 1800  00', 10],
  ['a let name', 'users: 250e3', 'users: 250e3q', 5],
  ['half a model name', 'llama-3.3-70b', 'llama-3.3-7', 3],
  ['a key with a default', 'peak_to_average: 2.8', 'peak_to_average: 2.8q', 9],
  ['a target', 'ttft: 800 ms', 'ttft: 800 parsecs', 14],
  ['a precision', 'weights: fp8', 'weights: fp9', 17],
  ['a slip of YAML', 'output_tokens: 350', 'output_tokens:350', 11],
  ['a misspelt section', 'slo:', 'sla:', 13],
];

describe.each(SHARED)('%s that does not read', (_, good, bad, line) => {
  const text = CHAT.replace(good, bad);

  it('keeps the figures before on every surface, and says so in the same words', () => {
    const before = said(GOOD);
    const now = said(typed(CHAT, text));
    const note = ` · as before: line ${line} does not read`;
    const lenses = before.length - 5;
    expect(now.slice(0, lenses + 1)).toEqual(before.slice(0, lenses + 1).map((one) => one + note));
    expect(now.slice(lenses + 1)).toEqual([
      `llama-3.3-70b · line ${line} does not read`,
      ...before.slice(lenses + 2).map((one) => one + note),
    ]);
  });

  it('keeps targets, budgets and the baseline', () => {
    const [before] = workloadsOf(GOOD);
    const [now] = workloadsOf(typed(CHAT, text));
    for (const key of ['limits', 'baseline', 'traffic', 'model'] as const)
      expect(now?.estimate[key], key).toEqual(before?.estimate[key]);
  });

  it('never becomes a default without a mark', () => {
    const [workload, ...deployments] = codeLenses(typed(text)).map(({ title }) => title);
    expect(workload).toContain(`line ${line} does not read`);
    for (const title of deployments)
      expect(title).toMatch(new RegExp(`^(≈ .* · |not estimated: )line ${line} does not read$`));
  });

  it('is where a click leads', () => {
    for (const { action } of codeLenses(typed(CHAT, text)))
      expect(action).toMatchObject({ kind: 'reveal', range: { start: { line } } });
  });

  it('decides no test, and is named by status and tools', () => {
    const context = typed(CHAT, text);
    expect(status(context, EDITOR).text).toBe(`Line ${line} does not read`);
    expect(new Set(budgetTests(context).map(({ verdict }) => verdict))).toEqual(new Set(['undecided']));
    for (const { message } of budgetTests(context))
      expect(message).toMatch(new RegExp(`^Line ${line} does not read\\.`));
    expect(estimateForModel(context, {})).toContain(`As before: line ${line} does not read.`);
  });
});

describe('a mistake inside a deployment', () => {
  const text = CHAT.replace('accelerator: b200', 'accelerator: b2000');

  it('leaves the others fresh', () => {
    const context = typed(CHAT, text);
    const [workload] = workloadsOf(context);
    expect(workload?.standing.kind).toBe('fresh');
    expect(['aws-h100', 'own-b200', 'hosted'].map((name) => workload?.standingOf(name).kind)).toEqual([
      'fresh',
      'last-good',
      'fresh',
    ]);
    expect(codeLenses(context).map(({ title }) => title.includes('does not read'))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('has no figures without a text before', () => {
    expect(codeLenses(typed(text))[2]?.title).toBe('not estimated: line 26 does not read');
  });

  it('keeps what it said while other lines go on', () => {
    const context = typed(CHAT, text, text.replace('input_tokens: 1800', 'input_tokens: 3600'));
    const was = codeLenses(GOOD).map(({ title }) => title);
    const now = codeLenses(context).map(({ title }) => title);
    expect(now[2]).toBe(`${was[2]} · as before: line 26 does not read`);
    expect(now[1]).not.toBe(was[1]);
  });
});

describe('a line that does not read, and what is said beside the lenses', () => {
  const DEAR = CHAT.replace('0.60 USD', '0.01 USD');
  const bad = (text: string): string => text.replace('input_tokens: 1800', 'input_tokens: 1800q');
  const NOTE = 'As before: line 10 does not read.';
  const overOf = (context: LanguageContext): readonly string[] =>
    diagnostics(context).flatMap(({ code, message }) => (code === 'over-budget' ? [message] : []));
  const hoverOf = (context: LanguageContext, word: string): string =>
    hover(context, context.evaluation.file.text.lastIndexOf(word) + 1)?.markdown ?? '';
  const pricesOf = (context: LanguageContext): readonly string[] =>
    inlayHints(context).flatMap(({ label, tooltip }) => (label.includes('tp ') ? [`${label} ${tooltip}`] : []));

  it('keeps the budgets that were missed, on their lines, with a mark', () => {
    const below = DEAR.replace('    users: 250e3', '    # counted\n    users: 250e3');
    const lines = (context: LanguageContext): readonly number[] =>
      diagnostics(context).flatMap(({ code, range }) => (code === 'over-budget' ? [range.start.line] : []));
    const [before, now] = [typed(DEAR), typed(DEAR, bad(below))];
    expect(overOf(before).length).toBe(3);
    expect(overOf(now)).toEqual(overOf(before).map((one) => `${one} ${NOTE.replace('10', '11')}`));
    expect(lines(now)).toEqual(lines(before).map((line) => line + 1));
    expect(overBudget(now)).toBe(overOf(now)[0]);
  });

  it('misses no budget that only the default of an unread key would miss', () => {
    const costs = workloadsOf(GOOD)[0]?.estimate.deployments.map(({ cost }) => cost.perMillionTokens.value ?? 0) ?? [];
    const near = CHAT.replace('0.60 USD', `${String(1.001 * Math.max(...costs))} USD`);
    const idle = near.replace('cached_input: 40%', 'cached_input: 40q');
    expect(overOf(typed(near))).toEqual([]);
    expect(overOf(typed(idle)).length).toBeGreaterThan(0);
    for (const message of overOf(typed(idle))) expect(message).toContain('Line 12 does not read.');
    expect(overOf(typed(near, idle))).toEqual([]);
    expect(overBudget(typed(near, idle))).toBeUndefined();
  });

  it('keeps the numbers of a hover, and measures nothing on it', () => {
    const [before, now] = [typed(CHAT), typed(CHAT, bad(CHAT))];
    const rows = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows(hoverOf(now, 'own-b200:'))).toEqual(rows(hoverOf(before, 'own-b200:')));
    expect(hoverOf(now, 'own-b200:')).toContain('as before: line 10 does not read');
    expect(hoverOf(before, 'peak_to_average')).toContain('10 % more');
    expect(hoverOf(now, 'peak_to_average')).not.toContain('10 % more');
    expect(hoverOf(before, 'weights')).toContain('For `aws-h100`');
    expect(hoverOf(now, 'weights')).not.toContain('For `aws-h100`');
  });

  it('keeps the hints of machines, with a mark; expressions are of the present text', () => {
    const [before, now, alone] = [typed(CHAT), typed(CHAT, bad(CHAT)), typed(bad(CHAT))];
    expect(pricesOf(before).length).toBeGreaterThan(0);
    expect(pricesOf(now)).toEqual(pricesOf(before).map((one) => `${one} ${NOTE}`));
    for (const one of pricesOf(alone)) expect(one).toMatch(/^≈ .* Line 10 does not read\.$/);
    const peak = CHAT.replace('peak_to_average: 2.8', 'peak_to_average: 2.8q');
    const moved = typed(CHAT, peak.replace('users: 250e3', 'users: 500e3'));
    expect(inlayHints(moved).find(({ label }) => label.startsWith('= '))?.label).toBe('= 34.7 /s');
  });

  it('offers no rewrite and no fix of numbers whose effect nobody can measure', () => {
    const titles = (context: LanguageContext): readonly string[] => {
      const range = diagnostics(context).find(({ code }) => code === 'over-budget')?.range;
      return range ? codeActions(context, range).map(({ title }) => title) : ['no problem'];
    };
    expect(titles(typed(DEAR)).join()).toMatch(/saves/);
    expect(titles(typed(DEAR, bad(DEAR)))).toEqual([]);
  });
});

it('figures before can still be asked where they come from', () => {
  const [before] = workloadsOf(GOOD);
  const [now] = workloadsOf(typed(CHAT, CHAT.replace('1800', '1800q')));
  expect(now?.explain('aws-h100', 'cost.perMonth')?.quantity).toEqual(
    before?.explain('aws-h100', 'cost.perMonth')?.quantity,
  );
});

it('a text that reads again is fresh', () => {
  expect(said(typed(CHAT, CHAT.replace('1800', '1800q'), CHAT))).toEqual(said(GOOD));
});

it('no surface calls something the cheapest whose cost nobody knows', () => {
  const unknown = CHAT.replaceAll(/ {4}(own|rent|api): .*\n/g, '    rent: {cloud: aws, region: eu-north-9}\n').replace(
    / {2}hosted:(.*\n)*/,
    '',
  );
  for (const { title } of codeLenses(typed(unknown))) expect(title).not.toMatch(/cheapest .*unknown/);
});

describe('what is remembered', () => {
  const unread = (tokens: number): string =>
    CHAT.replace('accelerator: b200', 'accelerator: b2000').replace('input_tokens: 1800', `input_tokens: ${tokens}`);

  it('is where figures come from, however much is typed after it', () => {
    const memory = new LastGood();
    const first = contextOf(CHAT).evaluation;
    memory.of('a', first);
    for (const tokens of [1801, 1802, 1803]) {
      const { evaluation } = contextOf(unread(tokens));
      const [shown] = memory.of('a', evaluation);
      expect(shown?.sourceOf('own-b200')).toBe(first.workloads[0]);
      expect(shown?.sourceOf('aws-h100')).toBe(evaluation.workloads[0]);
    }
  });

  it.each([
    ['that reads', () => CHAT],
    ['with a deployment that does not', () => unread(1800)],
  ])('is nothing of a text %s once another took its place', async (_, text) => {
    const memory = new LastGood();
    const shownOf = (): WeakRef<object> => new WeakRef(memory.of('a', contextOf(text()).evaluation)[0]!);
    const before = shownOf();
    shownOf();
    await new Promise((later) => setImmediate(later));
    collectGarbage();
    expect(before.deref()).toBeUndefined();
  });
});

/** Node gives its collector only to those that ask for it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
