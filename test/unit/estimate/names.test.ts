/** Names are looked up whatever else is wrong, and deployments appear even where the document cannot be read. */
import { describe, expect, it } from 'vitest';
import { ask, document } from './support.ts';

const WRONG = [
  'first: {accelerator: h1000, rent: {cloud: asw, region: us-east-1}}',
  'second: {prefill: {accelerator: h100-smx, own: {}}, decode: {accelerator: b200, rent: {cloud: aws, region: us-west-9}}}',
  'third: {api: {provider: deepinfr}}',
  'fourth: {accelerator: h100-sxm, own: {}}',
].join('\n');

const names = (answer: ReturnType<typeof ask>): readonly unknown[] =>
  answer.estimate.problems.filter(({ code }) => code === 'unknown-name').map(({ data }) => data?.['name']);
const ALL = ['h1000', 'asw', 'h100-smx', 'us-west-9', 'deepinfr'];

describe('names', () => {
  it('are told where traffic is missing, and the deployments appear as invalid', () => {
    const text = document(WRONG).replace(/traffic:\n( {2}.*\n)*/, '');
    const answer = ask(text);
    expect(answer.workload).toBeUndefined();
    expect(names(answer)).toEqual(ALL);
    expect(answer.estimate.name).toBe('test');
    expect(answer.estimate.deployments.map(({ name, status, kind }) => [name, status, kind])).toEqual([
      ['first', 'invalid', 'rent'],
      ['second', 'invalid', 'mixed'],
      ['third', 'invalid', 'api'],
      ['fourth', 'invalid', 'own'],
    ]);
    for (const { reasons } of answer.estimate.deployments) expect(reasons.length).toBeGreaterThan(0);
  });

  it('are told where a unit is wrong, and where the model is unknown', () => {
    expect(names(ask(document(WRONG, 'slo: {ttft: 3 USD}')))).toEqual(ALL);
    expect(names(ask(document(WRONG, 'model: lama-3.3-70b')))).toEqual(['lama-3.3-70b', ...ALL]);
    expect(names(ask(document(WRONG, 'model: lama-3.3-70b', 'requests: 3 USD')))).toEqual(['lama-3.3-70b', ...ALL]);
  });

  it('are told in a deployment that has another error, at their place, once', () => {
    const answer = ask(document('a: {accelerator: h1000, tensor_paralel: 4, rent: {cloud: asw}}'));
    expect(names(answer)).toEqual(['h1000', 'asw']);
    const problem = answer.estimate.problems.find(({ data }) => data?.['name'] === 'asw');
    expect(problem).toMatchObject({ path: ['deployments', 'a', 'rent', 'cloud'], data: { closest: 'aws' } });
    expect(problem?.range.start.line).toBeGreaterThan(5);
  });

  it('outside the tables are fine where the document brings the price', () => {
    expect(names(ask(document('a: {accelerator: h100-sxm, tp: 1, rent: {cloud: mine, price: 20 USD/h}}')))).toEqual([]);
  });

  it.each([
    ['trainium3', 'trn3'],
    ['ironwood', 'tpu7x'],
    ['NVIDIA H100 SXM', 'h100-sxm'],
  ])('find %s by the words of its name', (typed, id) => {
    const answer = ask(document(`a: {accelerator: ${typed}, own: {}}`));
    expect(answer.estimate.problems.find(({ code }) => code === 'unknown-name')?.data).toMatchObject({ closest: id });
  });

  it.each([
    ['google', 'gcp'],
    ['amazon', 'aws'],
    ['microsoft', 'azure'],
  ])('find the cloud of %s', (typed, cloud) => {
    const answer = ask(document(`a: {accelerator: h100-sxm, rent: {cloud: ${typed}}}`));
    expect(answer.estimate.problems.find(({ code }) => code === 'unknown-name')?.data).toMatchObject({
      closest: cloud,
    });
  });

  it.each([
    ['H100', 'h100-sxm', 'family'],
    ['"A100-80GB:8"', 'a100-80g-sxm', 'name'],
    ['NVIDIA-H100-80GB-HBM3', 'h100-sxm', 'name'],
    ['nvidia-l4', 'l4', 'name'],
  ])('of the world are understood, and said: %s', (written, closest, taken) => {
    const answer = ask(document(`a: {accelerator: ${written}, rent: {}}`));
    const problem = answer.estimate.problems.find(({ code }) => code === 'unknown-name');
    expect(problem).toMatchObject({ severity: 'information', data: { closest, taken } });
    expect(answer.estimate.deployments[0]?.status).not.toBe('invalid');
  });
});
