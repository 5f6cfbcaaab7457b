/** A squiggle stands under the value that caused it, however the document is laid out; never under a whole mapping. */
import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../../src/language/index.ts';
import { contextOf } from '../../helpers/language.ts';

const around = (deployment: string, rest = ''): string => `
  apiVersion: inference-tco/v1
  model: llama-3.3-70b
  traffic: {requests: 5 / s, input_tokens: 1800, output_tokens: 350}
  ${rest}
  deployments:
    a: ${deployment}
`;

function underlined(text: string, code: string): readonly string[] {
  const context = contextOf(text);
  const { file } = context.evaluation;
  return diagnostics(context)
    .filter((one) => one.code === code)
    .map(({ range }) => file.text.slice(file.offsetAt(range.start), file.offsetAt(range.end)));
}

describe('an old price is underlined at', () => {
  it.each([
    ['the cloud, where that is all that is said', '{accelerator: h100-sxm, rent: {cloud: azure}}', 'azure'],
    ['the region, where one is named', '{accelerator: h100-sxm, rent: {cloud: azure, region: eastus}}', 'eastus'],
    [
      'the instance, where one is named',
      '{accelerator: h100-sxm, rent: {cloud: azure, instance: Standard_ND96is_H100_v5}}',
      'Standard_ND96is_H100_v5',
    ],
    ['the plan, where no place is named', '{accelerator: h200-sxm, rent: {purchase: spot}}', 'spot'],
    [
      'the cloud of a mapping over several lines',
      '\n      accelerator: h100-sxm\n      rent:\n        cloud: azure\n        discount: 10%\n',
      'azure',
    ],
  ])('%s', (_name, deployment, value) => {
    expect(underlined(around(deployment), 'stale-price')).toEqual([value]);
  });
});

describe('a price that nobody knows is underlined at', () => {
  it.each([
    ['the machine that is not sold', '{accelerator: mtia-400, own: {}}', 'mtia-400'],
    ['the plan', '{accelerator: h100-sxm, rent: {cloud: lambda, purchase: spot}}', 'spot'],
    ['the cloud', '{accelerator: tpu7x, rent: {cloud: gcp}}', 'gcp'],
  ])('%s', (_name, deployment, value) => {
    expect(underlined(around(deployment), 'unknown-price')).toEqual([value]);
  });
});

it('nothing is underlined over more than one line', () => {
  const text = around(
    '\n      accelerator: h100-sxm\n      tensor_parallel: 3\n      rent:\n        discount: 10%\n        purchase: spot\n',
    'slo:\n    ttft: 1 ms\n    tpot: 1 ms\n  budget:\n    per_month: 1 USD\n  serving:\n    scaling:\n      replicas: 1',
  );
  for (const { code, range } of diagnostics(contextOf(text))) expect(range.end.line, code).toBe(range.start.line);
});
