import { describe, expect, it } from 'vitest';
import { completions, type Completion } from '../../../src/language/index.ts';
import { at } from '../../helpers/cursor.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';

function complete(fixture: string): readonly Completion[] {
  const { text, offset } = at(fixture, '¦');
  return completions(contextOf(text), offset).toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
}

const chat = (find: string, replace: string): string => CHAT.replace(find, replace);
const labels = (items: readonly Completion[]): string[] => items.map(({ label }) => label);

describe('values with their cost', () => {
  it('lists accelerators cheapest first, with what the deployment would cost', () => {
    const items = complete(
      chat('accelerator: h100-sxm\n      rent: {cloud: aws, region: us-east-1}', 'accelerator: ¦\n      rent: {}'),
    );
    expect(items.length).toBeGreaterThan(20);
    const costs = items.flatMap(({ detail }) => /^\$([\d.]+) \/ 1M tokens/.exec(detail ?? '')?.[1] ?? []).map(Number);
    expect(costs.length).toBeGreaterThan(5);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(items[0]?.documentation?.()).toContain('memory');
  });

  it('replaces the whole value, also when half of it is typed', () => {
    const items = complete(chat('accelerator: h100-sxm', 'accelerator: h1¦00-sxm'));
    const { start, end } = items[0]?.range ?? { start: { column: 0 }, end: { column: 0 } };
    expect([start.column, end.column]).toEqual([18, 26]);
  });

  it('offers plans, regions of the cloud, and providers of the model', () => {
    expect(labels(complete(chat('region: us-east-1', 'region: us-east-1, purchase: ¦')))).toContain('spot');
    expect(labels(complete(chat('region: us-east-1', 'region: ¦')))).toContain('us-east-1');
    expect(labels(complete(chat('deepinfra', '¦')))).toContain('deepinfra');
  });

  it('offers models with their cards', () => {
    const items = complete(chat('model: llama-3.3-70b', 'model: ¦'));
    expect(labels(items)).toContain('llama-3.1-8b');
    expect(items.find(({ label }) => label === 'llama-3.1-8b')?.documentation?.()).toContain('parameters');
  });
});

describe('keys', () => {
  it('are those of the place that are not there yet', () => {
    const items = labels(complete(chat('cached_input: 40%', 'cached_input: 40%\n    ¦')));
    expect(items).toContain('profile');
    expect(items).not.toContain('requests');
  });

  it('work in flow style', () => {
    expect(labels(complete(chat('{cloud: aws, region: us-east-1}', '{cloud: aws, ¦}')))).toContain('purchase');
  });

  it('leave out what excludes what is there', () => {
    const items = labels(complete(chat('rent: {cloud: aws, region: us-east-1}', 'rent: {cloud: aws}\n      ¦')));
    expect(items).toContain('tensor_parallel');
    expect(items).not.toContain('own');
    expect(items).not.toContain('prefill');
  });

  it('come with snippets for whole deployments', () => {
    const items = complete(`${CHAT.trimEnd()}\n    ¦`);
    expect(labels(items)).toContain('rented…');
    expect(items.find(({ label }) => label === 'rented…')?.insertText).toContain('accelerator: ${2:h100-sxm}');
  });

  it('start an empty document', () => {
    const items = complete('¦');
    expect(labels(items)).toContain('model');
  });
});

describe('numbers', () => {
  it('get their units after the digits', () => {
    expect(labels(complete(chat('ttft: 800 ms', 'ttft: 800 ¦'))).slice(0, 2)).toEqual(['ms', 's']);
    expect(labels(complete(chat('per_million_tokens: 0.60 USD', 'per_million_tokens: 0.60 ¦')))).toContain('USD');
  });

  it('get the names of let inside expressions', () => {
    expect(labels(complete(chat('requests: users * chats', 'requests: users * ¦')))).toEqual(
      expect.arrayContaining(['users', 'chats']),
    );
  });

  it('never a name inside its own definition', () => {
    expect(labels(complete(chat('users: 250e3', 'users: ¦')))).not.toContain('users');
  });
});

