/**
 * The runs that draw predictions near by, with the covariance that says how far each speaks: pricing/calibration/nearby.json.
 *
 * Follows every fit, since what a run tells is its measured value beside the prediction of the constants as fitted.
 */
import {
  createNearby,
  createPerformanceModel,
  leftOut,
  type Calibration,
  type ConfigurationRow,
  type Covariance,
  type Draw,
  type FieldName,
  type Metric,
  type NearbyCell,
  type NearbyConfiguration,
  type NearbyRun,
  type NearbyTable,
  type PerformanceModel,
  type RunRow,
  UNDRAWN,
} from '../../src/performance/index.ts';
import { predictConfiguration } from '../../src/estimate/validate/predict.ts';
import { otherTold, pointOf, stepTold } from '../../src/estimate/validate/runs.ts';
import type { Configuration, MeasuredCase } from '../../src/estimate/validate/case.ts';
import type { Observation } from './measurements.ts';
import { quantile } from './report.ts';

/** Where the search for the covariance begins. */
const START: Covariance = {
  distances: { accelerators: 0.24, expert: 0.1, data: 0.24, pipeline: 0.2, weights: 0.3, engine: 0.4, tuning: 0.4 },
  fields: {
    step: { coefficients: [0.2, 0.4, 0.2, 0.1], own: 0.05, run: 0.06 },
    first: { coefficients: [0.3, 0.2], own: 0.15, run: 0.2 },
    power: { coefficients: [0.15], own: 0.06, run: 0.07 },
  },
  widths: { throughput: 1.28, tpot: 1.28, ttft: 1.28, energy: 1.28 },
};

/** A run of the measurements with all that it tells, and the weight of its group in the accuracy tables. */
export interface CalibratedRun {
  readonly at: number;
  readonly cell: string;
  readonly weight: number;
  readonly items: readonly MeasuredCase[];
  readonly configuration: NearbyConfiguration;
  readonly run: Omit<NearbyRun, 'configuration'>;
}

export interface NearbyFit {
  readonly table: NearbyTable;
  readonly text: string;
  readonly runs: readonly CalibratedRun[];
  readonly model: PerformanceModel;
}

export function fitNearby(
  calibration: Calibration,
  observations: readonly Observation[],
  configurations: readonly Configuration[],
): NearbyFit {
  const model = createPerformanceModel({ ...calibration, nearby: undefined });
  const plain = runsOf(model, observations, configurations);
  let covariance = searched(plain, START, 'step');
  const nearby = createNearby(tableOf(plain, covariance), calibration.constants);
  const full = plain.map((one): CalibratedRun => {
    const configuration = configurations[one.at] as Configuration;
    const draw: Draw = nearby.draw(configuration.replica, configuration.pools !== undefined) ?? UNDRAWN;
    return {
      ...one,
      run: { ...one.run, told: { ...one.run.told, ...otherTold(model, configuration, one.items, draw) } },
    };
  });
  covariance = searched(full, searched(full, covariance, 'first'), 'power');
  const rounded = full.map(asWritten);
  covariance = withWidths(rounded, covariance);
  return { table: tableOf(rounded, covariance), text: textOf(rounded, covariance), runs: rounded, model };
}

function runsOf(
  model: PerformanceModel,
  observations: readonly Observation[],
  configurations: readonly Configuration[],
): readonly CalibratedRun[] {
  const byRun = new Map<number, Observation[]>();
  for (const o of observations) {
    if (!o.fitted) continue;
    const list = byRun.get(o.at);
    if (list) list.push(o);
    else byRun.set(o.at, [o]);
  }
  return [...byRun].flatMap(([at, list]) => {
    const configuration = configurations[at] as Configuration;
    const items = list.map(({ item }) => item);
    const {
      cell,
      configuration: of,
      ...place
    } = pointOf(model, configuration, predictConfiguration(model, configuration));
    if (!Number.isFinite(place.sequences)) return [];
    const step = stepTold(model, configuration, items);
    const { source, date } = (list[0] as Observation).by;
    return [
      {
        at,
        cell,
        weight: (list[0] as Observation).weight,
        items,
        configuration: { ...of, source },
        run: { ...place, date, told: step ? { step } : {} },
      },
    ];
  });
}

/** A cell with the runs it was made of, in its order. */
type Cell = NearbyCell & { readonly from: readonly CalibratedRun[] };

function cellsOf(runs: readonly CalibratedRun[]): ReadonlyMap<string, Cell> {
  const cells = new Map<string, { configurations: NearbyConfiguration[]; runs: NearbyRun[]; from: CalibratedRun[] }>();
  for (const one of runs) {
    if (Object.keys(one.run.told).length === 0) continue;
    let cell = cells.get(one.cell);
    if (!cell) cells.set(one.cell, (cell = { configurations: [], runs: [], from: [] }));
    const key = JSON.stringify(one.configuration);
    let at = cell.configurations.findIndex((other) => JSON.stringify(other) === key);
    if (at < 0) at = cell.configurations.push(one.configuration) - 1;
    cell.runs.push({ ...one.run, configuration: at });
    cell.from.push(one);
  }
  return cells;
}

export function tableOf(runs: readonly CalibratedRun[], covariance: Covariance): NearbyTable {
  const cells = cellsOf(runs);
  return { covariance, cell: (id) => cells.get(id) };
}

