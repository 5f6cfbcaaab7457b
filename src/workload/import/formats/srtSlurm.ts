/** srt-slurm recipes: prefill and decode workers of SGLang, TensorRT-LLM or vLLM on a Slurm cluster. */
import { SGLANG } from '../engines/sglang.ts';
import type { EngineTable } from '../engines/table.ts';
import { TENSORRT_LLM } from '../engines/tensorrtLlm.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, count, exists, text, type Cursor } from '../source/cursor.ts';
import { readUnits } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const ENGINES: Readonly<Record<string, EngineTable>> = { sglang: SGLANG, trtllm: TENSORRT_LLM, vllm: VLLM };

export const srtSlurm: Format = {
  id: 'srt-slurm',
  title: 'an srt-slurm recipe',
  is: (document) =>
    exists(at(document, 'resources', 'gpu_type')) &&
    exists(at(document, 'backend')) &&
    exists(at(document, 'model', 'path')),
  units: (document, around) => {
    const backend = at(document, 'backend');
    const named = text(at(backend, 'type')) ?? '';
    const key = Object.keys(ENGINES).find((name) => exists(at(backend, `${name}_config`))) ?? named;
    const engine = ENGINES[key] ?? SGLANG;
    return (['prefill', 'decode', 'aggregated'] as const).flatMap((role) =>
      worker(document, role, key, engine, around),
    );
  },
};

const short = { prefill: 'prefill', decode: 'decode', aggregated: 'agg' } as const;

function worker(
  document: Cursor,
  role: keyof typeof short,
  key: string,
  engine: EngineTable,
  around: Surroundings,
): readonly Unit[] {
  const resources = at(document, 'resources');
  const workers = count(at(resources, `${short[role]}_workers`));
  const config = at(document, 'backend', `${key}_config`, role);
  if (!exists(config) || workers === 0) return [];
  const nodes = count(at(resources, `${short[role]}_nodes`));
  const perNode = count(at(resources, 'gpus_per_node')) ?? 8;
  const gpus =
    count(at(resources, `gpus_per_${short[role]}`)) ??
    (nodes === undefined ? undefined : (nodes * perNode) / (workers ?? 1));
  const each = gpus === undefined ? undefined : Math.max(1, Math.ceil(gpus / perNode));
  const units = readUnits(
    document,
    {
      format: 'srt-slurm',
      engine,
      role: role === 'aggregated' ? 'serve' : role,
      paths: {
        name: 'name',
        model: ['identity.model.repo', 'model.path'],
        options: `/backend.${key}_config.${role}`,
        accelerator: '/resources.gpu_type',
        flags: { quantization: '/model.precision' },
      },
    },
    around,
  );
  return units.map((unit): Unit => ({
    ...unit,
    ...(workers === undefined ? {} : { replicas: workers }),
    ...(each === undefined || each === 1 ? {} : { nodes: each }),
    machine: { ...unit.machine, ...(gpus === undefined ? {} : { perNode: gpus / (each ?? 1) }) },
  }));
}
