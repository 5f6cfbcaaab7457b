/**
 * Dispatch and combine of routed experts over several nodes: every token goes to the accelerators of its experts and comes back summed.
 *
 * Two kinds of kernels exist. Those for latency send a copy to each expert over the network; those for throughput send one to each
 * node and spread it there. An engine takes whichever ends sooner.
 * @see docs/performance-model.md#groups-over-nodes
 */
import type { Accelerator, Parallelism, RoutedMlp } from '../types.ts';

/** One kind of kernels, all layers of a step. */
export interface Exchange {
  /** Seconds whatever the number of tokens. */
  readonly start: number;
  /** Seconds per token of the replica. */
  readonly token: number;
}

/**
 * Share of the network's bandwidth that dispatch and combine reach, and seconds before the first byte: slope and intercept of the
 * latencies of DeepEP at 16 to 128 ranks (README of its first version, at 0297fc8: 118 to 192 µs and 195 to 369 µs at 128 tokens, 50 GB/s). Not fitted.
 */
const NETWORK_SHARE = 0.85;
const LATENCY_START = 35e-6;
/** Kernels for throughput first count what goes where, with the host in the loop. An assumption: three times the other start. */
const THROUGHPUT_START = 3 * LATENCY_START;
/** Bytes of a value on the way back, and of one that is sent as 8 bit; wider weights meet 16-bit activations. */
const BYTES_16 = 2;
const BYTES_8 = 1;

/** Of `places` that may be taken, those that `draws` of them are expected to meet. */
export function distinct(places: number, draws: number): number {
  return places <= 1 ? 1 : Math.max(1, places * (1 - (1 - 1 / places) ** draws));
}

/** Nodes that the experts of one token can live on. */
function reachable({ groups }: RoutedMlp, nodes: number): number {
  return groups ? Math.min(nodes, groups.top * Math.max(1, nodes / groups.count)) : nodes;
}

/** @param link share of the scale-up bandwidth that is reached */
export function exchangesOf(
  { scaleUp, scaleOut }: Accelerator,
  routed: RoutedMlp,
  { tensor, expert, data }: Parallelism,
  hidden: number,
  { quantized, link }: { readonly quantized: boolean; readonly link: number },
): readonly Exchange[] {
  const nodes = Math.max(1, expert / scaleUp.domain);
  const away = (nodes - 1) / nodes;
  const bytes = hidden * ((quantized ? BYTES_8 : BYTES_16) + BYTES_16);
  const network = scaleOut * NETWORK_SHARE;
  const inside = scaleUp.bandwidth * link;
  const copies = distinct(Math.min(expert, tensor), routed.topK);
  const mode = (start: number, overNetwork: number, overLink: number): Exchange => ({
    // One start each for dispatch and combine.
    start: 2 * start * routed.layers,
    // Both ways are busy at once; each rank sends the tokens of its own sequences.
    token: (routed.layers * bytes * Math.max(overNetwork / network, overLink / inside)) / data,
  });
  return [
    mode(LATENCY_START, routed.topK * away, routed.topK * (1 - away)),
    mode(THROUGHPUT_START, distinct(reachable(routed, nodes), routed.topK) * away, copies),
  ];
}
