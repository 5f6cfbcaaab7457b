/** Measured values as runs that draw predictions: what each tells of a step, of the first token and of power. */
import {
  configurationOf,
  nearbyCell,
  UNDRAWN,
  type Draw,
  type NearbyConfiguration,
  type NearbyRun,
  type PerformanceModel,
  type Told,
} from '../../performance/index.ts';
import type { Configuration, MeasuredCase } from './case.ts';
import { isRateOfTime, metricKind } from './metrics.ts';
import { predictConfiguration, predictMetric, type Prediction } from './predict.ts';

/** A run and where it belongs. */
export interface PlacedRun {
  readonly cell: string;
  readonly configuration: NearbyConfiguration;
  readonly run: Omit<NearbyRun, 'configuration'>;
}

/** Where a run lies: the cell of its replica, and the batch that the model has in flight. */
export interface Point {
  readonly cell: string;
  readonly configuration: NearbyConfiguration;
  readonly input: number;
  readonly output: number;
  readonly sequences: number;
}

export function pointOf(model: PerformanceModel, configuration: Configuration, undrawn: Prediction): Point {
  const { replica, lengths, pools, copies } = configuration;
  const { constants } = model.calibration;
  const decoders = pools?.decode.workers ?? copies;
  return {
    cell: nearbyCell(replica, pools !== undefined, constants),
    configuration: configurationOf(replica, constants),
    input: lengths.input,
    output: lengths.output,
    sequences: Math.max(1, (undrawn.output * configuration.beams * undrawn.tpot) / Math.max(1, decoders)),
  };
}

/** Coordinates that agree within this are those of one point, whoever measured it and when. */
const SAME = 0.005;

/** Whether a run was made at the point itself. */
export function isAt(run: NearbyRun, configuration: NearbyConfiguration, point: Point): boolean {
  const near = (a: number, b: number): boolean => Math.abs(Math.log(Math.max(1, a) / Math.max(1, b))) < SAME;
  const c = point.configuration;
  return (
    near(run.input, point.input) &&
    near(run.output, point.output) &&
    near(run.sequences, point.sequences) &&
    configuration.accelerators === c.accelerators &&
    configuration.pipeline === c.pipeline &&
    configuration.expert === c.expert &&
    configuration.data === c.data &&
    configuration.weights === c.weights &&
    configuration.engine === c.engine
  );
}

/** Logarithm within which two values of one point are taken for the same measurement, or its repetition. */
const ALIKE = 0.25;

/** Whether a run tells about the same of its point as a value, whose ln(measured ÷ predicted) is `log`. */
export function tells({ told }: NearbyRun, { metric }: Pick<MeasuredCase, 'metric'>, log: number): boolean {
  const kind = metricKind(metric);
  const of = kind === 'ttft' ? told.first : kind === 'energy' ? told.power : told.step;
  const time = kind === 'throughput' || isRateOfTime(metric) ? -log : log;
  return of === undefined || Math.abs(time - of.log) < ALIKE;
}

/** The model drawn as given, whatever is asked. */
export function fixed(model: PerformanceModel, draw: Draw): PerformanceModel {
  const nothing = (): undefined => undefined;
  const nearby = { draw: () => draw, spread: nothing, neighbours: nothing, without: () => nearby };
  return model.drawnBy(nearby);
}

/** Difference of coefficients that slopes are taken over. */
const MOVE = 0.02;
const up = Math.exp(MOVE);
const half = Math.exp(MOVE / 2);

/** Draws that move one coefficient of a field each, and by how much. */
const STEP_MOVES: readonly (readonly [Draw, number])[] = [
  [{ ...UNDRAWN, decode: up, prefill: up }, MOVE],
  [{ ...UNDRAWN, decode: 1 / half, prefill: half }, MOVE],
  [{ ...UNDRAWN, stepTilt: -MOVE }, -MOVE],
  [{ ...UNDRAWN, rateTilt: MOVE }, MOVE],
];
const firstMoves = (draw: Draw): readonly (readonly [Draw, number])[] => [
  [{ ...draw, first: draw.first * up }, MOVE],
  [{ ...draw, firstTilt: draw.firstTilt + MOVE }, MOVE],
];

/** Values of one run. Throughput of a whole machine is steadier than the latency of a request: it counts twice. */
const WEIGHTS = { throughput: -2, tpot: 1 } as const;

/** What the values of one run tell of the time of a step; undefined where none does. */
export function stepTold(
  model: PerformanceModel,
  configuration: Configuration,
  items: readonly MeasuredCase[],
): Told | undefined {
  const speaking = items.filter((item) => speaks(item, ['throughput', 'tpot']));
  if (speaking.length === 0) return undefined;
  const at = (draw: Draw): Prediction => predictConfiguration(fixed(model, draw), configuration);
  const base = at(UNDRAWN);
  const moved = STEP_MOVES.map(([draw, by]) => ({ prediction: at(draw), by }));
  let [weights, log] = [0, 0];
  const slopes = STEP_MOVES.map(() => 0);
  for (const item of speaking) {
    const weight = WEIGHTS[metricKind(item.metric) as keyof typeof WEIGHTS] * turned(item);
    const value = predictMetric(base, item);
    weights += Math.abs(weight);
    log += weight * Math.log(item.measured / value);
    moved.forEach(({ prediction, by }, k) => {
      slopes[k] = (slopes[k] as number) + (weight * Math.log(predictMetric(prediction, item) / value)) / by;
    });
  }
  return finite({ log: log / weights, slopes: slopes.map((slope) => slope / weights) });
}

/** The same of the first token, beside what the step is drawn to, and of power. */
export function otherTold(
  model: PerformanceModel,
  configuration: Configuration,
  items: readonly MeasuredCase[],
  draw: Draw,
): { readonly first?: Told; readonly power?: Told } {
  const step: Draw = { ...draw, first: 1, firstTilt: 0, power: 1 };
  const at = (one: Draw): Prediction => predictConfiguration(fixed(model, one), configuration);
  const ttft = items.filter((item) => speaks(item, ['ttft']) && item.metric === 'ttft_ms');
  const joules = items.filter((item) => item.metric === 'joules_per_output_token');
  if (ttft.length + joules.length === 0) return {};
  const base = at(step);
  const mean = (all: readonly number[]): number => all.reduce((sum, x) => sum + x, 0) / all.length;
  const first = finite({
    log: mean(ttft.map((item) => Math.log(item.measured / predictMetric(base, item)))),
    slopes:
      ttft.length === 0
        ? []
        : firstMoves(step).map(([one, by]) => {
            const moved = at(one);
            return mean(ttft.map((item) => Math.log(predictMetric(moved, item) / predictMetric(base, item)) / by));
          }),
  });
  const power = finite({
    log: mean(joules.map((item) => Math.log(item.measured / predictMetric(base, item)))),
    slopes: [1],
  });
  return { ...(first ? { first } : {}), ...(power ? { power } : {}) };
}

/** Latencies of load generators with limits are where a submitter chose to run, and claims are no measurements. */
function speaks({ metric, slice, configuration: { load } }: MeasuredCase, kinds: readonly string[]): boolean {
  const kind = metricKind(metric);
  return kinds.includes(kind) && slice !== 'low-trust' && (load.kind !== 'limited' || kind === 'throughput');
}

/** Rates made of a time err the other way round. */
const turned = ({ metric }: MeasuredCase): 1 | -1 => (isRateOfTime(metric) ? -1 : 1);

const finite = (told: Told): Told | undefined => ([told.log, ...told.slopes].every(Number.isFinite) ? told : undefined);
