/**
 * Decode with its feed-forward layers on machines of their own: attention reads the KV cache on one pool, the MLPs and experts
 * work on another, and the activations of every token cross twice per layer. Each half is the step model on half an architecture.
 *
 * Both pools stay busy with micro-batches in flight: a token takes attention + feed-forward + crossings, a pool gives
 * its micro-batch ÷ its own time. Micro-batches are chosen for the least cost per hour within the TPOT target.
 */
import type { Packing } from '../../economics/index.ts';
import type { OwnershipRow } from '../../catalog/index.ts';
import type { Architecture, Limits, Replica } from '../../performance/index.ts';
import { hourlyCostOf } from './choice.ts';
import type { Candidate } from './candidate.ts';
import { acceleratorsOf, gridOf } from './grid.ts';
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

interface Half {
  readonly setup: PoolSetup;
  readonly replica: Replica;
  readonly candidate: Omit<Candidate, 'atCapacity' | 'costPerHour' | 'accelerators'> & Pick<Candidate, 'atCapacity'>;
  /** Seconds of a micro-batch of n tokens on one stage, and how many stages work at once. */
  seconds(n: number): number;
  readonly stages: number;
  readonly most: number;
}

function halves(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  part: (architecture: Architecture) => Architecture,
): Half[] {
  const { performance } = resolved;
  const lengths = { ...meanLengths(resolved), cached: 1 };
  const context = lengths.input + lengths.output / 2;
  const found: Half[] = [];
  for (const parallelism of gridOf(setup, performance)) {
    const whole = setup.replica(parallelism);
    const replica = { ...whole, architecture: part(whole.architecture) };
    const prepared = performance.prepare(replica, lengths);
    const atCapacity = performance.maximumRate(prepared, {})?.point;
    if (!atCapacity) continue;
    for (const option of setup.options) {
      if (parallelism.tensor > option.domain) continue;
      const packing: Packing = {
        acceleratorsPerReplica: acceleratorsOf(parallelism),
        acceleratorsPerMachine: option.size,
        share: option.share,
      };
      found.push({
        setup,
        replica,
        candidate: { parallelism, replica, prepared, option, packing, atCapacity, meets: true, excess: 0, served: 1 },
        seconds: (n) => performance.stepTime(replica, { sequences: n, context }),
        stages: parallelism.pipeline,
        most: Math.max(1, Math.min(4096, prepared.capacity)),
      });
    }
  }
  return found;
}

const sizes = (most: number): number[] => {
  const out: number[] = [];
  for (let n = 1; n <= most; n *= 2) out.push(n);
  return out;
};

/** @param link bytes/s between one attention replica and the feed-forward pool, per accelerator */
export function chooseSplit(
  resolved: ResolvedWorkload,
  attention: PoolSetup,
  feedForward: PoolSetup,
  limits: Limits,
  link: number,
): Split | undefined {
  const { architecture, traffic } = resolved;
  const output = meanLengths(resolved).output;
  const rate = traffic.requests.mid;
  const activation = 2 * architecture.hidden;
  const limit = limits.tpot?.limit ?? Infinity;
  const crossingRow = resolved.catalog.ownershipFact('pool_crossing_latency');
  if (!crossingRow) return undefined;
  const latency = crossingRow.value;
  const first = halves(resolved, attention, attentionOnly);
  const second = halves(resolved, feedForward, feedForwardOnly);
  const points = (half: Half): { n: number; t: number; candidate: Candidate; costPerHour: number }[] =>
    sizes(half.most).map((n) => {
      const t = half.seconds(n);
      const x = (half.stages * n) / (t * output);
      const cost = hourlyCostOf(half.setup, half.candidate.option, half.candidate.packing, rate, x);
      const candidate: Candidate = {
        ...half.candidate,
        atCapacity: { ...half.candidate.atCapacity, requestsPerSecond: x, tpot: t, batch: half.stages * n },
        ...cost,
      };
      return { n, t, candidate, costPerHour: cost.costPerHour ?? cost.accelerators * 1e-3 };
    });
  const [left, right] = [first.flatMap(points), second.flatMap(points)];
  let best: (Split & { readonly costPerHour: number }) | undefined;
  for (const a of left)
    for (const f of right) {
      const crossing =
        architecture.layers * 2 * (latency + (a.n * activation) / (link * a.candidate.packing.acceleratorsPerReplica));
      const tpot = a.t + f.t + crossing;
      const meets = tpot <= limit;
      const costPerHour = a.costPerHour + f.costPerHour;
      const closer =
        best && !best.meets && !meets
          ? tpot < 0.98 * best.tpot || (tpot < 1.02 * best.tpot && costPerHour < best.costPerHour)
          : false;
      if (best && !(meets && (!best.meets || costPerHour < best.costPerHour)) && !closer) continue;
      best = {
        attention: { ...a.candidate, meets },
        feedForward: { ...f.candidate, meets },
        tpot,
        link: crossing,
        latency: crossingRow,
        activation,
        meets,
        costPerHour,
      };
    }
  return best;
}
