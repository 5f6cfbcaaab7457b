/**
 * Prefill and decode on pools of their own: each pool's parallelism is chosen for the least bill, the pools are matched by rate,
 * and the KV cache crosses the link between them. A feed-forward pool takes the MLP layers of decode.
 */
import { type FleetRule, peakReplicas } from '../../economics/index.ts';
import {
  type DisaggregatedPoint,
  excess,
  type Limits,
  type OperatingPoint,
  type PreparedDisaggregated,
  sequenceBytes,
} from '../../performance/index.ts';
import { BYTES_PER_VALUE, type Derivation, leaf, type Origin } from '../../quantity/index.ts';
import type { Deployment } from '../../workload/index.ts';
import {
  best,
  type Candidate,
  candidates,
  chooseSplit,
  modelFigure,
  type PoolSetup,
  setUpPool,
  type Split,
  stateOf,
} from '../choice/index.ts';
import { assemble, withoutNumbers } from './assemble.ts';
import { meanLengths, ownershipFigure, type EvaluationRequest } from '../names/index.ts';
import type { Evaluated } from './evaluated.ts';
import { ProblemCollector } from '../problems/index.ts';
import { poolResult } from './poolResult.ts';
import { addMisfitProblem } from './misfit.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

type Disaggregated = Extract<Deployment, { kind: 'disaggregated' }>;

export function kindOf(deployment: Disaggregated): DeploymentEstimate['kind'] {
  const kinds = [
    deployment.prefill,
    deployment.decode,
    ...(deployment.feedForward ? [deployment.feedForward] : []),
  ].map((pool) => pool.payment.kind);
  return kinds.every((kind) => kind === kinds[0]) ? (kinds[0] ?? 'mixed') : 'mixed';
}

