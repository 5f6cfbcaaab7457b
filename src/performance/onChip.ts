/**
 * On-chip-memory machines: weights and KV cache stay in SRAM, spread over as many chips as they need, a layer's share on each.
 *
 * A token runs through the chips once, so the speed of one user is the latency of that pipeline: per layer the read of its weights by the
 * chips that hold it, and the synchronisation of a statically scheduled hop. Throughput comes from the other tokens in the pipe. There is
 * no host in the loop: no step, sequence or launch overhead.
 * @see docs/performance-model.md#on-chip
 */
import type { Replica } from './types.ts';

export interface Chain {
  /** Chips that work on one layer at once. */
  readonly width: number;
  /** Places of the pipeline that hold different tokens at once. */
  readonly stages: number;
  /** Crossings between chips on a token's way. */
  readonly hops: number;
}

/** `pipeline` of an on-chip replica counts its chips; a chip with several layers runs them one after the other. */
export function chainOf(replica: Replica): Chain | undefined {
  if (replica.accelerator.machine !== 'on-chip') return undefined;
  const chips = replica.parallelism.pipeline * replica.parallelism.tensor;
  const layers = Math.max(1, replica.architecture.layers);
  return {
    width: Math.max(1, chips / layers),
    stages: Math.min(chips, layers),
    hops: Math.max(0, Math.min(chips, 2 * layers) - 1),
  };
}

/** Prompt tokens that enter the pipe at once: small pieces keep every stage at work. */
export const PIECE = 64;
