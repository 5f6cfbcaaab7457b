/** One pool as a stage of the estimate: its layout, its machines, its memory. Numbers that surfaces draw are figures first. */
import { Figure, leaf, markPath, type Derivation } from '../../quantity/index.ts';
import { layoutInputs } from '../choice/index.ts';
import type { StageEstimate } from '../contract/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import type { AddFigure } from './blank.ts';
import { memoryFigures } from './memory.ts';
import type { PoolResult } from './poolResult.ts';

export function stageOf(
  resolved: ResolvedWorkload,
  result: PoolResult,
  index: number,
  register: AddFigure,
  stage: StageEstimate['stage'] = result.setup.stage,
): StageEstimate {
  const { setup, candidate, peakReplicas: replicas, peak, machines } = result;
  const { option, packing, parallelism: p } = candidate;
  const memory = memoryFigures(resolved, result);
  const bytes = (part: keyof typeof memory): number => register(markPath.memory(index, part), memory[part]).value ?? 0;
  const counted = register(markPath.machines(index), machinesFigure(result)).value ?? 0;
  return {
    stage,
    accelerator: setup.row.id,
    accelerators: Math.round(machines * option.size),
    acceleratorsUsed: replicas * packing.acceleratorsPerReplica,
    ...(option.instance === undefined ? {} : { instance: option.instance }),
    ...(option.kind === 'rent' ? { instances: counted } : {}),
    ...(option.system ? { system: { form: option.system.form, accelerators: option.size, count: machines } } : {}),
    ...(option.cloud === undefined ? {} : { cloud: option.cloud }),
    ...(option.region === undefined ? {} : { region: option.region }),
    ...(option.purchase === undefined ? {} : { purchase: option.purchase }),
    tensorParallel: p.tensor / p.data,
    pipelineParallel: p.pipeline,
    expertParallel: p.expert,
    dataParallel: p.data,
    weights: setup.weights.value,
    kvCacheType: setup.kvCache.value,
    ...(result.near ? { near: result.near } : {}),
    replicas: register(`stages.${index}.replicas`, result.fleet.replicas),
    batch: batchOf(peak),
    memory: {
      weights: bytes('weights'),
      kvCache: bytes('kvCache'),
      activations: bytes('activations'),
      free: bytes('free'),
    },
  };
}

const batchOf = ({ batch }: PoolResult['peak']): number => Math.max(1, Math.round(batch));

/** "3 × p5.48xlarge", else accelerators: from replicas to whole machines, with the layout and the batch of a replica. */
function machinesFigure({ setup, candidate, machines, peak, fleet }: PoolResult): Figure {
  const { packing, option } = candidate;
  const exact = (label: string, amount: number, reason: string): Derivation =>
    leaf(label, { value: amount }, '1', { kind: 'choice', reason }).why();
  const inputs = (): readonly Derivation[] => [
    fleet.replicas.why(),
    exact('accelerators per replica', packing.acceleratorsPerReplica, 'tensor × pipeline × data parallel'),
    exact('accelerators per machine', packing.acceleratorsPerMachine, option.instance ?? 'one system'),
    ...layoutInputs(setup, candidate).map((figure) => figure.why()),
    exact('batch in the peak hour', batchOf(peak), 'what the load of that hour fills'),
  ];
  const formula = packing.share
    ? 'replicas × accelerators per replica'
    : 'whole machines that hold the replicas of the peak hour';
  const value = option.kind === 'rent' ? machines * option.units : Math.round(machines * option.size);
  return new Figure({ label: option.instance ?? setup.row.name, unit: '', formula, inputs }, 'derived', { value });
}
