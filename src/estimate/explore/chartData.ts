/** What charts draw, asked of the engine part by part, so that a host stays free in between and can stop at any time. */
import type { Slices } from '../../economics/index.ts';
import type { Workload } from '../../workload/index.ts';
import type {
  BetterWay,
  BreakEven,
  Curve,
  DayProfile,
  DeploymentEstimate,
  Engine,
  Estimate,
  EvaluatedWorkload,
  InfeasibleRow,
  MachineHistory,
  RankRow,
  Sensitivity,
} from '../contract/index.ts';
import { withProposals } from '../contract/index.ts';
import { allBetterOptions, type BetterOptions } from './betterOptions.ts';
import { type MeasuredPoint, measuredPoints, type MeasuredTable } from './measured.ts';
import { machineHistory } from '../offers/index.ts';
import { withPrecision } from './rankNames.ts';

/** Every part may be missing: it is then still being computed. `null`: it does not apply to the selected deployment. */
export interface ChartData {
  readonly curves?: readonly Curve[];
  readonly measurements?: readonly MeasuredPoint[];
  readonly day?: DayProfile | null;
  readonly sensitivity?: Sensitivity | null;
  readonly breakEven?: BreakEven;
  /** Of the machine of the selected deployment; null: a hosted API. */
  readonly history?: MachineHistory | null;
  readonly options?: BetterOptions;
  /** What the selected deployment would save with pools of their own or multi-token prediction, cheapest first. */
  readonly ways?: readonly Omit<BetterWay, 'deployment'>[];
}

export interface ChartQuestion {
  readonly workload: Workload;
  readonly estimate: Estimate;
  readonly selected: DeploymentEstimate;
  /** Published runs for the dots of the Pareto chart. */
  readonly measured?: MeasuredTable | undefined;
  /** Better options in any precision, not only that of the file or the checkpoint. */
  readonly anyPrecision?: boolean;
  /** Hears each row of the ranking as it is found. */
  readonly ranked?: (row: RankRow) => void;
}

/** Progress within a part: a step of it is done, or so many options of the catalog were seen. */
interface Progress {
  readonly stepped?: boolean;
  readonly seen?: number;
}

type PartSlices = Generator<Progress, ChartData, undefined>;

/** Questions to the engine in the order they are asked, cheapest first. A chart names the one it waits for. */
const PARTS = {
  curves: curvesOf,
  day: dayProfileOf,
  sensitivity: sensitivityBars,
  'break-even': breakEvenPairs,
  prices: pricesOf,
  catalog: optionsOf,
} as const satisfies Readonly<Record<string, (engine: Engine, question: ChartQuestion) => PartSlices>>;

export type ChartPart = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as readonly ChartPart[];

export interface ChartStep {
  readonly data: ChartData;
  readonly doing: ChartPart;
  /** Options of the catalog seen so far. */
  readonly seen?: number;
  readonly done: number;
  readonly total: number;
}

/** Each `next` computes one slice, a few milliseconds; what is yielded is everything so far. */
export function* chartSteps(engine: Engine, question: ChartQuestion): Generator<ChartStep, void, undefined> {
  const curves = drawable(question.estimate).length;
  const total = Math.max(1, curves) + PART_NAMES.length - 1;
  let data: ChartData = {};
  let done = 0;
  for (const doing of PART_NAMES) {
    const slices = PARTS[doing](engine, question);
    let slice = slices.next();
    for (; slice.done !== true; slice = slices.next()) {
      const { stepped = false, ...progress } = slice.value;
      if (stepped) done += 1;
      yield { data, doing, ...progress, done, total };
    }
    data = { ...data, ...slice.value };
    done += 1;
    yield { data, doing, done, total };
  }
}

/** Curves drawn at once; more cannot be told apart. */
const CURVES = 8;

function drawable({ deployments }: Estimate): readonly DeploymentEstimate[] {
  return deployments.filter((one) => one.kind !== 'api' && hasAnswer(one)).slice(0, CURVES);
}

function hasAnswer({ status }: DeploymentEstimate): boolean {
  return status === 'ok' || status === 'incomplete';
}

function* curvesOf(engine: Engine, { workload, estimate, measured }: ChartQuestion): PartSlices {
  const curves: Curve[] = [];
  for (const [index, { name }] of drawable(estimate).entries()) {
    if (index > 0) yield { stepped: true };
    const curve = engine.curve(workload, name);
    if (curve !== undefined) curves.push(curve);
  }
  return { curves, ...(measured === undefined ? {} : { measurements: measuredPoints(measured, estimate, curves) }) };
}

function* dayProfileOf(engine: Engine, { workload, selected }: ChartQuestion): PartSlices {
  return { day: (selected.kind === 'api' ? undefined : engine.dayProfile(workload, selected.name)) ?? null };
}

function* sensitivityBars(engine: Engine, { workload, selected }: ChartQuestion): PartSlices {
  return { sensitivity: (yield* silent(engine.sensitivitySlices(workload, selected.name))) ?? null };
}

function* breakEvenPairs(engine: Engine, { workload }: ChartQuestion): PartSlices {
  return { breakEven: yield* silent(engine.breakEvenSlices(workload)) };
}

function* pricesOf({ catalog }: Engine, { selected }: ChartQuestion): PartSlices {
  const [stage] = selected.stages;
  const machine = stage && catalog.accelerator(stage.accelerator);
  return { history: machine ? machineHistory(catalog, machine) : null };
}

/** Slices that report no progress of their own. */
function* silent<T>(slices: Slices<T>): Generator<Progress, T, undefined> {
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done === true) return slice.value;
    yield {};
  }
}

/** Rows pulled from the ranking in one slice. */
const RANK_SLICE = 4;

function* optionsOf(
  engine: Engine,
  { workload, selected, anyPrecision = false, ranked = () => undefined }: ChartQuestion,
): PartSlices {
  const rows: (RankRow | InfeasibleRow)[] = [];
  const precision = anyPrecision ? 'any' : 'workload';
  for (const found of engine.rankStream(workload, { by: 'cost', availableNow: true, precision })) {
    const row = anyPrecision ? withPrecision(found) : found;
    rows.push(row);
    if (row.kind === 'row') ranked(row);
    if (rows.length % RANK_SLICE === 0) yield { seen: rows.length };
  }
  const ways = engine.better(workload, selected.name).map(({ deployment: _, ...way }) => way);
  return { options: allBetterOptions(rows, selected), ways };
}

/** All of it at once, for hosts that may wait: the command line. */
export function gatherCharts(engine: Engine, question: ChartQuestion): ChartData {
  let data: ChartData = {};
  for (const step of chartSteps(engine, question)) data = step.data;
  return data;
}

/** Charts of an evaluated workload, around its baseline or the first deployment that has an answer. */
export function workloadCharts(engine: Engine, evaluated: EvaluatedWorkload): ChartData | undefined {
  const { workload, estimate, proposals } = evaluated;
  const usable = estimate.deployments.filter(hasAnswer);
  const selected = usable.find(({ name }) => name === estimate.baseline) ?? usable[0];
  if (workload === undefined || selected === undefined) return undefined;
  return gatherCharts(engine, { workload: withProposals(workload, proposals), estimate, selected });
}
