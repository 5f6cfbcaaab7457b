/** Words of measurement files: precisions, engines and their age, KV types, tensor degrees nobody states. */
import { weightBytes, type Accelerator, type Architecture } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';

export function precisionOf(text: string, checkpoint: Precision): Precision {
  const t = text.toLowerCase();
  if (t.includes('fp4')) return 'fp4';
  if (t.startsWith('fp8')) return 'fp8';
  if (t.startsWith('bf16')) return 'bf16';
  if (t.startsWith('fp16')) return 'fp16';
  if (t.startsWith('int8') || t.startsWith('q8')) return 'int8';
  if (t.startsWith('int4') || /^q[2-5]/.test(t)) return 'int4';
  return checkpoint;
}

/** Engine family from the words of a source: name, version, and where the version is not said, the source. */
export function engineOf(framework: string, source: string, accelerator: string): string {
  const f = framework.toLowerCase();
  const version = /(\d+)\.(\d+)/.exec(f);
  const major = version ? Number(version[1]) : Number.NaN;
  const minor = version ? Number(version[2]) : Number.NaN;
  if (source.startsWith('MLPerf')) {
    if (/^(mi\d)/.test(accelerator)) return 'mlperf-amd';
    if (!/tensorrt|^cuda|jetpack/.test(f)) return 'mlperf-other';
    if (/v4\./.test(source)) return 'mlperf-trt-4';
    return /v5\./.test(source) ? 'mlperf-trt' : 'mlperf-trt-6';
  }
  if (/neuron|nxd/.test(f)) return 'neuron';
  if (/habana|synapse|gaudi/.test(f)) return 'hpu';
  if (f.includes('jetstream')) return 'jetstream';
  if (f.includes('vllm-tpu') || accelerator.startsWith('tpu')) return 'tpu';
  if (f.includes('llama.cpp')) return 'llamacpp';
  if (f.includes('splitwise')) return 'splitwise';
  if (f.includes('atom')) return 'atom';
  if (f.includes('sglang'))
    return major === 0 && minor <= 4
      ? 'sglang-24'
      : source === 'InferenceX' || f.includes('2025')
        ? 'sglang-25'
        : 'sglang';
  if (f.includes('nim')) return 'trt-0.1x';
  if (f.includes('tensorrt') || /\btrt/.test(f) || f.includes('-trt')) {
    if (major === 0 && minor < 10) return 'trt-old';
    if (major === 0) return 'trt-0.1x';
    return major === 1 && minor < 2 ? 'trt-1.0' : 'trt';
  }
  if (f.includes('vllm')) {
    if (source === 'ML.ENERGY-v3') return 'vllm-25';
    if (source === 'ML.ENERGY-v2') return 'vllm-old';
    if (major === 0 && minor <= 5) return 'vllm-old';
    if (major === 0 && minor <= 7) return 'vllm-mid';
    if (major === 0 && minor <= 10) return 'vllm-25';
    if (source === 'InferenceX') return 'vllm-0.1x';
    return 'vllm';
  }
  return 'vllm';
}

/**
 * Engine family of a serving point, by version, or by the day it ran where there is none of the engine's own: blank, a nightly build, or
 * Dynamo's 0.x before TensorRT-LLM.
 */
export function servingEngine(backend: string, version: string, measured: string): string {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  const [major, minor, patch] = [1, 2, 3].map((i) => Number(parts?.[i] ?? 0)) as [number, number, number];
  const early = measured !== '' && measured < '2026';
  switch (backend) {
    case 'trtllm':
      return (major > 0 ? major === 1 && minor < 2 : early) ? 'trt-1.0' : 'trt';
    case 'sglang':
      return (parts ? major === 0 && minor <= 5 && patch < 8 : early) ? 'sglang-25' : 'sglang';
    case 'vllm':
      return (parts ? major === 0 && minor < 15 : early) ? 'vllm-0.1x' : 'vllm';
    default:
      return backend;
  }
}

/**
 * KV cache type where a row is silent: 8 bit on 8- and 4-bit checkpoints where the chip has fp8, else 16 bit. ML.ENERGY and older engines
 * ran with the engine's default, 16 bit.
 */
export function cacheOf(stated: string, weights: Precision, engine: string, a: Accelerator): Precision {
  if (stated) return precisionOf(stated, 'bf16');
  const narrow = weights === 'fp8' || weights === 'fp4';
  if (!narrow || a.emulated.includes('fp8')) return 'bf16';
  return /^(trt|mlperf|vllm$|vllm-0|sglang|atom)/.test(engine) ? 'fp8' : 'bf16';
}

/** Smallest tensor degree whose weights leave room, as the study assumed; 8 for very large routed models. */
export function assumedTensor(m: Architecture, a: Accelerator, weights: Precision, most: number): number {
  for (let tensor = 1; tensor <= Math.max(1, most); tensor *= 2)
    if (weightBytes(m, weights, { tensor, pipeline: 1, expert: 1, data: 1 }) < 0.62 * a.memory) return tensor;
  return Math.max(1, Math.min(8, most));
}

/** Chips of an on-chip-memory machine that hold a model and as much again for KV cache and programs. */
export function chipsFor(m: Architecture, a: Accelerator, weights: Precision): number {
  const one = { tensor: 1, pipeline: 1, expert: 1, data: 1 };
  return Math.max(1, Math.ceil((1.5 * weightBytes(m, weights, one)) / (0.75 * a.memory)));
}
