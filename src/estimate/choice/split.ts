/**
 * Decode with its feed-forward layers on machines of their own: attention reads the KV cache on one pool, the MLPs and experts
 * work on another, and the activations of every token cross twice per layer. Each half is the step model on half an architecture.
 *
 * Both pools stay busy with micro-batches in flight: a token takes attention + feed-forward + crossings, a pool gives
 * its micro-batch ÷ its own time. Micro-batches are chosen for the least cost per hour within the TPOT target.
 */
import type { Packing } from '../../economics/index.ts';
import type { OwnershipRow } from '../../catalog/index.ts';
import type { Architecture, Limits, PreparedServing } from '../../performance/index.ts';
import { hourlyCostOf } from './choice.ts';
import type { Candidate } from './candidate.ts';
import { acceleratorsOf, gridOf, holds } from './grid.ts';
import type { PoolSetup } from './pool.ts';
import { meanLengths, type ResolvedWorkload } from '../names/index.ts';

export interface Split {
  readonly attention: Candidate;
  readonly feedForward: Candidate;
  /** Seconds per output token, and the part of it on the link. */
  readonly tpot: number;
  readonly link: number;
  /** Bytes per token and crossing. */
  readonly activation: number;
  /** Seconds of one crossing beside the bytes. */
  readonly latency: OwnershipRow;
  readonly meets: boolean;
}

export function attentionOnly({ dense: _d, routed: _r, ...rest }: Architecture): Architecture {
  return rest;
}

export function feedForwardOnly({ linear: _l, ...rest }: Architecture): Architecture {
  return { ...rest, attention: [], vocabulary: 0 };
}

/** One half at one number of sequences in flight. */
interface Half {
  readonly candidate: Candidate;
  /** Tokens of the micro-batch that one stage works on. */
  readonly tokens: number;
  /** Compared where no price is known: a little for each accelerator. */
  readonly costPerHour: number;
}

/** Sequences that one replica of a half works on at most: beyond it, batches gain nothing. */
const MOST_SEQUENCES = 4096;
/** USD per accelerator-hour that stands for an unknown price, so that fewer accelerators win. */
const UNKNOWN_PRICE = 1e-3;

/** Sequences in flight that are tried: a power of two on each of the stages that work at once, within what memory holds. */
function sizes({ capacity, step }: PreparedServing): readonly number[] {
  const most = Math.min(MOST_SEQUENCES, capacity);
  const out: number[] = [];
  for (let n = Math.min(step.pipeline, most); n >= 1 && n <= most; n *= 2) out.push(n);
  return out;
}

function halves(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  part: (architecture: Architecture) => Architecture,
): readonly Half[] {
  const { performance, traffic } = resolved;
  const lengths = meanLengths(resolved);
  const found: Half[] = [];
  for (const parallelism of gridOf(setup, performance)) {
    const whole = setup.replica(parallelism);
    const replica = { ...whole, architecture: part(whole.architecture) };
    const prepared = performance.prepare(replica, lengths, 'decode');
    if (!prepared.memory.fits) continue;
    const points = sizes(prepared).map((sequences) => performance.offline(prepared, sequences));
    for (const option of setup.options) {
      if (!holds(option, parallelism, setup.accelerator.scaleUp.domain)) continue;
      const packing: Packing = {
        acceleratorsPerReplica: acceleratorsOf(parallelism),
        acceleratorsPerMachine: option.size,
        share: option.share,
      };
      for (const atCapacity of points) {
        const cost = hourlyCostOf(setup, option, packing, traffic.requests.mid, atCapacity.requestsPerSecond);
        const base = { parallelism, replica, prepared, option, packing, meets: true, excess: 0, served: 1 };
        found.push({
          candidate: { ...base, atCapacity, ...cost },
          tokens: atCapacity.batch / prepared.step.pipeline,
          costPerHour: cost.costPerHour ?? cost.accelerators * UNKNOWN_PRICE,
        });
      }
    }
  }
  return found;
}

/** Of two that miss the target, the faster by this share wins, and within it the cheaper. */
const ABOUT_AS_FAST = 0.02;

type Priced = Split & { readonly costPerHour: number };

function better(a: Priced, b: Priced): boolean {
  if (a.meets !== b.meets) return a.meets;
  if (a.meets) return a.costPerHour < b.costPerHour;
  if (a.tpot < (1 - ABOUT_AS_FAST) * b.tpot) return true;
  return a.tpot < (1 + ABOUT_AS_FAST) * b.tpot && a.costPerHour < b.costPerHour;
}

/** Activations cross to the feed-forward pool and back in every layer. */
const CROSSINGS_PER_LAYER = 2;
const BYTES_PER_ACTIVATION = 2;

/** @param link bytes/s between one attention replica and the feed-forward pool, per accelerator */
export function chooseSplit(
  resolved: ResolvedWorkload,
  attention: PoolSetup,
  feedForward: PoolSetup,
  limits: Limits,
  link: number,
): Split | undefined {
  const { architecture, catalog } = resolved;
  const latency = catalog.ownershipFact('pool_crossing_latency');
  if (!latency) return undefined;
  const activation = BYTES_PER_ACTIVATION * architecture.hidden;
  const limit = limits.tpot?.limit ?? Infinity;
  const right = halves(resolved, feedForward, feedForwardOnly);
  let best: Priced | undefined;
  for (const a of halves(resolved, attention, attentionOnly)) {
    const bytes = (a.tokens * activation) / (link * a.candidate.packing.acceleratorsPerReplica);
    const crossing = architecture.layers * CROSSINGS_PER_LAYER * (latency.value + bytes);
    for (const f of right) {
      const tpot = a.candidate.atCapacity.tpot + f.candidate.atCapacity.tpot + crossing;
      const meets = tpot <= limit;
      const next: Priced = {
        attention: { ...a.candidate, meets },
        feedForward: { ...f.candidate, meets },
        tpot,
        link: crossing,
        latency,
        activation,
        meets,
        costPerHour: a.costPerHour + f.costPerHour,
      };
      if (!best || better(next, best)) best = next;
    }
  }
  return best;
}
