/** One point of a curve as a figure: what a machine-hour costs, and the tokens it yields there. */
import { replicasInMachine } from '../../economics/index.ts';
import type { OperatingPoint } from '../../performance/index.ts';
import { compute, type Derivation, Figure, leaf, type Origin } from '../../quantity/index.ts';
import { hourOf, pointsOf } from '../explore/index.ts';
import { amountFigure, type EvaluationRequest } from '../names/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';

const MODEL: Origin = { kind: 'model', documentation: 'docs/performance-model.md#serving' };

/** @param index of the point in the curve; @returns the derivation of its cost per million tokens */
export function pointFigure(evaluated: Evaluated, request: EvaluationRequest, index: number): Derivation | undefined {
  const at = pointsOf(evaluated, request)?.[index]?.at;
  const decode = evaluated.pools.find(({ setup }) => setup.stage !== 'prefill');
  const prefill = evaluated.pools.find(({ setup }) => setup.stage === 'prefill');
  if (at === undefined || decode === undefined) return undefined;
  const costs = [
    perRequest(decode, at, request),
    prefill === undefined ? undefined : perRequest(prefill, prefill.candidate.atCapacity, request),
  ].filter((figure) => figure !== undefined);
  const { traffic } = request.resolved;
  const tokens = [
    amountFigure('input tokens', traffic.inputTokens.mean, 'token'),
    amountFigure('output tokens', traffic.outputTokens.mean, 'token'),
  ];
  const cost = compute(
    'cost per million tokens of replicas that run so all day',
    request.currency,
    [...costs, ...tokens, request.usdRate],
    'cost per request ÷ tokens per request × 1,000,000',
    (values) => {
      const sum = (from: number, to: number): number => values.slice(from, to).reduce((a, b) => a + b, 0);
      return ((sum(0, costs.length) / sum(costs.length, costs.length + 2)) * 1e6) / (values.at(-1) ?? 1);
    },
  );
  return cost.why();
}

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

/** The point itself: what a replica carries there, how fast each user is served. */
function rate(pool: PoolResult, at: OperatingPoint): Figure {
  const value = at.requestsPerSecond;
  const told = (label: string, amount: number, unit: string): Derivation =>
    leaf(label, { value: amount }, unit, MODEL).why();
  const source = {
    label: 'requests/s of one replica at this point',
    unit: '1/s',
    formula: 'performance model',
    inputs: () => [told('batch', at.batch, '1'), told('time per output token', at.tpot, 's'), ...pool.inputs()],
    origin: MODEL,
  };
  return new Figure(source, 'derived', { value });
}
