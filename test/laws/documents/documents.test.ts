/** The laws over documents that use every key, made by seed; `npm run soak` draws twenty times as many. */
import { describe, expect, it } from 'vitest';
import { makeDocument, namesOf } from '../../fuzz/documents.ts';
import { writeNode } from '../../fuzz/node.ts';
import { random } from '../../fuzz/random.ts';
import { catalog } from '../../helpers/catalog.ts';
import { draws } from '../../helpers/soak.ts';
import { laws } from './laws.ts';

const QUICK = 15;

describe.each(laws)('$name', ({ name, breach }) => {
  it('in every document', () => {
    const names = namesOf(catalog());
    for (let seed = 0; seed < draws(QUICK); seed += 1) {
      const chance = random(seed);
      const node = makeDocument(chance, names, { fill: chance.pick([0.05, 0.1, 0.3]), spite: 0, deployments: 2 });
      const breached = breach({ node, random: random(seed) });
      expect(breached, `${name}, seed ${seed}\n${writeNode(node)}`).toBeUndefined();
    }
  });
});
