/** Spares from failures of machines and zones: sums written out once more, and laws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availabilityOf, atLeast } from '../../../src/economics/availability.ts';
import { reachable, type Reliability, spareReplicas } from '../../../src/economics/index.ts';
import { draws } from '../../helpers/soak.ts';

const one = { acceleratorsPerReplica: 1, acceleratorsPerMachine: 1 };
const reliability = (over: Partial<Reliability> = {}): Reliability => ({
  target: 0.999,
  zones: 1,
  acceleratorDown: 0.01,
  zoneDown: 0,
  ...over,
});

describe('availability', () => {
  it('of k of n machines is the binomial sum', () => {
    // 4 of 5: all up, or one of five down.
    expect(atLeast(5, 4, 0.99)).toBeCloseTo(0.99 ** 5 + 5 * 0.99 ** 4 * 0.01, 12);
    expect(atLeast(5, 6, 0.99)).toBe(0);
    expect(atLeast(5, 0, 0.99)).toBe(1);
  });

  it('of two zones is that of both, and of either alone', () => {
    const two = reliability({ zones: 2, zoneDown: 0.01 });
    const both = 0.99 ** 2 * atLeast(6, 4, 0.99);
    const either = 2 * 0.99 * 0.01 * atLeast(3, 4, 0.99); // three in one zone are too few
    expect(availabilityOf(4, 3, 0.99, two)).toBeCloseTo(both + either, 12);
    expect(reachable(two)).toBeCloseTo(0.9999, 12);
  });

  it('asks for the fewest spares that reach it', () => {
    expect(atLeast(4, 4, 0.99)).toBeLessThan(0.999);
    expect(atLeast(5, 4, 0.99)).toBeLessThan(0.9995);
    expect(spareReplicas(4, reliability({ target: 0.9 }), one)).toBe(0);
    expect(spareReplicas(4, reliability({ target: 0.999 }), one)).toBe(1);
    expect(spareReplicas(4, reliability({ target: 0.9995 }), one)).toBe(2);
  });

  it('holds a whole zone where one may fail', () => {
    // 99.95 % with zones that are down 0.1 % of the time: one of two must carry all.
    expect(spareReplicas(6, reliability({ target: 0.9995, zones: 2, zoneDown: 0.001, acceleratorDown: 0 }), one)).toBe(
      6,
    );
    expect(spareReplicas(6, reliability({ target: 0.9995, zones: 3, zoneDown: 0.001, acceleratorDown: 0 }), one)).toBe(
      3,
    );
  });

  it('counts machines whole: replicas on one fail together, replicas over several fail more often', () => {
    const shared = { acceleratorsPerReplica: 1, acceleratorsPerMachine: 8 };
    const spread = { acceleratorsPerReplica: 16, acceleratorsPerMachine: 8 };
    const rare = reliability({ acceleratorDown: 0.001 });
    expect(spareReplicas(8, rare, shared) % 8).toBe(0);
    expect(spareReplicas(4, rare, spread)).toBeGreaterThanOrEqual(spareReplicas(4, rare, one));
  });

  it('never asks for fewer spares where it is higher, where machines fail more, or where more is needed', () => {
    const packing = fc.constantFrom(
      one,
      { acceleratorsPerReplica: 2, acceleratorsPerMachine: 8 },
      { acceleratorsPerReplica: 16, acceleratorsPerMachine: 8 },
    );
    const target = fc.constantFrom(0.9, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999);
    fc.assert(
      fc.property(
        packing,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        target,
        target,
        fc.constantFrom(1e-5, 1e-4, 1e-3),
        (on, needed, zones, a, b, down) => {
          const of = (more: Partial<Reliability>, count = needed): number =>
            spareReplicas(count, reliability({ zones, zoneDown: 0.001, acceleratorDown: down, ...more }), on);
          expect(of({ target: Math.max(a, b) })).toBeGreaterThanOrEqual(of({ target: Math.min(a, b) }));
          expect(of({ target: a, acceleratorDown: 3 * down })).toBeGreaterThanOrEqual(of({ target: a }));
          expect(needed + 1 + of({ target: a }, needed + 1)).toBeGreaterThanOrEqual(needed + of({ target: a }));
        },
      ),
      { numRuns: draws(150) },
    );
  });
});
