/** Intervals where published runs lie near: never wider than those of the residuals, narrower by what the runs tell. */
import { decodeStep } from './decodeStep.ts';
import type { Nearby } from './nearby/index.ts';
import { firstSlopes, stepSlopes } from './nearby/index.ts';
import type { PreparedServing } from './prepareServing.ts';
import { firstToken } from './serving.ts';
import { steadyState } from './steadyState.ts';
import type { Metric, Residual } from './types.ts';

/** A steady state that an interval is asked for. */
export interface At {
  readonly prepared: PreparedServing;
  readonly sequences: number;
}

export function narrowed(of: Residual, nearby: Nearby, metric: Metric, at: At): Residual {
  const { prepared } = at;
  // Pools keep theirs: few of their runs say how large the pools were.
  if (!prepared.drawn || prepared.phase === 'decode') return of;
  const half = nearby.spread(metric, prepared.replica, false, slopesAt(metric, at));
  if (half === undefined) return of;
  const low = Math.max(of.low, -half);
  const high = Math.min(of.high, half);
  return { ...of, low: Math.min(low, 0), high: Math.max(high, 0) };
}

/** How far each coefficient of the metric's field moves its logarithm. */
export function slopesAt(metric: Metric, { prepared, sequences }: At): readonly number[] {
  if (metric === 'energy') return [1];
  const x = steadyState(prepared, Math.max(1e-3, sequences));
  if (metric === 'ttft') {
    const { own, wait } = firstToken(prepared, x);
    return firstSlopes(own + wait);
  }
  const prefill = 1 - x.decode / x.tpot;
  const reference = prepared.drawn?.reference ?? 1;
  return stepSlopes(prefill, decodeStep(prepared, x.sequences) / reference, x.sequences);
}
