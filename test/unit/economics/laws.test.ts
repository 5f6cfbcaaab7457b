/** Laws of cost and energy over random fleets of every way to pay, put together as the engine does (test/oracle/compose.ts). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Derivation, Figure } from '../../../src/quantity/index.ts';
import type { Given, GivenPool } from '../../oracle/case.ts';
import { compose } from '../../oracle/compose.ts';
import { draws } from '../../helpers/soak.ts';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

const rent = fc.record({
  plan: fc.constantFrom('on-demand', 'spot', '1-year', '3-year'),
  onDemand: number(1, 200),
  spot: number(0.5, 100),
  oneYear: number(1, 150),
  threeYear: number(1, 100),
  discount: number(0, 0.5),
}) as fc.Arbitrary<NonNullable<GivenPool['rent']>>;
const own = fc.record({
  hardware: number(1e3, 1e5),
  network: number(0, 1e4),
  storage: number(0, 1e3),
  spares: number(0, 0.1),
  life: number(2, 8),
  residual: number(0, 0.4),
  rate: number(0, 0.2),
  maintenance: number(0, 0.06),
  staff: number(0, 20),
  provisioned: number(0.3, 3),
  colocation: number(100, 250),
  electricity: number(0.02, 0.3),
}) as fc.Arbitrary<NonNullable<GivenPool['own']>>;
const power = fc
  .record({ idle: number(50, 200), extra: number(50, 800), server: number(0, 800), pue: number(1, 2) })
  .map(({ idle, extra, server, pue }) => ({
    idle,
    limit: idle + 1.2 * extra,
    full: idle + extra,
    server,
    pue,
    carbon: 400,
    water: 1.8,
    embodied: 5,
  }));
const pool = (stage: GivenPool['stage']): fc.Arbitrary<GivenPool> =>
  fc
    .record({
      capacity: number(0.05, 20),
      accelerators: fc.constantFrom(1, 2, 4, 8, 16),
      machine: fc.constantFrom(1, 8, 72),
      scaling: fc.constantFrom<NonNullable<GivenPool['scaling']>>('peak', { min: 1 }),
      headroom: number(0, 0.5),
      redundancy: fc.integer({ min: 0, max: 2 }),
      prefill: number(0.01, 1),
      decode: number(0.01, 1),
      attention: number(0, 0.9),
      power,
      payment: fc.oneof(
        rent.map((value) => ({ rent: value })),
        own.map((value) => ({ own: value })),
      ),
    })
    .map(({ prefill, decode, attention, payment, ...rest }) => ({
      stage,
      ...rest,
      ...payment,
      phases: { prefill, decode, cachedAttention: prefill * attention },
    }));
const traffic = fc.record({
  requests: number(0.01, 200),
  input: number(10, 20_000),
  output: number(10, 5_000),
  cached: fc.oneof(fc.constant(0), number(0.01, 0.95)),
  peak: number(1, 6),
});
const served: fc.Arbitrary<Given> = fc
  .tuple(
    traffic,
    fc.oneof(
      pool('serve').map((one) => [one]),
      fc.tuple(pool('prefill'), pool('decode')),
    ),
  )
  .map(([load, pools]) => ({ traffic: load, pools }));
const api: fc.Arbitrary<Given> = fc
  .tuple(traffic, number(0.05, 10), number(0.05, 50))
  .map(([load, input, output]) => ({ traffic: load, api: { input, output } }));
const any = fc.oneof({ weight: 4, arbitrary: served }, { weight: 1, arbitrary: api });

const value = (figure: Figure | undefined): number => figure?.value ?? NaN;

/** Every price of a case times a factor: rents, capital, housing, staff, electricity, tokens. */
function dearer(given: Given, by: number): Given {
  const times = <T extends object>(prices: T, keys: readonly string[]): T =>
    Object.fromEntries(
      Object.entries(prices).map(([key, each]) => [
        key,
        keys.includes(key) ? (each as number) * by : (each as unknown),
      ]),
    ) as T;
  return {
    ...given,
    ...(given.api ? { api: times(given.api, ['input', 'output']) } : {}),
    ...(given.pools
      ? {
          pools: given.pools.map((each) => ({
            ...each,
            ...(each.rent ? { rent: times(each.rent, ['onDemand', 'spot', 'oneYear', 'threeYear']) } : {}),
            ...(each.own
              ? { own: times(each.own, ['hardware', 'network', 'storage', 'staff', 'colocation', 'electricity']) }
              : {}),
          })),
        }
      : {}),
  };
}

