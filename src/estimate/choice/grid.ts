/** Ways to split a model over accelerators that are worth a look, and why one is not possible. */
import { type Architecture, behaviourOf, type Parallelism, type PerformanceModel } from '../../performance/index.ts';
import type { Serving } from '../../workload/index.ts';
import type { MachineOption } from '../offers/index.ts';
import type { PoolSetup } from './pool.ts';

/** Accelerators of one replica. */
export const acceleratorsOf = (p: Parallelism): number => p.tensor * p.pipeline;
/** Accelerators that work on one layer. */
export const groupOf = (p: Parallelism): number => p.tensor;

/**
 * Whether machines of an option can hold a group: in one scale-up domain, else over a network between whole domains. Pipelines pass little
 * from stage to stage and need servers only, not single cards that are rented one by one.
 */
export function holds(
  option: Pick<MachineOption, 'size' | 'domain' | 'networked'>,
  p: Parallelism,
  domain: number,
): boolean {
  if (p.tensor > option.domain) return option.networked && option.domain >= domain;
  return option.networked || Math.max(option.size, option.domain) > 1 || acceleratorsOf(p) === 1;
}

/** Whether a parallelism agrees with the document. Users count tensor parallelism per attention rank, as engines do. */
export function agrees(p: Parallelism, serving: Serving): boolean {
  const same = (given: { readonly mid: number } | undefined, has: number): boolean =>
    !given || Math.round(given.mid) === has;
  return (
    same(serving.tensorParallel, p.tensor / p.data) &&
    same(serving.pipelineParallel, p.pipeline) &&
    same(serving.expertParallel, p.expert) &&
    (serving.dataParallel ? same(serving.dataParallel, p.data) : serving.tensorParallel === undefined || p.data === 1)
  );
}

/** The grid to search: the model's own, cut down to what the document says, or exactly what it says. */
export function gridOf(setup: PoolSetup, performance: PerformanceModel): readonly Parallelism[] {
  const { serving } = setup.pool;
  const domain = Math.max(...setup.options.map((option) => option.domain));
  const networked = setup.options.some(
    (option) => option.networked && option.domain >= setup.accelerator.scaleUp.domain,
  );
  const probe = setup.replica({ tensor: 1, pipeline: 1, expert: 1, data: 1 });
  const { accelerator, weights } = setup;
  const bytes = performance.weightBytes(probe.architecture, weights.value, probe.parallelism);
  const grid =
    behaviourOf(accelerator).parallelisms?.(bytes, accelerator.memory) ??
    performance.parallelisms(probe.architecture, accelerator, domain, weights.value, networked);
  const { tensorParallel, pipelineParallel, expertParallel, dataParallel } = serving;
  if (!tensorParallel && !pipelineParallel && !expertParallel && !dataParallel) return grid;
  const fitting = grid.filter((p) => agrees(p, serving));
  if (fitting.length > 0) return fitting;
  const of = (amount: { readonly mid: number } | undefined): number | undefined =>
    amount ? Math.max(1, Math.round(amount.mid)) : undefined;
  const routed = probe.architecture.routed !== undefined;
  const data = routed ? (of(dataParallel) ?? 1) : 1;
  const tensor = (of(tensorParallel) ?? 1) * data;
  const pipelines = pipelineParallel ? [of(pipelineParallel) ?? 1] : [1];
  const experts = expertParallel
    ? [of(expertParallel) ?? 1]
    : routed && tensor > 1
      ? data > 1
        ? [tensor]
        : [1, tensor]
      : [1];
  const written = pipelines.flatMap((pipeline) => experts.map((expert) => ({ tensor, pipeline, expert, data })));
  return written.filter((p) => impossible(p, probe.architecture) === undefined);
}

/** Why a model cannot be split so, or undefined. Memory and scale-up domains are asked elsewhere. */
export function impossible(p: Parallelism, architecture: Architecture): 'heads' | 'layers' | 'experts' | undefined {
  const group = p.tensor / p.data;
  if (architecture.attention.some(({ heads }) => heads % group !== 0)) return 'heads';
  if (p.pipeline > architecture.layers) return 'layers';
  const experts = architecture.routed?.experts;
  return p.expert > 1 && (experts === undefined || (experts % p.expert !== 0 && p.expert < 16)) ? 'experts' : undefined;
}
