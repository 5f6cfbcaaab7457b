/** What a deployment that stays as written would save, and that saying so changes nothing else. */
import { describe, expect, it } from 'vitest';
import { betterText, withBetter, type Engine, type EvaluatedWorkload } from '../../../src/estimate/index.ts';
import { ENGLISH } from '../../../src/quantity/index.ts';
import { engine } from '../../helpers/language.ts';

const text = (deployment: string, model = 'deepseek-r1'): string => `
apiVersion: inference-tco/v1
name: reasoning
model: ${model}
traffic: {requests: 60 / s, input_tokens: 8000, output_tokens: 1000}
slo: {tpot: 25 ms}
serving: {engine: sglang, weights: fp8}
deployments:
  a: ${deployment}
`;

function ask(deployment: string, model?: string): { readonly asked: Engine; readonly workload: EvaluatedWorkload } {
  const asked = engine();
  const [workload] = asked.evaluateText(text(deployment, model), { force: true }).workloads;
  if (!workload?.workload) throw new Error('not read');
  return { asked, workload };
}

function ways(deployment: string, model?: string) {
  const { asked, workload } = ask(deployment, model);
  return { present: workload.estimate.deployments[0]!, found: asked.better(workload.workload!, 'a') };
}

describe('better', () => {
  it('are pools and multi-token prediction of the same machines, cheapest first, each cheaper and within the targets', () => {
    const { present, found } = ways('{accelerator: gb200, rent: {price: 2.21 USD/hour}}');
    expect(present.status).toBe('ok');
    expect(found.length).toBeGreaterThan(2);
    const costs = found.map(({ perMonth }) => perMonth.value ?? NaN);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    for (const cost of costs) expect(cost).toBeLessThan(present.cost.perMonth.value ?? 0);
    expect(found.map(({ changes }) => changes.map(({ code }) => code).join('+'))).toContain(
      'pools+multi-token-prediction',
    );
  });

  it('are what the document would answer with the change written into it', () => {
    const { found } = ways('{accelerator: gb200, rent: {price: 2.21 USD/hour}}');
    const alone = found.find(({ changes }) => changes.length === 1 && changes[0]?.code === 'multi-token-prediction')!;
    const [change] = alone.changes;
    if (change?.code !== 'multi-token-prediction') throw new Error('no prediction');
    const { low, value, high } = change.tokensPerStep;
    const written = `{accelerator: gb200, rent: {price: 2.21 USD/hour}, speculative: {tokens_per_step: {low: ${low}, mid: ${value}, high: ${high}}, draft_tokens: ${change.draftTokens}, overhead: ${change.overhead}}}`;
    const { present } = ways(written);
    expect(present.cost.perMonth.value).toBeCloseTo(alone.perMonth.value ?? 0, 6);
    expect(present.cost.perMonth.low).toBeCloseTo(alone.perMonth.low ?? 0, 6);
    expect(found.map(({ deployment }) => deployment.name)).toEqual(found.map(() => 'a'));
  });

  it('take acceptance from the table, with its range', () => {
    const { found } = ways('{accelerator: gb200, rent: {price: 2.21 USD/hour}}');
    for (const change of found.flatMap(({ changes }) => changes))
      if (change.code === 'multi-token-prediction') {
        expect(change.tokensPerStep.low).toBeLessThanOrEqual(change.tokensPerStep.value);
        expect(change.tokensPerStep.high).toBeLessThanOrEqual(change.draftTokens + 1);
      }
  });

  it('name no prediction where the checkpoint has no layers for it, or the document drafts already', () => {
    const codes = (deployment: string, model?: string) =>
      ways(deployment, model).found.flatMap(({ changes }) => changes.map(({ code }) => code));
    expect(codes('{accelerator: h100-sxm, rent: {price: 2 USD/hour}}', 'llama-3.3-70b')).not.toContain(
      'multi-token-prediction',
    );
    expect(
      codes('{accelerator: gb200, rent: {price: 2.21 USD/hour}, speculative: {tokens_per_step: 1.8, draft_tokens: 1}}'),
    ).not.toContain('multi-token-prediction');
  });

  it('are none of a hosted API or of a fleet of fixed size', () => {
    expect(ways('{api: {}}').found).toEqual([]);
    expect(ways('{accelerator: gb200, rent: {price: 2.21 USD/hour}, scaling: {replicas: 400}}').found).toEqual([]);
  });

  it('stand beside the estimate where somebody asks, and leave it as it is', () => {
    const { asked, workload } = ask('{accelerator: gb200, rent: {price: 2.21 USD/hour}}');
    const [told] = withBetter(asked, workload).deployments;
    const { better = [], ...rest } = told!;
    expect(rest).toEqual(workload.estimate.deployments[0]);
    expect(betterText(better[0]!, rest.cost.perMonth.value, ENGLISH)).toMatch(
      /^With pools of their own for prefill and decode, and multi-token prediction \(\d drafted\) it would cost \$[\d.]+ and save \$[\d.]+[kM]? a month\.$/,
    );
  });
});
