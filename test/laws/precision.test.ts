/** Narrower numbers are never slower to read, nor larger to keep. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_VALUE, PRECISIONS, type Precision } from '../../src/quantity/index.ts';
import { sequenceBytes, type Replica } from '../../src/performance/index.ts';
import { one } from '../unit/estimate/support.ts';
import { anyLengths, anyReplica, LENGTHS, memoryReplica, model, stepSeconds } from '../unit/performance/fixtures.ts';

/** Formats whose values the same arithmetic attends to, widest first. */
const FAMILIES: readonly (readonly Precision[])[] = [
  ['bf16', 'fp8', 'fp4'],
  ['fp16', 'int8', 'int4'],
];
const narrower: fc.Arbitrary<readonly [Precision, Precision]> = fc.constantFrom(
  ...FAMILIES.flatMap((family) =>
    family.flatMap((wide, i) => family.slice(i + 1).map((narrow) => [wide, narrow] as const)),
  ),
);

describe('a narrower KV cache', () => {
  it('is never slower', () => {
    fc.assert(
      fc.property(
        anyReplica,
        narrower,
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.double({ min: 16, max: 60_000, noNaN: true }),
        (r, [wide, narrow], sequences, context) => {
          const time = (kvCache: Precision): number => stepSeconds({ ...r, kvCache }, sequences, context);
          expect(time(narrow)).toBeLessThanOrEqual(time(wide) * (1 + 1e-12));
        },
      ),
    );
  });

  it('is faster than a wide one where the cache is what a step reads', () => {
    fc.assert(
      fc.property(memoryReplica, narrower, (r, [wide, narrow]) => {
        fc.pre(r.architecture.attention.some((a) => a.window === undefined && a.sparse === undefined));
        const time = (kvCache: Precision): number => stepSeconds({ ...r, kvCache }, 500, 60_000);
        expect(time(narrow)).toBeLessThan(time(wide));
      }),
    );
  });

  it('is never larger, and leaves room for no fewer sequences', () => {
    fc.assert(
      fc.property(anyReplica, anyLengths, narrower, (r, lengths, [wide, narrow]) => {
        const fit = (kvCache: Precision) => model.memoryFit({ ...r, kvCache }, lengths);
        expect(fit(narrow).kvCachePerSequence).toBeLessThanOrEqual(fit(wide).kvCachePerSequence);
        expect(fit(narrow).sequences).toBeGreaterThanOrEqual(fit(wide).sequences);
      }),
    );
  });

  it('crosses to another pool in no more bytes', () => {
    fc.assert(
      fc.property(memoryReplica, anyLengths, narrower, (r, lengths, [wide, narrow]) => {
        const bytes = (kvCache: Precision): number =>
          model.prepareDisaggregated(r, { ...r, kvCache }, lengths, 50e9).transferBytes;
        expect(bytes(narrow)).toBeLessThanOrEqual(bytes(wide));
      }),
    );
  });
});

describe('bytes per value', () => {
  const FULL = (r: Replica): boolean => r.architecture.attention.every((a) => !a.sparse) && !r.architecture.linear;

  it('are the same where a step reads them, where memory keeps them and where a link carries them', () => {
    fc.assert(
      fc.property(memoryReplica, fc.constantFrom(...PRECISIONS), (r, kvCache) => {
        fc.pre(FULL(r));
        const relative = (of: (kvCache: Precision) => number): number => of(kvCache) / of('bf16');
        const expected = BYTES_PER_VALUE[kvCache] / BYTES_PER_VALUE.bf16;
        const kept = (kv: Precision): number =>
          model.memoryFit({ ...r, kvCache: kv }, { input: 1000, output: 10, cached: 0 }).kvCachePerSequence;
        const carried = (kv: Precision): number => sequenceBytes(r.architecture, BYTES_PER_VALUE[kv], 1, 1000);
        const read = (kv: Precision): number =>
          model.prepare({ ...r, kvCache: kv }, LENGTHS).step.work.bytesPerPosition;
        expect(relative(kept)).toBeCloseTo(expected, 9);
        expect(relative(carried)).toBeCloseTo(expected, 9);
        if (r.architecture.attention.some((a) => a.window === undefined))
          expect(relative(read)).toBeCloseTo(expected, 9);
      }),
    );
  });
});

describe('the bill of a workload of long prompts', () => {
  const bill = (kvCache: Precision): number =>
    one(
      '{accelerator: b200, rent: {cloud: aws, region: us-east-1}}',
      `serving: {weights: fp8, kv_cache: ${kvCache}}\nslo: {ttft: 4 s, tpot: 50 ms}`,
      'requests: 20\ninput_tokens: 30000\noutput_tokens: 300\ncached_input: 80%',
    ).cost.perMillionTokens.value ?? NaN;

  it('falls with each narrower KV cache: fp4 is no bf16', () => {
    const [bf16, fp8, fp4] = (['bf16', 'fp8', 'fp4'] as const).map(bill) as [number, number, number];
    expect(fp8).toBeLessThan(0.95 * bf16);
    expect(fp4).toBeLessThan(0.95 * bf16);
    expect(fp4).toBeLessThanOrEqual(fp8);
  });
});
