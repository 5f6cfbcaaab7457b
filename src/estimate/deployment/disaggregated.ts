/**
 * Prefill and decode on pools of their own: each pool's parallelism is chosen for the least bill, the pools are matched by rate,
 * and the KV cache crosses the link between them. A feed-forward pool takes the MLP layers of decode.
 */
import type { Limits, OperatingPoint, PreparedDisaggregated } from '../../performance/index.ts';
import { type Derivation, leaf, type Origin } from '../../quantity/index.ts';
import type { Deployment } from '../../workload/index.ts';
import {
  chooseSplit,
  latencyFigures,
  neighboursOf,
  type PoolSetup,
  setUpPool,
  type Split,
  stateOf,
} from '../choice/index.ts';
import { assemble, withoutNumbers } from './assemble.ts';
import { meanLengths, ownershipFigure, type EvaluationRequest } from '../names/index.ts';
import type { Evaluated } from './evaluated.ts';
import { ProblemCollector } from '../problems/index.ts';
import { paymentKindOf } from './paymentKind.ts';
import { type Plan, pickPool, planPools, type PoolChoice } from './matchRates.ts';
import { poolResult, type PoolResult } from './poolResult.ts';
import { addMisfitProblem, runs } from './misfit.ts';

type Disaggregated = Extract<Deployment, { kind: 'disaggregated' }>;

export function evaluateDisaggregated(deployment: Disaggregated, request: EvaluationRequest): Evaluated {
  const { resolved } = request;
  const { name } = deployment;
  const pending = new ProblemCollector();
  const kind = paymentKindOf(deployment);
  const pools = setUpPools(deployment, request, pending);
  if (!pools) return withoutNumbers(name, kind, 'invalid', pending, request);
  const { prefill, decode, feedForward } = pools;
  if (!runs(resolved, [prefill, decode, ...(feedForward ? [feedForward] : [])], pending))
    return withoutNumbers(name, kind, 'infeasible', pending, request);
  const lengths = meanLengths(resolved);
  const decodeChoice = chooseDecode(pools, request);
  if (!decodeChoice) {
    addMisfitProblem(resolved, feedForward ?? decode, pending, lengths);
    return withoutNumbers(name, kind, 'infeasible', pending, request);
  }
  const plan = planPools(request, prefill, decodeChoice.attention, deployment.transfer);
  if (!plan) {
    addMisfitProblem(resolved, prefill, pending, { ...lengths, output: 1 });
    return withoutNumbers(name, kind, 'infeasible', pending, request);
  }
  const results = poolResults(request, plan, feedForward, decodeChoice.split);
  const point = pointOf(plan, results, decodeChoice.split);
  const { first, second, third } = results;
  const inputs = (): readonly Derivation[] => [
    ...first.inputs(),
    ...transferInputs(deployment, plan.prepared),
    ...second.inputs(),
    ...(decodeChoice.split ? splitInputs(decodeChoice.split, resolved.today) : []),
    ...(third?.inputs() ?? []),
  ];
  const { performance } = resolved;
  const state = stateOf(prefill) === 'derived' || stateOf(decode) === 'derived' ? 'derived' : 'known';
  const ttft = performance.residual('ttft', plan.prefill.candidate.replica, true);
  const tpot = performance.residual('tpot', plan.decode.candidate.replica, true, {
    prepared: plan.prepared.decode,
    sequences: point.batch,
  });
  const near = neighboursOf(resolved, plan.prepared.decode, point.batch);
  return assemble(name, kind, request, pending, {
    pools: [first, { ...second, peak: { ...second.peak, batch: point.batch } }, ...(third ? [third] : [])],
    phases: first.peak.perRequest,
    point,
    latency: latencyFigures(point, inputs, {
      ttft: { residual: ttft, state, ranged: first.ranged.ttft },
      tpot: { residual: tpot, state, ranged: second.ranged.tpot, near },
    }),
  });
}

interface Pools {
  readonly prefill: PoolSetup;
  readonly decode: PoolSetup;
  readonly feedForward: PoolSetup | undefined;
}

/** All pools made ready, each with its own problems; undefined where one of them cannot be. */
function setUpPools(
  { prefill, decode, feedForward, site }: Disaggregated,
  { resolved }: EvaluationRequest,
  pending: ProblemCollector,
): Pools | undefined {
  const first = setUpPool('prefill', prefill, resolved, site, pending);
  const second = setUpPool('decode', decode, resolved, site, pending);
  const third = feedForward ? setUpPool('feed_forward', feedForward, resolved, site, pending) : undefined;
  if (!first || !second || (feedForward && !third)) return undefined;
  return { prefill: first, decode: second, feedForward: third };
}

/** The decode pool, with the feed-forward pool beside it where there is one; undefined where nothing fits. */
function chooseDecode(
  { decode, feedForward }: Pools,
  { resolved, limits }: EvaluationRequest,
): { readonly attention: PoolChoice; readonly split: Split | undefined } | undefined {
  const { performance, traffic } = resolved;
  const split = feedForward && chooseSplit(resolved, decode, feedForward, limits, decode.accelerator.scaleOut);
  const search = { performance, rate: traffic.requests.mid, lengths: meanLengths(resolved), phase: 'decode' as const };
  const candidate = feedForward
    ? split?.attention
    : pickPool(decode, { ...search, limits: decodeLimits(limits) }, () => Infinity);
  return candidate && { attention: { setup: decode, candidate }, split };
}

/** Of the targets, decode answers for TPOT alone. */
const decodeLimits = ({ tpot }: Limits): Limits => (tpot ? { tpot } : {});

interface PoolResults {
  readonly first: PoolResult;
  readonly second: PoolResult;
  readonly third: PoolResult | undefined;
}

function poolResults(
  { resolved, limits }: EvaluationRequest,
  { prefill, decode }: Plan,
  feedForward: PoolSetup | undefined,
  split: Split | undefined,
): PoolResults {
  const { performance } = resolved;
  return {
    first: poolResult(resolved, { ...prefill, stage: 'prefill' }, (end) =>
      performance.prepare(prefill.candidate.replica, { ...meanLengths(resolved, end), output: 1 }),
    ),
    second: poolResult(resolved, { ...decode, limits: decodeLimits(limits), stage: 'decode' }, (end) =>
      performance.prepare(decode.candidate.replica, meanLengths(resolved, end), 'decode'),
    ),
    third:
      feedForward && split
        ? poolResult(
            resolved,
            { setup: feedForward, candidate: split.feedForward, limits: {}, stage: 'feed_forward' },
            () => split.feedForward.prepared,
          )
        : undefined,
  };
}

/** The operating point of the peak hour: first tokens from prefill and transfer, the others from decode. */
function pointOf({ exact, prepared }: Plan, { first, second }: PoolResults, split: Split | undefined): OperatingPoint {
  const decode = withSplit(exact?.decode ?? second.peak, split);
  const transfer = prepared.transferSeconds;
  return {
    ...decode,
    ttft: exact?.ttft ?? first.peak.ttft + transfer,
    ttftP50: exact?.ttftP50 ?? first.peak.ttftP50 + transfer,
    ttftP95: exact?.ttftP95 ?? first.peak.ttftP95 + transfer,
    ttftP99: exact?.ttftP99 ?? first.peak.ttftP99 + transfer,
    bottleneck:
      exact?.bottleneck === 'transfer' ? 'link' : exact?.bottleneck === 'prefill' ? 'compute' : decode.bottleneck,
  };
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
