/**
 * Where the constants of a replica stand in the table: the scopes of its engine and release, its accelerator class and its model.
 *
 * Names of the world meet names of the calibration here and nowhere else.
 */
import type { ConstantTable } from './constantTable.ts';
import type { Accelerator, Architecture, Tuning } from './types.ts';

/** Engine families by the names users and benchmarks give; the newest family stands for the bare name. */
export function engineFamily(engine: string, table: ConstantTable): string {
  const key = engine.toLowerCase();
  const family = key === 'tensorrt-llm' || key === 'trtllm' ? 'trt' : key === 'other' ? 'vllm' : key;
  return table[`engine:${family}`] ? family : 'vllm';
}

/** Classes that share their multipliers: the tables know more kinds of chip than the measurements do. */
const MEASURED_CLASS: Readonly<Record<string, string>> = {
  'nvidia-turing': 'nvidia-pcie',
  'nvidia-ada': 'nvidia-pcie',
  'nvidia-ampere-gddr': 'nvidia-pcie',
  'nvidia-blackwell-gddr': 'nvidia-pcie',
  'nvidia-rubin': 'nvidia-blackwell',
};

export function measuredClass(name: string): string {
  return MEASURED_CLASS[name] ?? name;
}

/** Releases that differ from the engine they belong to: their constants multiply its own. */
const RELEASE_OF: Readonly<Record<string, string>> = {
  'trt-1.0': 'trt',
  'sglang-25': 'sglang',
  'sglang-24': 'sglang',
  'vllm-0.1x': 'vllm',
  'mlperf-trt-4': 'mlperf-trt',
  'mlperf-trt-6': 'mlperf-trt',
};

/** The program of a chain of chips with the weights on board: compiled, without the overheads of GPU engines. */
export const ON_CHIP_ENGINE = 'on-chip';

/** Scopes an engine's constants stand in: its own, after that of the engine it is a release of. */
export function engineScopes(engine: string, table: ConstantTable): readonly string[] {
  if (engine === ON_CHIP_ENGINE) return [`engine:${ON_CHIP_ENGINE}`];
  const family = engineFamily(engine, table);
  const parent = RELEASE_OF[family];
  return parent === undefined ? [`engine:${family}`] : [`engine:${parent}`, `engine:${family}`];
}

/** Scope of an engine's (or a release's) constants on one class of machine. */
export function onClassScope(engineScope: string, accelerator: Pick<Accelerator, 'class'>): string {
  return `${engineScope} × ${measuredClass(accelerator.class)}`;
}

/** Scopes of who set a server up: everywhere, and on one class of machine, where makers' recipes and releases as they come lie further apart or nearer. */
export function tuningScopes(tuning: Tuning, accelerator: Pick<Accelerator, 'class'>): readonly string[] {
  const scope = `tuning:${tuning}`;
  return [scope, onClassScope(scope, accelerator)];
}

/** Kinds of model that run on different kernels of an engine; their factors stand beside its own. */
export type ModelKind = 'dense' | 'routed' | 'latent';

export function modelKind({ attention, routed }: Pick<Architecture, 'attention' | 'routed'>): ModelKind {
  if (attention.some(({ latent }) => latent !== undefined)) return 'latent';
  return routed ? 'routed' : 'dense';
}

/** Models of one shape are one model to the arithmetic, and to a fit. */
const SAME_SHAPE: Readonly<Record<string, string>> = {
  'deepseek-v3': 'deepseek-r1',
  'deepseek-v3.1': 'deepseek-r1',
  'llama-3.3-70b': 'llama-3.1-70b',
  'llama-3-70b': 'llama-3.1-70b',
  'llama-3-8b': 'llama-3.1-8b',
  'qwen3-coder-30b-a3b': 'qwen3-30b-a3b',
};

export function shapeOf(model: string): string {
  return SAME_SHAPE[model] ?? model;
}
