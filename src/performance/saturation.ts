/** A replica that is sent more than it can serve: its batch is full, and the queue before it grows as long as that lasts. */
import type { PreparedServing } from './prepareServing.ts';
import { promptsAt, promptTimesOf } from './prompts.ts';
import { growingWait } from './queue.ts';
import { operatingPoint, servingAt } from './serving.ts';
import { crowdedState } from './steadyState.ts';
import type { OperatingPoint } from './types.ts';

/**
 * Poisson arrivals at `rate` requests/s for `seconds`, whether or not the replica keeps up. Where it does not, times to first token are
 * those of the requests that come in that time, and it completes fewer than come.
 *
 * @returns undefined where it does not fit
 */
export function servingFor(s: PreparedServing, rate: number, seconds: number): OperatingPoint | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  const served = (s.phase === 'prefill' ? promptsAt : servingAt)(s, rate);
  if (served) return served;
  const full = s.phase === 'prefill' ? fullPrompts(s) : fullBatch(s);
  if (!full) return undefined;
  const wait = growingWait(Math.max(0, rate / full.rate - 1), seconds);
  const { point } = full;
  return {
    ...point,
    ttft: point.ttft + wait.ttft,
    ttftP50: point.ttftP50 + wait.ttftP50,
    ttftP95: point.ttftP95 + wait.ttftP95,
    ttftP99: point.ttftP99 + wait.ttftP99,
  };
}

/** The most a replica serves, without the wait before it. */
interface Full {
  readonly rate: number;
  readonly point: OperatingPoint;
}

function fullBatch(s: PreparedServing): Full {
  const x = crowdedState(s);
  return { rate: x.rate, point: operatingPoint(s, x, 0, 1, s.capacityBound) };
}

/** Share of its rate at which a replica of prompts is taken to be full: at 1 the queue of the steady state has no end. */
const BUSY = 0.95;

function fullPrompts(s: PreparedServing): Full | undefined {
  const most = 1 / promptTimesOf(s).promptSeconds;
  const point = promptsAt(s, BUSY * most);
  return point && { rate: most, point };
}
