/** The highest rate of one replica within memory and latency limits: the X of the capacity formula. */
import type { Bottleneck, Limits, OperatingPoint } from './types.ts';
import type { FirstTokenTimes, Statistic, TokenTimes } from './queue.ts';
import { promptsAt, promptTimesOf } from './prompts.ts';
import type { PreparedServing } from './prepareServing.ts';
import { arrivalPoint, arrivalTimes, type Times } from './serving.ts';
import { steadyState, type Steady } from './steadyState.ts';

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
export function excess(point: Times, limits: Limits): number {
  return Math.max(excessOf(point, limits, 'ttft'), excessOf(point, limits, 'tpot'));
}

/** How far a point exceeds one of its limits; 0 where there is none. */
export function excessOf(point: Times, limits: Limits, target: 'ttft' | 'tpot'): number {
  const limit = limits[target];
  return limit ? point[FIELD[target][limit.statistic]] / limit.limit : 0;
}

export interface Maximum {
  readonly point: OperatingPoint;
  readonly meetsLimits: boolean;
}

/** One N that was tried. The rest of its operating point is made for the one that is found. */
interface Trial {
  readonly x: Steady;
  readonly times: Times;
}

/**
 * Bisection over N, the sequences in flight: latencies grow with N, so the limits hold up to one N.
 *
 * @returns the point, and whether it meets the limits; undefined where the replica does not fit
 */
export function maximumRate(s: PreparedServing, limits: Limits): Maximum | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  if (s.phase === 'prefill') return maximumPrompts(s, limits);
  const capacity = Math.max(1, Math.min(s.capacity, limits.batch ?? Infinity));
  const at = (n: number): Trial => {
    const x = steadyState(s, n);
    return { x, times: arrivalTimes(s, x, capacity) };
  };
  const meets = ({ times }: Trial): boolean => excess(times, limits) <= 1;
  const answer = ({ x }: Trial, meetsLimits: boolean, bottleneck?: Bottleneck): Maximum => ({
    point: arrivalPoint(s, x, capacity, bottleneck),
    meetsLimits,
  });
  const top = capacity * PLACES;
  const best = at(top);
  if (meets(best)) return answer(best, true, top >= s.capacity * PLACES ? s.capacityBound : 'batch-limit');
  const idle = Math.min(1, top) * IDLE;
  const lowest = at(idle);
  let [low, high, found] = [idle, top, lowest];
  if (!meets(lowest)) {
    [low, high] = [idle * IDLE, idle];
    found = at(low);
    if (!meets(found)) return answer(lowest, false);
  }
  for (let i = 0; i < 14 && high / low > 1.002; i++) {
    const middle = Math.sqrt(low * high);
    const trial = at(middle);
    if (meets(trial)) {
      low = middle;
      found = trial;
    } else high = middle;
  }
  const { times } = found;
  return answer(found, true, excessOf(times, limits, 'ttft') > excessOf(times, limits, 'tpot') ? 'ttft' : 'tpot');
}

/** The same for prompts that end with their prefill: the time until the answer is there grows with the rate. */
function maximumPrompts(s: PreparedServing, limits: Limits): Maximum | undefined {
  const at = (rate: number, bottleneck?: Bottleneck): OperatingPoint | undefined => promptsAt(s, rate, bottleneck);
  const meets = (point: OperatingPoint): boolean => excess(point, limits) <= 1;
  const top = PLACES / promptTimesOf(s).promptSeconds;
  const best = at(top);
  if (!best || meets(best)) return best && { point: best, meetsLimits: true };
  let [low, high] = [top * IDLE * IDLE, top];
  let found = at(low, 'ttft');
  if (!found || !meets(found)) return { point: at(top * IDLE) ?? best, meetsLimits: false };
  for (let i = 0; i < 20 && high / low > 1.002; i++) {
    const middle = Math.sqrt(low * high);
    const trial = at(middle, 'ttft');
    if (trial && meets(trial)) [low, found] = [middle, trial];
    else high = middle;
  }
  return { point: found, meetsLimits: true };
}
