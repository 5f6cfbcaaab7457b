/**
 * What engines do that no measurement fits: how many sequences they schedule, what memory they keep, how they scale 8-bit weights.
 *
 * One row an engine, by the names of documents and of measurement files; an engine without a row is like vLLM.
 */
import type { Parallelism, Replica } from './types.ts';

type Kept = (memory: number, weights: number) => { readonly activations: number; readonly reserve: number };

export interface EngineFacts {
  /** Sequences scheduled at most, per attention rank, when nobody sets it. */
  readonly sequences: number;
  /** Whether attention ranks of a small group still share dense MLPs, shared experts, head and embedding as a tensor group would. */
  readonly sharesDense: boolean;
  /** Whether 8-bit experts are scaled block by block where the checkpoint is not: engines that quantise Hugging Face models do. */
  readonly blocks: boolean;
  /** Whether narrow weights are unpacked and multiplied in 16 bit (or as integers as fast as that) whatever the chip has. */
  readonly unpacks: boolean;
  /** Share of a request's output that KV space is held for while it still grows: all of it where nothing is ever evicted, half on the mean where space is taken block by block. */
  readonly heldOutput: number;
  /** Whether a full cache evicts the newest requests, whose tokens are computed again later; else nothing is admitted that could not end. */
  readonly evicts: boolean;
  /** Bytes of an accelerator's memory that hold neither weights nor cache. */
  readonly reserve: Kept;
}

/** `gpu_memory_utilization` is a share of all memory; graphs and activations beside (engine logs: 3.5 GB on 80 GB). */
const ofAll =
  (reserve: number): Kept =>
  (memory) => ({ activations: Math.min(3.5e9, 0.08 * memory), reserve: reserve * memory });

/** SGLang derives `mem_fraction_static` from the chunk (1.5 MB a token) and the graphs (1 GB): 13.5 GB stay free, whatever the card has. */
const ofChunk: Kept = (memory) => {
  const activations = Math.min(3.5e9, 0.08 * memory);
  return { activations, reserve: Math.min(13.5e9, 0.17 * memory) - activations };
};

/** `free_gpu_memory_fraction` is a share of what weights and 1 GB of activations leave; 7 % of it stay free. */
const ofRest: Kept = (memory, weights) => {
  const activations = Math.min(1e9, 0.05 * memory);
  return { activations, reserve: 0.07 * Math.max(0, memory - weights - activations) };
};

/** `max_num_seqs` of vLLM 1.x servers and `max_running_requests` of SGLang, as they come. */
const VLLM: EngineFacts = {
  sequences: 1024,
  sharesDense: false,
  blocks: true,
  unpacks: false,
  heldOutput: 0.6,
  evicts: true,
  // 0.92 of the memory by default since 2026, 0.9 before.
  reserve: ofAll(0.08),
};
const VLLM_BEFORE: EngineFacts = { ...VLLM, reserve: ofAll(0.09) };
/** `max_batch_size` of TensorRT-LLM, as it comes; its tools scale a whole tensor. */
/** SGLang leaves dense MLPs and head tensor-parallel unless `moe-dense-tp-size 1` and `enable-dp-lm-head` are set, as its recipes for large groups do. */
const SGLANG: EngineFacts = { ...VLLM, sharesDense: true, heldOutput: 0.7, reserve: ofChunk };
const TENSORRT: EngineFacts = {
  sequences: 2048,
  sharesDense: false,
  blocks: false,
  unpacks: false,
  heldOutput: 1,
  evicts: false,
  reserve: ofRest,
};
/** Submitters of MLPerf raise the batch as far as memory goes. */
const MLPERF = 3000;

/** llama.cpp multiplies blocks of 4 and 8 bit as integers or unpacks them: prompts of Q4 run at three quarters of 16 bit (GPU-Benchmarks-on-LLM-Inference). */
const LLAMA_CPP: EngineFacts = { ...VLLM, blocks: false, unpacks: true };

const ENGINES: Readonly<Record<string, EngineFacts>> = {
  'vllm-0.1x': VLLM_BEFORE,
  'vllm-25': VLLM_BEFORE,
  'vllm-mid': VLLM_BEFORE,
  'vllm-old': VLLM_BEFORE,
  llamacpp: LLAMA_CPP,
  'llama.cpp': LLAMA_CPP,
  sglang: SGLANG,
  'sglang-24': SGLANG,
  'sglang-25': SGLANG,
  'tensorrt-llm': TENSORRT,
  trtllm: TENSORRT,
  trt: TENSORRT,
  'trt-1.0': TENSORRT,
  'trt-0.1x': TENSORRT,
  'trt-old': TENSORRT,
  'mlperf-trt': { ...TENSORRT, sequences: MLPERF },
  'mlperf-trt-4': { ...TENSORRT, sequences: MLPERF },
  'mlperf-trt-6': { ...TENSORRT, sequences: MLPERF },
  'mlperf-amd': { ...VLLM, sequences: MLPERF, blocks: false },
  'mlperf-other': { ...VLLM, sequences: MLPERF, blocks: false },
};

export function engineFacts(engine: string): EngineFacts {
  return ENGINES[engine] ?? VLLM;
}

/** Ranks from which on a group of experts is run as large ones are: whole experts on each rank, everything else kept by each. */
const LARGE_GROUP = 16;

export function isLargeGroup({ data, expert }: Parallelism): boolean {
  return data > 1 && expert >= LARGE_GROUP;
}

/** Whether every attention rank keeps and computes all but the routed experts by itself. */
export function keepsDenseWhole({ engine, parallelism }: Pick<Replica, 'engine' | 'parallelism'>): boolean {
  return parallelism.data > 1 && (isLargeGroup(parallelism) || !engineFacts(engine).sharesDense);
}

/** Whether 8-bit experts are scaled block by block: checkpoints published so (DeepSeek), and those that the engine quantises. */
export function scalesBlocks({ architecture, engine, weights }: Replica): boolean {
  return weights === 'fp8' && (architecture.checkpoint === 'fp8' || engineFacts(engine).blocks);
}
