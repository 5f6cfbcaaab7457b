/** A few inputs of every kind, the same each time; `npm run fuzz` draws as many as one has patience for. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../helpers/catalog.ts';
import { draws } from '../helpers/soak.ts';
import { everyKey, makeDocument, namesOf } from './documents.ts';
import { minimise } from './minimise.ts';
import { breachesOf } from './oracle.ts';
import { random } from './random.ts';
import { attempt, kindOf } from './run.ts';
import { targets } from './targets.ts';

const TRIES: Readonly<Record<string, number>> = { documents: 60, panel: 400 };

describe('nothing breaks', () => {
  for (const target of targets())
    it(target.name, () => {
      for (let seed = 0; seed < draws(TRIES[target.name] ?? 20); seed += 1) {
        const input = target.make(seed);
        expect(attempt(target, input, seed), `seed ${seed}\n${input}`).toEqual([]);
      }
    });

  it('documents use every key of the language', () => {
    const seen = new Set<string>();
    const unused = (): readonly string[] => everyKey().filter((key) => !seen.has(key));
    const names = namesOf(catalog());
    for (let seed = 0; seed < 2000 && unused().length > 0; seed += 1)
      makeDocument(random(seed), names, { fill: 0.7, spite: 0.2, deployments: 3 }, seen);
    expect(unused()).toEqual([]);
  });
});

describe('the oracle', () => {
  it('sees what must not be', () => {
    const quantity = { value: 3, low: 4, high: 5, unit: 's', state: 'known' };
    expect(breachesOf({ a: NaN, b: [Infinity], c: quantity, d: { ...quantity, low: 1, state: 'unknown' } })).toEqual([
      'a is NaN',
      'b.0 is Infinity',
      'c: low 4 above 3',
      'd is 3 and unknown',
    ]);
  });

  it('calls two sentences of one fault by one name', () => {
    expect(kindOf('cost is 3.5e-7')).toBe(kindOf('cost is 12'));
  });
});

it('a failing text is made as small as it may be', () => {
  const text = ['a: 1', 'b: {c: boom, d: 2}', 'e: 3'].join('\n');
  expect(minimise(text, (candidate) => candidate.includes('boom'))).toBe('boom');
});
