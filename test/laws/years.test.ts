/** Laws of the bill over years, over plans and ways to pay drawn at random. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentYears } from '../../src/estimate/index.ts';
import { ask, document, engine } from '../unit/estimate/support.ts';
import { draws } from '../helpers/soak.ts';

const percent = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((value) => `${value}%/year`);

/** Every key of `horizon`, each there or not. */
const horizon = fc.record(
  {
    years: fc.constantFrom('0.0833', '0.5', '1', '2.25', '3', '4', '6'),
    growth: fc.oneof(percent(-40, 150), fc.constant('[1, 0.5, 2, 3]'), fc.constant('{low: 0%, mid: 20%, high: 60%}')),
    ramp: fc.constantFrom('1 month', '3 months', '1 year'),
    discount_rate: percent(0, 30),
    rent_change: fc.oneof(percent(-30, 30), fc.constant('{low: -30%, mid: -10%, high: 5%}')),
    api_change: percent(-60, 20),
    hardware_refresh: fc.constantFrom('1 year', '3 years', '5 years'),
    salvage: fc.constantFrom('0%', '15%', '60%'),
    tax: fc.constantFrom('0%', '25%'),
    depreciation: fc.constantFrom('straight-line', 'declining-balance'),
  },
  { requiredKeys: [] },
);
type Horizon = typeof horizon extends fc.Arbitrary<infer Keys> ? Keys : never;

const payment = fc.constantFrom(
  'accelerator: h100-sxm, rent: {price: 3 USD/hour}',
  'accelerator: h100-sxm, rent: {price: 3 USD/hour, purchase: 1-year}',
  'accelerator: h100-sxm, rent: {price: 3 USD/hour, purchase: 3-year}, scaling: autoscale',
  'accelerator: h100-sxm, own: {server_price: 300000 USD}',
  'accelerator: h100-sxm, own: {server_price: 300000 USD, building: 12 USD/W}',
  'api: {price: {input: 0.5 USD, output: 1.5 USD}}',
);

const written = (keys: Horizon): string =>
  Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');

function plan(deployment: string, keys: Horizon): DeploymentYears {
  const { workload } = ask(document(`a: {${deployment}}`, `horizon: {${written(keys)}}`, 'peak_to_average: 2'));
  const found = workload && engine().years(workload)?.deployments[0];
  if (!found) throw new Error('no plan');
  return found;
}

const near = (a: number, b: number, share = 1e-9): boolean =>
  Math.abs(a - b) <= share * Math.max(1, Math.abs(a), Math.abs(b));
const value = (quantity: { readonly value: number | null }): number => quantity.value ?? NaN;
const law = (check: (deployment: string, keys: Horizon) => void): void => {
  fc.assert(fc.property(payment, horizon, check), { numRuns: draws(40) });
};

describe('the bill over years', () => {
  it('is the sum of its years, and a year the sum of its lines', () => {
    law((deployment, keys) => {
      const { total, years, payments } = plan(deployment, keys);
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      expect(near(value(total), sum(years.map(({ cost }) => value(cost))))).toBe(true);
      expect(near(value(total), sum(payments.map((payment) => payment ?? NaN)))).toBe(true);
      for (const { cost, capital, running, lines } of years) {
        expect(near(value(cost), value(capital) + value(running))).toBe(true);
        expect(near(value(cost), sum(lines.map((line) => value(line.cost))))).toBe(true);
      }
    });
  });

  it('counts today what it sums to where nothing is discounted', () => {
    law((deployment, keys) => {
      const { total, netPresentValue } = plan(deployment, { ...keys, discount_rate: '0%' });
      expect(near(value(total), value(netPresentValue))).toBe(true);
    });
  });

  it('holds its value in its interval', () => {
    law((deployment, keys) => {
      const { total, netPresentValue, years } = plan(deployment, keys);
      for (const { value: middle, low, high } of [total, netPresentValue, ...years.map(({ cost }) => cost)]) {
        if (middle === null || low === undefined || high === undefined) continue;
        expect(low).toBeLessThanOrEqual(middle);
        expect(high).toBeGreaterThanOrEqual(middle);
      }
    });
  });

  it('is what a month costs for every month, where nothing grows or moves: rent and API', () => {
    for (const deployment of [
      'accelerator: h100-sxm, rent: {price: 3 USD/hour}',
      'api: {price: {input: 0.5 USD, output: 1.5 USD}}',
    ]) {
      const { estimate } = ask(document(`a: {${deployment}}`, '', 'peak_to_average: 2'));
      const { payments, total } = plan(deployment, { years: '1' });
      const month = estimate.deployments[0]?.cost.perMonth.value ?? NaN;
      expect(payments.slice(0, 12).every((payment) => near(payment ?? NaN, month))).toBe(true);
      expect(near(value(total), 12 * month)).toBe(true);
    }
  });

  it('of one month is what that month costs: rent and API', () => {
    for (const deployment of [
      'accelerator: h100-sxm, rent: {price: 3 USD/hour}, scaling: autoscale',
      'api: {price: {input: 0.5 USD, output: 1.5 USD}}',
    ]) {
      const { estimate } = ask(document(`a: {${deployment}}`, '', 'peak_to_average: 2'));
      const { total, netPresentValue } = plan(deployment, { years: '0.0833' });
      expect(near(value(total), estimate.deployments[0]?.cost.perMonth.value ?? NaN)).toBe(true);
      expect(near(value(netPresentValue), value(total))).toBe(true);
    }
  });

  it('costs k times as much at k times every price', () => {
    fc.assert(
      fc.property(horizon, fc.constantFrom(2, 3), (keys, k) => {
        const rent = (price: number): number =>
          value(plan(`accelerator: h100-sxm, rent: {price: ${price} USD/hour}`, keys).netPresentValue);
        const api = (k: number): number =>
          value(plan(`api: {price: {input: ${0.5 * k} USD, output: ${1.5 * k} USD}}`, keys).netPresentValue);
        expect(near(rent(3 * k), k * rent(3))).toBe(true);
        expect(near(api(k), k * api(1))).toBe(true);
      }),
      { numRuns: draws(15) },
    );
  });

  it('of machines kept for their whole life is close to what they cost a month today', () => {
    const deployment = 'accelerator: h100-sxm, own: {server_price: 300000 USD, life: 4 years, cost_of_capital: 9%}';
    const { estimate } = ask(document(`a: {${deployment}}`, '', 'peak_to_average: 2'));
    const perMillion = estimate.deployments[0]?.cost.perMillionTokens.value ?? NaN;
    const { levelisedPerMillionTokens } = plan(deployment, { years: '4' });
    // The capital recovery of a month is a twelfth of a payment at the end of each year: 4 to 5 % more at 9 %.
    expect(value(levelisedPerMillionTokens) / perMillion).toBeGreaterThan(0.94);
    expect(value(levelisedPerMillionTokens) / perMillion).toBeLessThanOrEqual(1);
  });
});
