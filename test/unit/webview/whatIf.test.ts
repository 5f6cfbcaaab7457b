/** The panel keeps the engine's last answer; it must not outlive the evaluation it was made from. */
import { expect, it } from 'vitest';
import type { Engine } from '../../../src/estimate/index.ts';
import type { Focus } from '../../../src/panel/focus.ts';
import { WhatIfs } from '../../../src/panel/whatIf.ts';

const focusOf = (evaluation: object): Focus =>
  ({
    document: { uri: 'file:///chat.workload.yaml', version: 7, evaluation },
    workload: { workload: {}, document: { index: 0 } },
  }) as unknown as Focus;

it('asks once per evaluation: again where prices changed under the same text', () => {
  let asked = 0;
  const engine = { whatIf: () => ({ estimate: (asked += 1) }) } as unknown as Engine;
  const whatIfs = new WhatIfs(() => engine);
  const before = focusOf({});
  whatIfs.move(before, { request: 1, values: { life: 5 } });
  const first = whatIfs.answer(before);
  expect(whatIfs.answer(before)).toBe(first);
  expect(asked).toBe(1);
  const repriced = focusOf({});
  expect(whatIfs.answer(repriced)).not.toBe(first);
  expect(asked).toBe(2);
});
