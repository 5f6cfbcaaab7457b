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

/** Room that the limits may keep at the point found, as a logarithm. */
const CLOSE = 1e-3;

/**
 * The largest N, sequences in flight, within the limits: latencies grow with N, so they hold up to one N. ln excess over ln N is close to
 * a line, so its zero is found in a few steps between a point within and a point beyond.
 *
 * @returns the point, and whether it meets the limits; undefined where the replica does not fit
 */
export function maximumRate(
  s: PreparedServing,
  limits: Limits,
): { readonly point: OperatingPoint; readonly meetsLimits: boolean } | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  const capacity = Math.max(1, Math.min(s.capacity, limits.batch ?? Infinity));
  const at = (n: number, bottleneck?: OperatingPoint['bottleneck']): OperatingPoint => {
    const x = steadyState(s, n);
    const load = Math.min(0.999, n / capacity);
    const holding = s.lengths.output * x.tpot;
    const wait =
      n >= capacity * PLACES || n > 1
        ? ((holding / capacity) * load ** (Math.sqrt(2 * (capacity + 1)) - 1)) / (1 - load)
        : 0;
    return operatingPoint(s, x, wait, Math.min(1, 1 - Math.exp(-n)), bottleneck);
  };
  const top = Math.max(1, capacity * PLACES);
  const full = top >= s.capacity * PLACES ? s.capacityBound : 'batch-limit';
  const best = at(top, full);
  let above = Math.log(excess(best, limits));
  if (above <= 0) return { point: best, meetsLimits: true };
  let low = Math.min(1, top) * 0.02;
  let found = at(low);
  let below = Math.log(excess(found, limits));
  if (below > 0) return { point: found, meetsLimits: false };
  let high = top;
  for (let i = 0; i < 14 && below < -CLOSE && high / low > 1.002; i++) {
    // Every third step halves, so that a bent curve cannot stall the line.
    const share = i % 3 === 2 ? 0.5 : Math.min(0.95, Math.max(0.05, below / (below - above)));
    const middle = low * (high / low) ** share;
    const point = at(middle, 'tpot');
    const over = Math.log(excess(point, limits));
    if (over <= 0) {
      low = middle;
      below = over;
      found = point;
    } else {
      high = middle;
      above = over;
    }
  }
  const ttft = limits.ttft ? pick(found, 'ttft', limits.ttft.statistic) / limits.ttft.limit : 0;
  const tpot = limits.tpot ? pick(found, 'tpot', limits.tpot.statistic) / limits.tpot.limit : 0;
  return { point: { ...found, bottleneck: ttft > tpot ? 'ttft' : 'tpot' }, meetsLimits: true };
}
