/** One deployment over its whole range of load: cost per token against speed per user. */
import { replicasInMachine } from '../../economics/index.ts';
import { excess, type OperatingPoint } from '../../performance/index.ts';
import { type Figure, leaf, type Origin } from '../../quantity/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
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

/** Points in the order of the curve, each with what the model says there. */
export function pointsOf(
  evaluated: Evaluated,
  request: EvaluationRequest,
): readonly { readonly point: CurvePoint; readonly at: OperatingPoint }[] | undefined {
  const decode = evaluated.pools.find((pool) => pool.setup.stage !== 'prefill');
  const prefill = evaluated.pools.find((pool) => pool.setup.stage === 'prefill');
  if (!decode) return undefined;
  const { resolved, limits } = request;
  const { candidate } = decode;
  const { prepared, packing } = candidate;
  // The curve shows what the targets forbid too: up to what memory holds.
  const top = resolved.performance.maximumRate(prepared, {})?.point ?? candidate.atCapacity;
  const most = Math.max(top.requestsPerSecond, candidate.atCapacity.requestsPerSecond);
  const perRequestTokens = resolved.traffic.inputTokens.mean.mid + resolved.traffic.outputTokens.mean.mid;
  const beside = prefill ? perRequestOf(prefill, prefill.candidate.atCapacity, request) : 0;
  const currency = request.usdRate.value ?? 1;
  const rates = Array.from({ length: POINTS }, (_, i) => most * 0.02 * 50 ** (i / (POINTS - 1)) * 0.9995);
  const chosen = decode.peak;
  const point = (rate: number, isChosen: boolean): { point: CurvePoint; at: OperatingPoint } | undefined => {
    const at = isChosen ? chosen : resolved.performance.servingAt(prepared, rate);
    if (!at) return undefined;
    const own = perRequestOf(decode, at, request);
    const perRequest = own === undefined || beside === undefined ? undefined : own + beside;
    const watts = wattsAt(resolved, decode.setup.accelerator, at) * packing.acceleratorsPerReplica;
    const found: CurvePoint = {
      requestsPerSecond: at.requestsPerSecond,
      batch: at.batch,
      tokensPerSecondPerUser: 1 / at.tpot,
      tokensPerSecondPerAccelerator: at.outputTokensPerSecond / packing.acceleratorsPerReplica,
      ttft: at.ttft,
      perMillionTokens: perRequest === undefined ? null : ((perRequest / perRequestTokens) * 1e6) / currency,
      joulesPerOutputToken: watts / at.outputTokensPerSecond,
      meetsSlo: excess(at, limits) <= 1 + 1e-9,
      chosen: isChosen,
    };
    return { point: found, at };
  };
  const points = [...rates.map((rate) => point(rate, false)), point(chosen.requestsPerSecond, true)].filter(
    (p) => p !== undefined,
  );
  return points.sort((a, b) => a.point.requestsPerSecond - b.point.requestsPerSecond);
}

/** USD per machine-hour at an operating point, electricity of owned machines included. */
export function hourOf(
  { candidate, setup }: PoolResult,
  at: OperatingPoint,
  request: EvaluationRequest,
): Figure | undefined {
  const { option } = candidate;
  if (option.pricePerHour === undefined) return undefined;
  const watts = wattsAt(request.resolved, setup.accelerator, at) + (option.serverWatts.value ?? 0);
  const grid = leaf('power from the grid', { value: (watts / 1000) * (option.site.pue.value ?? 1) }, 'kW', MODEL);
  return option.fullHour(grid);
}

const MODEL: Origin = { kind: 'model', documentation: 'docs/performance-model.md#power' };

/** USD per request of a pool whose replicas all run at an operating point. */
function perRequestOf(pool: PoolResult, at: OperatingPoint, request: EvaluationRequest): number | undefined {
  const hour = hourOf(pool, at, request)?.value ?? undefined;
  return hour === undefined
    ? undefined
    : hour / (3600 * replicasInMachine(pool.candidate.packing) * at.requestsPerSecond);
}
