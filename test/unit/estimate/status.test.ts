/** What each status and warning means, one document each. */
import { describe, expect, it } from 'vitest';
import { ask, document, one } from './support.ts';

describe('status', () => {
  it('is ok where bill, speed and energy are known', () => {
    const { status, reasons } = one('{accelerator: h100-sxm, rent: {cloud: lambda}}');
    expect({ status, reasons }).toEqual({ status: 'ok', reasons: [] });
  });

  it('is incomplete where nobody publishes a price, and the total is never a number', () => {
    const found = one('{accelerator: mtia-400, own: {}}', 'serving: {weights: fp8}');
    expect(found.status).toBe('incomplete');
    expect(found.cost.perMonth.value).toBeNull();
    expect(found.cost.perMonth.low).toBeGreaterThan(0);
    expect(found.cost.perMonth.high).toBeUndefined();
    expect(found.codes).toContain('unknown-price');
    expect(found.performance.tpot.value).toBeGreaterThan(0);
    expect(found.energy.joulesPerOutputToken.value).toBeGreaterThan(0);
  });

  it('is infeasible where weights fit at no allowed parallelism, and says what would', () => {
    const found = one('{accelerator: l4, tensor_parallel: 1, rent: {cloud: gcp}}', 'serving: {weights: fp8}');
    expect(found.status).toBe('infeasible');
    const problem = found.answer.estimate.problems.find(({ code }) => code === 'does-not-fit');
    expect(problem?.data).toMatchObject({ weights: 'fp8', accelerators: 1 });
    expect(problem?.severity).toBe('warning');
    expect(found.cost.perMonth.value).toBeNull();
  });

  it('advises a parallelism that then fits, pipelines and lighter weights included', () => {
    const text = (keys: string): string => `{accelerator: l4, ${keys}, rent: {cloud: gcp}}`;
    const model = 'model: llama-3.1-405b';
    const found = one(text('tensor_parallel: 8, pipeline_parallel: 1'), model);
    const data = found.answer.estimate.problems.find(({ code }) => code === 'does-not-fit')?.data as {
      readonly smallest: { readonly tensorParallel: number; readonly pipelineParallel: number };
      readonly lighter: {
        readonly weights: string;
        readonly tensorParallel: number;
        readonly pipelineParallel: number;
      };
    };
    const keys = (d: { readonly tensorParallel: number; readonly pipelineParallel: number }): string =>
      `tensor_parallel: ${d.tensorParallel}, pipeline_parallel: ${d.pipelineParallel}`;
    expect(data.smallest.pipelineParallel).toBeGreaterThan(1);
    expect(found.reasons[0]?.message).toContain(
      `pipeline_parallel: ${data.smallest.pipelineParallel}, or weights: fp8`,
    );
    expect(one(text(keys(data.smallest)), model).status).not.toBe('infeasible');
    expect(one(text(`${keys(data.lighter)}, weights: ${data.lighter.weights}`), model).status).not.toBe('infeasible');
    const half = { ...data.smallest, pipelineParallel: data.smallest.pipelineParallel / 2 };
    expect(one(text(keys(half)), model).status).toBe('infeasible');
  });

  it('is infeasible where a parallelism cannot be', () => {
    const found = one('{accelerator: h100-sxm, tensor_parallel: 7, rent: {cloud: aws}}');
    expect(found.status).toBe('infeasible');
    expect(found.reasons[0]?.code).toBe('parallelism-impossible');
  });

  it('is invalid where a name does not exist, with the nearest that does', () => {
    const found = one('{accelerator: h100-smx, rent: {cloud: aws}}');
    expect(found.status).toBe('invalid');
    const problem = found.answer.estimate.problems.find(({ code }) => code === 'unknown-name');
    expect(problem?.data).toMatchObject({ kind: 'accelerator', name: 'h100-smx', closest: 'h100-sxm' });
    expect(problem?.range.start).toEqual({ line: 9, column: 20 });
  });

  it.each([
    ['cloud', '{accelerator: h100-sxm, rent: {cloud: awss}}', 'aws'],
    ['region', '{accelerator: h100-sxm, rent: {cloud: aws, region: us-esat-1}}', 'us-east-1'],
    ['instance', '{accelerator: h100-sxm, rent: {cloud: aws, instance: p5.48xlrge}}', 'p5.48xlarge'],
    ['provider', '{api: {provider: deepinfre}}', 'deepinfra'],
  ])('knows the nearest %s', (kind, deployment, closest) => {
    const found = one(deployment);
    expect(found.status).toBe('invalid');
    expect(found.answer.estimate.problems.find(({ code }) => code === 'unknown-name')?.data).toMatchObject({
      kind,
      closest,
    });
  });

  it('of all deployments is invalid where the model is unknown', () => {
    const { estimate } = ask(document('a: {accelerator: h100-sxm, rent: {}}', 'model: llama-3.3-70bb'));
    expect(estimate.deployments.map(({ status }) => status)).toEqual(['invalid']);
    expect(estimate.problems.find(({ code }) => code === 'unknown-name')?.data).toMatchObject({ kind: 'model' });
  });

  it('of an API follows its price; speed and energy are hosted', () => {
    const found = one('{api: {provider: deepinfra}}');
    expect(found.status).toBe('ok');
    expect(found.reasons.map(({ code }) => code)).toEqual(['hosted']);
    expect(found.stages).toEqual([]);
    expect(found.performance.tpot.value).toBeNull();
    expect(found.energy.joulesPerOutputToken.value).toBeNull();
  });
});

