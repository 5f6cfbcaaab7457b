import { describe, expect, it } from 'vitest';
import { hover } from '../../../src/language/index.ts';
import { escape, sourceLink, table } from '../../../src/language/markdown.ts';
import { at } from '../../helpers/cursor.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';
import { masked } from './fixture.ts';

/** The hover at the `|` in the fixture. */
function hoverAt(fixture: string): string | undefined {
  const { text, offset } = at(fixture);
  return hover(contextOf(text), offset)?.markdown;
}

const chat = (find: string, replace: string): string => CHAT.replace(find, replace);

describe('hover', () => {
  it.each([
    ['accelerator', chat('h100-sxm', 'h1|00-sxm')],
    ['model', chat('llama-3.3-70b', 'llama|-3.3-70b')],
    ['number', chat('peak_to_average', 'peak_|to_average')],
    ['choice', chat('weights', 'wei|ghts')],
    ['expression', chat('requests: users', 'req|uests: users')],
    ['let', chat('users: 250e3', 'us|ers: 250e3')],
    ['rent', chat('cloud: aws', 'clo|ud: aws')],
    ['provider', chat('deepinfra', 'deep|infra')],
    ['deployment', chat('own-b200:', 'own|-b200:')],
    ['target', chat('ttft', 'tt|ft')],
  ])('explains %s', (name, fixture) => {
    expectGolden(`${masked(hoverAt(fixture) ?? 'nothing')}\n`, `hover/${name}.md`);
  });

  it.each([
    ['a comment', chat('aws-h100:\n', 'aws-h100: # her|e\n')],
    ['an unknown key', chat('weights', 'wei|ght')],
    ['a blank line', chat('\n  slo:', '\n  |\n  slo:')],
  ])('is silent on %s', (_, fixture) => {
    expect(hoverAt(fixture)).toBeUndefined();
  });

  it('tells a deployment called rent from its key', () => {
    const cloud = chat('aws-h100:', 'rent:')
      .replace('baseline: aws-h100', 'baseline: rent')
      .replace('cloud: aws', 'clo|ud: aws');
    expect(hoverAt(cloud)).toContain('p5.48xlarge');
  });

  it('says what ten percent more does', () => {
    expect(hoverAt(chat('life: 4', 'life: |4'))).toMatch(/10 % more, for `own-b200`: bill ▼ [\d.]+ %/);
  });

  it('answers in text that does not parse to the end', () => {
    expect(hoverAt(`${chat('h100-sxm', 'h1|00-sxm')}\n    broken: [`)).toContain('NVIDIA');
  });
});

describe('user text', () => {
  it('cannot become a link, a command, HTML or a table cell', () => {
    const hostile = '[x](command:a) <img src=x> | `c` https://evil.test www.evil.test &lt; *b* _i_ ~s~ a@b.test\n# h';
    const shown = escape(hostile);
    expect(shown).not.toMatch(/(?<!\\)[[\]<|`*_~&@]/);
    expect(shown).not.toMatch(/https:\/\/|www\.(?!\u2060)|\n/);
    for (const start of ['# h', '- a', '+ a', '= a']) expect(escape(start)).toMatch(/^\\/);
    expect(escape('1. a')).toBe('1\\. a');
    expect(escape('30.8 ms')).toBe('30.8 ms');
  });

  it('stays harmless in names, values and reasons', () => {
    const nasty = CHAT.replaceAll('own-b200', '"[a](command:workbench.action.quit)<b>"').replace('description', 'x');
    const { text, offset } = at(nasty.replace('"[a]', '"[|a]'));
    const shown = hover(contextOf(text), offset)?.markdown ?? '';
    expect(shown.replace(/\(command:_inferenceTco\.explain\?[^)]*\)/g, '')).not.toMatch(/(?<!\\)\]\(command:|<b>/);
  });

  it('is linked only to https sources', () => {
    expect(sourceLink('Vendor page (https://example.com/a_(b)).')).toBe('[Vendor page](https://example.com/a_%28b%29)');
    expect(sourceLink('javascript:alert(1)')).not.toContain('](');
    expect(sourceLink('http://plain.test/x')).not.toContain('](');
  });

  it('keeps tables rectangular', () => {
    const rows = table(['a', 'b'], 'lr', [[escape('x|y'), '1']]).split('\n');
    expect(rows[2]).toBe('| x\\|y | 1 |');
  });
});
