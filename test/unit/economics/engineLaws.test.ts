/** The laws of issue 4 over the whole engine: random documents, real tables. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serverWatts } from '../../../src/economics/index.ts';
import { createEngine, type DeploymentEstimate, type EvaluatedWorkload } from '../../../src/estimate/index.ts';
import type { Derivation, Quantity } from '../../../src/quantity/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { draws } from '../../helpers/soak.ts';

const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });

interface Load {
  readonly requests: number;
  readonly peak: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toPrecision(4)));
const load: fc.Arbitrary<Load> = fc.record({
  requests: number(0.05, 200),
  peak: number(1, 5),
  input: fc.integer({ min: 50, max: 8000 }),
  output: fc.integer({ min: 10, max: 1500 }),
  cached: fc.constantFrom(0, 25, 80),
});
const ACCELERATORS = ['h100-sxm', 'h200-sxm', 'b200', 'mi300x', 'tpu-v6e', 'l40s'] as const;
const MODELS = ['llama-3.3-70b', 'llama-3.1-8b', 'qwen3-32b'] as const;
const accelerator = fc.constantFrom(...ACCELERATORS);
const model = fc.constantFrom(...MODELS);
const scaling = fc.constantFrom('peak', 'autoscale', '{min: 2}');

function evaluate(load: Load, model: string, deployments: string, extra = ''): EvaluatedWorkload {
  const { requests, peak, input, output, cached } = load;
  const traffic = `{requests: ${requests}, peak_to_average: ${peak}, input_tokens: ${input}, output_tokens: ${output}, cached_input: ${cached}%}`;
  const text = `apiVersion: inference-tco/v1\nname: law\nmodel: ${model}\ntraffic: ${traffic}\n${extra}\ndeployments:\n${deployments}`;
  const evaluation = engine.evaluateText(text, { fileName: 'law.workload.yaml' });
  const [first] = evaluation.workloads;
  if (!first || evaluation.problems.some((problem) => /syntax|key|unit|type|expression/.test(problem.code)))
    throw new Error(`${text}\n${JSON.stringify(evaluation.problems)}`);
  return first;
}

const named = ({ estimate }: EvaluatedWorkload, name: string): DeploymentEstimate => {
  const found = estimate.deployments.find((deployment) => deployment.name === name);
  if (!found) throw new Error(`no deployment ${name}`);
  return found;
};
const runs = { numRuns: draws(20) };

/** Every quantity of an estimate with its path. */
function quantities(value: unknown, path = ''): readonly (readonly [string, Quantity])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('state' in value && 'unit' in value) return [[path, value as Quantity]];
  return Object.entries(value).flatMap(([key, inner]) => quantities(inner, path ? `${path}.${key}` : key));
}

const any = fc.oneof(
  accelerator.map((id) => `  d: {accelerator: ${id}, rent: {}}`),
  accelerator.map((id) => `  d: {accelerator: ${id}, rent: {purchase: spot}}`),
  accelerator.map((id) => `  d: {accelerator: ${id}, rent: {purchase: 3-year}}`),
  accelerator.map((id) => `  d: {accelerator: ${id}, own: {}}`),
  accelerator.map(
    (id) =>
      `  d: {prefill: {accelerator: ${id}, rent: {}}, decode: {accelerator: h200-sxm, own: {}}, transfer: 400 Gbit/s}`,
  ),
  fc.constant('  d: {accelerator: mtia-400, own: {}}'),
  fc.constant('  d: {accelerator: cerebras-wse3, own: {}}'),
  fc.constant('  d: {api: {}}'),
);

