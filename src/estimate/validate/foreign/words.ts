/** Words of foreign files: precisions, engines and their age. */
import type { Precision } from '../../../quantity/index.ts';

/** Undefined: no precision is named. */
export function precisionOf(text: string): Precision | undefined {
  const t = text.toLowerCase();
  if (t.includes('fp4')) return 'fp4';
  if (t.startsWith('fp8')) return 'fp8';
  if (t.startsWith('bf16')) return 'bf16';
  if (t.startsWith('fp16')) return 'fp16';
  if (t.startsWith('int8') || t.startsWith('q8')) return 'int8';
  if (t.startsWith('int4') || /^q[2-5]/.test(t)) return 'int4';
  return undefined;
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
