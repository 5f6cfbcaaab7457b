/** A text in slices: the same answer, given up at any time, and what was finished serves the newer text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, type Evaluation } from '../../../src/estimate/index.ts';
import { finished } from '../../../src/economics/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { AS_OF, document } from './support.ts';

const fresh = () => createEngine({ catalog: catalog(), asOf: AS_OF });
const TEXT = [
  document('a: {accelerator: h100-sxm, rent: {cloud: aws}}\nb: {api: {provider: deepinfra}}'),
  document('', 'model: llama-3.1-8b'),
  document('c: {accelerator: b200, own: {}}\nd: {accelerator: nobody-knows, own: {}}'),
].join('---\n');

/** What surfaces read of an evaluation; closures are not compared. */
const told = ({ workloads, problems }: Evaluation) => ({
  problems,
  workloads: workloads.map(({ estimate, proposals }) => ({ estimate, proposals })),
});

describe('a text in slices', () => {
  it('has the answer of the text at once', () => {
    expect(told(finished(fresh().evaluateTextSlices(TEXT)))).toEqual(told(fresh().evaluateText(TEXT)));
  });

  it('stops between deployments, and between the machines of a proposal', () => {
    let slices = 0;
    for (const steps = fresh().evaluateTextSlices(TEXT); steps.next().done !== true;) slices += 1;
    expect(slices).toBeGreaterThan(100);
  });

  it('may be given up anywhere, for another text or the same', () => {
    const whole = told(fresh().evaluateText(TEXT));
    fc.assert(
      fc.property(fc.nat(200), (pulled) => {
        const engine = fresh();
        const steps = engine.evaluateTextSlices(TEXT.replace('requests: 20', 'requests: 21'));
        for (let pull = 0; pull < pulled && steps.next().done !== true;) pull += 1;
        expect(told(engine.evaluateText(TEXT))).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });
});
