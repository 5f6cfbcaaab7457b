/** What a replica keeps in memory: weights, KV cache, recurrent state, activations, and the reserve of its engine. */
import type { Constants } from './constants.ts';
import { engineFacts } from './engines.ts';
import { behaviourOf } from './machines/index.ts';
import type { Lengths, MemoryFit, Replica } from './types.ts';

/** Sums of bytes round: a request that fits exactly fits. */
const ROUNDING = 1 + 1e-12;

/**
 * Whether the replica fits and how many whole requests its KV space holds.
 *
 * Space is held for `constants.reserve` × the engine's share of the output of requests that still grow, in line with how engines admit.
 */
export function memoryFit(replica: Replica, lengths: Lengths, constants: Constants): MemoryFit {
  const kind = behaviourOf(replica.accelerator);
  const capacity = replica.accelerator.memory;
  const weights = kind.weightBytes(replica);
  const held = constants.reserve * engineFacts(replica.engine).heldOutput;
  const perSequence = kind.sequenceBytes(replica, lengths.input + held * lengths.output);
  const { activations, reserve } = kind.reserve(replica, weights);
  const free = capacity - weights - activations - reserve;
  const sequences = Math.max(0, Math.floor((free / perSequence) * replica.parallelism.data * ROUNDING));
  return {
    weights,
    kvCachePerSequence: perSequence,
    activations,
    reserve,
    free,
    capacity,
    sequences,
    fits: free > 0 && sequences >= 1,
  };
}
