/** The second language: every message that reaches a user has a German text, and it is used where users look. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  codeActions,
  codeLenses,
  completions,
  diagnostics,
  hover,
  inlayHints,
  problemPages,
  status,
} from '../../../src/language/index.ts';
import { createEngine, PROBLEM_CODES } from '../../../src/estimate/index.ts';
import { english, translator, type Bundle, type Localization } from '../../../src/quantity/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { at } from '../../helpers/cursor.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { AS_OF, CHAT, contextOf } from '../../helpers/language.ts';
import { messages, placesOf } from '../../helpers/messages.ts';
import { masked } from './fixture.ts';

/** As `masked`, for the numbers and effects of German texts. */
const maskedGerman = (text: string): string =>
  masked(text)
    .replace(/#(?:[.,]#)+/g, '#')
    .replace(/(# % mehr, für [^:]+): .*/g, '$1: ….');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = `${root}l10n/bundle.l10n.de.json`;
const bundle = JSON.parse(readFileSync(file, 'utf8')) as Bundle;

describe('the bundle', () => {
  const used = messages();

  it('has every message of the sources', () => {
    expect(used.length).toBeGreaterThan(400);
    expect(used.filter((message) => !Object.hasOwn(bundle, message))).toEqual([]);
  });

  it('has no message that nobody uses any more', () => {
    const known = new Set(used);
    expect(Object.keys(bundle).filter((message) => !known.has(message))).toEqual([]);
  });

  it('keeps the places of each message', () => {
    const broken = Object.entries(bundle).filter(
      ([message, text]) => placesOf(message).join() !== placesOf(text).join(),
    );
    expect(broken).toEqual([]);
  });

  it('is sorted, so that changes are read easily', () => {
    expect(Object.keys(bundle)).toEqual(Object.keys(bundle).toSorted());
  });
});

describe('a translator', () => {
  const t = translator({ 'Keep {0}.': '{0} behalten.', constructor: 'Erbauer' });
  it('fills the places of the other language', () => expect(t('Keep {0}.', 'a')).toBe('a behalten.'));
  it('keeps English what the bundle lacks', () => expect(t('Drop {0}.', 'a')).toBe('Drop a.'));
  it('reads own keys only', () => expect(translator({})('constructor')).toBe('constructor'));
  it('is plain English without a bundle', () => expect(translator(undefined)).toBe(english));
});

describe('in German', () => {
  const words: Localization = { locale: 'de', t: translator(bundle) };
  const engine = createEngine({ catalog: catalog(), asOf: AS_OF, words });
  const inGerman = (text: string) => contextOf(text, { ...words, engine });
  const WRONG = `
  apiVersion: inference-tco/v1
  name: falsch
  modle: x
  model: llama-3.3-70b
  traffic: {requests: 10 / s, input_tokens: 1800, output_tokens: 350}
  slo: {ttft: 2, tpot: 40 USD}
  deployments:
    klein: {accelerator: l4, tensor_parallel: 1, rent: {}}
    teuer: {accelerator: h100-sxm, rent: {cloud: amazon}}
`;

  it('problems and their fixes', () => {
    const context = inGerman(WRONG);
    const lines = diagnostics(context).flatMap((problem) => [
      `- ${problem.code}: ${problem.message}`,
      ...codeActions(context, problem.range, () => true)
        .filter((action) => action.problem?.code === problem.code)
        .map((action) => `  - ${action.title}`),
    ]);
    expectGolden(maskedGerman(lines.join('\n')), 'german/problems.md');
  });

  it('lenses, hints and status', () => {
    const context = inGerman(CHAT);
    const lines = [
      ...codeLenses(context).map(({ title }) => `- ${title}`),
      ...inlayHints(context).map(({ label, tooltip }) => `- ${label} (${tooltip})`),
      `- ${status(context, { codeLens: true, diagnostics: true }).text}`,
    ];
    expectGolden(maskedGerman(lines.join('\n')), 'german/surfaces.md');
  });

  it('hovers of keys, choices and expressions', () => {
    const hovers = ['peak_to_av|erage', 'weigh|ts: fp8', 'h100-s|xm', 'user|s * chats', 'own-b2|00:\n'].map(
      (cursor) => {
        const { text, offset } = at(CHAT.replace(cursor.replace('|', ''), cursor));
        return hover(inGerman(text), offset)?.markdown ?? '(nichts)';
      },
    );
    expectGolden(maskedGerman(hovers.join('\n\n***\n\n')), 'german/hovers.md');
  });

  it('completions of keys, words and defaults', () => {
    const { text, offset } = at(CHAT.replace('weights: fp8', 'weights: fp8\n    |'));
    const lines = completions(inGerman(text), offset).map(
      ({ label, detail, documentation }) => `- ${label}: ${detail ?? ''} (${documentation?.() ?? ''})`,
    );
    expectGolden(maskedGerman(lines.join('\n')), 'german/completions.md');
  });
});

describe('the page of a problem', () => {
  /** What no language changes: level, headings, what stands in code, and how many ways out are named. */
  const shape = (code: string, folder: string): unknown => {
    const text = readFileSync(`${root}docs/problems/${folder}${code}.md`, 'utf8');
    const words = text.replace(/```[^`]*```/g, '');
    return {
      title: text.split('\n', 1)[0],
      headings: [...text.matchAll(/^#+/gm)].map(([mark]) => mark),
      code: [...words.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner).sort(),
      example: /```yaml[^`]*```/.exec(text)?.[0].replaceAll(/#.*/g, ''),
      links: [...words.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target?.replace(/^(\.\.\/)+/, '')),
    };
  };

  it.each(PROBLEM_CODES)('%s says the same in German', (code) => {
    expect(shape(code, 'de/')).toEqual(shape(code, ''));
    expect(problemPages(code, 'de')).toEqual([`docs/problems/de/${code}.md`, `docs/problems/${code}.md`]);
  });

  it('is English where there is no other, and there is none of what is no code', () => {
    expect(problemPages('over-budget', 'en-GB').at(-1)).toBe('docs/problems/over-budget.md');
    expect(problemPages('../../secret', 'de')).toEqual([]);
    expect(problemPages('over-budget', '../x')).toEqual(['docs/problems/over-budget.md']);
  });
});
