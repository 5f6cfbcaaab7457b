/** Commitments: what is paid every hour, what is rented beyond, and the split that costs least. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestCommitment, type Commitment, type FleetRule, splitMachines } from '../../../src/economics/index.ts';
import { draws } from '../../helpers/soak.ts';

/** Twelve hours of 2 and twelve of 6 requests/s: mean 4. */
const hourly = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5));
const rule: FleetRule = { hourly, peak: 1.5, scaling: { kind: 'autoscale', min: 1 }, headroom: 0, redundancy: 0 };
const packing = { acceleratorsPerReplica: 1, acceleratorsPerMachine: 1 };
const LOAD = { rate: 4, capacity: 1 };
const split = (commit: Commitment, of = rule) => splitMachines(of, packing, commit, LOAD);

describe('a commitment', () => {
  it('is paid whether it runs or not, and the day bursts beyond it', () => {
    expect(split({ kind: 'replicas', replicas: 0 })).toEqual({ committed: 0, burst: 4 });
    expect(split({ kind: 'replicas', replicas: 3 })).toEqual({ committed: 3, burst: 1.5 });
    expect(split({ kind: 'replicas', replicas: 9 })).toEqual({ committed: 9, burst: 0 });
    expect(split({ kind: 'minimum' })).toEqual({ committed: 2, burst: 2 });
    expect(split({ kind: 'mean' })).toEqual({ committed: 4, burst: 1 });
    expect(split({ kind: 'share', share: 0.7 })).toEqual({ committed: 4, burst: 1 });
  });

  it('leaves the rest of a fleet that does not scale for every hour', () => {
    const fixed: FleetRule = { ...rule, scaling: { kind: 'peak' } };
    expect(split({ kind: 'replicas', replicas: 4 }, fixed)).toEqual({ committed: 4, burst: 2 });
  });
});

describe('the split that costs least', () => {
  it('commits a machine that runs in more hours than its price is of the other', () => {
    const machines = hourly.map((factor) => 4 * factor);
    expect(cheapestCommitment(machines, 0.6)).toBe(2); // half of the hours are too few for the others
    expect(cheapestCommitment(machines, 0.4)).toBe(6);
    expect(cheapestCommitment(machines, 1.2)).toBe(0);
  });

  it('is never dearer than any other number', () => {
    const day = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 24, maxLength: 24 });
    const cost = (machines: readonly number[], committed: number, ratio: number): number =>
      24 * committed * ratio + machines.reduce((sum, now) => sum + Math.max(0, now - committed), 0);
    fc.assert(
      fc.property(day, fc.double({ min: 0.01, max: 1.5, noNaN: true }), (machines, ratio) => {
        const best = cost(machines, cheapestCommitment(machines, ratio), ratio);
        const least = Math.min(...Array.from({ length: 42 }, (_, other) => cost(machines, other, ratio)));
        expect(best).toBeLessThanOrEqual(least + 1e-9);
      }),
      { numRuns: draws(200) },
    );
  });
});
