/** Commitments nobody publishes: reckoned from the on-demand price, wide, marked, and never in a ranking. */
import { describe, expect, it } from 'vitest';
import { engine, one } from './support.ts';

const TERMS = ['1-year', '3-year'] as const;

describe('a commitment', () => {
  it('answers for every machine that is rented on demand today', () => {
    for (const machine of ['h100-sxm', 'h200-sxm', 'b200', 'b300', 'gb200', 'mi300x', 'mi325x', 'l40s', 'tpu-v6e'])
      for (const term of TERMS) {
        const { cost, codes } = one(`{accelerator: ${machine}, rent: {purchase: ${term}}}`, 'model: llama-3.1-8b');
        expect(cost.perMonth.value, `${machine} ${term}`).not.toBeNull();
        expect(codes, `${machine} ${term}`).not.toContain('unknown-price');
      }
  });

  it('that is published is the published one', () => {
    const h100 = one('{accelerator: h100-sxm, rent: {cloud: gcp, purchase: 1-year}}');
    expect(h100.reasons.map(({ code }) => code)).not.toContain('typical-commitment');
    expect(h100.cost.perMonth.state).not.toBe('derived');
  });

  it('that is not costs less than on demand, is wide, says so, and leads to the table', () => {
    const on = one('{accelerator: b200, rent: {cloud: aws, region: us-east-1}}');
    const year = one('{accelerator: b200, rent: {cloud: aws, region: us-east-1, purchase: 1-year}}');
    expect(year.reasons.map(({ code }) => code)).toContain('typical-commitment');
    expect(['derived', 'stale']).toContain(year.cost.perMonth.state);
    expect(year.cost.perMonth.value! / on.cost.perMonth.value!).toBeCloseTo(1 - 0.37, 2);
    const spread = ({ cost: { perMonth } }: typeof year) => perMonth.high! / perMonth.low!;
    expect(spread(year)).toBeGreaterThan(spread(on));
    const tree = JSON.stringify(year.answer.explain('a', 'cost.perMonth'));
    expect(tree).toContain('commitments.csv');
    expect(tree).toContain('nobody publishes a price of this plan');
  });

  it('that nobody published stands in no ranking', () => {
    const { answer } = one('{accelerator: h100-sxm, rent: {}}');
    const { rows } = engine().rank(answer.workload!, {
      kinds: ['rent'],
      include: ['old', 'outlier', 'spot', 'uncorroborated'],
    });
    expect(rows.flatMap(({ estimate }) => estimate.reasons.map(({ code }) => code))).not.toContain(
      'typical-commitment',
    );
  });
});
