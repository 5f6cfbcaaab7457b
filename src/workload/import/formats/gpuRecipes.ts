/** Values of Google's gpu-recipes charts. The machine stands in the recipe's folder, not in the file. */
import { SGLANG } from '../engines/sglang.ts';
import type { EngineTable } from '../engines/table.ts';
import { TENSORRT_LLM } from '../engines/tensorrtLlm.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, exists, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const WORKLOAD: UnitPaths = {
  model: ['workload.model.name', 'workload.model', 'model.name'],
  options: ['vllm.serverArgs', 'sglang.serverArgs', 'trtllm.serverArgs', 'server_args', 'workload.serverArgs'],
  flags: {
    'tensor-parallel-size': ['workload.model.tp_size', 'model.tp_size'],
    'pipeline-parallel-size': ['workload.model.pp_size', 'model.pp_size'],
    quantization: 'quantizations.0',
  },
  perNode: ['workload.gpus', 'job.gpus'],
  replicas: ['vllm.replicaCount', 'sglang.replicaCount', 'trtllm.replicaCount'],
};

const ENGINES: Readonly<Record<string, EngineTable>> = { vllm: VLLM, sglang: SGLANG, trtllm: TENSORRT_LLM };

/** Accelerators of a node of the machines these recipes are for. */
const NODE = 8;

function engineOf(document: Cursor): EngineTable | undefined {
  const named = Object.keys(ENGINES).find((name) => exists(at(document, name)));
  const framework = (text(at(document, 'workload', 'framework')) ?? named ?? '').replace(/tensorrt-?llm/, 'trtllm');
  return ENGINES[framework] ?? (named === undefined ? undefined : ENGINES[named]);
}

export const gpuRecipes: Format = {
  id: 'gpu-recipes',
  title: 'gpu-recipes values',
  is: (document) =>
    (exists(at(document, 'workload', 'gpus')) ||
      exists(at(document, 'job', 'gpus')) ||
      exists(at(document, 'workload', 'configFile'))) &&
    (exists(at(document, 'huggingface')) || exists(at(document, 'network')) || exists(at(document, 'volumes'))),
  units: (document, around) => {
    const workers = at(document, 'dynamo');
    const engine = engineOf(document) ?? VLLM;
    if (exists(at(workers, 'decodeWorker')))
      return (['prefill', 'decode'] as const).flatMap((role) =>
        readUnits(
          document,
          {
            format: 'gpu-recipes',
            engine,
            role,
            group: 'workload',
            paths: {
              ...WORKLOAD,
              name: 'workload.model',
              nodes: `/dynamo.${role}Worker.nodeCount`,
              replicas: `/dynamo.${role}Worker.replicas`,
            },
          },
          around,
        ),
      );
    const units = readUnits(document, { format: 'gpu-recipes', engine, group: 'workload', paths: WORKLOAD }, around);
    return units.map(overNodes);
  },
};

/** `gpus` counts all of the job. */
function overNodes(unit: Unit): Unit {
  const { perNode } = unit.machine;
  if (perNode === undefined || perNode <= NODE || perNode % NODE !== 0) return unit;
  return { ...unit, nodes: perNode / NODE, machine: { ...unit.machine, perNode: NODE } };
}
