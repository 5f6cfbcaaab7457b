/** What the search and the ranking compare, and the curve they draw: laws that a golden file alone would not explain. */
import { describe, expect, it } from 'vitest';
import { evaluateDeployment } from '../../../src/estimate/deployment/index.ts';
import type { DeploymentEstimate } from '../../../src/estimate/index.ts';
import { rankAll } from '../../../src/estimate/explore/index.ts';
import type { RankedRow } from '../../../src/estimate/explore/rank.ts';
import { createCore } from '../../../src/estimate/engine.ts';
import { questionOf } from '../../../src/estimate/document/index.ts';
import { ProblemCollector } from '../../../src/estimate/problems/index.ts';
import { DEPLOYMENTS } from '../../helpers/estimate.ts';
import { catalog } from '../../helpers/catalog.ts';
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
