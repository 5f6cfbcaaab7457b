/** How many accelerators one replica spans, and how they are split: flags first, then what the pods ask for. */
import { defined } from '../../quantity/index.ts';
import type { Notebook } from './notes.ts';
import type { MachineNames } from './types.ts';
import type { Unit } from './units/unit.ts';

export interface Parallelism {
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly data?: number;
  readonly expert?: number;
}

/** @param perNode accelerators one node of a replica has; undefined where no file says it */
export function parallelismOf(
  unit: Unit,
  perNode: number | undefined,
  names: MachineNames,
  notes: Notebook,
): Parallelism {
  const { facts } = unit;
  const nodes = unit.nodes ?? facts.nodes ?? 1;
  const total = perNode === undefined ? undefined : perNode * nodes;
  const split = facts.attentionData ? attentionSplit(unit, total) : plainSplit(unit, perNode, nodes, notes);
  compare(unit, split, total, perNode, notes);
  const size = (split.tensor ?? 1) * (split.data ?? 1);
  const expert = facts.expertParallel ?? (facts.expertsSpread && size > 1 ? size : undefined);
  const dense = facts.model !== undefined && names.experts(facts.model) === false;
  return defined<Parallelism>({ ...split, expert: expert !== undefined && expert > 1 && !dense ? expert : undefined });
}

/**
 * Attention data parallelism: SGLang's `--tp` and TensorRT-LLM's `tensor_parallel_size` count all accelerators of the replica, and
 * attention runs as that many groups inside. In a workload tensor × data are the accelerators.
 */
function attentionSplit({ facts }: Unit, total: number | undefined): Parallelism {
  const all = facts.tensorParallel ?? total ?? facts.dataParallel;
  const data = facts.dataParallel ?? all;
  if (all === undefined || data === undefined) return {};
  const tensor = all % data === 0 ? all / data : 1;
  return defined<Parallelism>({ tensor, pipeline: facts.pipelineParallel, data: Math.min(data, all) });
}

function plainSplit(unit: Unit, perNode: number | undefined, nodes: number, notes: Notebook): Parallelism {
  const { facts } = unit;
  const { tensorParallel, pipelineParallel, dataParallel } = facts;
  const said = defined<Parallelism>({ tensor: tensorParallel, pipeline: pipelineParallel, data: dataParallel });
  if (tensorParallel !== undefined || perNode === undefined) return said;
  const over = nodes > 1 && pipelineParallel === undefined && dataParallel === undefined;
  const pipeline = over && facts.engine === 'vllm' ? nodes : pipelineParallel;
  const rest = (perNode * nodes) / (pipeline ?? 1) / (dataParallel ?? 1);
  const tensor = Number.isInteger(rest) && rest >= 1 ? rest : undefined;
  if (tensor !== undefined && tensor > 1) notes.assume(unit.place, 'tensor_parallel', tensor, 'accelerators-asked-for');
  if (pipeline !== pipelineParallel) notes.assume(unit.place, 'pipeline_parallel', nodes, 'several-nodes');
  return defined<Parallelism>({ ...said, tensor, pipeline });
}

/** Accelerators that the pods ask for against those that the engine uses. */
function compare(
  unit: Unit,
  split: Parallelism,
  total: number | undefined,
  perNode: number | undefined,
  notes: Notebook,
): void {
  if (total === undefined || perNode === undefined) return;
  const used = (split.tensor ?? 1) * (split.pipeline ?? 1) * (split.data ?? 1);
  if (used < total) notes.assume(unit.place, 'accelerators', used, 'more-accelerators-than-used');
  const spread = unit.nodes === undefined && used % perNode === 0;
  if (used > total && !spread) notes.assume(unit.place, 'accelerators', used, 'fewer-accelerators-than-used');
}
