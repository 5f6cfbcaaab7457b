/** What the tool assumes stands in a table with its source: the derivation shows a row, never a number out of the code. */
import { describe, expect, it } from 'vitest';
import type { Derivation } from '../../../src/quantity/index.ts';
import { one } from './support.ts';

function find(tree: Derivation | undefined, label: RegExp): Derivation | undefined {
  if (!tree || (tree.origin && label.test(tree.label))) return tree;
  for (const input of tree.inputs) {
    const found = find(input, label);
    if (found) return found;
  }
  return undefined;
}

const owned = one('{accelerator: h100-sxm, own: {}}', 'serving: {weights: fp8}');
const tree = (path: string): Derivation | undefined => owned.answer.explain('a', path);

describe('assumptions', () => {
  it('of spares and residual value are rows, which the document replaces', () => {
    const bill = tree('cost.perMonth');
    expect(find(bill, /^spares$/)?.origin).toMatchObject({ kind: 'row', confidence: 'estimate' });
    expect(find(bill, /^residual value$/)?.origin).toMatchObject({ kind: 'row', confidence: 'estimate' });
    const replaced = one('{accelerator: h100-sxm, own: {spares: 10%}}', 'serving: {weights: fp8}');
    expect(replaced.cost.perMonth.value).toBeGreaterThan(owned.cost.perMonth.value ?? Infinity);
  });

  it('of embodied carbon are rows: kg per accelerator over its life', () => {
    const embodied = tree('energy.embodiedCarbonPerMonth');
    const making = find(embodied, /^embodied carbon of one/);
    const life = find(embodied, /^life$/);
    expect(making?.origin).toMatchObject({ kind: 'row', confidence: 'estimate' });
    expect(life?.origin).toMatchObject({ kind: 'row' });
    const { accelerators = 0 } = owned.stages[0] ?? {};
    const grams = (accelerators * (making?.quantity.value ?? NaN) * 1000 * 730) / 8760 / (life?.quantity.value ?? NaN);
    expect(owned.energy.embodiedCarbonPerMonth.value).toBeCloseTo(grams, 3);
  });

  it('of the way between attention and feed-forward is a row', () => {
    const split = one(
      '{prefill: {accelerator: h200-sxm, own: {}}, decode: {accelerator: h200-sxm, own: {}, feed_forward: {accelerator: h200-sxm, own: {}}}}',
      'serving: {weights: fp8}',
    );
    const latency = find(split.answer.explain('a', 'performance.tpot'), /^latency of one crossing/);
    expect(latency?.origin).toMatchObject({ kind: 'row', confidence: 'estimate' });
    expect(latency?.quantity.unit).toBe('s');
  });
});

describe('energy per request', () => {
  it('is the energy of the month ÷ its requests', () => {
    const { energy } = owned;
    const requests = 20 * 3600 * 730;
    expect(energy.wattHoursPerRequest.value).toBeCloseTo(((energy.kwhPerMonth.value ?? NaN) * 1000) / requests, 9);
    expect(energy.wattHoursPerRequest.unit).toBe('Wh');
    expect(tree('energy.wattHoursPerRequest')?.inputs.length).toBeGreaterThan(0);
  });
});
