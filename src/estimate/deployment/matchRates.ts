/**
 * Two pools for one stream of requests: each is chosen for the least bill, then both are sized so that together they meet the
 * targets.
 */
import { peakReplicas, spareAtPeak } from '../../economics/index.ts';
import {
  type DisaggregatedPoint,
  excess,
  type Limits,
  type PreparedDisaggregated,
  sequenceBytes,
} from '../../performance/index.ts';
import { BYTES_PER_VALUE } from '../../quantity/index.ts';
import type { Amount } from '../../workload/index.ts';
import { best, type Candidate, candidates, onMachines, type PoolSetup } from '../choice/index.ts';
import { meanLengths, type EvaluationRequest } from '../names/index.ts';

export interface PoolChoice {
  readonly setup: PoolSetup;
  readonly candidate: Candidate;
}

/** Both pools as sized. */
export interface Plan {
  readonly prefill: PoolChoice & { readonly limits: Limits };
  readonly decode: PoolChoice;
  readonly prepared: PreparedDisaggregated;
  /** The pools together in the peak hour; undefined where the model has no answer at this load. */
  readonly exact: DisaggregatedPoint | undefined;
}

/** Shares of the TTFT target that prefill alone may take; the rest is left to routing, transfer and the first step of decode. */
const SHARES: readonly number[] = [0.85, 0.6, 0.4, 0.25];

/**
 * The prefill pool that goes with a decode pool, and both at their sizes.
 *
 * @param transfer bytes/s of the KV link as the document says it; otherwise the network of the prefill machines
 * @returns undefined where no prefill machine takes the prompts
 */
export function planPools(
  request: EvaluationRequest,
  setup: PoolSetup,
  decode: PoolChoice,
  transfer: Amount | undefined,
): Plan | undefined {
  const { resolved, limits } = request;
  const { performance, traffic } = resolved;
  const lengths = meanLengths(resolved);
  const bytes = kvBytes(decode.setup, lengths.input);
  const link = ({ packing }: Candidate): number =>
    transfer?.mid ?? setup.accelerator.scaleOut * packing.acceleratorsPerReplica;
  let plan: (Plan & Pick<Matched, 'over'>) | undefined;
  for (const share of SHARES) {
    const allowed: Limits = limits.ttft ? { ttft: { ...limits.ttft, limit: limits.ttft.limit * share } } : {};
    const search = { performance, rate: traffic.requests.mid, lengths: { ...lengths, output: 1 }, limits: allowed };
    const candidate = pickPool(setup, search, (each) => link(each) / bytes);
    if (!candidate) break;
    const prepared = performance.prepareDisaggregated(
      candidate.replica,
      decode.candidate.replica,
      lengths,
      link(candidate),
    );
    const { exact, over, ...sized } = matchRates(request, prepared, { setup, candidate }, decode);
    if (!plan || over < plan.over)
      plan = {
        prefill: { setup, candidate: sized.prefill, limits: allowed },
        decode: { setup: decode.setup, candidate: sized.decode },
        prepared,
        exact,
        over,
      };
    if (!limits.ttft || over <= 1) break;
  }
  return plan;
}

interface Matched {
  /** Times the TTFT target is exceeded. */
  readonly over: number;
  readonly prefill: Candidate;
  readonly decode: Candidate;
  readonly exact: DisaggregatedPoint | undefined;
}

/** A rate is lowered by this much at a time until both pools together meet the targets. */
const STEP = 0.88;

/**
 * Both pools see the same requests: each is sized by the rate of one replica, and where the pools together miss a target that
 * more replicas would meet, that rate is lowered. A target that replicas cannot meet does not buy any.
 */
function matchRates(
  { resolved, limits }: EvaluationRequest,
  prepared: PreparedDisaggregated,
  prefill: PoolChoice,
  decode: PoolChoice,
): Matched {
  const rate = resolved.traffic.requests.mid;
  const sized = (
    prefillRate: number,
    decodeRate: number,
  ): { exact: DisaggregatedPoint | undefined; served: number } => {
    const [p, d] = [activeReplicas(prefill, rate, prefillRate), activeReplicas(decode, rate, decodeRate)];
    const served = Math.min(rate * prefill.setup.rule.peak, p * prefillRate, d * decodeRate);
    return { served, exact: resolved.performance.disaggregatedAt(prepared, { prefill: p, decode: d }, served) };
  };
  const over = (point: DisaggregatedPoint, target: 'ttft' | 'tpot'): number => {
    const limit = limits[target];
    if (!limit) return 0;
    const { decode: token, ...firstToken } = point;
    return excess({ ...token, ...firstToken }, { [target]: limit });
  };
  // The pure prefill rate of the pools is exact; the choice found it with a decode step beside it.
  let p = Math.min(prefill.candidate.atCapacity.requestsPerSecond, 0.98 * prepared.prefillRate);
  let d = decode.candidate.atCapacity.requestsPerSecond;
  let found = sized(p, d);
  for (const target of ['ttft', 'tpot'] as const) {
    const [startP, startD, start] = [p, d, found];
    for (let i = 0; i < 12; i++) {
      if (found.exact && over(found.exact, target) <= 1) break;
      // A late first token waits for prefill, or for a place in the decode pool: more of what it waits for.
      if (target === 'ttft' && !(found.exact && found.exact.placeWait > found.exact.ttft / 2)) p *= STEP;
      else d *= STEP;
      found = sized(p, d);
    }
    if (start.exact && (!found.exact || over(found.exact, target) > 1)) [p, d, found] = [startP, startD, start];
  }
  return {
    prefill: { ...prefill.candidate, atCapacity: { ...prefill.candidate.atCapacity, requestsPerSecond: p } },
    decode: { ...decode.candidate, atCapacity: { ...decode.candidate.atCapacity, requestsPerSecond: d } },
    exact: found.exact,
    over: found.exact ? over(found.exact, 'ttft') : Infinity,
  };
}

function activeReplicas({ setup, candidate }: PoolChoice, rate: number, capacity: number): number {
  const { rule } = onMachines(setup, candidate.packing);
  return Math.max(1, peakReplicas(rule, rate, capacity) - spareAtPeak(rule, rate, capacity));
}

function kvBytes(decode: PoolSetup, positions: number): number {
  const probe = decode.replica({ tensor: 1, pipeline: 1, expert: 1, data: 1 });
  return sequenceBytes(probe.architecture, BYTES_PER_VALUE[decode.kvCache.value], 1, positions);
}

/** Best candidate of one pool; `cap` is the highest rate its link carries. */
export function pickPool(
  setup: PoolSetup,
  search: Parameters<typeof candidates>[1],
  cap: (candidate: Candidate) => number,
): Candidate | undefined {
  function* capped(): Generator<Candidate> {
    for (const found of candidates(setup, search)) {
      const most = cap(found);
      if (found.atCapacity.requestsPerSecond <= most) yield found;
      else yield { ...found, atCapacity: { ...found.atCapacity, requestsPerSecond: most } };
    }
  }
  return best(capped(), setup, search);
}
