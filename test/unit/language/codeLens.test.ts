import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../src/language/index.ts';
import { translator } from '../../../src/quantity/index.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';
import { SIX_WAYS, withFixture } from './fixture.ts';

const lines = (context: Parameters<typeof codeLenses>[0]): string =>
  codeLenses(context)
    .map((lens) => `${lens.range.start.line}: ${lens.title}\n   ${lens.tooltip.replaceAll('\n', '\n   ')}`)
    .join('\n');

describe('lenses', () => {
  it('give each kind of deployment its line', () => {
    expectGolden(`${lines(withFixture())}\n`, 'lens/six-ways.txt');
  });

  it('speak German where the editor does', () => {
    const german = { locale: 'de', t: translator({ '{0} / 1M tokens': '{0} / 1 Mio. Tokens' }) };
    expect(codeLenses({ ...withFixture(), ...german })[1]?.title).toMatch(/^0,581\s\$ \/ 1 Mio. Tokens/);
  });

  it('stand at keys, never at values, so that typing a value moves nothing', () => {
    const places = (text: string): string[] => codeLenses(contextOf(text)).map((lens) => JSON.stringify(lens.range));
    const before = places(CHAT);
    expect(before).toHaveLength(4);
    for (const half of ['accelerator: h10', 'accelerator: ', 'accelerator: [', 'accelerator: h100-sxm\n      tens'])
      expect(places(CHAT.replace('accelerator: h100-sxm', half)).slice(0, 2), half).toEqual(before.slice(0, 2));
  });

  it('say why a deployment has no number', () => {
    const titles = codeLenses(contextOf(CHAT.replace('accelerator: b200', 'accelerator: b2000'))).map(
      (lens) => lens.title,
    );
    expect(titles[2]).toBe('not estimated: line 26 does not read');
  });

  it('show the change against the committed version, and nothing below half a percent', () => {
    const before = contextOf(CHAT).evaluation;
    const same = codeLenses(contextOf(CHAT, { committed: before }));
    expect(same.map((lens) => lens.title).join()).not.toContain('HEAD');
    const less = CHAT.replace('users: 250e3', 'users: 2500e3')
      .replace('aws-h100:\n', 'aws:\n')
      .replace('baseline: aws-h100', 'baseline: aws');
    const titles = codeLenses(contextOf(less, { committed: before })).map((lens) => lens.title);
    expect(titles.find((title) => title.includes('b200'))).toMatch(/[▲▼] \d.* vs HEAD/);
    expect(titles[1]).toContain('new since HEAD');
  });

  it('name the cheapest proposal where the document gives no deployments', () => {
    const [lens, ...others] = codeLenses(contextOf(CHAT.split('  baseline:')[0] ?? ''));
    expect(others).toEqual([]);
    expect(lens?.title).toMatch(/no deployments given; cheapest proposal .+, .+\/ 1M tokens/);
  });

  it('cover several workloads of one file', () => {
    const two = `${SIX_WAYS.trimEnd()}\n  ---\n  apiVersion: inference-tco/v1\n  name: other\n  model: llama-3.1-8b\n`;
    const titles = codeLenses(contextOf(two)).map((lens) => lens.title);
    expect(titles).toHaveLength(8);
    expect(titles.at(-1)).toContain('line 18 is incomplete');
  });
});
