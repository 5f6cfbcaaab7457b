/**
 * Machines with memory of their own (HBM, GDDR, LPDDR) under a host that launches each step: GPUs, TPUs, Trainium, Gaudi.
 * @see docs/performance-model.md#step
 */
import { BYTES_PER_VALUE } from '../../quantity/index.ts';
import type { Constants } from '../constants.ts';
import { engineFacts, keepsDenseWhole, scalesBlocks } from '../engines.ts';
import { keyValueBytes, sequenceBytes } from '../keyValue.ts';
import { weightBytes, weightLayout } from '../parameters.ts';
import type { Accelerator, Replica } from '../types.ts';
import { distinct, exchangesOf, type Exchange } from './exchange.ts';
import type { Layout, MachineBehaviour } from './kind.ts';

const BYTES_PER_ACTIVATION = 2;
/** An all-reduce sends every byte twice: to be summed, and back. */
const ALL_REDUCE = 2;
/** Bytes per value that a token sends to the experts (8 bit) and gets back (16 bit), as DeepEP does. */
const DISPATCH_COMBINE = 3;
/** Starts of collectives a layer under attention data parallelism: dispatch, combine, and the gathering of ranks. Not fitted. */
const STARTS_PER_LAYER = 2.6;
/** Growth of a collective's start for each doubling of its ranks: hops of a tree. Not fitted. */
const START_PER_DOUBLING = 0.15;
/** Links slower than this, bytes/s, are PCIe: its collectives go through the host. */
const PCIE = 1e11;
/** PCIe cards that talk through a host bridge of their own: four a socket; more share what joins the sockets. */
const CARDS_OF_BRIDGE = 4;
/** Weights narrower than this, bytes per value, meet activations that are quantised on the fly. */
const QUANTIZED = 1.5;
/** Words that the sampling constant is for. */
const SAMPLED_WORDS = 1e5;

interface Link {
  /** Seconds per byte of an all-reduce or all-to-all over the group. */
  readonly perByte: number;
  readonly start: number;
}

/** Beyond the scale-up domain the network carries the part between islands. */
function linkOf(accelerator: Accelerator, group: number, c: Constants): Link {
  if (group <= 1) return { perByte: 0, start: 0 };
  const { scaleUp, scaleOut } = accelerator;
  const domain = Math.max(1, Math.min(group, scaleUp.domain));
  const first = scaleUp.bandwidth < PCIE ? c.collectiveStartPcie : c.collectiveStart;
  const start = first * (1 + START_PER_DOUBLING * Math.log2(group));
  const shared = scaleUp.bandwidth < PCIE ? Math.max(1, domain / CARDS_OF_BRIDGE) : 1;
  const inside = domain > 1 ? ((domain - 1) / domain / (scaleUp.bandwidth * c.link)) * shared : 0;
  if (group <= domain) return { perByte: inside, start };
  const islands = group / domain;
  const across = (islands - 1) / islands / domain / (scaleOut * c.link);
  return { perByte: inside + across, start: start + 2 * c.collectiveStartPcie };
}

/** Layers whose results a tensor group sums: attention and MLPs, one block each. */
function blocksOf({ architecture: m }: Replica): number {
  const attention = m.attention.reduce((sum, { layers }) => sum + layers, 0);
  return attention + (m.linear?.layers ?? 0) + (m.dense?.layers ?? 0) + (m.routed?.layers ?? 0);
}

interface Collectives {
  readonly start: number;
  readonly token: number;
  readonly exchanges: readonly Exchange[];
}

/** One all-reduce a block; under attention data parallelism one dispatch and combine a routed layer. */
function collectives(replica: Replica, { width, group }: Layout, c: Constants): Collectives {
  const { architecture: m, accelerator, parallelism } = replica;
  if (m.routed && parallelism.data > 1 && width > accelerator.scaleUp.domain) {
    const quantized = weightLayout(m, replica.weights).experts.bytes < QUANTIZED;
    const exchanges = exchangesOf(accelerator, m.routed, parallelism, m.hidden, { quantized, link: c.link });
    return { ...attentionSums(replica, group, c), exchanges };
  }
  return { ...insideOneDomain(replica, { width, group }, c), exchanges: [] };
}

