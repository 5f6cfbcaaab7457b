/**
 * On-chip-memory machines: weights and KV cache stay in SRAM, spread over as many chips as they need, a layer's share on each.
 *
 * A token runs through the chips once, so the speed of one user is the latency of that pipeline: per layer the read of its weights by the
 * chips that hold it, and the synchronisation of a statically scheduled hop. Throughput comes from the other tokens in the pipe. There is
 * no host in the loop: no step, sequence or launch overhead, and no constants of GPU engines.
 * @see docs/performance-model.md#on-chip
 */
import { BYTES_PER_VALUE } from '../../quantity/index.ts';
import { keyValueBytes, sequenceBytes } from '../keyValue.ts';
import { weightBytes } from '../parameters.ts';
import { ON_CHIP_ENGINE } from '../scopes.ts';
import type { Parallelism, Replica } from '../types.ts';
import type { MachineBehaviour } from './kind.ts';

const ONE: Parallelism = { tensor: 1, pipeline: 1, expert: 1, data: 1 };

/** `pipeline` of a replica counts its chips; a chip with several layers runs them one after the other. */
const chipsOf = ({ parallelism }: Replica): number => parallelism.pipeline * parallelism.tensor;

const layersOf = ({ architecture }: Replica): number => Math.max(1, architecture.layers);

/** A token leaves a layer's chips after attention and after the MLP. */
const CROSSINGS_PER_LAYER = 2;
const BYTES_PER_ACTIVATION = 2;

/** Crossings between chips on a token's way. */
function hopsOf(replica: Replica): number {
  return Math.max(0, Math.min(chipsOf(replica), CROSSINGS_PER_LAYER * layersOf(replica)) - 1);
}

/** Prompt tokens that enter the pipe at once: small pieces keep every stage at work. An assumption; nobody publishes it. */
const PIECE = 64;

/** Shares of a chip's memory for activations, and for programs, buffers and routing tables. Assumptions. */
const ACTIVATIONS = 0.05;
const PROGRAMS = 0.1;

/** Share of memory that weights may fill on the shortest chain, and longer chains that leave room for more sequences. */
const WEIGHTS_SHARE = 0.75;
const LONGER = [1, 1.25, 1.5, 2, 3, 4];

export const onChip: MachineBehaviour = {
  engine: ON_CHIP_ENGINE,
  comparable: false,

  layout(replica) {
    const width = Math.max(1, chipsOf(replica) / layersOf(replica));
    return { width, group: width, dense: width, stages: Math.min(chipsOf(replica), layersOf(replica)) };
  },

  surrounding(replica, _layout, c) {
    const { architecture, accelerator } = replica;
    const hops = hopsOf(replica);
    return {
      exchanges: [],
      linkStart: 0,
      linkToken: (hops * BYTES_PER_ACTIVATION * architecture.hidden) / accelerator.scaleUp.bandwidth,
      flat: architecture.layers * c.chipLayer + hops * c.chipHop,
      sequence: 0,
      stretch: 1,
    };
  },

  weightBytes: (replica) => weightBytes(replica.architecture, replica.weights, ONE) / chipsOf(replica),

  /** Heads are spread over any number of chips, none is kept twice. */
  keyValueBytes: (attention, bytesPerValue, group) => keyValueBytes(attention, bytesPerValue, 1) / group,

  sequenceBytes: (replica, positions) =>
    sequenceBytes(replica.architecture, BYTES_PER_VALUE[replica.kvCache], 1, positions) / chipsOf(replica),

  reserve: ({ accelerator: { memory } }) => ({ activations: ACTIVATIONS * memory, reserve: PROGRAMS * memory }),

  piece: () => PIECE,

  /** The embedding and output tables lie in slices, each chip its own; servers keep them whole on every stage. */
  kept: (architecture, chips) =>
    chips > 1 ? { ...architecture, vocabulary: architecture.vocabulary / chips } : architecture,

  parallelisms(weights, memory) {
    const least = Math.max(1, Math.ceil(weights / (WEIGHTS_SHARE * memory)));
    return [...new Set(LONGER.map((times) => Math.ceil(least * times)))].map((pipeline) => ({ ...ONE, pipeline }));
  },
};
