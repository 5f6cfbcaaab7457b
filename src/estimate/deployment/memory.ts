/** The memory of one accelerator, part by part, as figures: the memory map of an estimate is their numbers. */
import { BYTES_PER_VALUE, Figure, leaf, type Origin, type State } from '../../quantity/index.ts';
import { layoutInputs } from '../choice/index.ts';
import type { MemoryMap } from '../contract/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import type { PoolResult } from './poolResult.ts';

const MODEL: Origin = { kind: 'model', documentation: 'docs/performance-model.md#memory' };

/** Bytes on one accelerator in the peak hour. */
export function memoryFigures(resolved: ResolvedWorkload, pool: PoolResult): Readonly<Record<keyof MemoryMap, Figure>> {
  const { setup, candidate, peak } = pool;
  const { memory: fit } = candidate.prepared;
  const weights = bytes(
    'weights on one accelerator',
    fit.weights,
    'parameters × bytes per value, spread over tensor and pipeline parallel; tables and routers stay in 16 bit',
    () => weightInputs(resolved, pool),
  );
  const kvCache = bytes(
    'KV cache on one accelerator',
    Math.min(Math.max(0, fit.free), (fit.kvCachePerSequence * peak.batch) / candidate.parallelism.data),
    'KV cache per sequence × sequences ÷ data parallel, at most what is left',
    () => keyValueInputs(pool),
  );
  const activations = bytes('activations and reserve', fit.activations + fit.reserve, undefined, () => [
    leaf('activations of a step', { value: fit.activations }, 'B', MODEL),
    leaf('kept back by the engine', { value: fit.reserve }, 'B', MODEL),
  ]);
  const state: State = setup.accelerator.derived.includes('memory_gb') ? 'derived' : 'known';
  const free = bytes(
    'free memory',
    Math.max(0, fit.free - (kvCache.value ?? 0)),
    'memory − weights − KV cache − activations',
    () => [
      leaf(`${setup.row.name}: memory`, { value: setup.accelerator.memory }, 'B', setup.row.origin, state),
      weights,
      kvCache,
      activations,
    ],
    state,
  );
  return { weights, kvCache, activations, free };
}

/** Every evaluation makes these figures and hardly any is unfolded: their inputs are made when somebody asks. */
function bytes(
  label: string,
  value: number,
  formula: string | undefined,
  inputs: () => readonly Figure[],
  state: State = 'known',
): Figure {
  return new Figure({ label, unit: 'B', formula, inputs: () => inputs().map((input) => input.why()) }, state, {
    value,
  });
}

function weightInputs(
  { performance }: ResolvedWorkload,
  { setup, candidate, model: { architecture, modelRow } }: PoolResult,
): readonly Figure[] {
  const { value: precision, origin } = setup.weights;
  const parameters = performance.parameterCounts(architecture).total;
  return [
    leaf(`parameters of ${modelRow.name}`, { value: parameters }, '1', modelRow.origin),
    leaf(`bytes per value in ${precision}`, { value: BYTES_PER_VALUE[precision] }, 'B', origin),
    ...layoutInputs(setup, candidate),
  ];
}

function keyValueInputs({ setup, candidate, peak }: PoolResult): readonly Figure[] {
  const { prepared, parallelism } = candidate;
  const perSequence = `KV cache in ${setup.kvCache.value}, per sequence and accelerator`;
  return [
    leaf(perSequence, { value: prepared.memory.kvCachePerSequence }, 'B', setup.kvCache.origin),
    leaf('sequences of a replica in the peak hour', { value: peak.batch }, '1', MODEL),
    leaf('data parallel', { value: parallelism.data }, '1', {
      kind: 'choice',
      reason: candidate.reason ?? 'as chosen',
    }),
  ];
}