describe('a key that is taken', () => {
  const insert = (fixture: string, label: string): string | undefined =>
    complete(fixture).find((one) => one.label === label)?.insertText;

  it('brings a block with its required children as tab stops', () => {
    expect(insert('model: llama-3.3-70b\n¦', 'traffic')).toBe(
      'traffic:\n  requests: ${1:20 / s}\n  input_tokens: ${2:1800}\n  output_tokens: ${3:350}$0',
    );
    expect(insert('model: llama-3.3-70b\n¦', 'slo')).toBe('slo:\n  ttft: ${1:800 ms}\n  tpot: ${2:40 ms}$0');
    expect(insert('model: llama-3.3-70b\n¦', 'deployments')).toMatch(
      /^deployments:\n {2}\$\{1:rented\}:\n {4}accelerator/,
    );
  });

  it('brings an example to type over where a number is meant, and asks for values where there is a list', () => {
    expect(insert(chat('cached_input: 40%', 'cached_input: 40%\n    ¦'), 'profile')).toBe('profile: $0');
    expect(insert('¦', 'model')).toBe('model: $0');
    expect(complete('¦').find(({ label }) => label === 'model')?.asks).toBe(true);
    expect(complete(chat('tpot: 40 ms', '¦')).find(({ label }) => label === 'tpot')?.insertText).toBe(
      'tpot: ${1:40 ms}$0',
    );
  });

  it.each(['traffic', 'slo', 'serving', 'budget', 'site', 'let', 'deployments'])(
    'a block of %s reads as it is inserted, and no list is asked for that is empty',
    (section) => {
      const item = complete('model: llama-3.3-70b\n¦').find(({ label }) => label === section);
      const text = (item?.insertText ?? '').replace(/\$\{\d+:((?:\\.|[^}])*)\}|\$0/g, '$1');
      const { problems } = contextOf(`model: llama-3.3-70b\n${text}\n`).evaluation;
      expect(problems.filter(({ code }) => code !== 'missing-key')).toEqual([]);
      expect(item?.asks).toBeUndefined();
    },
  );

  it.each([
    ['on one line', '{¦}'],
    ['on the line of the brace', '{accelerator: h100-sxm,\n      ¦}'],
    ['over lines', '{\n      accelerator: h100-sxm,\n      ¦\n    }'],
    ['that is half typed', '{\n      accelerator: h100-sxm,\n      ser¦\n    }'],
    ['in another', '{\n      accelerator: h100-sxm,\n      speculative: {\n        ¦\n      }\n    }'],
  ])('writes no block into a mapping in braces %s', (_, written) => {
    const items = complete(`model: llama-3.3-70b\n  deployments:\n    a: ${written}\n`);
    expect(items.length).toBeGreaterThan(3);
    for (const { insertText, label } of items) expect(insertText, label).not.toContain('\n');
  });

  it('offers the children of an empty section on the first column below it', () => {
    const items = complete(chat('slo:\n    ttft: 800 ms\n    tpot: 40 ms', 'slo:\n  ¦'));
    expect(items[0]?.label).toBe('ttft');
    expect(items[0]?.insertText).toBe('  ttft: ${1:800 ms}$0');
  });
});

describe('a value that is asked for', () => {
  it('is never without an answer where a number is meant', () => {
    for (const key of [
      'requests: users * chats',
      'input_tokens: 1800',
      'ttft: 800 ms',
      'per_million_tokens: 0.60 USD',
    ]) {
      const [name = ''] = key.split(':');
      expect(labels(complete(chat(key, `${name}: ¦`))).length, key).toBeGreaterThan(0);
    }
    expect(labels(complete(chat('requests: users * chats', 'requests: ¦')))).toEqual(['20 / s', 'chats', 'users']);
  });

  it('lists models by use where nothing can be priced yet, the forgotten ones last', () => {
    const found = labels(complete('model: ¦\n'));
    expect(found.indexOf('llama-3.3-70b')).toBeLessThan(10);
    expect(found.indexOf('llama-3.3-70b')).toBeLessThan(found.indexOf('llama-2-13b'));
  });
});

describe('every suggestion', () => {
  it.each([
    ['a model', 'model: llama-3.3-70b', 'model: ¦'],
    ['a number format', 'weights: fp8', 'weights: ¦'],
    ['a plan', 'region: us-east-1}', 'region: us-east-1, purchase: ¦}'],
    ['a key', 'weights: fp8', 'weights: fp8\n    ¦'],
    ['a quantity', 'ttft: 800 ms', 'ttft: 800 ¦'],
  ])('stands once: %s', (_name, before, after) => {
    const found = labels(complete(chat(before, after)));
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter((label, index) => found.indexOf(label) !== index)).toEqual([]);
  });
});

describe('models and defaults', () => {
  const cheapestFirst = (before: string, after: string): string[] =>
    complete(chat(before, after))
      .toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
      .map(({ label, aside }) => `${label} ${aside === undefined ? 'without a price' : 'priced'}`);

  it('are priced for the deployment that the workload is judged by', () => {
    const models = cheapestFirst('model: llama-3.3-70b', 'model: ¦');
    expect(models.filter((line) => line.endsWith('priced')).length).toBeGreaterThan(100);
    expect(models[0]).toMatch(/priced$/);
    expect(cheapestFirst('weights: fp8', 'weights: ¦').every((line) => line.endsWith('priced'))).toBe(true);
  });
});

describe('silence', () => {
  it('in comments', () => {
    expect(complete(chat('slo:', '# a ¦\n  slo:'))).toEqual([]);
  });
});
