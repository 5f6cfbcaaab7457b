/**
 * What engines do that no measurement fits: how many sequences they schedule, what memory they keep, how they scale 8-bit weights.
 *
 * One row an engine, by the names of documents and of measurement files; an engine without a row is like vLLM.
 */
import type { Parallelism, Replica } from './types.ts';

export interface EngineFacts {
  /** Sequences scheduled at most, per attention rank, when nobody sets it. */
  readonly sequences: number;
  /** Whether attention ranks of a small group still share dense MLPs, shared experts, head and embedding as a tensor group would. */
  readonly sharesDense: boolean;
  /** Whether 8-bit experts are scaled block by block where the checkpoint is not: engines that quantise Hugging Face models do. */
  readonly blocks: boolean;
  /** Bytes of an accelerator's memory that hold neither weights nor cache. */
  reserve(memory: number, weights: number): { readonly activations: number; readonly reserve: number };
}

/** `gpu_memory_utilization` and `mem_fraction_static` are shares of all memory; 3.5 GB of graphs and activations beside (engine logs). */
const ofAll = (memory: number): { readonly activations: number; readonly reserve: number } => ({
  activations: Math.min(3.5e9, 0.08 * memory),
  reserve: 0.09 * memory,
});

/** `free_gpu_memory_fraction` is a share of what weights and 1 GB of activations leave; 7 % of it stay free. */
const ofRest = (memory: number, weights: number): { readonly activations: number; readonly reserve: number } => {
  const activations = Math.min(1e9, 0.05 * memory);
  return { activations, reserve: 0.07 * Math.max(0, memory - weights - activations) };
};

/** `max_num_seqs` of vLLM 1.x servers and `max_running_requests` of SGLang, as they come. */
const VLLM: EngineFacts = { sequences: 1024, sharesDense: false, blocks: true, reserve: ofAll };
/** `max_batch_size` of TensorRT-LLM, as it comes; its tools scale a whole tensor. */
/** SGLang leaves dense MLPs and head tensor-parallel unless `moe-dense-tp-size 1` and `enable-dp-lm-head` are set, as its recipes for large groups do. */
const SGLANG: EngineFacts = { ...VLLM, sharesDense: true };
const TENSORRT: EngineFacts = { sequences: 2048, sharesDense: false, blocks: false, reserve: ofRest };
/** Submitters of MLPerf raise the batch as far as memory goes. */
const MLPERF = 3000;

const ENGINES: Readonly<Record<string, EngineFacts>> = {
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
