/** Number formats of weights and KV cache, by the names engines use. */
export const PRECISIONS = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Bytes per value, block scales included: one fp8 scale per 16 values for fp4 and int4 (NVFP4, AWQ groups are thinner). */
export const BYTES_PER_VALUE: Readonly<Record<Precision, number>> = {
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  fp4: 0.5 + 1 / 16,
  int4: 0.5 + 1 / 16,
};
