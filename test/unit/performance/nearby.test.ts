/** Runs of one model, machine and engine, and what they say about a question beside them. */
import { describe, expect, it } from 'vitest';
import {
  configurationOf,
  createNearby,
  leftOut,
  nearbyCell,
  type Covariance,
  type NearbyCell,
  type NearbyConfiguration,
  type NearbyRun,
} from '../../../src/performance/index.ts';
import { model, replica } from './fixtures.ts';

const COVARIANCE: Covariance = {
  distances: { accelerators: 0.3, expert: 0.1, data: 0.3, pipeline: 0.2, weights: 0.3, engine: 0.5, tuning: 0.5 },
  fields: {
    step: { coefficients: [0.2, 0.4, 0.15, 0.1], own: 0.05, run: 0.05 },
    first: { coefficients: [0.3, 0.2], own: 0.1, run: 0.1 },
    power: { coefficients: [0.15], own: 0.05, run: 0.05 },
  },
  widths: { throughput: 1.28, tpot: 1.28, ttft: 1.28, energy: 1.28 },
};
const { constants } = model.calibration;
const asked = replica();
const id = nearbyCell(asked, false, constants);

const run = (log: number, over: Partial<NearbyRun> = {}): NearbyRun => ({
  configuration: 0,
  date: '2026-01-05',
  input: 1000,
  output: 1000,
  sequences: 32,
  told: { step: { log, slopes: [1, -0.4, 0, 0] } },
  ...over,
});

function cellOf(runs: readonly NearbyRun[], ...others: readonly Partial<NearbyConfiguration>[]): NearbyCell {
  const own: NearbyConfiguration = { ...configurationOf(asked, constants), source: 'a laboratory' };
  return { configurations: [own, ...others.map((one) => ({ ...own, ...one }))], runs };
}

const nearbyOf = (cell: NearbyCell) =>
  createNearby({ covariance: COVARIANCE, cell: (name) => (name === id ? cell : undefined) }, constants);
const decode = (cell: NearbyCell): number => nearbyOf(cell).draw(asked, false)?.decode ?? NaN;

describe('a prediction with published runs beside it', () => {
  it('is drawn most of the way to a run of its own configuration', () => {
    const drawn = Math.log(decode(cellOf([run(0.3)])));
    expect(drawn).toBeGreaterThan(0.15);
    expect(drawn).toBeLessThan(0.4);
  });

  it('is drawn further by more runs, and less by runs of another release', () => {
    const one = decode(cellOf([run(0.3)]));
    expect(decode(cellOf([run(0.3), run(0.3)]))).toBeGreaterThan(one);
    expect(decode(cellOf([run(0.3, { configuration: 1 })], { engine: 'vllm-25' }))).toBeLessThan(one);
    expect(decode(cellOf([run(0.3, { weight: 10 })]))).toBeGreaterThan(one);
  });

  it('has an interval that narrows with what the runs tell', () => {
    const slopes = [1, -0.4, 0, 0];
    const spread = (cell: NearbyCell): number => nearbyOf(cell).spread('tpot', asked, false, slopes) ?? NaN;
    const far = spread(cellOf([run(0.3, { configuration: 1 })], { engine: 'vllm-25', weights: 'fp8' }));
    const near = spread(cellOf([run(0.3)]));
    expect(near).toBeLessThan(far);
    expect(spread(cellOf([run(0.3), run(0.2), run(0.25)]))).toBeLessThan(near);
  });

  it('is left alone where nobody ran the model on the machine with the engine', () => {
    const nearby = nearbyOf(cellOf([run(0.3)]));
    expect(nearby.draw(replica({ engine: 'sglang' }), false)).toBeUndefined();
    expect(nearby.draw(asked, true)).toBeUndefined();
    expect(nearby.draw({ ...asked, architecture: { ...asked.architecture, attention: [] } }, false)).toBeUndefined();
  });

  it('names the runs by the smallest factor that holds any', () => {
    const runs = [run(0.3), run(0.2, { sequences: 40, date: '2026-03-01' }), run(0.1, { sequences: 400 })];
    const place = { input: 1100, output: 900, sequences: 36 };
    expect(nearbyOf(cellOf(runs)).neighbours(asked, false, place)).toEqual({
      within: 1.5,
      runs: 2,
      sources: [{ source: 'a laboratory', runs: 2, date: '2026-03-01' }],
    });
    expect(nearbyOf(cellOf(runs)).neighbours(asked, false, { ...place, input: 50_000 })).toBeUndefined();
  });
});

describe('a run left out', () => {
  it('is predicted as if it had never been made', () => {
    const others = [run(0.3), run(0.1, { told: { step: { log: 0.1, slopes: [1, 0.2, 0.3, 0.1] } } })];
    const gone = run(0.25, { told: { step: { log: 0.25, slopes: [1, 0.1, 0, 0] } } });
    const cell = cellOf([...others, gone]);
    const error = leftOut(cell, 'step', COVARIANCE).at(-1)?.error ?? NaN;
    const draw = nearbyOf(cell)
      .without(id, (one) => one === gone)
      .draw(asked, false);
    // Level and contrast of decode and prefill, at the slopes of the run.
    const mean = [Math.log(draw?.decode ?? NaN), Math.log(draw?.prefill ?? NaN)] as const;
    const level = (mean[0] + mean[1]) / 2;
    expect(0.25 - error).toBeCloseTo(level + 0.1 * (mean[1] - mean[0]), 9);
  });
});