/** Factors that a standard deviation or a distance is tried at, and passes over all of them. */
const TRIES = [1.5, 1 / 1.5];
const PASSES = 2;
/** Gain of the mean score that is worth a step. */
const GAIN = 3e-4;

/** Coordinate descent of the predictive score of left-out runs. */
function searched(runs: readonly CalibratedRun[], start: Covariance, name: FieldName): Covariance {
  const cells = [...cellsOf(runs).values()];
  let best = start;
  let least = scoreOf(cells, name, best);
  for (let pass = 0; pass < PASSES; pass++)
    for (const change of changesOf(best, name))
      for (const times of TRIES) {
        const tried = change(best, times);
        const score = scoreOf(cells, name, tried);
        if (score > least - GAIN) continue;
        [best, least] = [tried, score];
        break;
      }
  return best;
}

type Change = (of: Covariance, times: number) => Covariance;

const short = (x: number): number => Number(x.toPrecision(3));

function changesOf({ distances, fields }: Covariance, name: FieldName): readonly Change[] {
  const field =
    (set: (of: Covariance['fields'][FieldName], times: number) => Partial<Covariance['fields'][FieldName]>): Change =>
    (of, times) => ({
      ...of,
      fields: { ...of.fields, [name]: { ...of.fields[name], ...set(of.fields[name], times) } },
    });
  return [
    field(({ run }, times) => ({ run: short(run * times) })),
    field(({ own }, times) => ({ own: short(own * times) })),
    ...fields[name].coefficients.map((_, k) =>
      field(({ coefficients }, times) => ({
        coefficients: coefficients.map((x, i) => (i === k ? short(x * times) : x)),
      })),
    ),
    // Distances are those of the step: what the others tell is thinner.
    ...(name === 'step' ? (Object.keys(distances) as (keyof typeof distances)[]) : []).map(
      (key): Change =>
        (of, times) => ({ ...of, distances: { ...of.distances, [key]: short(of.distances[key] * times) } }),
    ),
  ];
}

/** Beyond so many standard deviations a value counts linearly. */
const HUBER = 1;

function scoreOf(cells: readonly Cell[], name: FieldName, covariance: Covariance): number {
  let [sum, weights] = [0, 0];
  for (const cell of cells) {
    const weight = new Map(cell.runs.map((run, i) => [run, cell.from[i]?.weight ?? 0]));
    for (const { run, error, deviation } of leftOut(cell, name, covariance)) {
      const z = Math.abs(error / deviation);
      const w = weight.get(run) ?? 0;
      sum += w * ((z < HUBER ? (z * z) / 2 : HUBER * z - (HUBER * HUBER) / 2) + Math.log(deviation));
      weights += w;
    }
  }
  return sum / weights;
}

/** Four of five left-out runs inside, each metric by the field that draws it. */
function withWidths(runs: readonly CalibratedRun[], covariance: Covariance): Covariance {
  const cells = [...cellsOf(runs).values()];
  const width = (name: FieldName): number => {
    const needs = cells.flatMap((cell) => {
      const from = new Map(cell.runs.map((run, i) => [run, cell.from[i]?.weight ?? 0]));
      return leftOut(cell, name, covariance).map(({ run, error, deviation }) => ({
        v: Math.abs(error / deviation),
        w: from.get(run) ?? 0,
      }));
    });
    return short(quantile(needs, 0.8));
  };
  const step = width('step');
  const widths: Readonly<Record<Metric, number>> = {
    throughput: step,
    tpot: step,
    ttft: width('first'),
    energy: width('power'),
  };
  return { ...covariance, widths };
}

const digits = (x: number, n: number): number => Number(x.toFixed(n));

/** A run with the digits that the file holds, so that what is judged is what ships. */
function asWritten(one: CalibratedRun): CalibratedRun {
  const { run } = one;
  const told = Object.fromEntries(
    Object.entries(run.told).map(([name, { log, slopes }]) => [
      name,
      { log: digits(log, 3), slopes: slopes.map((slope) => digits(slope, 3)) },
    ]),
  );
  const four = (x: number): number => Number(x.toPrecision(4));
  return {
    ...one,
    run: { ...run, input: four(run.input), output: four(run.output), sequences: four(run.sequences), told },
  };
}

/** One run a line, so that a refit can be read. */
function textOf(runs: readonly CalibratedRun[], covariance: Covariance): string {
  const row = ({ configuration, date, input, output, sequences, told }: NearbyRun): RunRow => {
    const cells = (name: FieldName): readonly number[] | null => {
      const of = told[name];
      return of ? [of.log, ...of.slopes] : null;
    };
    return [configuration, date, input, output, sequences, cells('step'), cells('first'), cells('power')];
  };
  const cells = [...cellsOf(runs)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, cell]) => {
      const configurations = cell.configurations.map((c): ConfigurationRow => [
        c.accelerators,
        c.pipeline,
        c.expert,
        c.data,
        c.weights,
        c.engine,
        c.tuning,
        c.source,
      ]);
      const lines = (all: readonly unknown[]): string => all.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
      return `  ${JSON.stringify(id)}: {"configurations": [\n${lines(configurations)}\n  ], "runs": [\n${lines(cell.runs.map(row))}\n  ]}`;
    });
  return `{\n"covariance": ${JSON.stringify(covariance)},\n"cells": {\n${cells.join(',\n')}\n}\n}\n`;
}
