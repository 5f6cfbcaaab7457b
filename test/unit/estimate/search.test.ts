/** What the search and the ranking compare, and the curve they draw: laws that a golden file alone would not explain. */
import { describe, expect, it } from 'vitest';
import { evaluateDeployment } from '../../../src/estimate/deployment/index.ts';
import type { DeploymentEstimate } from '../../../src/estimate/index.ts';
import { rankAll } from '../../../src/estimate/explore/index.ts';
import type { RankedRow } from '../../../src/estimate/explore/rank.ts';
import { best, type Candidate, type PoolSetup, wattsAt } from '../../../src/estimate/choice/index.ts';
import { createCore } from '../../../src/estimate/engine.ts';
import { questionOf } from '../../../src/estimate/document/index.ts';
import { ProblemCollector } from '../../../src/estimate/problems/index.ts';
import { DEPLOYMENTS } from '../../helpers/estimate.ts';
import { catalog } from '../../helpers/catalog.ts';
import { accelerator, architecture } from '../performance/fixtures.ts';
import { AS_OF, ask, document, engine } from './support.ts';

const row = (name: string, over: Partial<DeploymentEstimate['performance']> = {}): RankedRow => {
  const estimate = { ...DEPLOYMENTS[0]!, name, performance: { ...DEPLOYMENTS[0]!.performance, ...over } };
  return {
    kind: 'row',
    estimate,
    deployment: { name },
    meetsSlo: true,
    servesAll: true,
    pareto: false,
  } as unknown as RankedRow;
};

describe('the Pareto-optimal rows of a ranking', () => {
  const pareto = (...rows: readonly RankedRow[]): readonly string[] =>
    rankAll(rows, {}, {})
      .rows.filter((one) => one.pareto)
      .map(({ estimate }) => estimate.name);

  it('do not beat each other by a tie', () => {
    expect(pareto(row('a'), row('b'))).toEqual(['a', 'b']);
  });

  it('beat a row that is worse in one number and better in none', () => {
    const tpot = { value: 1, unit: 's', state: 'known' } as const;
    expect(pareto(row('a'), row('slow', { tpot }))).toEqual(['a']);
  });
});

describe('the bill that the search minimises', () => {
  it('has the electricity of an owned fleet, near what the answer bills', () => {
    const own = 'own: {electricity: 5 USD/kWh}';
    const { workload } = ask(document(`a: {accelerator: h100-sxm, tensor_parallel: 4, ${own}}`));
    const context = createCore({ catalog: catalog(), asOf: AS_OF }).contextOf(workload!);
    const request = questionOf(workload!, context, new ProblemCollector())!;
    const { pools, estimate } = evaluateDeployment(workload!.deployments[0]!, request);
    const searched = pools[0]!.candidate.costPerHour! / estimate.cost.perHour.value!;
    expect(searched).toBeGreaterThan(0.75);
    expect(searched).toBeLessThan(1.33);
  });
});

describe('where nothing meets the targets', () => {
  it('a replica is loaded until its latency is 15 % above the best it could have', () => {
    const { workload } = ask(
      document(
        'a: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 30 USD/hour}}',
        'slo: {ttft: {p99: 1 ms}}',
      ),
    );
    const context = createCore({ catalog: catalog(), asOf: AS_OF }).contextOf(workload!);
    const request = questionOf(workload!, context, new ProblemCollector())!;
    const { candidate } = evaluateDeployment(workload!.deployments[0]!, request).pools[0]!;
    const best = context.performance.maximumRate(candidate.prepared, request.limits)!;
    expect(best.meetsLimits).toBe(false);
    expect(candidate.atCapacity.ttftP99 / best.point.ttftP99).toBeGreaterThan(1.13);
    expect(candidate.atCapacity.ttftP99 / best.point.ttftP99).toBeLessThanOrEqual(1.15);
    expect(candidate.atCapacity.requestsPerSecond).toBeGreaterThan(2 * best.point.requestsPerSecond);
  });

  it('the cheapest of the candidates within 15 % of the nearest is chosen', () => {
    const candidate = (excess: number, costPerHour: number) =>
      ({ meets: false, excess, costPerHour, served: 1, accelerators: 1 }) as unknown as Candidate;
    const chosen = (...among: readonly Candidate[]) =>
      best(among, {} as PoolSetup, { performance: engine().performance, rate: 1 })?.costPerHour;
    const nearest = candidate(2, 100);
    expect(chosen(nearest, candidate(2.29, 50), candidate(2.31, 10))).toBe(50);
    expect(chosen(candidate(2.31, 10), nearest)).toBe(100);
    // One that meets the targets leaves no room.
    expect(chosen({ ...candidate(1, 500), meets: true }, candidate(1.01, 10))).toBe(500);
  });
});

