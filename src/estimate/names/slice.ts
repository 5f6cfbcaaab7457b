/**
 * Slices: fractions of an accelerator as clouds rent them (MIG, vGPU). A slice counts as one small accelerator, with its share of
 * memory, bandwidth, arithmetic and power; slices are not joined again, since nothing links them.
 */
import type { InstanceRow } from '../../catalog/index.ts';
import type { Accelerator } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';

/** The share that one instance holds; undefined where it holds whole accelerators. */
export function sliceOf(offer: Pick<InstanceRow, 'count'> | undefined): number | undefined {
  return offer !== undefined && offer.count < 1 ? offer.count : undefined;
}

const SLICED = new WeakMap<Accelerator, Map<number, Accelerator>>();

/** The slice as a machine; the same object each time, so that the model may cache by it. Nobody measures slices: `derived` says so. */
export function sliced(whole: Accelerator, share: number): Accelerator {
  let of = SLICED.get(whole);
  if (!of) SLICED.set(whole, (of = new Map<number, Accelerator>()));
  let slice = of.get(share);
  if (!slice) of.set(share, (slice = cut(whole, share)));
  return slice;
}

function cut(whole: Accelerator, share: number): Accelerator {
  const peak = Object.fromEntries(Object.entries(whole.peak).map(([precision, flops]) => [precision, flops * share]));
  return {
    ...whole,
    peak: peak as Record<Precision, number>,
    memory: whole.memory * share,
    bandwidth: whole.bandwidth * share,
    scaleUp: { bandwidth: whole.scaleUp.bandwidth * share, domain: 1 },
    scaleOut: whole.scaleOut * share,
    power: { limit: whole.power.limit * share, idle: whole.power.idle * share },
    derived: [...whole.derived, 'slice'],
  };
}