export function evaluateDisaggregated(deployment: Disaggregated, request: EvaluationRequest): Evaluated {
  const { resolved, limits } = request;
  const { performance, traffic } = resolved;
  const pending = new ProblemCollector();
  const kind = kindOf(deployment);
  const prefill = setUpPool('prefill', deployment.prefill, resolved, deployment.site, pending);
  const decode = setUpPool('decode', deployment.decode, resolved, deployment.site, pending);
  const feedForward = deployment.feedForward
    ? setUpPool('feed_forward', deployment.feedForward, resolved, deployment.site, pending)
    : undefined;
  if (!prefill || !decode || (deployment.feedForward && !feedForward))
    return withoutNumbers(deployment.name, kind, 'invalid', pending, request);
  const lengths = meanLengths(resolved);
  const rate = traffic.requests.mid;
  const link = (accelerators: number): number =>
    deployment.transfer?.mid ?? prefill.accelerator.scaleOut * accelerators;
  const bytes = kvBytes(decode, lengths.input);
  const decodeLimits: Limits = limits.tpot ? { tpot: limits.tpot } : {};
  const search = { performance, rate };
  const split = feedForward && chooseSplit(resolved, decode, feedForward, limits, decode.accelerator.scaleOut);
  const decodeChoice = feedForward
    ? split?.attention
    : pick(decode, { ...search, lengths, limits: decodeLimits, phase: 'decode' }, () => Infinity);
  if (!decodeChoice) {
    addMisfitProblem(resolved, feedForward ?? decode, pending, lengths);
    return withoutNumbers(deployment.name, kind, 'infeasible', pending, request);
  }
  let plan: Plan | undefined;
  for (const share of SHARES) {
    const allowed: Limits = limits.ttft ? { ttft: { ...limits.ttft, limit: limits.ttft.limit * share } } : {};
    const chosen = pick(
      prefill,
      { ...search, lengths: { ...lengths, output: 1 }, limits: allowed },
      (candidate) => link(candidate.packing.acceleratorsPerReplica) / bytes,
    );
    if (!chosen) break;
    const way = link(chosen.packing.acceleratorsPerReplica);
    const ready = performance.prepareDisaggregated(chosen.replica, decodeChoice.replica, lengths, way);
    const found = matchRates(request, ready, chosen, prefill, decodeChoice, decode);
    const next: Plan = { prefillChoice: chosen, prefillLimits: allowed, prepared: ready, matched: found };
    if (!plan || found.over < plan.matched.over) plan = next;
    if (!limits.ttft || found.over <= 1) break;
  }
  if (!plan) {
    addMisfitProblem(resolved, prefill, pending, { ...lengths, output: 1 });
    return withoutNumbers(deployment.name, kind, 'infeasible', pending, request);
  }
  const { prefillChoice, prefillLimits, prepared, matched } = plan;
  const first = poolResult(resolved, prefill, matched.prefill, prefillLimits, 'prefill', (end) =>
    performance.prepare(prefillChoice.replica, { ...meanLengths(resolved, end), output: 1 }),
  );
  const second = poolResult(resolved, decode, matched.decode, decodeLimits, 'decode', (end) =>
    performance.prepare(decodeChoice.replica, meanLengths(resolved, end), 'decode'),
  );
  const third =
    feedForward && split
      ? poolResult(resolved, feedForward, split.feedForward, {}, 'feed_forward', () => split.feedForward.prepared)
      : undefined;
  const { exact } = matched;
  const transfer = prepared.transferSeconds;
  const ttft = exact?.ttft ?? first.peak.ttft + transfer;
  const ttftP95 = exact?.ttftP95 ?? first.peak.ttftP95 + transfer;
  const decodePoint = withSplit(exact?.decode ?? second.peak, split);
  const point: OperatingPoint = {
    ...decodePoint,
    ttft,
    ttftP50: exact?.ttftP50 ?? first.peak.ttftP50 + transfer,
    ttftP95,
    ttftP99: exact?.ttftP99 ?? first.peak.ttftP99 + transfer,
    bottleneck:
      exact?.bottleneck === 'transfer' ? 'link' : exact?.bottleneck === 'prefill' ? 'compute' : decodePoint.bottleneck,
  };
  const state = stateOf(prefill) === 'derived' || stateOf(decode) === 'derived' ? 'derived' : 'known';
  const inputs = (): readonly Derivation[] => [
    ...first.inputs(),
    ...transferInputs(deployment, prepared),
    ...second.inputs(),
    ...(split ? splitInputs(split, resolved.today) : []),
    ...(third?.inputs() ?? []),
  ];
  const ttftResidual = performance.residual('ttft', prefillChoice.replica);
  const tpotResidual = performance.residual('tpot', decodeChoice.replica);
  return assemble(deployment.name, kind, request, pending, {
    pools: [first, { ...second, peak: { ...second.peak, batch: decodePoint.batch } }, ...(third ? [third] : [])],
    phases: first.peak.perRequest,
    point,
    latency: {
      ttft: modelFigure('TTFT', ttft, 's', ttftResidual, state, first.ranged.ttft, inputs),
      ttftP95: modelFigure('TTFT, 95th percentile', ttftP95, 's', ttftResidual, state, first.ranged.ttft, inputs),
      tpot: modelFigure('TPOT', point.tpot, 's', tpotResidual, state, second.ranged.tpot, inputs),
    },
  });
}

/** With the feed-forward layers elsewhere a token takes both halves and the way between them. */
function withSplit(point: OperatingPoint, split: Split | undefined): OperatingPoint {
  if (!split) return point;
  const { tpot, link, attention, feedForward } = split;
  const slowest = link > tpot / 2 ? 'link' : point.bottleneck;
  return {
    ...point,
    tpot,
    tpotP95: tpot,
    tpotP99: tpot,
    batch: attention.atCapacity.requestsPerSecond > 0 ? attention.atCapacity.batch : feedForward.atCapacity.batch,
    bottleneck: slowest,
  };
}

