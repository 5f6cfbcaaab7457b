import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  billedMachines,
  cosineDay,
  day,
  machinesFor,
  meanReplicas,
  peakReplicas,
  replicasAt,
  servedShare,
  solvePower,
  utilization,
  type FleetRule,
  type Packing,
  type Scaling,
} from '../../../src/economics/index.ts';

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the day', () => {
  it('has mean 1 and the ratio asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 24, noNaN: true }), (ratio) => {
        const hourly = cosineDay(ratio);
        expect(hourly).toHaveLength(24);
        expect(mean(hourly)).toBeCloseTo(1, 9);
        expect(Math.max(...hourly)).toBeCloseTo(ratio, 6);
        expect(hourly[14]).toBe(Math.max(...hourly));
      }),
    );
  });
  it.each([
    [2, 1],
    [8 / 3, 2],
    [16 / 5, 3],
  ])('solves ratio %f to power %i', (ratio, power) => {
    expect(solvePower(ratio)).toBeCloseTo(power, 9);
  });
  it('is flat at ratio 1', () => {
    expect(new Set(cosineDay(1))).toEqual(new Set([1]));
  });
  it('takes the peak of a profile, or a larger ratio as a burst inside the hour', () => {
    expect(day({ profile: 'flat', peakToAverage: 1 }).peak).toBe(1);
    const office = day({ profile: 'office-hours', peakToAverage: 1 });
    expect(office.peak).toBeCloseTo(Math.max(...office.hourly), 12);
    expect(office.peak).toBeGreaterThan(1.5);
    expect(day({ profile: 'flat', peakToAverage: 3 }).peak).toBe(3);
    expect(day({ peakToAverage: 30 }).peak).toBe(30);
  });
});

const scaling: fc.Arbitrary<Scaling> = fc.oneof(
  fc.constant<Scaling>({ kind: 'peak' }),
  fc.record({ kind: fc.constant('autoscale' as const), min: fc.integer({ min: 0, max: 5 }) }),
);
const rule: fc.Arbitrary<FleetRule> = fc
  .record({
    ratio: fc.double({ min: 1, max: 10, noNaN: true }),
    scaling,
    headroom: fc.double({ min: 0, max: 1, noNaN: true }),
    redundancy: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ ratio, ...rest }) => ({ ...day({ peakToAverage: ratio }), ...rest }));
const packing: fc.Arbitrary<Packing> = fc.record({
  acceleratorsPerReplica: fc.constantFrom(1, 2, 3, 4, 8, 16),
  acceleratorsPerMachine: fc.constantFrom(1, 4, 8, 72),
});
const rate = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
const capacity = fc.double({ min: 0.01, max: 100, noNaN: true });

describe('laws of the fleet', () => {
  it('never falls when traffic rises', () => {
    fc.assert(
      fc.property(
        rule,
        packing,
        rate,
        capacity,
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.boolean(),
        (r, p, load, x, more, always) => {
          expect(billedMachines(r, p, load * more, x, always)).toBeGreaterThanOrEqual(
            billedMachines(r, p, load, x, always),
          );
        },
      ),
    );
  });
  it('never falls with headroom, redundancy or a slower replica', () => {
    fc.assert(
      fc.property(rule, packing, rate, capacity, (r, p, load, x) => {
        const before = billedMachines(r, p, load, x, false);
        expect(billedMachines({ ...r, headroom: r.headroom + 0.2 }, p, load, x, false)).toBeGreaterThanOrEqual(before);
        expect(billedMachines({ ...r, redundancy: r.redundancy + 1 }, p, load, x, false)).toBeGreaterThanOrEqual(
          before,
        );
        expect(billedMachines(r, p, load, x / 2, false)).toBeGreaterThanOrEqual(before);
      }),
    );
  });
  it('has in the busiest hour the replicas of the peak, whatever bursts inside it', () => {
    const profile = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(rule, profile, rate, capacity, (r, hourly, load, x) => {
        fc.pre(Math.max(...hourly) > 0.01);
        const busy = { ...r, ...day({ profile: hourly, peakToAverage: r.peak }) };
        const busiest = busy.hourly.indexOf(Math.max(...busy.hourly));
        expect(replicasAt(busy, busiest, load, x, false)).toBeCloseTo(peakReplicas(busy, load, x, false), 6);
      }),
    );
  });
  it('carries all demand unless somebody limits it', () => {
    fc.assert(
      fc.property(rule, rate, capacity, (r, load, x) => {
        expect(servedShare(r, load, x)).toBeCloseTo(1, 9);
        expect(utilization(r, load, x)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
  it('costs no more when it scales than when it stands at the peak', () => {
    fc.assert(
      fc.property(rule, packing, rate, capacity, (r, p, load, x) => {
        expect(billedMachines(r, p, load, x, false)).toBeLessThanOrEqual(billedMachines(r, p, load, x, true));
      }),
    );
  });
  it('rounds up by less than one replica, and whole machines hold all replicas', () => {
    fc.assert(
      fc.property(rule, packing, rate, capacity, (r, p, load, x) => {
        const replicas = peakReplicas(r, load, x);
        const raw = peakReplicas(r, load, x, false);
        expect(replicas).toBeGreaterThanOrEqual(raw - 1e-6);
        expect(replicas).toBeLessThanOrEqual(raw + 1 + 1e-6);
        const machines = machinesFor(p, replicas);
        expect(Number.isInteger(machines)).toBe(true);
        expect(machines * p.acceleratorsPerMachine).toBeGreaterThanOrEqual(replicas * p.acceleratorsPerReplica);
      }),
    );
  });
});

describe('one fleet', () => {
  const base: FleetRule = {
    hourly: cosineDay(2),
    peak: 2,
    scaling: { kind: 'autoscale', min: 1 },
    headroom: 0,
    redundancy: 0,
  };
  it('stands still in an idle hour at its minimum', () => {
    expect(replicasAt(base, 2, 100, 1)).toBe(1);
    expect(replicasAt({ ...base, scaling: { kind: 'autoscale', min: 0 } }, 2, 100, 1)).toBe(0);
  });
  it('does not add a replica for the last bit of a division', () => {
    expect(
      peakReplicas({ ...base, hourly: cosineDay(1), peak: 1, scaling: { kind: 'peak' }, headroom: 0.1 }, 3, 1.1),
    ).toBe(3);
  });
  it('is sized in its busiest hour for the burst inside it', () => {
    // Nine times the mean in a minute of an hour that has three times the mean: every hour is taken to burst threefold.
    const hourly = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 3 : hour < 12 ? 1 : 0));
    const bursting: FleetRule = { ...base, ...day({ profile: hourly, peakToAverage: 9 }) };
    expect(bursting.hourly[0]).toBeCloseTo(3, 12);
    expect(replicasAt(bursting, 0, 10, 1)).toBe(90);
    expect(replicasAt(bursting, 6, 10, 1)).toBe(30);
    expect(replicasAt(bursting, 12, 10, 1)).toBe(1);
    expect(meanReplicas(bursting, 10, 1)).toBe((6 * 90 + 6 * 30 + 12) / 24);
    // Work over replicas, hour by hour: a third, a third, nothing.
    expect(utilization(bursting, 10, 1)).toBeCloseTo((6 / 3 + 6 / 3) / 24, 12);
  });
  it('is the mean of its hours', () => {
    expect(meanReplicas(base, 12, 1)).toBeCloseTo(
      mean(base.hourly.map((_, hour) => replicasAt(base, hour, 12, 1))),
      12,
    );
  });
});
