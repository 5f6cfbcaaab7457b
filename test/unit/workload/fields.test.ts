import { describe, expect, expectTypeOf, it } from 'vitest';
import { camelCase } from '../../../src/quantity/index.ts';
import type { Amount, Deployment, Given, Own, Rent, Serving, Workload } from '../../../src/workload/index.ts';
import { workload, smallest } from './parse.ts';

describe('the field of a key', () => {
  it('is the key in camelCase', () => {
    expect(camelCase('tensor_parallel')).toBe('tensorParallel');
    expect(camelCase('reserved_1y_usd_h')).toBe('reserved1yUsdH');
    expectTypeOf(camelCase('accelerator_price')).toEqualTypeOf<'acceleratorPrice'>();
  });

  it('is always there where the key is required or has a value for its default', () => {
    expectTypeOf<Serving['headroom']>().toEqualTypeOf<Amount>();
    expectTypeOf<Rent['purchase']>().toEqualTypeOf<Given<'on-demand' | 'spot' | '1-year' | '3-year'>>();
    expectTypeOf<Workload['currency']>().toEqualTypeOf<Given<string>>();
    expectTypeOf<Own['share']>().toEqualTypeOf<Given<boolean>>();
  });

  it('may be absent where the default is a phrase, or changes nothing', () => {
    expectTypeOf<Serving['maxBatch']>().toEqualTypeOf<Amount | undefined>();
    expectTypeOf<Rent['discount']>().toEqualTypeOf<Amount | undefined>();
    expectTypeOf<Own['acceleratorPrice']>().toEqualTypeOf<Amount | undefined>();
  });

  it('has what the key is shaped into for its type', () => {
    expectTypeOf<Serving['scaling']['value']['kind']>().toEqualTypeOf<'peak' | 'autoscale' | 'fixed'>();
    expectTypeOf<Extract<Deployment, { kind: 'disaggregated' }>['transfer']>().toEqualTypeOf<Amount | undefined>();
  });

  it('comes from the innermost place that has the key', () => {
    const { deployments } = workload(
      smallest(`
        serving: {headroom: 10%, redundancy: 2, max_batch: 8}
        deployments:
          two:
            rent: {}
            headroom: 20%
            prefill: {accelerator: h100-sxm, headroom: 30%}
            decode: {accelerator: h100-sxm, own: {}}`),
    );
    const [two] = deployments;
    if (two?.kind !== 'disaggregated') throw new Error('two pools');
    const { prefill, decode } = two;
    expect([prefill, decode].map(({ serving }) => serving.headroom.mid)).toEqual([0.3, 0.2]);
    expect([prefill, decode].map(({ serving }) => serving.redundancy.mid)).toEqual([2, 2]);
    expect([prefill, decode].map(({ payment }) => payment.kind)).toEqual(['rent', 'own']);
  });
});
