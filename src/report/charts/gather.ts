/** Chart data of one workload, part by part, so that the host stays free in between and can stop at any time. */
import type {
  Curve,
  DeploymentEstimate,
  Engine,
  Estimate,
  EvaluatedWorkload,
  InfeasibleRow,
  RankRow,
} from '../../estimate/index.ts';
import type { ChartData } from './data.ts';
import { measuredPoints, type MeasuredTable } from './measured.ts';
import type { Workload } from '../../workload/index.ts';
import { allBetterOptions } from './options.ts';

export interface ChartQuestion {
  readonly workload: Workload;
  readonly estimate: Estimate;
  readonly selected: DeploymentEstimate;
  /** Published runs for the dots of the Pareto chart. */
  readonly measured?: MeasuredTable | undefined;
  /** Better options in any precision, not only that of the file or the checkpoint. */
  readonly anyPrecision?: boolean;
}

export interface ChartStep {
  readonly data: ChartData;
  readonly doing: 'curves' | 'day' | 'sensitivity' | 'break-even' | 'catalog';
  /** Options of the catalog seen so far. */
  readonly seen?: number;
  readonly done: number;
  readonly total: number;
}

const CURVES = 8;
/** Rows pulled from the ranking between two breaths. */
const RANK_SLICE = 4;

/** Each `next` computes one part, a few milliseconds; what is yielded is everything so far. */
export function* chartSteps(
  engine: Engine,
  { workload, estimate, selected, measured, anyPrecision = false }: ChartQuestion,
  ranked: (row: RankRow) => void = () => undefined,
): Generator<ChartStep, void, undefined> {
  const drawable = estimate.deployments
    .filter(({ kind, status }) => kind !== 'api' && (status === 'ok' || status === 'incomplete'))
    .slice(0, CURVES);
  const total = drawable.length + 4;
  let data: ChartData = {};
  let done = 0;
  const step = (doing: ChartStep['doing'], more: ChartData): ChartStep => {
    data = { ...data, ...more };
    done += 1;
    return { data, doing, done, total };
  };
  const curves: Curve[] = [];
  for (const { name } of drawable) {
    const curve = engine.curve(workload, name);
    if (curve !== undefined) curves.push(curve);
    yield step('curves', done === drawable.length - 1 ? withDots(curves, estimate, measured) : {});
  }
  if (drawable.length === 0) data = { ...data, curves };
  const machines = selected.kind !== 'api';
  yield step('day', { day: (machines ? engine.dayProfile(workload, selected.name) : undefined) ?? null });
  const within = function* <T>(
    doing: ChartStep['doing'],
    slices: Generator<undefined, T, undefined>,
  ): Generator<ChartStep, T, undefined> {
    for (;;) {
      const { done: last, value } = slices.next();
      if (last === true) return value;
      yield { data, doing, done, total };
    }
  };
  const sensitivity = yield* within('sensitivity', engine.sensitivitySlices(workload, selected.name));
  yield step('sensitivity', { sensitivity: sensitivity ?? null });
  yield step('break-even', { breakEven: yield* within('break-even', engine.breakEvenSlices(workload)) });
  const rows: (RankRow | InfeasibleRow)[] = [];
  const precision = anyPrecision ? 'any' : 'workload';
  for (const found of engine.rankStream(workload, { by: 'cost', availableNow: true, precision })) {
    const row = anyPrecision ? withPrecision(found) : found;
    rows.push(row);
    if (row.kind === 'row') ranked(row);
    if (rows.length % RANK_SLICE === 0) yield { data, doing: 'catalog', seen: rows.length, done, total };
  }
  yield step('catalog', { options: allBetterOptions(rows, selected) });
}

/** The same machine in two precisions has two names. */
function withPrecision(row: RankRow | InfeasibleRow): RankRow | InfeasibleRow {
  if (row.kind !== 'row' || row.weights === undefined || row.estimate.kind === 'api') return row;
  const name = `${row.estimate.name}-${row.weights}`;
  return { ...row, estimate: { ...row.estimate, name }, deployment: { ...row.deployment, name } };
}

function withDots(curves: readonly Curve[], estimate: Estimate, measured: MeasuredTable | undefined): ChartData {
  return { curves, ...(measured === undefined ? {} : { measurements: measuredPoints(measured, estimate, curves) }) };
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
  const usable = estimate.deployments.filter(({ status }) => status === 'ok' || status === 'incomplete');
  const selected = usable.find(({ name }) => name === estimate.baseline) ?? usable[0];
  if (workload === undefined || selected === undefined) return undefined;
  const deployments = workload.deployments.length > 0 ? workload.deployments : proposals;
  return gatherCharts(engine, { workload: { ...workload, deployments }, estimate, selected });
}