describe('among equal bills', () => {
  const rule = { hourly: [1], peak: 1, scaling: { kind: 'fixed', replicas: 1 }, headroom: 0, redundancy: 0 };
  const setup = { accelerator: accelerator('h100-sxm'), rule } as unknown as PoolSetup;
  const performance = { ...engine().performance, servingAt: () => undefined };
  /** One replica of so many accelerators, each at the same power, and the requests/s that it carries. */
  const candidate = (accelerators: number, requestsPerSecond: number, tpot = 0.02) =>
    ({
      replica: { architecture: architecture('llama-3.3-70b') },
      packing: { acceleratorsPerReplica: accelerators },
      meets: true,
      served: 1,
      costPerHour: 10,
      atCapacity: { requestsPerSecond, tpot, busy: 1, utilization: { compute: 0.5, bandwidth: 0.5 } },
    }) as unknown as Candidate;
  const chosen = (...among: readonly Candidate[]) => {
    const { packing, atCapacity } = best(among, setup, { performance, rate: 1000 })!;
    return [packing.acceleratorsPerReplica, atCapacity.requestsPerSecond, atCapacity.tpot];
  };

  it('less power goes before more room, where it is more than a hundredth', () => {
    expect(chosen(candidate(50, 500), candidate(40, 200))).toEqual([40, 200, 0.02]);
    expect(chosen(candidate(40, 200), candidate(50, 500))).toEqual([40, 200, 0.02]);
    expect(chosen(candidate(1000, 200), candidate(1005, 500))).toEqual([1005, 500, 0.02]);
  });

  it('then more room, then the shorter time per token', () => {
    expect(chosen(candidate(40, 200), candidate(40, 300))).toEqual([40, 300, 0.02]);
    expect(chosen(candidate(40, 200, 0.03), candidate(40, 200, 0.01))).toEqual([40, 200, 0.01]);
  });
});

describe('the power of a day', () => {
  it('is that of its hours, each at its own load', () => {
    const { workload } = ask(
      document('a: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 30 USD/hour}}', '', 'peak_to_average: 4'),
    );
    const context = createCore({ catalog: catalog(), asOf: AS_OF }).contextOf(workload!);
    const request = questionOf(workload!, context, new ProblemCollector())!;
    const { setup, candidate, peakReplicas, power } = evaluateDeployment(workload!.deployments[0]!, request).pools[0]!;
    const watts = setup.rule.hourly.map((factor) => {
      const load = (20 * factor) / peakReplicas;
      const point = context.performance.servingAt(candidate.prepared, load);
      return point ? wattsAt(request.resolved, setup.accelerator, point) : setup.accelerator.power.idle;
    });
    const mean = watts.reduce((a, b) => a + b, 0) / 24;
    const found = power.accelerators.value! / peakReplicas / 4;
    expect(found / mean).toBeGreaterThan(0.95);
    expect(found / mean).toBeLessThan(1.05);
  });
});

describe('a curve', () => {
  it('draws the power of all accelerators of a replica: between idle and limit of each', () => {
    const { workload } = ask(document('a: {accelerator: h100-sxm, tensor_parallel: 8, rent: {price: 30 USD/hour}}'));
    const points = engine().curve(workload!, 'a')!.points;
    for (const { joulesPerOutputToken, tokensPerSecondPerAccelerator } of points) {
      const watts = joulesPerOutputToken * tokensPerSecondPerAccelerator;
      expect(watts).toBeGreaterThan(60);
      expect(watts).toBeLessThanOrEqual(700 * (1 + 1e-9));
    }
  });
});