describe('warnings', () => {
  it('a missed target never changes the status', () => {
    const found = one('{accelerator: l40s, rent: {cloud: aws}}', 'serving: {weights: fp8}\nslo: {tpot: 2 ms}');
    expect(found.status).toBe('ok');
    expect(found.slo).toEqual({ ttft: 'unset', tpot: 'missed' });
    expect(found.codes).toContain('slo-missed');
  });

  it.each([
    ['over-budget', '{accelerator: h100-sxm, rent: {cloud: aws}}', 'budget: {per_month: 10 USD}'],
    ['unknown-price', '{accelerator: h100-sxm, rent: {cloud: lambda, purchase: spot}}', ''],
    ['not-sold-there', '{accelerator: mi300x, rent: {cloud: aws}}', ''],
    ['not-available', '{accelerator: mi455x, own: {}}', ''],
    ['spot-latency', '{accelerator: h100-sxm, rent: {purchase: spot}}', 'slo: {ttft: 2 s}'],
    ['precision-emulated', '{accelerator: a100-80g-sxm, rent: {}}', 'serving: {weights: fp8}'],
    ['overloaded', '{accelerator: h100-sxm, scaling: {replicas: 1}, rent: {}}', ''],
  ])('%s', (code, deployment, more) => {
    expect(one(deployment, more).codes).toContain(code);
  });

  it('says how many replicas an overloaded fleet needs, and serves no more than it can', () => {
    const found = one('{accelerator: h100-sxm, scaling: {replicas: 1}, rent: {}}');
    const data = found.answer.estimate.problems.find(({ code }) => code === 'overloaded')?.data;
    expect(data?.['needed']).toBeGreaterThan(1);
    expect(found.performance.outputTokensPerSecond.value).toBeLessThan(20 * 350);
  });

  it('gives an overloaded fleet the latency of its queue: the mean wait of a peak hour', () => {
    const { answer, performance } = one('{accelerator: h100-sxm, scaling: {replicas: 1}, rent: {}}');
    const data = answer.estimate.problems.find(({ code }) => code === 'overloaded')?.data;
    const excess = Number(data?.['demand']) / Number(data?.['capacity']) - 1;
    expect(performance.ttft.value).toBeGreaterThan(0.8 * 1800 * excess);
  });

  it('doubts a magnitude that is rarely meant', () => {
    expect(one('{api: {}}', '', 'requests: 3e6').codes).toContain('suspicious-magnitude');
  });

  it('reports an API whose context is too small', () => {
    const found = one('{api: {}}', '', 'input_tokens: 900000');
    expect(found.status).toBe('infeasible');
    expect(found.codes).toContain('context-too-small');
  });
});
