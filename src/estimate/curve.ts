/** One deployment over its whole range of load: cost per token against speed per user, and the hours of its day. */
import { machinesFor, replicasAt, replicasPerMachine } from '../economics/index.ts';
import { excess, type OperatingPoint } from '../performance/index.ts';
import { leaf, type Origin } from '../quantity/index.ts';
import type { Evaluated, Question } from './question.ts';
import type { Curve, CurvePoint, DayHour, DayProfile } from './face.ts';
import { wattsAt } from './power.ts';
import type { PoolResult } from './poolResult.ts';

const POINTS = 24;

/** Replicas at full use, from one user to as many as fit; the price of the machines they fill, nothing idle. */
export function curveOf(evaluated: Evaluated, question: Question): Curve | undefined {
  const decode = evaluated.pools.find((pool) => pool.setup.stage !== 'prefill');
  const prefill = evaluated.pools.find((pool) => pool.setup.stage === 'prefill');
  if (!decode) return undefined;
  const { subject, limits } = question;
  const { candidate } = decode;
  const { prepared, packing } = candidate;
  // The curve shows what the targets forbid too: up to what memory holds.
  const top = subject.performance.maximumRate(prepared, {})?.point ?? candidate.best;
  const most = Math.max(top.requestsPerSecond, candidate.best.requestsPerSecond);
  const perRequestTokens = subject.traffic.inputTokens.mean.mid + subject.traffic.outputTokens.mean.mid;
  const beside = prefill ? perRequestOf(prefill, prefill.candidate.best, question) : 0;
  const currency = question.rate.value ?? 1;
  const rates = Array.from({ length: POINTS }, (_, i) => most * 0.02 * 50 ** (i / (POINTS - 1)) * 0.9995);
  const chosen = decode.peak;
  const point = (rate: number, isChosen: boolean): CurvePoint | undefined => {
    const at = isChosen ? chosen : subject.performance.servingAt(prepared, rate);
    if (!at) return undefined;
    const own = perRequestOf(decode, at, question);
    const perRequest = own === undefined || beside === undefined ? undefined : own + beside;
    const watts = wattsAt(subject, decode.setup.accelerator, at) * packing.acceleratorsPerReplica;
    return {
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
  };
  const points = [...rates.map((rate) => point(rate, false)), point(chosen.requestsPerSecond, true)].filter(
    (p) => p !== undefined,
  );
  return {
    deployment: evaluated.estimate.name,
    currency: question.currency,
    points: points.sort((a, b) => a.requestsPerSecond - b.requestsPerSecond),
  };
}

/** USD per machine-hour at an operating point, electricity of owned machines included. */
function hourOf({ candidate, setup }: PoolResult, at: OperatingPoint, question: Question): number | undefined {
  const { option } = candidate;
  if (option.hour === undefined) return undefined;
  const watts = wattsAt(question.subject, setup.accelerator, at) + (option.serverWatts.value ?? 0);
  const grid = leaf('power from the grid', { value: (watts / 1000) * (option.site.pue.value ?? 1) }, 'kW', MODEL);
  return option.fullHour(grid).value ?? undefined;
}

const MODEL: Origin = { kind: 'model', documentation: 'docs/performance-model.md#power' };

/** USD per request of a pool whose replicas all run at an operating point. */
function perRequestOf(pool: PoolResult, at: OperatingPoint, question: Question): number | undefined {
  const hour = hourOf(pool, at, question);
  if (hour === undefined) return undefined;
  const { packing } = pool.candidate;
  const inside = packing.share
    ? packing.acceleratorsPerMachine / packing.acceleratorsPerReplica
    : replicasPerMachine(packing);
  return hour / (3600 * (inside > 0 ? inside : 1 / machinesFor(packing, 1)) * at.requestsPerSecond);
}

/** Traffic, replicas, cost and power by hour, all pools together; the means are those of the estimate. */
export function dayOf(evaluated: Evaluated, question: Question): DayProfile | undefined {
  const { pools, estimate } = evaluated;
  const [first] = pools;
  if (!first) return undefined;
  const rate = question.subject.traffic.requests.mid;
  const money = question.rate.value;
  const by = pools.map((pool) => Array.from({ length: HOURS }, (_, hour) => machinesAt(pool, hour, rate)));
  const means = by.map((machines) => machines.reduce((a, b) => a + b, 0) / HOURS);
  const share = (pool: number, hour: number): number => (means[pool] ? (by[pool]?.[hour] ?? 0) / means[pool] : 1);
  const cost = (hour: number): number | null => {
    let total = 0;
    for (const [index, { lines, candidate }] of pools.entries())
      for (const { code, perHour } of lines) {
        if (perHour.value === null || money === null) return null;
        const follows = !candidate.option.always || code.endsWith('electricity');
        total += perHour.value * (follows ? share(index, hour) : 1);
      }
    return total / (money ?? 1);
  };
  const power = (hour: number): number | null => {
    const watts = pools.map(({ power: p }, index) => {
      const all = [p.accelerators, p.spare, p.servers].map((figure) => figure.value);
      if (all.some((v) => v === null) || p.pue.value === null) return null;
      return all.reduce<number>((a, b) => a + (b ?? 0), 0) * p.pue.value * share(index, hour);
    });
    return watts.some((w) => w === null) ? null : watts.reduce<number>((a, b) => a + (b ?? 0), 0);
  };
  const hours: DayHour[] = Array.from({ length: HOURS }, (_, hour) => {
    const demand = rate * (first.setup.rule.hourly[hour] ?? 1);
    const capacity = Math.min(
      ...pools.map((pool) => replicasOf(pool, hour, rate) * pool.candidate.best.requestsPerSecond),
    );
    return {
      hour,
      requestsPerSecond: demand,
      served: Math.min(demand, capacity),
      replicas: pools.reduce((n, pool) => n + replicasOf(pool, hour, rate), 0),
      capacity,
      costPerHour: cost(hour),
      averagePower: power(hour),
    };
  });
  return { deployment: estimate.name, currency: question.currency, hours };
}

const HOURS = 24;

function replicasOf({ setup, candidate }: PoolResult, hour: number, rate: number): number {
  return replicasAt(setup.rule, hour, rate, candidate.best.requestsPerSecond);
}

function machinesAt(pool: PoolResult, hour: number, rate: number): number {
  return machinesFor(pool.candidate.packing, replicasOf(pool, hour, rate));
}
