/** `slo: {availability}` and `zones` in a document: spares, their bill, and what cannot be reached. */
import { describe, expect, it } from 'vitest';
import type { DeploymentEstimate } from '../../../src/estimate/index.ts';
import { ask, document } from './support.ts';

function answered(
  slo: string,
  more = '',
): { readonly deployment: DeploymentEstimate; readonly codes: readonly string[] } {
  const { estimate } = ask(
    document(
      `a: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 3 USD/hour}${more}}`,
      slo,
      'requests: 60\npeak_to_average: 2',
    ),
  );
  const [deployment] = estimate.deployments;
  if (!deployment) throw new Error('no deployment');
  return { deployment, codes: estimate.problems.map(({ code }) => code) };
}
const cost = (slo: string, more?: string): number => answered(slo, more).deployment.cost.perMonth.value ?? NaN;

describe('availability of a deployment', () => {
  it('never costs less where it is higher', () => {
    const targets = ['90%', '99%', '99.9%', '99.99%', '99.999%'];
    for (const zones of ['', ', zones: 2', ', zones: 3']) {
      const costs = ['', ...targets.map((target) => `slo: {availability: ${target}}`)].map((slo) => cost(slo, zones));
      expect(costs.every((value, at) => at === 0 || value >= (costs[at - 1] ?? 0))).toBe(true);
      expect(costs.at(-1)).toBeGreaterThan(costs[0] ?? Infinity);
    }
  });

  it('says how many spares it holds and what they cost', () => {
    const { deployment } = answered('slo: {availability: 99.95%}', ', zones: 2');
    const [reason] = deployment.reasons.filter(({ code }) => code === 'availability');
    expect(reason?.message).toMatch(
      /^Availability of 99\.95 %: \d+ spare replicas over 2 zones, \$[\d.]+k? a month\.$/,
    );
  });

  it('beyond what its zones are up is told, with the zones it needs', () => {
    expect(answered('slo: {availability: 99.99%}').codes).toContain('availability-missed');
    expect(answered('slo: {availability: 99.99%}', ', zones: 2').codes).not.toContain('availability-missed');
  });

  it('changes nothing where nobody asks for it', () => {
    expect(cost('', ', zones: 3')).toBe(cost(''));
  });

  it('holds `redundancy` where that is more', () => {
    expect(cost('slo: {availability: 90%}', ', redundancy: 9')).toBe(cost('', ', redundancy: 9'));
  });
});
