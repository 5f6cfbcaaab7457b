/** The memory of one accelerator, part by part, as figures. */
import { BYTES_PER_VALUE, compute, type Figure, leaf, type Origin, sum } from '../../quantity/index.ts';
import { layoutInputs } from '../choice/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import type { PoolResult } from '../deployment/index.ts';

const MODEL: Origin = { kind: 'model', documentation: 'docs/performance-model.md#memory' };

/** @returns bytes per accelerator, the same numbers as in the estimate's memory map */
export function memoryFigure(resolved: ResolvedWorkload, pool: PoolResult, part: string): Figure | undefined {
  if (part === 'weights') return weights(resolved, pool);
  if (part === 'kvCache') return keyValues(pool);
  if (part === 'activations') return activations(pool);
  if (part !== 'free') return undefined;
  const parts = [memory(pool), weights(resolved, pool), keyValues(pool), activations(pool)];
  return compute('free memory', 'B', parts, 'memory − weights − KV cache − activations', ([all = 0, ...used]) =>
    Math.max(
      0,
      used.reduce((left, bytes) => left - bytes, all),
    ),
  );
}

function memory({ setup: { row, accelerator } }: PoolResult): Figure {
  const state = accelerator.derived.includes('memory_gb') ? 'derived' : 'known';
  return leaf(`${row.name}: memory`, { value: accelerator.memory }, 'B', row.origin, state);
}

function weights({ performance, architecture, modelRow }: ResolvedWorkload, { setup, candidate }: PoolResult): Figure {
  const inputs = [
    leaf(
      `parameters of ${modelRow.name}`,
      { value: performance.parameterCounts(architecture).total },
      '1',
      modelRow.origin,
    ),
    leaf(
      `bytes per value in ${setup.weights.value}`,
      { value: BYTES_PER_VALUE[setup.weights.value] },
      'B',
      setup.weights.origin,
    ),
    ...layoutInputs(setup, candidate),
  ];
  const value = candidate.prepared.memory.weights;
  const formula =
    'parameters × bytes per value, spread over tensor and pipeline parallel; tables and routers stay in 16 bit';
  return compute('weights on one accelerator', 'B', inputs, formula, () => value);
}

function keyValues({ setup, candidate, peak }: PoolResult): Figure {
  const { prepared, parallelism } = candidate;
  const inputs = [
    leaf(
      `KV cache in ${setup.kvCache.value}, per sequence and accelerator`,
      { value: prepared.memory.kvCachePerSequence },
      'B',
      setup.kvCache.origin,
    ),
    leaf('sequences of a replica in the peak hour', { value: peak.batch }, '1', MODEL),
    leaf('data parallel', { value: parallelism.data }, '1', {
      kind: 'choice',
      reason: candidate.reason ?? 'as chosen',
    }),
  ];
  return compute(
    'KV cache on one accelerator',
    'B',
    inputs,
    'KV cache per sequence × sequences ÷ data parallel, at most what is left',
    ([each = 0, sequences = 0, data = 1]) => Math.min(Math.max(0, prepared.memory.free), (each * sequences) / data),
  );
}

function activations({ candidate }: PoolResult): Figure {
  const { memory: fit } = candidate.prepared;
  return sum('activations and reserve', 'B', [
    leaf('activations of a step', { value: fit.activations }, 'B', MODEL),
    leaf('kept back by the engine', { value: fit.reserve }, 'B', MODEL),
  ]);
}
