/**
 * Prompts without decode: a prefill pool, and a replica that writes no output (embedding, reranking).
 *
 * Steps hold prompts alone. One that arrives while a step runs joins the next: at low load a step has one prompt, at high load as many
 * as fill the chunk budget of every attention rank.
 * @see docs/performance-model.md#prompts
 */
import { firstTokenTimes, poolWait, type Latency } from './queue.ts';
import type { PreparedServing } from './prepareServing.ts';
import { largestPart } from './serving.ts';
import { promptSeconds as promptOf, promptsOf } from './steadyState.ts';
import { stepTime, stepWork, type StepParts } from './step.ts';
import type { Bottleneck, OperatingPoint } from './types.ts';

/** What prompts cost one replica. */
export interface PromptTimes {
  /** Seconds of the replica per request when prompts are waiting. */
  readonly promptSeconds: number;
  /** Seconds of a step with one prompt, and of what each further one adds. */
  readonly lonePromptSeconds: number;
  readonly furtherPromptSeconds: number;
}

/** @param most prompts that memory and the document let into one step */
export function promptTimes(s: PreparedServing, most = Infinity): PromptTimes {
  const prompts = fullStep(s, most);
  const batch = stepTime(s.step, 0, 0, promptsOf(s, prompts)) / prompts;
  const promptSeconds = (batch + s.constants.request) / s.step.pipeline;
  const lone = promptOf(s, 0);
  return {
    promptSeconds,
    lonePromptSeconds: lone,
    furtherPromptSeconds: prompts > 1 ? Math.max(0, (prompts * promptSeconds - lone) / (prompts - 1)) : 0,
  };
}

/** Waiting prompts fill the chunk budget of every attention rank; a prompt alone keeps one rank busy. */
function fullStep(s: PreparedServing, most: number): number {
  return Math.max(1, Math.min(most, Math.max(1, s.chunk / s.fresh) * s.replica.parallelism.data));
}

/**
 * Seconds of a step of a replica that sees `rate` requests/s: those that arrive during one step are the next one's batch,
 * L = lone + further · (rate · L − 1).
 */
export function promptStep(
  { lonePromptSeconds: lone, furtherPromptSeconds: further }: PromptTimes,
  rate: number,
): number {
  return rate * lone <= 1 ? lone : Math.max(lone, (lone - further) / Math.max(1e-3, 1 - rate * further));
}

const TIMES = new WeakMap<PreparedServing, PromptTimes>();

/** The same for every rate. */
export function promptTimesOf(s: PreparedServing): PromptTimes {
  let times = TIMES.get(s);
  if (!times) TIMES.set(s, (times = promptTimes(s, s.capacity)));
  return times;
}

/** Poisson arrivals of prompts that end with their prefill. Undefined: more than the replica can serve, or it does not fit. */
export function promptsAt(s: PreparedServing, rate: number, bottleneck?: Bottleneck): OperatingPoint | undefined {
  if (!s.memory.fits || s.capacity < 1) return undefined;
  const times = promptTimesOf(s);
  const load = rate * times.promptSeconds;
  if (!(load < 1)) return undefined;
  const c = s.constants;
  const step = promptStep(times, rate);
  const latency: Latency = {
    own: c.admission + c.admissionRouted * (s.replica.architecture.routed?.layers ?? 0) + step,
    wait: poolWait(1, load, times.promptSeconds),
  };
  const prompts = Math.max(1, rate * step);
  const parts: StepParts = { compute: 0, memory: 0, link: 0, overhead: 0 };
  stepTime(s.step, 0, 0, promptsOf(s, prompts), parts);
  const work = stepWork(s.step, 0, 0, prompts * s.fresh);
  const attended = s.lengths.input * s.lengths.cached;
  const perPrompt = (reach: number): number => stepTime(s.step, 0, 0, { ...promptsOf(s, 1), reach });
  return {
    requestsPerSecond: rate,
    batch: Math.min(s.capacity, rate * step),
    ...firstTokenTimes(latency),
    tpot: 0,
    tpotP95: 0,
    tpotP99: 0,
    outputTokensPerSecond: 0,
    perRequest: {
      prefill: times.promptSeconds,
      decode: 0,
      cachedAttention:
        attended > 0
          ? Math.max(0, perPrompt(s.reach) - perPrompt(Math.max(0, s.reach - attended))) / s.step.pipeline
          : 0,
    },
    busy: Math.min(1, (rate * step) / prompts),
    powerFactor: 1,
    utilization: {
      compute: Math.min(1, work.flops / (step * s.step.work.peak)),
      bandwidth: Math.min(1, work.bytes / (step * s.step.work.bandwidth)),
    },
    bottleneck: bottleneck ?? largestPart(parts),
  };
}
