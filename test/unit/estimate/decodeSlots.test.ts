/** Places of decode engines, read off the clients that recipes send for them. */
import { describe, expect, it } from 'vitest';
import { decodeSlots } from '../../../src/estimate/validate/blanks.ts';

describe('places of TensorRT-LLM decode engines', () => {
  // Recipes of ai-dynamo/dynamo, performance_sweeps: ctx1_gen4_tep8_batch128, ctx2_gen1_dep16_batch256 and the like.
  it.each([
    [564, 4, 512],
    [4300, 1, 4096],
    [1229, 1, 1024],
    [333, 1, 256],
    [144, 4, 128],
    [33, 3, undefined],
  ])('%d clients of %d engines', (clients, engines, places) => {
    expect(decodeSlots('trt', clients, engines)).toBe(places);
  });

  it('are as many as fit where clients are a power of two an engine, or where others run', () => {
    expect(decodeSlots('trt', 512, 4)).toBeUndefined();
    expect(decodeSlots('sglang', 564, 4)).toBeUndefined();
    expect(decodeSlots('trt-1.0', 1, 4)).toBeUndefined();
  });
});