describe('laws of cost', () => {
  it('doubling every price doubles every cost', () => {
    fc.assert(
      fc.property(any, (given) => {
        const [once, twice] = [compose(given).cost, compose(dearer(given, 2)).cost];
        for (const key of [
          'perHour',
          'perMonth',
          'perRequest',
          'perMillionTokens',
          'perMillionOutputTokens',
          'perMillionInputTokens',
        ] as const)
          expect(value(twice[key]) / value(once[key])).toBeCloseTo(2, 9);
        expect(value(twice.atFullLoad.perMillionTokens) / value(once.atFullLoad.perMillionTokens)).toBeCloseTo(2, 9);
      }),
    );
  });
  it('the lines of the breakdown add up to the month, to the cent', () => {
    fc.assert(
      fc.property(any, (given) => {
        const { breakdown, perMonth } = compose(given).cost;
        const lines = breakdown.reduce((total, line) => total + value(line.perMonth), 0);
        expect(Math.abs(lines - value(perMonth))).toBeLessThan(Math.max(0.005, 1e-12 * lines));
        expect(new Set(breakdown.map((line) => line.code)).size).toBe(breakdown.length);
      }),
    );
  });
  it('the three prices of tokens pay the whole bill', () => {
    fc.assert(
      fc.property(served, (given) => {
        const { cost } = compose(given);
        const { requests, input, output, cached = 0 } = given.traffic;
        const part = (figure: Figure, tokens: number): number => (tokens > 0 ? value(figure) * tokens : 0);
        const paid =
          part(cost.perMillionOutputTokens, output) +
          part(cost.perMillionInputTokens, input * (1 - cached)) +
          part(cost.perMillionCachedInputTokens, input * cached);
        expect((paid * requests * 3600) / 1e6 / value(cost.perHour)).toBeCloseTo(1, 9);
      }),
    );
  });
  it('never falls when traffic rises', () => {
    fc.assert(
      fc.property(any, number(1, 3), (given, more) => {
        const risen = { ...given, traffic: { ...given.traffic, requests: given.traffic.requests * more } };
        expect(value(compose(risen).cost.perMonth)).toBeGreaterThanOrEqual(
          value(compose(given).cost.perMonth) * (1 - 1e-9),
        );
      }),
    );
  });
  it('of a token is at least what it is at full load', () => {
    fc.assert(
      fc.property(served, (given) => {
        const plain = { ...given, pools: (given.pools ?? []).map(({ power: _, ...rest }) => rest) };
        const { cost } = compose(plain);
        expect(value(cost.perMillionTokens)).toBeGreaterThanOrEqual(
          value(cost.atFullLoad.perMillionTokens) * (1 - 1e-9),
        );
      }),
    );
  });
  it('an unknown price makes a lower bound, never a smaller number', () => {
    fc.assert(
      fc.property(fc.tuple(traffic, pool('prefill'), pool('decode')), ([load, prefill, decode]) => {
        const whole = compose({
          traffic: load,
          pools: [{ ...prefill, rent: { plan: 'on-demand', onDemand: 10 } }, decode],
        }).cost;
        const { own: _, ...unpriced } = prefill;
        const part = compose({ traffic: load, pools: [{ ...unpriced, rent: { plan: 'on-demand' } }, decode] }).cost;
        for (const key of ['perHour', 'perMonth', 'perRequest', 'perMillionTokens'] as const) {
          expect(part[key]).toMatchObject({ value: null, state: 'unknown' });
          expect(part[key].high).toBeUndefined();
          expect(part[key].low).toBeGreaterThan(0);
          expect(part[key].low).toBeLessThanOrEqual(value(whole[key]) * (1 + 1e-9));
        }
      }),
    );
  });
  it('converts every figure by one rate', () => {
    fc.assert(
      fc.property(any, number(0.01, 5), (given, usd) => {
        const [dollars, other] = [compose(given).cost, compose({ ...given, currency: { code: 'EUR', usd } }).cost];
        expect((value(other.perMonth) * usd) / value(dollars.perMonth)).toBeCloseTo(1, 9);
        expect(other.perMonth.unit).toBe('EUR');
        expect(other.breakdown[0]?.perMonth.unit).toBe('EUR');
      }),
    );
  });
});

describe('laws of energy', () => {
  it('power of a pool lies between all accelerators idle and all at their limit', () => {
    fc.assert(
      fc.property(traffic, pool('serve'), (load, one) => {
        const result = compose({ traffic: load, pools: [one] });
        const running = value(result.fleet.serve?.running) * one.machine;
        const { power: p } = one;
        if (!p || !result.energy) throw new Error('no power');
        const watts = value(result.energy.averagePower);
        expect(watts).toBeGreaterThanOrEqual(running * (p.idle + p.server) * p.pue * (1 - 1e-9));
        expect(watts).toBeLessThanOrEqual(running * (p.limit + p.server) * p.pue * (1 + 1e-9));
      }),
    );
  });
  it('energy per token at the wall covers that of the accelerators', () => {
    fc.assert(
      fc.property(served, (given) => {
        const { energy } = compose(given);
        const { input, output } = given.traffic;
        const accelerators = (value(energy?.joulesPerOutputToken) * output) / (input + output) / 3.6;
        expect(value(energy?.kwhPerMillionTokens)).toBeGreaterThanOrEqual(accelerators * (1 - 1e-9));
      }),
    );
  });
});

describe('laws of origin', () => {
  const walk = (node: Derivation, visit: (node: Derivation) => void): void => {
    visit(node);
    for (const input of node.inputs) walk(input, visit);
  };
  it('every figure unfolds to leaves with an origin, and every step above has a formula', () => {
    fc.assert(
      fc.property(any, (given) => {
        const { cost, energy } = compose(given);
        const { atFullLoad, breakdown, ...plain } = cost;
        const figures = [
          ...Object.values(plain),
          atFullLoad.perMillionTokens,
          ...breakdown.map((line) => line.perMonth),
          ...Object.values(energy ?? {}),
        ] as Figure[];
        for (const figure of figures)
          walk(figure.why(), (node) => {
            expect(node.label).not.toBe('');
            if (node.inputs.length === 0 && node.formula === undefined) expect(node.origin, node.label).toBeDefined();
            else expect(node.formula, node.label).not.toBe('');
          });
      }),
      { numRuns: draws(30) },
    );
  });
});
