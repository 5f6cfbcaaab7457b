/** Operations: each line by hand, what a hosted API has none of, and what replaces what. */
import { describe, expect, it } from 'vitest';
import type { DeploymentEstimate } from '../../../src/estimate/index.ts';
import { ask, document, engine } from './support.ts';

const MACHINES = 'accelerator: h100-sxm, tensor_parallel: 4, scaling: {replicas: 8}';
const ALL = `operations:
  license: 4500 USD/year
  support: 10%
  engineers: 0.5
  engineer_cost: 220000 USD/year
  egress: 0.05 USD/GB
  egress_per_token: 4 B
  storage: 0.08 USD/GB/month
  load_balancer: 25 USD/month
  control_plane: 73 USD/month
  monitoring: 300 USD/month`;

function estimate(deployment: string, more = ''): DeploymentEstimate {
  const found = ask(document(`a: {${deployment}}`, more)).estimate.deployments[0];
  if (!found) throw new Error('no deployment');
  return found;
}

const line = ({ cost }: DeploymentEstimate, code: string): number | null | undefined =>
  cost.breakdown.find((one) => one.code === code)?.perMonth.value;

describe('operations', () => {
  it('are billed as a spreadsheet would: 32 accelerators, 20 requests/s of 350 tokens', () => {
    const found = estimate(`${MACHINES}, rent: {price: 3 USD/hour}`, ALL);
    expect(line(found, 'license')).toBeCloseTo((32 * 4500) / 12, 6);
    expect(line(found, 'support')).toBeCloseTo((0.1 * 32 * 4500) / 12, 6);
    expect(line(found, 'engineers')).toBeCloseTo((0.5 * 220_000) / 12, 6);
    expect(line(found, 'egress')).toBeCloseTo(((20 * 730 * 3600 * 350 * 4) / 1e9) * 0.05, 6);
    expect(line(found, 'load-balancer')).toBeCloseTo(25, 9);
    expect(line(found, 'control-plane')).toBeCloseTo(73, 9);
    expect(line(found, 'monitoring')).toBeCloseTo(300, 9);
    // 70.6 billion parameters at 16 bit are 141 GB.
    expect(line(found, 'weights-storage')).toBeCloseTo(141.1 * 0.08, 1);
    const sum = found.cost.breakdown.reduce((total, { perMonth }) => total + (perMonth.value ?? NaN), 0);
    expect(sum).toBeCloseTo(found.cost.perMonth.value ?? NaN, 6);
  });

  it('of a hosted API are its engineers and its monitoring', () => {
    const { cost } = estimate('api: {price: {input: 0.5 USD, output: 1 USD}}', ALL);
    expect(cost.breakdown.map(({ code }) => code)).toEqual(['api-input', 'api-output', 'engineers', 'monitoring']);
  });

  it('of a deployment go before those of the document, key by key', () => {
    const found = estimate(`${MACHINES}, rent: {price: 3 USD/hour}, operations: {control_plane: 0 USD/month}`, ALL);
    expect(line(found, 'control-plane')).toBe(0);
    expect(line(found, 'monitoring')).toBeCloseTo(300, 9);
  });

  it('name engineers in place of the staff of owned machines', () => {
    const own = `${MACHINES}, own: {server_price: 300000 USD, staff: 10 USD/kW/month}`;
    expect(line(estimate(own), 'staff')).toBeGreaterThan(0);
    const found = estimate(own, 'operations: {engineers: 1, engineer_cost: 120000 USD/year}');
    expect(line(found, 'staff')).toBe(0);
    expect(line(found, 'engineers')).toBeCloseTo(10_000, 6);
  });

  it('complete what the document leaves out from the table, with its source', () => {
    const { estimate: found, explain } = ask(
      document(`a: {${MACHINES}, rent: {price: 3 USD/hour}}`, 'operations: {engineers: 1, egress: 0.09 USD/GB}'),
    );
    const [deployment] = found.deployments;
    const at = deployment?.cost.breakdown.findIndex(({ code }) => code === 'engineers') ?? -1;
    const told = JSON.stringify(explain('a', `cost.breakdown.${at}.perMonth`));
    expect(told).toContain('operations/templates.csv');
    expect(deployment && line(deployment, 'egress')).toBeGreaterThan(0);
  });

  it('are paid in every month of a plan', () => {
    const { workload } = ask(document(`a: {${MACHINES}, rent: {price: 3 USD/hour}}`, `${ALL}\nhorizon: {years: 1}`));
    const year = workload && engine().years(workload)?.deployments[0]?.years[0];
    expect(year?.lines.find(({ code }) => code === 'engineers')?.cost.value).toBeCloseTo(110_000, 4);
  });
});
