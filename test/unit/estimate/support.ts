/** One engine on the real tables with a fixed clock, and small documents to ask it about. */
import { catalog } from '../../helpers/catalog.ts';
import {
  createEngine,
  type DeploymentEstimate,
  type Engine,
  type EvaluatedWorkload,
} from '../../../src/estimate/index.ts';
import type { Quantity } from '../../../src/quantity/index.ts';

export const AS_OF = '2026-11-23';

let cached: Engine | undefined;
export const engine = (): Engine => (cached ??= createEngine({ catalog: catalog(), asOf: AS_OF }));

/** `deployments`: YAML below the key, indented by two. */
export function document(deployments: string, more = '', traffic = ''): string {
  return [
    'apiVersion: inference-tco/v1',
    'name: test',
    ...(more.includes('model:') ? [] : ['model: llama-3.3-70b']),
    'traffic:',
    ...(traffic.includes('requests:') ? [] : ['  requests: 20']),
    ...(traffic.includes('input_tokens:') ? [] : ['  input_tokens: 1800']),
    ...(traffic.includes('output_tokens:') ? [] : ['  output_tokens: 350']),
    ...(traffic === '' ? [] : [indent(traffic)]),
    ...(more === '' ? [] : [more]),
    ...(deployments === '' ? [] : ['deployments:', indent(deployments)]),
    '',
  ].join('\n');
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

export function ask(text: string): EvaluatedWorkload {
  const [first] = engine().evaluateText(text, { fileName: 'test.workload.yaml' }).workloads;
  if (!first) throw new Error('no workload in the text');
  return first;
}

export function one(
  deployment: string,
  more = '',
  traffic = '',
): DeploymentEstimate & { readonly codes: readonly string[]; readonly answer: EvaluatedWorkload } {
  const answer = ask(document(`a: ${deployment}`, more, traffic));
  const found = answer.estimate.deployments.find((d) => d.name === 'a');
  if (!found) throw new Error('no deployment a');
  return { ...found, codes: answer.estimate.problems.map(({ code }) => code), answer };
}

/** All quantities of a deployment, by the path that unfolds them. */
export function quantities(estimate: DeploymentEstimate): { readonly path: string; readonly quantity: Quantity }[] {
  const found: { path: string; quantity: Quantity }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('state' in value && 'unit' in value) {
      const quantity = value as Quantity;
      found.push({ path: quantity.derivation ?? '', quantity });
      return;
    }
    Object.values(value).forEach(visit);
  };
  visit(estimate);
  return found;
}
