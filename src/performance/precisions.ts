/** The types that chips multiply in, and how fast. */
import type { Precision } from '../quantity/index.ts';
import type { Constants } from './constants.ts';
import type { Accelerator, Replica } from './types.ts';

const WIDER: Readonly<Record<Precision, Precision>> = {
  fp4: 'fp8',
  int4: 'bf16',
  fp8: 'bf16',
  int8: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
};

/** The type a GEMM computes in: the weights' own where the chip has it, else the next wider. */
export function computeType(accelerator: Accelerator, weights: Precision): Precision {
  let type = weights;
  while (type !== 'bf16' && (type === 'int4' || accelerator.emulated.includes(type))) type = WIDER[type];
  return type;
}

/** FLOP/s of large GEMMs. */
export function computeRate(accelerator: Accelerator, weights: Precision, c: Constants): number {
  const type = computeType(accelerator, weights);
  if (type === 'fp4') return accelerator.peak.fp4 * c.computeFp4;
  if (type === 'fp8' || type === 'int8') return accelerator.peak[type] * c.computeFp8;
  return accelerator.peak[type] * c.computeBf16;
}

/**
 * Peak FLOP/s of decode attention. Chips with fp4 multiply caches of 8-bit and 4-bit floats in 8 bit, twice as fast as in 16; integers,
 * and all caches on other chips, are widened to 16 bit first.
 */
export function decodeAttentionPeak({ accelerator, kvCache }: Replica): number {
  const eight = (kvCache === 'fp8' || kvCache === 'fp4') && !accelerator.emulated.includes('fp4');
  return eight ? 2 * accelerator.peak.bf16 : accelerator.peak.bf16;
}
