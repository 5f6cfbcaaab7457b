/** One deployment over its whole range of load: cost per token against speed per user. */
import { replicasInMachine } from '../../economics/index.ts';
import { excess, type OperatingPoint } from '../../performance/index.ts';
import { compute, type Derivation, Figure, leaf, type Origin } from '../../quantity/index.ts';
import { amountFigure, type EvaluationRequest, noOutput } from '../names/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import type { Curve, CurvePoint } from '../contract/index.ts';
import { wattsAt } from '../choice/index.ts';

const POINTS = 24;

/** Replicas at full use, from one user to as many as fit; the price of the machines they fill, nothing idle. */
export function curveOf(evaluated: Evaluated, request: EvaluationRequest): Curve | undefined {
  const points = pointsOf(evaluated, request);
  if (points === undefined) return undefined;
  return {
    deployment: evaluated.estimate.name,
    currency: request.currency,
    points: points.map(({ point }) => point),
  };
}

interface ExplainedPoint {
  readonly point: CurvePoint;
  /** Cost per million tokens there; none without a price. */
  readonly cost: Figure | undefined;
}

/** Points in the order of the curve, each with the figure that its cost is the number of. */
export function pointsOf(evaluated: Evaluated, request: EvaluationRequest): readonly ExplainedPoint[] | undefined {
  const decode = evaluated.pools.find((pool) => pool.setup.stage !== 'prefill');
  const prefill = evaluated.pools.find((pool) => pool.setup.stage === 'prefill');
  // Speed per user is that of output tokens.
  if (!decode || noOutput(request.resolved)) return undefined;
  const { resolved, limits } = request;
  const { candidate } = decode;
  const { prepared, packing } = candidate;
  // The curve shows what the targets forbid too: up to what memory holds.
  const top = resolved.performance.maximumRate(prepared, {})?.point ?? candidate.atCapacity;
  const most = Math.max(top.requestsPerSecond, candidate.atCapacity.requestsPerSecond);
  const rates = Array.from({ length: POINTS }, (_, i) => most * 0.02 * 50 ** (i / (POINTS - 1)) * 0.9995);
  const beside = prefill === undefined ? [] : [perRequest(prefill, prefill.candidate.atCapacity, request)];
  const chosen = decode.peak;
  const point = (at: OperatingPoint): ExplainedPoint => {
    const watts = wattsAt(resolved, decode.setup.accelerator, at) * packing.acceleratorsPerReplica;
    const cost = perMillionTokens([perRequest(decode, at, request), ...beside], request);
    const found: CurvePoint = {
      requestsPerSecond: at.requestsPerSecond,
      batch: at.batch,
      tokensPerSecondPerUser: 1 / at.tpot,
      tokensPerSecondPerAccelerator: at.outputTokensPerSecond / packing.acceleratorsPerReplica,
      ttft: at.ttft,
      perMillionTokens: cost?.value ?? null,
      joulesPerOutputToken: watts / at.outputTokensPerSecond,
      meetsSlo: excess(at, limits) <= 1 + 1e-9,
      chosen: at === chosen,
    };
    return { point: found, cost };
  };
  return [...rates.map((rate) => resolved.performance.servingAt(prepared, rate)), chosen]
    .filter((at) => at !== undefined)
    .map(point)
    .sort((a, b) => a.point.requestsPerSecond - b.point.requestsPerSecond);
}

/** @param costs of a request in each pool, USD @returns undefined where a pool has no price */
function perMillionTokens(costs: readonly (Figure | undefined)[], request: EvaluationRequest): Figure | undefined {
  const known = costs.filter((figure) => figure !== undefined);
  if (known.length < costs.length) return undefined;
  const { traffic } = request.resolved;
  const tokens = [
    amountFigure('input tokens', traffic.inputTokens.mean, 'token'),
    amountFigure('output tokens', traffic.outputTokens.mean, 'token'),
  ];
  return compute(
    'cost per million tokens of replicas that run so all day',
    request.currency,
    [...known, ...tokens, request.usdRate],
    'cost per request ÷ tokens per request × 1,000,000',
    (values) => {
      const total = (from: number, to: number): number => values.slice(from, to).reduce((a, b) => a + b, 0);
      return ((total(0, known.length) / total(known.length, known.length + 2)) * 1e6) / (values.at(-1) ?? 1);
    },
  );
}

/** USD per request of a pool whose replicas all run at an operating point. */
function perRequest(pool: PoolResult, at: OperatingPoint, request: EvaluationRequest): Figure | undefined {
  const hour = hourOf(pool, at, request);
  if (hour === undefined) return undefined;
  const { stage } = pool.setup;
  const label = stage === 'serve' ? 'cost per request' : `cost per request of ${stage}`;
  const inside = leaf('replicas per machine', { value: replicasInMachine(pool.candidate.packing) }, '1', {
    kind: 'choice',
    reason: pool.candidate.reason ?? 'as many as fit',
  });
  return compute(
    label,
    'USD',
    [hour, inside, rate(pool, at)],
    'price of a machine-hour ÷ (3,600 s × replicas × requests/s of a replica)',
    ([price = 0, replicas = 1, requests = 1]) => price / (3600 * replicas * requests),
  );
}

/** USD per machine-hour at an operating point, electricity of owned machines included. */
function hourOf({ candidate, setup }: PoolResult, at: OperatingPoint, request: EvaluationRequest): Figure | undefined {
  const { option } = candidate;
  if (option.pricePerHour === undefined) return undefined;
  const watts = wattsAt(request.resolved, setup.accelerator, at) + (option.serverWatts.value ?? 0);
  const grid = leaf('power from the grid', { value: (watts / 1000) * (option.site.pue.value ?? 1) }, 'kW', POWER);
  return option.fullHour(grid);
}

const POWER: Origin = { kind: 'model', documentation: 'docs/performance-model.md#power' };
const SERVING: Origin = { kind: 'model', documentation: 'docs/performance-model.md#serving' };

/** What a replica carries at a point, and how fast each user is served there. */
function rate(pool: PoolResult, at: OperatingPoint): Figure {
  const told = (label: string, amount: number, unit: string): Derivation =>
    leaf(label, { value: amount }, unit, SERVING).why();
  const source = {
    label: 'requests/s of one replica at this point',
    unit: '1/s',
    formula: 'performance model',
    inputs: () => [told('batch', at.batch, '1'), told('time per output token', at.tpot, 's'), ...pool.inputs()],
    origin: SERVING,
  };
  return new Figure(source, 'derived', { value: at.requestsPerSecond });
}
