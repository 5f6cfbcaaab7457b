/** The highest rate of one replica within memory and latency limits: the X of the capacity formula. */
import type { Limits, OperatingPoint } from './types.ts';
import type { FirstTokenTimes, Statistic, TokenTimes } from './queue.ts';
import { arrivalPoint, steadyState, type PreparedServing } from './serving.ts';

/** Share of the batch places that may be taken on average: at 1 an open queue never ends. */
const PLACES = 0.95;
/** Share of a sequence in flight, on average, below which a replica counts as idle; long prompts for short answers may need less still. */
const IDLE = 0.02;

/** Which field of a point a target judges. TPOT is nearly the same for half of the requests: its median is its mean. */
const FIELD: Readonly<Record<'ttft' | 'tpot', Readonly<Record<Statistic, keyof FirstTokenTimes | keyof TokenTimes>>>> =
  {
    ttft: { mean: 'ttft', p50: 'ttftP50', p95: 'ttftP95', p99: 'ttftP99' },
    tpot: { mean: 'tpot', p50: 'tpot', p95: 'tpotP95', p99: 'tpotP99' },
  };

/** How far a point exceeds its limits; ≤ 1 meets them. */
export function excess(point: FirstTokenTimes & TokenTimes, limits: Limits): number {
  return Math.max(excessOf(point, limits, 'ttft'), excessOf(point, limits, 'tpot'));
}

function excessOf(point: FirstTokenTimes & TokenTimes, limits: Limits, target: 'ttft' | 'tpot'): number {
  const limit = limits[target];
  return limit ? point[FIELD[target][limit.statistic]] / limit.limit : 0;
}

/**
 * Bisection over N, the sequences in flight: latencies grow with N, so the limits hold up to one N.
 *
 * @returns the point, and whether it meets the limits; undefined where the replica does not fit
 */
export function maximumRate(
  s: PreparedServing,
  limits: Limits,
): { readonly point: OperatingPoint; readonly meetsLimits: boolean } | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  const capacity = Math.max(1, Math.min(s.capacity, limits.batch ?? Infinity));
  const at = (n: number): OperatingPoint => arrivalPoint(s, steadyState(s, n), capacity);
  const top = capacity * PLACES;
  const best = at(top);
  if (excess(best, limits) <= 1)
    return {
      point: { ...best, bottleneck: top >= s.capacity * PLACES ? s.capacityBound : 'batch-limit' },
      meetsLimits: true,
    };
  const idle = Math.min(1, top) * IDLE;
  const lowest = at(idle);
  let [low, high, found] = [idle, top, lowest];
  if (excess(lowest, limits) > 1) {
    [low, high] = [idle * IDLE, idle];
    found = at(low);
    if (excess(found, limits) > 1) return { point: lowest, meetsLimits: false };
  }
  for (let i = 0; i < 14 && high / low > 1.002; i++) {
    const middle = Math.sqrt(low * high);
    const point = at(middle);
    if (excess(point, limits) <= 1) {
      low = middle;
      found = point;
    } else high = middle;
  }
  const bottleneck = excessOf(found, limits, 'ttft') > excessOf(found, limits, 'tpot') ? 'ttft' : 'tpot';
  return { point: { ...found, bottleneck }, meetsLimits: true };
}
