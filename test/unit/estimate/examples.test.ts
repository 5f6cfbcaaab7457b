/** Every example estimated on the real tables: the numbers a reader of the repository sees first. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/estimate/index.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { review, shape } from './review.ts';
import { engine, quantities } from './support.ts';

const root = fileURLToPath(new URL('../../../examples/', import.meta.url));
const files = ['.', 'machines'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.workload.yaml'))
    .map((name) => join(folder, name)),
);

const evaluate = (file: string): Evaluation =>
  engine().evaluateText(readFileSync(join(root, file), 'utf8'), { fileName: file });

it('have the keys in JSON that programs know', () => {
  const estimates = files.flatMap((file) => evaluate(file).workloads.map(({ estimate }) => estimate));
  expectGolden(shape(estimates), 'estimate/keys.txt');
});

describe.each(files)('%s', (file) => {
  const evaluation = evaluate(file);

  it('has no error', () => {
    expect(evaluation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is estimated as in the golden file', () => {
    const name = basename(file, '.workload.yaml');
    expectGolden(evaluation.workloads.map(({ estimate }) => review(estimate)).join('\n'), `estimate/${name}.md`);
  });

  it('unfolds every quantity to leaves with an origin, and to the value shown', () => {
    for (const { estimate, explain } of evaluation.workloads)
      for (const deployment of estimate.deployments)
        for (const { path, quantity } of quantities(deployment)) {
          const derivation = explain(deployment.name, path);
          expect(derivation, `${deployment.name} ${path}`).toBeDefined();
          expect(derivation?.quantity.value ?? null, `${deployment.name} ${path}`).toBe(quantity.value);
          const leaves: string[] = [];
          const visit = (node: NonNullable<typeof derivation>): void => {
            if (node.inputs.length === 0 && node.origin === undefined) leaves.push(node.label);
            node.inputs.forEach(visit);
          };
          if (derivation) visit(derivation);
          expect(leaves, `leaves without origin under ${deployment.name} ${path}`).toEqual([]);
        }
  });

  it('adds up: the lines of the bill are the bill, the interval holds the value', () => {
    for (const { estimate } of evaluation.workloads)
      for (const { cost, name, ...rest } of estimate.deployments) {
        const lines = cost.breakdown.map((line) => line.perMonth.value);
        if (cost.perMonth.value !== null && lines.length > 0)
          expect(
            lines.reduce<number>((a, b) => a + (b ?? 0), 0),
            name,
          ).toBeCloseTo(cost.perMonth.value, 2);
        for (const { path, quantity } of quantities({ cost, name, ...rest })) {
          if (quantity.value === null) continue;
          expect(quantity.low ?? quantity.value, `${name} ${path}`).toBeLessThanOrEqual(quantity.value * (1 + 1e-9));
          expect(quantity.high ?? quantity.value, `${name} ${path}`).toBeGreaterThanOrEqual(
            quantity.value * (1 - 1e-9),
          );
        }
      }
  });
});
