/** `rent: {commit, burst}` in a document: its bill, its errors, and the split that is proposed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentEstimate } from '../../../src/estimate/index.ts';
import { draws } from '../../helpers/soak.ts';
import { ask, document, engine } from './support.ts';

const rented = (rent: string, scaling = 'autoscale', more = ''): string =>
  document(
    `a: {accelerator: h100-sxm, scaling: ${scaling}, rent: {cloud: gcp, region: us-central1, instance: a3-highgpu-8g${rent}}}`,
    more,
    'requests: 60\npeak_to_average: 2.8',
  );
const bill = (rent: string, scaling?: string): DeploymentEstimate => {
  const { estimate } = ask(rented(rent, scaling));
  const [found] = estimate.deployments;
  if (!found) throw new Error('no deployment');
  return found;
};
function month(rent: string, scaling?: string): number {
  const { value } = bill(rent, scaling).cost.perMonth;
  if (value === null) throw new Error(`no bill for rent: {${rent}}`);
  return value;
}

describe('a commitment', () => {
  it('of nothing costs what no commitment costs', () => {
    for (const scaling of ['autoscale', 'peak', '{replicas: 12}'])
      expect(month(', commit: {replicas: 0}', scaling)).toBeCloseTo(month('', scaling), 6);
  });

  it('of the whole peak costs what a term costs', () => {
    expect(month(', commit: {share: 100%}')).toBeCloseTo(month(', purchase: 1-year'), 6);
    expect(month(', commit: {share: 100%, purchase: 3-year}')).toBeCloseTo(month(', purchase: 3-year'), 6);
  });

  it('stands in the bill beside what is rented beyond it', () => {
    const { cost, stages } = bill(', commit: {replicas: minimum}, burst: spot');
    expect(cost.breakdown.map(({ code, plan }) => `${code} ${plan ?? ''}`.trim())).toEqual([
      'rent 1-year',
      'rent-burst spot',
      'interruption-reserve',
    ]);
    expect(cost.breakdown.reduce((sum, { perMonth }) => sum + (perMonth.value ?? NaN), 0)).toBeCloseTo(
      cost.perMonth.value ?? NaN,
      6,
    );
    expect(stages[0]?.purchase).toBe('1-year');
  });

  it('is paid where nothing needs it', () => {
    const all = month(', commit: {share: 100%}');
    const more = bill(', commit: {replicas: 1000}');
    expect(more.cost.perMonth.value).toBeGreaterThan(2 * all);
    expect(more.cost.breakdown[1]?.perMonth.value).toBe(0);
  });

  it('follows its day hour by hour', () => {
    const { workload, estimate } = ask(rented(', commit: {replicas: mean}'));
    const hours = (workload && engine().dayProfile(workload, 'a')?.hours) ?? [];
    const mean = hours.reduce((sum, { costPerHour }) => sum + (costPerHour ?? NaN), 0) / 24;
    expect(mean).toBeCloseTo(estimate.deployments[0]?.cost.perHour.value ?? NaN, 6);
  });

  it('is renewed at the price of its month, and keeps it until then', () => {
    const plan = (rent: string) => {
      const { workload } = ask(
        rented(rent, 'autoscale', 'horizon: {years: 2, rent_change: -20%/year, discount_rate: 0%}'),
      );
      const found = workload && engine().years(workload)?.deployments[0];
      return found?.years.map(({ cost }) => cost.value ?? NaN) ?? [];
    };
    const [first = NaN, second = NaN] = plan(', commit: {share: 100%}');
    expect(second / first).toBeCloseTo(0.8, 9);
    const [one = NaN] = plan('');
    expect(one).toBeLessThan(12 * month(''));
  });
});

describe('the keys of a commitment', () => {
  it('exclude a plan, and need to say how much', () => {
    const told = (rent: string): readonly string[] =>
      ask(rented(rent))
        .estimate.problems.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(told(', purchase: spot, commit: {replicas: 2}')).toEqual(['conflicting-keys']);
    expect(told(', commit: {}')).toEqual(['missing-key']);
    expect(told(', commit: {replicas: 2, share: 10%}')).toEqual(['conflicting-keys']);
    expect(told(', burst: spot')).toEqual(['missing-key']);
    expect(told(', commit: {replicas: minimun}')).toEqual(['unknown-value']);
    expect(told(', commit: {replicas: 2.5}')).toEqual(['out-of-range']);
  });
});

describe('the split that is proposed', () => {
  it('costs less than none, than all, and than any other number', () => {
    const { workload } = ask(rented(''));
    const ways = workload ? engine().better(workload, 'a') : [];
    const way = ways.find(({ changes }) => changes[0]?.code === 'commitment' && changes[0].purchase === '1-year');
    const [change] = way?.changes ?? [];
    if (change?.code !== 'commitment') throw new Error('no proposal');
    const cost = way?.perMonth.value ?? NaN;
    expect(cost).toBeLessThan(month(''));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), (replicas) => {
        expect(cost).toBeLessThanOrEqual(month(`, commit: {replicas: ${replicas}}`) + 1e-6);
      }),
      { numRuns: draws(15) },
    );
  });

  it('is left out where the fleet does not scale', () => {
    const { workload } = ask(rented('', 'peak'));
    const codes = workload
      ? engine()
          .better(workload, 'a')
          .flatMap(({ changes }) => changes.map(({ code }) => code))
      : [];
    expect(codes).not.toContain('commitment');
  });
});
