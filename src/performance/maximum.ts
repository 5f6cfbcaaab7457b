/** The highest rate of one replica within memory and latency limits: the X of the capacity formula. */
import type { Limits, OperatingPoint } from './types.ts';
import { operatingPoint, steadyState, type PreparedServing } from './serving.ts';

/** Share of the batch places that may be taken on average: at 1 an open queue never ends. */
const PLACES = 0.95;

function pick(point: OperatingPoint, metric: 'ttft' | 'tpot', statistic: 'mean' | 'p50' | 'p95' | 'p99'): number {
  if (metric === 'tpot') {
    if (statistic === 'p95') return point.tpotP95;
    return statistic === 'p99' ? point.tpot + 1.4 * (point.tpotP95 - point.tpot) : point.tpot;
  }
  if (statistic === 'p50') return point.ttftP50;
  if (statistic === 'p95') return point.ttftP95;
  return statistic === 'p99' ? point.ttftP99 : point.ttft;
}

/** How far a point exceeds its limits; ≤ 1 meets them. */
export function excess(point: OperatingPoint, limits: Limits): number {
  const ttft = limits.ttft ? pick(point, 'ttft', limits.ttft.statistic) / limits.ttft.limit : 0;
  const tpot = limits.tpot ? pick(point, 'tpot', limits.tpot.statistic) / limits.tpot.limit : 0;
  return Math.max(ttft, tpot);
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
  const at = (n: number): OperatingPoint => {
    const x = steadyState(s, n);
    const load = Math.min(0.999, n / capacity);
    const holding = s.lengths.output * x.tpot;
    const wait =
      n >= capacity * PLACES || n > 1
        ? ((holding / capacity) * load ** (Math.sqrt(2 * (capacity + 1)) - 1)) / (1 - load)
        : 0;
    return operatingPoint(s, x, wait, Math.min(1, 1 - Math.exp(-n)));
  };
  const top = Math.max(1, capacity * PLACES);
  const best = at(top);
  if (excess(best, limits) <= 1)
    return {
      point: { ...best, bottleneck: top >= s.capacity * PLACES ? s.capacityBound : 'batch-limit' },
      meetsLimits: true,
    };
  let low = Math.min(1, top) * 0.02;
  const lowest = at(low);
  if (excess(lowest, limits) > 1) return { point: lowest, meetsLimits: false };
  let high = top;
  let found = lowest;
  for (let i = 0; i < 14 && high / low > 1.002; i++) {
    const middle = Math.sqrt(low * high);
    const point = at(middle);
    if (excess(point, limits) <= 1) {
      low = middle;
      found = point;
    } else high = middle;
  }
  const ttft = limits.ttft ? pick(found, 'ttft', limits.ttft.statistic) / limits.ttft.limit : 0;
  const tpot = limits.tpot ? pick(found, 'tpot', limits.tpot.statistic) / limits.tpot.limit : 0;
  return { point: { ...found, bottleneck: ttft > tpot ? 'ttft' : 'tpot' }, meetsLimits: true };
}
