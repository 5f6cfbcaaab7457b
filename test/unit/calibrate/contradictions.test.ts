import { describe, expect, it } from 'vitest';
import { contradictions } from '../../../scripts/calibrate/contradictions.ts';
import { loadObservations, type Observation } from '../../../scripts/calibrate/measurements.ts';
import { catalog } from '../../helpers/catalog.ts';

const { observations } = loadObservations(catalog());
const reasons = (all: readonly Observation[]): readonly string[] => contradictions(all).map(({ reason }) => reason);

/** A run that tells rate, TTFT and TPOT of a closed loop and contradicts nothing. */
function sound(): readonly Observation[] {
  const runs = new Map<number, Observation[]>();
  for (const o of observations) runs.set(o.at, [...(runs.get(o.at) ?? []), o]);
  for (const run of runs.values()) {
    const metrics = new Set(run.map(({ item }) => item.metric));
    const tells = ['tpot_ms', 'ttft_ms', 'tokens_per_s_per_gpu'].every((metric) => metrics.has(metric));
    if (tells && run[0]?.item.configuration.load.kind === 'closed' && reasons(run).length === 0) return run;
  }
  throw new Error('no such run');
}

const times = (run: readonly Observation[], metric: string, factor: number): readonly Observation[] =>
  run.map((o) => (o.item.metric === metric ? { ...o, item: { ...o.item, measured: o.item.measured * factor } } : o));

describe('measured rows that contradict physics', () => {
  it('say so themselves: none of them is fitted', () => {
    const found = new Set(contradictions(observations).map(({ id }) => id));
    const fitted = observations.filter(({ item, fitted: f }) => f && found.has(item.id));
    expect(fitted.map(({ item }) => item.id)).toEqual([]);
  });

  it('have more or fewer requests in flight than clients, by rate and latencies', () => {
    const run = sound();
    expect(reasons(times(run, 'tokens_per_s_per_gpu', 3))[0]).toMatch(
      /requests in flight by Little's law, of \d+ clients/,
    );
    expect(reasons(times(run, 'tokens_per_s_per_gpu', 1 / 3))).toHaveLength(run.length);
  });

  it('decode faster than their weights can be read', () => {
    const run = sound().filter(({ item }) => item.metric === 'tpot_ms');
    expect(reasons(run)).toEqual([]);
    expect(reasons(times(run, 'tpot_ms', 1e-3))[0]).toMatch(/a token in .* ms, whose weights take .* ms to read/);
  });

  it('keep more weights than memory', () => {
    const run = sound().map((o) => {
      const { replica } = o.item.configuration;
      const small = { ...replica, accelerator: { ...replica.accelerator, memory: 1e9 } };
      return { ...o, item: { ...o.item, configuration: { ...o.item.configuration, replica: small } } };
    });
    expect(reasons(run)[0]).toMatch(/GB of weights on 1 GB of memory/);
  });
});
