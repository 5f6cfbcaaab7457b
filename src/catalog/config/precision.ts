/** Which number format the weights of a checkpoint have, from `quantization_config`, `dtype`, or its name. */
import type { Precision } from '../../quantity/index.ts';
import type { JsonObject } from '../json/index.ts';

export function checkpointPrecision(top: JsonObject, text: JsonObject, name: string): Precision {
  if (text.text('expert_dtype') === 'fp4') return 'fp4';
  const quantization = top.child('quantization_config') ?? text.child('quantization_config');
  const quantized = quantization === undefined ? undefined : ofQuantization(quantization);
  return quantized ?? ofName(name) ?? (dtype(top, text) === 'float16' ? 'fp16' : 'bf16');
}

function dtype(top: JsonObject, text: JsonObject): string | undefined {
  return text.text('torch_dtype') ?? text.text('dtype') ?? top.text('torch_dtype') ?? top.text('dtype');
}

function ofQuantization(quantization: JsonObject): Precision | undefined {
  const words = ['quant_method', 'quant_algo', 'format', 'fmt']
    .map((key) => quantization.text(key) ?? '')
    .join(' ')
    .toLowerCase();
  if (/fp4/.test(words) || /mixed_precision/.test(words)) return 'fp4';
  if (/fp8|float-quantized|float8|e4m3/.test(words)) return 'fp8';
  const bits = quantization.number('bits', 'w_bit', 'num_bits') ?? groupBits(quantization);
  if (bits === 4 || /awq|gptq|pack-quantized/.test(words)) return bits === 8 ? 'int8' : 'int4';
  if (bits === 8 || /int8|int-quantized/.test(words)) return 'int8';
  return undefined;
}

/** compressed-tensors keeps the bits per group of layers. */
function groupBits(quantization: JsonObject): number | undefined {
  const group = quantization.child('config_groups')?.child('group_0');
  return group?.number('num_bits') ?? group?.child('weights')?.number('num_bits');
}

function ofName(name: string): Precision | undefined {
  if (/nvfp4|mxfp4|-fp4/i.test(name)) return 'fp4';
  if (/-fp8/i.test(name)) return 'fp8';
  if (/-awq|-gptq|-int4|w4a16/i.test(name)) return 'int4';
  return /-int8|w8a8/i.test(name) ? 'int8' : undefined;
}
