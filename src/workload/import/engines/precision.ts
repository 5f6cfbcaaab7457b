/** Number formats as engines spell them. */
import type { Precision } from '../../../quantity/index.ts';

const QUANTIZATION: Readonly<Record<string, Precision>> = {
  fp8: 'fp8',
  modelopt: 'fp8',
  modelopt_fp8: 'fp8',
  fbgemm_fp8: 'fp8',
  w8a8_fp8: 'fp8',
  'fp8-block': 'fp8',
  fp8_block_scales: 'fp8',
  fp8_per_tensor: 'fp8',
  fp8_per_block: 'fp8',
  ptpc_fp8: 'fp8',
  mxfp8: 'fp8',
  modelopt_mxfp8: 'fp8',
  'fp8-w8a8': 'fp8',
  torchao_fp8: 'fp8',
  deepspeedfp: 'fp8',
  eetq: 'int8',
  w8a8_int8: 'int8',
  int8: 'int8',
  experts_int8: 'int8',
  bitsandbytes: 'int4',
  'bitsandbytes-nf4': 'int4',
  'bitsandbytes-fp4': 'fp4',
  fp4: 'fp4',
  awq: 'int4',
  awq_marlin: 'int4',
  gptq: 'int4',
  gptq_marlin: 'int4',
  exl2: 'int4',
  marlin: 'int4',
  w4a16: 'int4',
  w4a16_awq: 'int4',
  w4a8_awq: 'int4',
  moe_wna16: 'int4',
  int4: 'int4',
  modelopt_fp4: 'fp4',
  nvfp4: 'fp4',
  mxfp4: 'fp4',
  petit_nvfp4: 'fp4',
  quark: 'fp8',
  w4a8_mxfp4_fp8: 'fp4',
  w4a8_nvfp4_fp8: 'fp4',
};

const KV_CACHE: Readonly<Record<string, Precision>> = {
  fp8: 'fp8',
  fp8_e4m3: 'fp8',
  fp8_e4m3fn: 'fp8',
  fp8_e5m2: 'fp8',
  fp8_inc: 'fp8',
  fp8_ds_mla: 'fp8',
  bfloat16: 'bf16',
  bf16: 'bf16',
  float16: 'fp16',
  fp16: 'fp16',
  f16: 'fp16',
  half: 'fp16',
  int8: 'int8',
  q8_0: 'int8',
  q4_0: 'int4',
  q4_1: 'int4',
  fp4_e2m1: 'fp4',
  fp4: 'fp4',
  nvfp4: 'fp4',
};

/** Formats whose flag only repeats what the checkpoint says of itself. */
const CHECKPOINTS_OWN =
  /^(?:auto|none|null|ascend|compressed-tensors|gguf|torchao|auto-round|inc|quark|bitblas|humming|cpu_awq)$/;

export type NumberFormat = Precision | 'own' | undefined;

/** `own`: the checkpoint decides. */
export const weightsNamed = (name: string): NumberFormat => named(QUANTIZATION, name);
export const kvCacheNamed = (name: string): NumberFormat => named(KV_CACHE, name);

function named(table: Readonly<Record<string, Precision>>, name: string): NumberFormat {
  const key = name.toLowerCase();
  if (CHECKPOINTS_OWN.test(key)) return 'own';
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Number format that a GGUF quantisation stands for, by its bits: `Q4_K_M`, `IQ3_XS`, `Q8_0`. */
export function ggufFormat(name: string): Precision | undefined {
  const bits = /(?:^|[^a-z0-9])(?:ud-)?i?q([2-8])(?:_|$|[^a-z0-9]|k(?:_?[sml])?(?:$|[^a-z0-9]))/i.exec(name)?.[1];
  if (bits !== undefined) return Number(bits) >= 6 ? 'int8' : 'int4';
  return /(?:^|[^a-z0-9])bf16(?:$|[^a-z0-9])/i.test(name) ? 'bf16' : undefined;
}

/** Number format that the name of a checkpoint's folder tells: `deepseek-r1-fp4`, `Llama-3.1-8B-Instruct-FP8`. */
export function formatInName(folder: string): Precision | undefined {
  const found =
    /(?:^|[-_.])(?:(nvfp4|mxfp4|fp4)|(fp8)|(awq|gptq|int4|w4a16|4bit)|(int8|w8a8|8bit)|(bf16))(?:$|[-_.])/i.exec(
      folder,
    );
  if (!found) return undefined;
  const formats = ['fp4', 'fp8', 'int4', 'int8', 'bf16'] as const;
  return formats.find((_, i) => found[i + 1] !== undefined);
}
