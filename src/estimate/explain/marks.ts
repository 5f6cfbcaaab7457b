/**
 * Numbers that surfaces draw and no estimate holds: an hour of the day, a part of the memory, a point of the curve,
 * machines, traffic. Each has a path like the others, and is derived when it is asked for.
 *
 * What needs other evaluations than the one at hand (break-even, sensitivity) is in across.ts.
 */
import { peakMachines } from '../../economics/index.ts';
import { type Derivation, Figure, leaf, readPath } from '../../quantity/index.ts';
import { amountFigure, type EvaluationRequest } from '../names/index.ts';
import { pointFigure } from './curve.ts';
import { hourFigure } from './day.ts';
import { memoryFigure } from './memory.ts';
import { dayOfTraffic, layoutInputs } from '../choice/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';

/** @param path such as `day.14.costPerHour`, `stages.0.memory.weights`, `stages.0.machines`, `stages.0.own.life`, `curve.3` */
export function explainMark(evaluated: Evaluated, request: EvaluationRequest, path: string): Derivation | undefined {
  const { root, rest: inside } = readPath(path);
  const [index = '', ...rest] = inside.split('.');
  const at = Number(index);
  if (!Number.isSafeInteger(at)) return undefined;
  if (root === 'day') return hourFigure(evaluated, request, at, rest[0] ?? '')?.why();
  if (root === 'curve') return pointFigure(evaluated, request, at);
  const pool = root === 'stages' ? evaluated.pools[at] : undefined;
  if (pool === undefined) return undefined;
  if (rest[0] === 'memory') return memoryFigure(request.resolved, pool, rest[1] ?? '')?.why();
  if (rest[0] === 'own') return assumption(pool, rest[1] ?? '')?.why();
  return rest[0] === 'machines' ? machines(pool) : undefined;
}

/** What an owned pool was computed with: the file's word, or the tables'. */
function assumption({ candidate, power }: PoolResult, what: string): Figure | undefined {
  const { ownership } = candidate.option;
  if (ownership === undefined) return undefined;
  const { life, costOfCapital, electricity } = ownership;
  const figures: Readonly<Record<string, Figure>> = { life, costOfCapital, electricity, pue: power.pue };
  return figures[what];
}

/** "3 × p5.48xlarge": from replicas to whole machines, with the layout and the batch of a replica. */
function machines(pool: PoolResult): Derivation {
  const { setup, candidate, requests, peak, fleet } = pool;
  const { packing, option } = candidate;
  const count = peakMachines(setup.rule, packing, requests.value ?? 0, candidate.atCapacity.requestsPerSecond);
  const value = option.kind === 'rent' ? count * option.units : Math.round(count * option.size);
  const exact = (label: string, amount: number, reason: string): Derivation =>
    leaf(label, { value: amount }, '1', { kind: 'choice', reason }).why();
  return {
    label: option.instance ?? setup.row.name,
    quantity: { value, unit: '', state: 'derived' },
    formula: packing.share
      ? 'replicas × accelerators per replica'
      : 'whole machines that hold the replicas of the peak hour',
    inputs: [
      fleet.replicas.why(),
      exact('accelerators per replica', packing.acceleratorsPerReplica, 'tensor × pipeline × data parallel'),
      exact('accelerators per machine', packing.acceleratorsPerMachine, option.instance ?? 'one system'),
      ...layoutInputs(setup, candidate).map((figure) => figure.why()),
      exact('batch in the peak hour', Math.max(1, Math.round(peak.batch)), 'what the load of that hour fills'),
    ],
  };
}

/** @param path such as `traffic.requests`; the same for every deployment of the document */
export function explainTraffic({ resolved }: EvaluationRequest, path: string): Derivation | undefined {
  const { traffic } = resolved;
  const figures: Readonly<Record<string, () => Derivation>> = {
    'traffic.requests': () => amountFigure('mean requests', traffic.requests, '1/s').why(),
    'traffic.peakRequests': () => peakRequests(traffic).why(),
    'traffic.inputTokens': () => amountFigure('input tokens', traffic.inputTokens.mean, 'token').why(),
    'traffic.outputTokens': () => amountFigure('output tokens', traffic.outputTokens.mean, 'token').why(),
    'traffic.cachedInput': () => amountFigure('cached share of input', traffic.cachedInput, '1').why(),
  };
  return figures[path]?.();
}

function peakRequests(traffic: EvaluationRequest['resolved']['traffic']): Figure {
  const requests = amountFigure('mean requests', traffic.requests, '1/s');
  const { profile, peakToAverage } = traffic;
  const { peak } = dayOfTraffic(traffic);
  const ratio = leaf(
    'peak to average',
    { value: peak },
    '1',
    profile === undefined ? peakToAverage.origin : profile.origin,
  );
  const value = (requests.value ?? 0) * peak;
  const formula = 'mean requests × peak to average';
  return new Figure({ label: 'requests in the peak hour', unit: '1/s', formula, inputs: [requests, ratio] }, 'known', {
    value,
  });
}
