/** The types that chips multiply in, and how fast. */
import type { Precision } from '../quantity/index.ts';
import type { Constants } from './constants.ts';
import { engineFacts } from './engines.ts';
import type { Accelerator, Replica } from './types.ts';

const WIDER: Readonly<Record<Precision, Precision>> = {
  // Kernels unpack 4-bit floats where the chip has none to 16 bit, not to 8 (Marlin, Triton; vLLM and SGLang on Hopper and CDNA 3).
  fp4: 'bf16',
  int4: 'bf16',
  fp8: 'bf16',
  int8: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
};

/** The type a GEMM computes in: the weights' own where chip and engine have it, else the next wider. */
export function computeType(accelerator: Accelerator, weights: Precision, engine: string): Precision {
  if (engineFacts(engine).unpacks) return 'bf16';
  let type = weights;
  while (type !== 'bf16' && (type === 'int4' || accelerator.emulated.includes(type))) type = WIDER[type];
  return type;
}

/** FLOP/s of large GEMMs. */
export function computeRate({ accelerator, engine }: Replica, weights: Precision, c: Constants): number {
  const type = computeType(accelerator, weights, engine);
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
