import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceleratorPower, powerConstants } from '../../../src/economics/index.ts';
import { accelerator, model } from './fixtures.ts';

describe('power of an accelerator', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('stays between idle and the limit, and rises with work', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('h100-sxm', 'b200', 'trn2', 'mi300x', 'cerebras-wse3'),
        share,
        share,
        share,
        fc.boolean(),
        (id, busy, compute, bandwidth, routed) => {
          const a = accelerator(id);
          const c = powerConstants(model.constant, a, 'llama-3.3-70b');
          const at = (more: number): number =>
            acceleratorPower(
              a,
              { busy, utilization: { compute: Math.min(1, compute * more), bandwidth: Math.min(1, bandwidth * more) } },
              c,
              routed,
            );
          expect(at(1)).toBeGreaterThanOrEqual(a.power.idle * (1 - 1e-9));
          expect(at(1)).toBeLessThanOrEqual(a.power.limit * (1 + 1e-9));
          expect(at(1.2)).toBeGreaterThanOrEqual(at(1) * (1 - 1e-9));
        },
      ),
    );
  });

  it('is idle when nothing runs', () => {
    const a = accelerator('h100-sxm');
    expect(
      acceleratorPower(
        a,
        { busy: 0, utilization: { compute: 1, bandwidth: 1 } },
        powerConstants(model.constant, a, 'llama-3.3-70b'),
      ),
    ).toBe(a.power.idle);
  });
});
