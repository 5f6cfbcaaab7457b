/** Fractions of an accelerator as clouds rent them. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });
const deployments = (model: string) => {
  const { estimate } = engine.evaluateText(
    `model: ${model}
traffic: {requests: 2 / s, input_tokens: 500, output_tokens: 100}
deployments:
  quarter: {accelerator: l4, rent: {cloud: aws, region: us-east-1, instance: g6f.2xlarge}}
  whole: {accelerator: l4, rent: {cloud: aws, region: us-east-1, instance: g6.xlarge}}
  open: {accelerator: l4, rent: {cloud: aws, region: us-east-1}}`,
    { force: true },
  ).workloads[0]!;
  return Object.fromEntries(estimate.deployments.map((deployment) => [deployment.name, deployment]));
};

describe('a quarter of an L4', () => {
  const { quarter, whole, open } = deployments('llama-3.2-1b');

  it('is one machine with a quarter of the memory, not four that make a whole', () => {
    const bytes = (d: typeof quarter): number =>
      Object.values(d!.stages[0]!.memory).reduce((sum: number, part: number) => sum + part, 0);
    expect(quarter!.stages[0]).toMatchObject({ instance: 'g6f.2xlarge', instances: 1, accelerators: 1 });
    expect(bytes(quarter)).toBeCloseTo(bytes(whole) / 4, -3);
  });

  it('costs its own price, is slower, draws less, and nobody has measured it', () => {
    const { onDemandUsdH } = engine.catalog.offers('l4', { instance: 'g6f.2xlarge', region: 'us-east-1' })[0]!;
    expect(quarter!.cost.perMonth.value).toBeCloseTo(730 * onDemandUsdH!, 6);
    expect(quarter!.performance.tpot.value!).toBeGreaterThan(2 * whole!.performance.tpot.value!);
    expect(quarter!.energy.averagePower.value!).toBeLessThan(whole!.energy.averagePower.value! / 2);
    expect(quarter!.performance.tpot.state).toBe('derived');
  });

  it('is taken only where the document names it', () => expect(open!.stages[0]!.instance).not.toMatch(/^g6f/));

  it('does not hold what a whole one holds', () => {
    const larger = deployments('llama-3.1-8b');
    expect(larger['whole']!.status).toBe('ok');
    expect(larger['quarter']!.status).toBe('infeasible');
    expect(larger['quarter']!.reasons[0]!.message).toContain('L4 24GB (slice of 0.25)');
  });
});
