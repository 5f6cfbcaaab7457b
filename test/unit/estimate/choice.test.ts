/** What is chosen where the document leaves it open, and the reason that is given. */
import { describe, expect, it } from 'vitest';
import type { Derivation } from '../../../src/quantity/index.ts';
import { one } from './support.ts';

const SERVING = 'serving: {weights: fp8}\nslo: {ttft: 1 s}';
const TRAFFIC = 'requests: 50\ninput_tokens: 1000\noutput_tokens: 300';
const RENT = 'rent: {cloud: aws, region: us-east-1}';

function reasonOf(found: ReturnType<typeof one>): string {
  const visit = (node: Derivation): string | undefined => {
    if (node.label === 'tensor parallel' && node.origin?.kind === 'choice') return node.origin.reason;
    for (const input of node.inputs) {
      const reason = visit(input);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
  const tree = found.answer.explain('a', 'performance.tpot');
  return (tree && visit(tree)) ?? '';
}

describe('a fleet of limited size', () => {
  it('is chosen for what a served request costs, not for a small bill', () => {
    const found = one(`{accelerator: h100-sxm, scaling: {min: 0, max: 2}, ${RENT}}`, SERVING, TRAFFIC);
    const whole = one(`{accelerator: h100-sxm, ${RENT}}`, SERVING, TRAFFIC);
    expect(found.codes).toContain('overloaded');
    expect(found.performance.outputTokensPerSecond.value).toBeGreaterThan(5000);
    expect(found.cost.perMillionTokens.value).toBeLessThan(1.3 * (whole.cost.perMillionTokens.value ?? 0));
    expect(reasonOf(found)).toContain('request served');
  });

  it('serves everything where it can, even if a smaller bill serves less', () => {
    const found = one(`{accelerator: h100-sxm, scaling: {replicas: 6}, ${RENT}}`, SERVING, TRAFFIC);
    expect(found.codes).not.toContain('overloaded');
    expect(reasonOf(found)).toBe('least bill of the whole fleet within the targets');
  });
});

describe('equal bills', () => {
  it('go to less energy, and say so', () => {
    const chosen = one('{accelerator: gb200, own: {}}', SERVING, TRAFFIC);
    expect(reasonOf(chosen)).toContain('least energy among equal bills');
    for (const tensor of [1, 2, 4, 8]) {
      const other = one(`{accelerator: gb200, tensor_parallel: ${tensor}, own: {}}`, SERVING, TRAFFIC);
      if (other.status !== 'ok' || other.slo.ttft !== 'met') continue;
      expect(other.cost.perMonth.value).toBeGreaterThan(0.999 * (chosen.cost.perMonth.value ?? 0));
      if (other.stages[0]?.accelerators !== chosen.stages[0]?.accelerators) continue;
      expect(other.energy.kwhPerMonth.value).toBeGreaterThan(0.97 * (chosen.energy.kwhPerMonth.value ?? 0));
    }
  });
});

describe('targets that nothing meets', () => {
  it('do not buy a fleet for the last percent', () => {
    const found = one(
      '{accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}',
      'model: llama-3.1-405b\nserving: {weights: fp8}\nslo: {ttft: {p99: 5 ms}}',
      'requests: 2',
    );
    expect(found.slo.ttft).toBe('missed');
    expect(found.stages[0]?.accelerators).toBeLessThan(200);
    expect(reasonOf(found)).toContain('within 15 % of the nearest latency');
  });
});

describe('a quote without an instance', () => {
  it('is for the machine that the list prices choose, not for the largest', () => {
    const machines = (rent: string) =>
      one(`{accelerator: h100-sxm, rent: ${rent}}`, SERVING, TRAFFIC).stages.map(({ instance }) => instance);
    expect(machines('{cloud: aws, price: 40 USD/hour}')).toEqual(machines('{cloud: aws}'));
    expect(machines('{price: 2.5 USD/hour}')).not.toContain('1-Click Cluster H100 x64');
  });
});
