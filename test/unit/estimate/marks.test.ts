/** What surfaces draw beside the estimate is derived too, and the tree ends at the very number that is drawn. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/estimate/index.ts';
import type { Derivation } from '../../../src/quantity/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });
const folder = new URL('../../../examples/', import.meta.url);
const files = [
  ...readdirSync(folder).filter((name) => name.endsWith('.workload.yaml')),
  ...readdirSync(new URL('machines/', folder))
    .filter((name) => name.endsWith('.workload.yaml'))
    .map((name) => `machines/${name}`),
];

/** Leaves of a tree, where every number must name its origin. */
const leaves = (tree: Derivation): readonly Derivation[] =>
  tree.inputs.length === 0 ? [tree] : tree.inputs.flatMap(leaves);

function expectTree(tree: Derivation | undefined, value: number | null, what: string): void {
  expect(tree, what).toBeDefined();
  if (value === null) return expect(tree!.quantity.value, what).toBeNull();
  expect(tree!.quantity.value! / value, what).toBeCloseTo(1, 6);
  expect(tree!.inputs.length, what).toBeGreaterThan(0);
  expect(tree!.formula, what).toBeTruthy();
  expect(
    leaves(tree!)
      .filter(({ origin }) => origin === undefined)
      .map(({ label }) => label),
    what,
  ).toEqual([]);
}

describe.each(files)('%s', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  for (const { workload, estimate, explain } of engine.evaluateText(text, { fileName: name }).workloads) {
    if (workload === undefined) continue;
    const machines = estimate.deployments.filter(({ stages }) => stages.length > 0);

    it('every hour of the day', () => {
      for (const { name: of } of machines)
        for (const hour of engine.dayProfile(workload, of)!.hours)
          for (const number of ['requestsPerSecond', 'replicas', 'capacity', 'costPerHour', 'averagePower'] as const)
            if (hour[number] !== 0) {
              const path = `day.${hour.hour}.${number}`;
              expectTree(explain(of, path), hour[number], `${of} ${path}`);
            }
    });

    it('every part of the memory, and the machines', () => {
      for (const { name: of, stages } of machines)
        for (const [i, stage] of stages.entries()) {
          for (const [part, bytes] of Object.entries(stage.memory)) {
            const path = `stages.${i}.memory.${part}`;
            if (bytes > 1) expectTree(explain(of, path), bytes, `${of} ${path}`);
          }
          expectTree(explain(of, `stages.${i}.machines`), stage.instances ?? stage.accelerators, `${of} machines`);
        }
    });

    it('every point of the curve', () => {
      for (const { name: of } of machines)
        for (const [i, point] of (engine.curve(workload, of)?.points ?? []).entries())
          if (point.perMillionTokens !== null)
            expectTree(explain(of, `curve.${i}`), point.perMillionTokens, `${of} curve.${i}`);
    });

    it('the change against the baseline', () => {
      for (const { name: of, versusBaseline } of estimate.deployments) {
        if (versusBaseline?.cost === undefined || of === estimate.baseline) continue;
        const tree = explain(of, 'versus.cost')!;
        expect(tree.quantity.value, of).toBeCloseTo(versusBaseline.cost, 6);
        expect(tree.inputs.map(({ label }) => label)).toEqual([
          `cost per million tokens of ${of}`,
          `cost per million tokens of ${estimate.baseline!}`,
        ]);
      }
    });

    it('the traffic, back to its line', () => {
      const tree = explain('', 'traffic.peakRequests')!;
      expect(tree.quantity.value).toBeCloseTo(estimate.traffic!.peakRequestsPerSecond, 9);
      expect(explain('', 'traffic.requests')!.origin?.kind).toBe('document');
    });

    it('nothing for a path that is none', () => {
      const paths = ['day.24.costPerHour', 'day.1.weather', 'stages.9.memory.free', 'curve.-1', 'traffic.x', 'x'];
      const inherited = ['day.1.constructor', 'stages.0.own.constructor', 'traffic.constructor', 'versus.constructor'];
      for (const path of [...paths, ...inherited])
        expect(explain(estimate.deployments[0]?.name ?? '', path), path).toBeUndefined();
    });
  }
});

describe('two evaluations side by side', () => {
  const text = readFileSync(new URL('support-chat.workload.yaml', folder), 'utf8');
  const { workload, estimate } = engine.evaluateText(text).workloads[0]!;

  it('a break-even ends at its crossing, for every pair that crosses', () => {
    const crossing = engine.breakEven(workload!).pairs.filter(({ at }) => at !== undefined);
    expect(crossing.length).toBeGreaterThan(0);
    for (const { first, second, at } of crossing)
      expectTree(engine.explainAcross(workload!, first, `breakEven.${second}`), at!.value, `${first}, ${second}`);
  });

  it('self-hosting and the API cost the same where they cross', () => {
    const pair = engine.breakEven(workload!).pairs.find(({ kind, at }) => kind === 'self-api' && at !== undefined);
    if (pair === undefined) return;
    const [mine, theirs] = engine.explainAcross(workload!, pair.first, `breakEven.${pair.second}`)!.inputs;
    expect(mine!.quantity.value! / theirs!.quantity.value!).toBeCloseTo(1, 1);
  });

  it('an input shows the whole calculation at both its ends', () => {
    const [first] = estimate.deployments;
    for (const row of engine.sensitivity(workload!, first!.name)!.rows) {
      const tree = engine.explainAcross(workload!, first!.name, `sensitivity.${row.input}`)!;
      expect(tree.inputs.map(({ quantity }) => quantity.value)).toEqual([row.low.value, row.high.value]);
      expect(tree.inputs[0]!.inputs[0]).toMatchObject({ label: row.label, quantity: { value: row.low.input } });
    }
  });

  it('nothing for what does not cross or does not exist', () => {
    expect(engine.explainAcross(workload!, 'nobody', 'breakEven.nowhere')).toBeUndefined();
    expect(engine.explainAcross(workload!, estimate.deployments[0]!.name, 'sensitivity.weather')).toBeUndefined();
  });
});
