/**
 * Rows that contradict physics, found by rule: what ran cannot be what the row says. Each must say so itself, in `excluded`, or be
 * marked as drafting tokens (test/unit/calibrate/contradictions.test.ts).
 */
import { weightBytes } from '../../src/performance/index.ts';
import type { Configuration } from '../../src/estimate/validate/case.ts';
import type { Observation } from './measurements.ts';

export interface Contradiction {
  readonly id: string;
  readonly reason: string;
}

/** Of the clients of a closed loop, requests in flight by rate × time in the system (Little 1961) are at least and at most. */
const LITTLE = { least: 0.5, most: 1.5 };
/** No kernel reads memory faster than the data sheet says; lengths and links leave this much room. */
const READ_SHARE = 1;

export function contradictions(observations: readonly Observation[]): readonly Contradiction[] {
  const runs = new Map<number, Observation[]>();
  for (const o of observations) {
    const run = runs.get(o.at);
    if (run) run.push(o);
    else runs.set(o.at, [o]);
  }
  return [...runs.values()].flatMap((run) => {
    const reason = littleReason(run) ?? memoryReason(run) ?? readReason(run);
    return reason === undefined ? [] : run.map((o) => ({ id: o.item.id, reason }));
  });
}

const configurationOf = ([first]: readonly Observation[]): Configuration | undefined => first?.item.configuration;

const valueOf = (run: readonly Observation[], metric: string): number | undefined =>
  run.find((o) => o.item.metric === metric)?.item.measured;

/** Requests in flight, rate × (TTFT + output × TPOT), are the clients of a closed loop. */
function littleReason(run: readonly Observation[]): string | undefined {
  const c = configurationOf(run);
  if (c?.load.kind !== 'closed') return undefined;
  const [tpot, ttft] = [valueOf(run, 'tpot_ms'), valueOf(run, 'ttft_ms')];
  const each = valueOf(run, 'tokens_per_s_per_gpu');
  const rate = valueOf(run, 'output_tokens_per_s_total') ?? (each === undefined ? undefined : each * c.accelerators);
  if (tpot === undefined || ttft === undefined || rate === undefined) return undefined;
  const inFlight = (rate / c.lengths.output) * ((ttft + c.lengths.output * tpot) / 1e3);
  const share = inFlight / (c.load.clients * c.copies);
  if (share >= LITTLE.least && share <= LITTLE.most) return undefined;
  return `${inFlight.toFixed(0)} requests in flight by Little's law, of ${c.load.clients * c.copies} clients`;
}

/** Weights fit the memory they are read from. */
function memoryReason(run: readonly Observation[]): string | undefined {
  const replica = configurationOf(run)?.replica;
  if (!replica || replica.accelerator.machine === 'on-chip') return undefined;
  const bytes = weightBytes(replica.architecture, replica.weights, replica.parallelism);
  if (bytes <= replica.accelerator.memory) return undefined;
  return `${(bytes / 1e9).toFixed(0)} GB of weights on ${(replica.accelerator.memory / 1e9).toFixed(0)} GB of memory`;
}

/** A step reads at least the weights that one token uses; who answers faster drafts tokens. */
function readReason(run: readonly Observation[]): string | undefined {
  const c = configurationOf(run);
  const tpot = valueOf(run, 'tpot_ms');
  const { replica } = c ?? {};
  if (!replica || tpot === undefined || replica.speculation || replica.accelerator.machine === 'on-chip')
    return undefined;
  const { architecture: m, parallelism } = replica;
  const routed = m.routed && { ...m.routed, experts: m.routed.topK };
  const bytes = weightBytes(routed ? { ...m, routed } : m, replica.weights, parallelism);
  const least = (1e3 * bytes) / (READ_SHARE * replica.accelerator.bandwidth);
  return tpot >= least
    ? undefined
    : `a token in ${tpot.toFixed(1)} ms, whose weights take ${least.toFixed(1)} ms to read`;
}