describe('every number', () => {
  it('is finite, ordered, and unknown exactly when it has no value', () => {
    fc.assert(
      fc.property(load, model, any, (traffic, id, deployment) => {
        for (const [path, quantity] of quantities(named(evaluate(traffic, id, deployment), 'd'))) {
          const { value, low, high, state } = quantity;
          for (const bound of [value, low, high])
            if (bound !== null && bound !== undefined) expect(Number.isFinite(bound), path).toBe(true);
          expect(value === null, path).toBe(state === 'unknown');
          if (value === null) expect(high, path).toBeUndefined();
          else {
            expect(low ?? value, path).toBeLessThanOrEqual(value + 1e-9 * Math.abs(value));
            expect(high ?? value, path).toBeGreaterThanOrEqual(value - 1e-9 * Math.abs(value));
            expect(value, path).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      runs,
    );
  });
  it('unfolds to leaves with an origin, and the tree says the same number', () => {
    fc.assert(
      fc.property(load, model, any, (traffic, id, deployment) => {
        const workload = evaluate(traffic, id, deployment);
        for (const [path, quantity] of quantities(named(workload, 'd'))) {
          expect(quantity.derivation, path).toBe(path);
          if (quantity.derivation === undefined) continue;
          const tree = workload.explain('d', quantity.derivation);
          expect(tree, path).toBeDefined();
          if (!tree) continue;
          expect(tree.quantity.value, path).toBe(quantity.value);
          walk(tree, (node) => {
            if (node.inputs.length === 0 && !node.formula) expect(node.origin, `${path}: ${node.label}`).toBeDefined();
          });
        }
      }),
      { numRuns: draws(15) },
    );
  });
});

function walk(node: Derivation, visit: (node: Derivation) => void): void {
  visit(node);
  for (const input of node.inputs) walk(input, visit);
}

describe('the bill', () => {
  it('is the sum of its lines, to the cent', () => {
    fc.assert(
      fc.property(load, model, any, (traffic, id, deployment) => {
        const { breakdown, perMonth } = named(evaluate(traffic, id, deployment), 'd').cost;
        const known = breakdown.reduce((total, line) => total + (line.perMonth.value ?? line.perMonth.low ?? 0), 0);
        const total = perMonth.value ?? perMonth.low ?? 0;
        expect(Math.abs(known - total)).toBeLessThan(Math.max(0.005, 1e-12 * total));
      }),
      runs,
    );
  });
  it('doubles when every price doubles', () => {
    const own = (by: number): string =>
      `{server_price: ${300e3 * by} USD, network: ${4000 * by} USD, storage: ${500 * by} USD, colocation: ${150 * by} USD/kW/month, staff: ${10 * by} USD/kW/month, electricity: ${0.08 * by} USD/kWh}`;
    fc.assert(
      fc.property(load, model, accelerator, scaling, number(1, 90), (traffic, id, chip, scale, price) => {
        const both = (by: number): string =>
          [
            `  rented: {accelerator: ${chip}, scaling: ${scale}, rent: {price: ${price * by} USD/hour}}`,
            `  owned: {accelerator: ${chip}, scaling: ${scale}, own: ${own(by)}}`,
          ].join('\n');
        const [once, twice] = [evaluate(traffic, id, both(1)), evaluate(traffic, id, both(2))];
        for (const name of ['rented', 'owned']) {
          const [a, b] = [named(once, name), named(twice, name)];
          expect(b.status).toBe(a.status);
          for (const key of ['perMonth', 'perMillionTokens', 'perMillionOutputTokens', 'perRequest'] as const)
            if (a.cost[key].value !== null)
              expect((b.cost[key].value ?? NaN) / a.cost[key].value, `${name} ${key}`).toBeCloseTo(2, 6);
        }
      }),
      runs,
    );
  });
  /** The search takes electricity of owned machines from a rule of thumb, so that theirs may fall by up to a hundredth. */
  it.each([
    ['rent: {price: 20 USD/hour}', 1e-9],
    ['own: {}', 0.01],
  ] as const)('of the cheapest configuration never falls when traffic rises, %s', (payment, tolerance) => {
    fc.assert(
      fc.property(load, model, accelerator, scaling, number(1, 3), (traffic, id, chip, scale, more) => {
        const text = `  d: {accelerator: ${chip}, scaling: ${scale}, ${payment}}`;
        const risen = { ...traffic, requests: traffic.requests * more };
        const [before, after] = [evaluate(traffic, id, text), evaluate(risen, id, text)].map(
          (each) => named(each, 'd').cost.perMonth.value,
        );
        if (before != null) expect(after ?? 0).toBeGreaterThanOrEqual(before * (1 - tolerance));
      }),
      runs,
    );
  });
  it('with an unknown price is a lower bound or nothing, never a number', () => {
    fc.assert(
      fc.property(load, model, accelerator, number(1, 90), (traffic, id, chip, price) => {
        const of = (prefill: string): string =>
          `  d: {prefill: {accelerator: ${chip}, rent: ${prefill}}, decode: {accelerator: ${chip}, rent: {price: ${price} USD/hour}}, transfer: 400 Gbit/s}`;
        const blank = evaluate(traffic, id, `  d: {accelerator: mtia-500, own: {}}`);
        const owned = named(blank, 'd');
        if (owned.status !== 'infeasible') {
          expect(owned.cost.perMonth).toMatchObject({ value: null, state: 'unknown' });
          expect(owned.cost.perMonth.low).toBeGreaterThan(0);
          expect(owned.status).toBe('incomplete');
        }
        const known = named(evaluate(traffic, id, of(`{price: ${price} USD/hour}`)), 'd').cost.perMonth;
        const part = named(evaluate(traffic, id, of('{cloud: aws, region: ap-east-1, purchase: 3-year}')), 'd').cost
          .perMonth;
        if (known.value === null || part.value !== null) return;
        expect(part.high).toBeUndefined();
        expect(part.low).toBeGreaterThan(0);
      }),
      { numRuns: draws(25) },
    );
  });
});

describe('energy', () => {
  it('lies between the fleet idle and the fleet at its limit', () => {
    fc.assert(
      fc.property(load, model, fc.constantFrom('h100-sxm', 'h200-sxm', 'b200', 'mi300x'), (traffic, id, chip) => {
        const extra = 'site: {pue: 1.2, electricity: 0.1 USD/kWh, carbon_intensity: 370 g/kWh, water: 1.8 l/kWh}';
        const { stages, energy } = named(evaluate(traffic, id, `  d: {accelerator: ${chip}, own: {}}`, extra), 'd');
        const row = catalog().accelerator(chip);
        const [stage] = stages;
        if (!stage || !row?.tdpW || !row.idleW || !row.serverW) throw new Error(`${chip} lacks a specification`);
        const server = serverWatts(row.tdpW, row.serverW).value;
        const watts = energy.averagePower.value ?? NaN;
        expect(watts).toBeGreaterThanOrEqual(stage.accelerators * (row.idleW + server) * 1.2 * (1 - 1e-9));
        expect(watts).toBeLessThanOrEqual(stage.accelerators * (row.tdpW + server) * 1.2 * (1 + 1e-9));
        expect((energy.carbonPerMonth.value ?? NaN) / (energy.kwhPerMonth.value ?? NaN)).toBeCloseTo(370, 6);
      }),
      runs,
    );
  });
});

describe('a range of the traffic', () => {
  it('moves the bill of a large fleet, not the price of its tokens', () => {
    const of = (requests: string, input = '1000'): DeploymentEstimate => {
      const text = `apiVersion: inference-tco/v1\nname: law\nmodel: llama-3.3-70b\ntraffic: {requests: ${requests}, input_tokens: ${input}, output_tokens: 200}\ndeployments:\n  d: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 20 USD/hour}}`;
      const [first] = engine.evaluateText(text, { fileName: 'law.workload.yaml' }).workloads;
      if (!first) throw new Error('no workload');
      return named(first, 'd');
    };
    const [exact, ranged] = [of('1000'), of('{low: 700, mid: 1000, high: 1600}')];
    const width = (quantity: Quantity): number => Math.log((quantity.high ?? NaN) / (quantity.low ?? NaN));
    expect(width(ranged.cost.perMonth)).toBeGreaterThan(width(exact.cost.perMonth) + 0.2);
    expect(width(ranged.cost.perMillionTokens) / width(exact.cost.perMillionTokens)).toBeCloseTo(1, 1);
    expect(ranged.cost.perMillionTokens.value).toBe(exact.cost.perMillionTokens.value);
    expect(width(ranged.energy.kwhPerMillionTokens) / width(exact.energy.kwhPerMillionTokens)).toBeCloseTo(1, 1);
    const longer = of('1000', '{low: 700, mid: 1000, high: 1500}');
    expect(width(longer.cost.perMonth)).toBeGreaterThan(width(exact.cost.perMonth));
    expect(width(longer.cost.perMillionTokens)).toBeLessThan(width(longer.cost.perMonth));
  });
});