function splitInputs({ link, activation, latency }: Split, today: string): readonly Derivation[] {
  const origin: Origin = { kind: 'model', documentation: 'docs/performance-model.md#attentionfeed-forward-split' };
  return [
    leaf('activations of one token and crossing', { value: activation }, 'B', origin).why(),
    ownershipFigure('latency of one crossing, beside its bytes', latency, 's', today).why(),
    leaf('crossings between attention and feed-forward, per token', { value: link }, 's', origin).why(),
  ];
}

/** Shares of the TTFT target that prefill alone may take; the rest is left to routing, transfer and the first step of decode. */
const SHARES: readonly number[] = [0.85, 0.6, 0.4, 0.25];

interface Plan {
  readonly prefillChoice: Candidate;
  readonly prefillLimits: Limits;
  readonly prepared: PreparedDisaggregated;
  readonly matched: Matched;
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
  prefillChoice: Candidate,
  prefill: PoolSetup,
  decodeChoice: Candidate,
  decode: PoolSetup,
): Matched {
  const rate = resolved.traffic.requests.mid;
  const sized = (
    prefillRate: number,
    decodeRate: number,
  ): { exact: DisaggregatedPoint | undefined; served: number } => {
    const [p, d] = [activeReplicas(prefill.rule, rate, prefillRate), activeReplicas(decode.rule, rate, decodeRate)];
    const served = Math.min(rate * prefill.rule.peak, p * prefillRate, d * decodeRate);
    return { served, exact: resolved.performance.disaggregatedAt(prepared, { prefill: p, decode: d }, served) };
  };
  const over = (point: DisaggregatedPoint, target: 'ttft' | 'tpot'): number => {
    const limit = limits[target];
    if (!limit) return 0;
    const { decode: token, ...firstToken } = point;
    return excess({ ...token, ...firstToken }, { [target]: limit });
  };
  // The pure prefill rate of the pools is exact; the choice found it with a decode step beside it.
  let p = Math.min(prefillChoice.atCapacity.requestsPerSecond, 0.98 * prepared.prefillRate);
  let d = decodeChoice.atCapacity.requestsPerSecond;
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
    prefill: { ...prefillChoice, atCapacity: { ...prefillChoice.atCapacity, requestsPerSecond: p } },
    decode: { ...decodeChoice, atCapacity: { ...decodeChoice.atCapacity, requestsPerSecond: d } },
    exact: found.exact,
    over: found.exact ? over(found.exact, 'ttft') : Infinity,
  };
}

function activeReplicas(rule: FleetRule, rate: number, capacity: number): number {
  const replicas = peakReplicas(rule, rate, capacity);
  return Math.max(1, rule.scaling.kind === 'fixed' ? replicas : replicas - Math.min(rule.redundancy, replicas - 1));
}

/** What the KV cache of a request weighs and how long it is on the link. */
function transferInputs(deployment: Disaggregated, prepared: PreparedDisaggregated): readonly Derivation[] {
  const origin: Origin = { kind: 'model', documentation: 'docs/performance-model.md#disaggregated' };
  const written = deployment.transfer;
  const network: Origin = { kind: 'default', reason: 'the network of the prefill machines' };
  return [
    leaf('KV cache of one request', { value: prepared.transferBytes }, 'B', origin).why(),
    leaf(
      'KV link per prefill replica',
      { value: prepared.linkRate * prepared.transferBytes },
      'B/s',
      written?.origin ?? network,
    ).why(),
    leaf('KV transfer', { value: prepared.transferSeconds }, 's', origin).why(),
  ];
}

function kvBytes(decode: PoolSetup, positions: number): number {
  const probe = decode.replica({ tensor: 1, pipeline: 1, expert: 1, data: 1 });
  return sequenceBytes(probe.architecture, BYTES_PER_VALUE[decode.kvCache.value], 1, positions);
}

/** Best candidate of one pool; `cap` is the highest rate its link carries. */
function pick(
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