/** Attention ranks of several accelerators sum their own results. */
function attentionSums({ architecture: m, accelerator, parallelism }: Replica, group: number, c: Constants): Sums {
  const link = linkOf(accelerator, group, c);
  const layers = m.attention.reduce((sum, x) => sum + x.layers, 0) + (m.linear?.layers ?? 0);
  const token = ALL_REDUCE * BYTES_PER_ACTIVATION * m.hidden * link.perByte;
  return { start: layers * link.start, token: (layers * token) / parallelism.data };
}

interface Sums {
  readonly start: number;
  readonly token: number;
}

function insideOneDomain(replica: Replica, { width, group }: Pick<Layout, 'width' | 'group'>, c: Constants): Sums {
  const { architecture: m, parallelism } = replica;
  const link = linkOf(replica.accelerator, width, c);
  const allReduce = ALL_REDUCE * BYTES_PER_ACTIVATION * m.hidden * link.perByte;
  if (parallelism.data === 1)
    return { start: width > 1 ? blocksOf(replica) * link.start : 0, token: blocksOf(replica) * allReduce };
  const copies = distinct(parallelism.expert, m.routed?.topK ?? 0);
  const experts = (m.routed?.layers ?? 0) * DISPATCH_COMBINE * copies * m.hidden * link.perByte;
  const attention = m.attention.reduce((sum, { layers }) => sum + layers, 0);
  return {
    start: width > 1 ? m.layers * STARTS_PER_LAYER * link.start : 0,
    token: experts / parallelism.data + (group > 1 ? attention * allReduce : 0),
  };
}

/** Accelerators of one host in the runs that the constants were fitted on. */
const HOST = 8;
/** Of a compute tray of Grace and its accelerators. */
const GRACE_HOST = 4;

/** Hosts that schedule and sample side by side: under attention data parallelism each for the sequences of its own ranks. */
function hostsOf({ accelerator, parallelism: { tensor, data } }: Replica): number {
  return data > 1 ? Math.max(1, tensor / (accelerator.slowHost ? GRACE_HOST : HOST)) : 1;
}

/** Seconds of host and launches, whatever the batch. */
function overhead(replica: Replica, c: Constants): number {
  const { architecture: m } = replica;
  const routed = m.routed;
  const latent = m.attention.reduce((sum, { latent: own, layers }) => sum + (own ? layers : 0), 0);
  const quantized = weightLayout(m, replica.weights).attention.bytes < QUANTIZED;
  const expert = routed
    ? (scalesBlocks(replica) ? c.blockFp8Layer : 0) +
      c.expertLayer +
      (routed.sharedIntermediate > 0 ? c.sharedLayer : 0)
    : 0;
  return (
    m.layers * (c.layer + (quantized ? c.quantizedLayer : 0)) +
    (routed?.layers ?? 0) * expert +
    latent * c.latentLayer +
    (m.linear?.layers ?? 0) * c.linearLayer +
    c.step
  );
}

export const memory: MachineBehaviour = {
  comparable: true,

  layout(replica) {
    const { tensor, pipeline, data } = replica.parallelism;
    const group = Math.max(1, tensor / data);
    return { width: tensor, group, dense: keepsDenseWhole(replica) ? group : tensor, stages: pipeline };
  },

  surrounding(replica, layout, c) {
    const { start, token, exchanges } = collectives(replica, layout, c);
    return {
      exchanges,
      linkStart: start,
      linkToken: token,
      flat: overhead(replica, c),
      sequence: (c.sequence + (c.sampling * replica.architecture.vocabulary) / SAMPLED_WORDS) / hostsOf(replica),
      stretch: (layout.stages > 1 ? 1 / c.pipeline : 1) * (replica.parallelism.data > 1 ? 1 / c.attentionData : 1),
    };
  },

  weightBytes: (replica) =>
    weightBytes(replica.architecture, replica.weights, replica.parallelism, keepsDenseWhole(replica)),

  keyValueBytes,

  sequenceBytes: (replica, positions) => {
    const { tensor, pipeline, data } = replica.parallelism;
    const group = Math.max(1, tensor / data);
    return sequenceBytes(replica.architecture, BYTES_PER_VALUE[replica.kvCache], group, positions) / pipeline;
  },

  reserve: (replica, weights) => engineFacts(replica.engine).reserve(replica.accelerator.memory, weights),

  piece: (chunk) => chunk,

  kept: (architecture) => architecture,
};
