/** What is taken for columns that sources leave blank: KV types, tensor degrees, chips. */
import { weightBytes, type Accelerator, type Architecture } from '../../performance/index.ts';
import { machineKind, type Precision } from '../../quantity/index.ts';

/**
 * KV cache type where a row is silent, on 8- and 4-bit checkpoints: 8 bit with TensorRT-LLM and in MLPerf, whose checkpoints carry a KV
 * scheme, and in recipes of vLLM, SGLang and ATOM for chips with fp4; elsewhere 16 bit, the engines' own default.
 */
export function cacheOf(weights: Precision, engine: string, a: Accelerator): Precision {
  const narrow = weights === 'fp8' || weights === 'fp4';
  if (!narrow || a.emulated.includes('fp8')) return 'bf16';
  if (/^(trt|mlperf)/.test(engine)) return 'fp8';
  return /^(vllm$|vllm-0|sglang|atom)/.test(engine) && !a.emulated.includes('fp4') ? 'fp8' : 'bf16';
}

/** Most of an accelerator's memory that weights are taken to fill. */
const WEIGHTS_SHARE = 0.62;

/** Smallest tensor degree whose weights leave room, as the study assumed; 8 for very large routed models. */
export function assumedTensor(m: Architecture, a: Accelerator, weights: Precision, most: number): number {
  for (let tensor = 1; tensor <= Math.max(1, most); tensor *= 2)
    if (weightBytes(m, weights, { tensor, pipeline: 1, expert: 1, data: 1 }) < WEIGHTS_SHARE * a.memory) return tensor;
  return Math.max(1, Math.min(8, most));
}

/** Chips of a chain that hold a model in their own memory, and as much again for KV cache and programs; 0 for other machines. */
export function chipsFor(m: Architecture, a: Accelerator, weights: Precision): number {
  if (machineKind(a.machine).holdsIn === 'memory') return 0;
  const one = { tensor: 1, pipeline: 1, expert: 1, data: 1 };
  return Math.max(1, Math.ceil((1.5 * weightBytes(m, weights, one)) / (0.75 * a.memory)));
}

/** Most clients that recipes send for each place of a decode engine: 1.05, 1.1, 1.2 or 1.3, rounded up to whole requests. */
const CROWD = 1.32;

/**
 * Places in the batch of a pool of TensorRT-LLM decode engines, all together, where a run is silent: recipes give each engine a power of
 * two of them (`max_batch_size`) and send a few more clients, so that none stays empty. In every run where clients exceed a power of two
 * an engine by 5 to 31 %, TTFT ÷ (tokens × TPOT) is at least that excess: requests wait for a place. Undefined: as many as fit.
 */
export function decodeSlots(engine: string, clients: number, engines: number): number | undefined {
  if (!/^trt/.test(engine)) return undefined;
  const places = 2 ** Math.floor(Math.log2(clients / engines));
  const crowd = clients / engines / places;
  return places >= 1 && crowd > 1 && crowd <= CROWD ? places * engines : undefined;
}
