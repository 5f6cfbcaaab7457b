/** What the model says about one replica, as figures: values, residual intervals, and the inputs behind them when asked. */
import {
  tuningScopes,
  type Accelerator,
  type OperatingPoint,
  type PerformanceModel,
  type PreparedServing,
  type Residual,
  type Tuning,
} from '../../performance/index.ts';
import { type Derivation, Figure, leaf, type Neighbours, type Origin, type State } from '../../quantity/index.ts';
import type { Amount, Serving } from '../../workload/index.ts';
import type { Candidate } from './candidate.ts';
import { amountFigure, type ResolvedWorkload } from '../names/index.ts';
import type { PoolSetup } from './pool.ts';

const DOCUMENTATION = 'docs/performance-model.md';

/** Log-moves of a value at the low and the high end of the ranges the document gives. */
export interface Ranged {
  readonly atLow: number;
  readonly atHigh: number;
}
export const NO_RANGE: Ranged = { atLow: 0, atHigh: 0 };

/** A number that the model predicts. */
interface Prediction {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

/** Why a prediction may be off: the residuals of the fit, derived specifications, the ranges of the document. */
interface Uncertainty {
  readonly residual: Residual;
  readonly state: State;
  readonly ranged: Ranged;
  /** Runs that the prediction is drawn to. */
  readonly near?: Neighbours | undefined;
}

/** A prediction of the model with its 80 % residual interval, and the moves of the document's ranges in quadrature. */
export function modelFigure(
  { label, value, unit }: Prediction,
  { residual, state, ranged, near }: Uncertainty,
  inputs: () => readonly Derivation[],
): Figure {
  const low = value * Math.exp(-root(residual.low, Math.min(ranged.atLow, ranged.atHigh), -1));
  const high = value * Math.exp(root(residual.high, Math.max(ranged.atLow, ranged.atHigh), 1));
  const { measurements, slice } = residual;
  const origin: Origin = {
    kind: 'model',
    documentation: DOCUMENTATION,
    measurements,
    slice,
    ...(near ? { near } : {}),
  };
  const shared = ranged.atLow !== 0 || ranged.atHigh !== 0 ? ranged : undefined;
  return new Figure({ label, unit, formula: 'performance model', inputs, origin }, state, { value, low, high, shared });
}

/** Latencies of one point, each with the uncertainty of its kind. */
export function latencyFigures(
  { ttft, ttftP95, tpot }: Pick<OperatingPoint, 'ttft' | 'ttftP95' | 'tpot'>,
  inputs: () => readonly Derivation[],
  of: { readonly ttft: Uncertainty; readonly tpot: Uncertainty },
): { readonly ttft: Figure; readonly ttftP95: Figure; readonly tpot: Figure } {
  return {
    ttft: modelFigure({ label: 'TTFT', value: ttft, unit: 's' }, of.ttft, inputs),
    ttftP95: modelFigure({ label: 'TTFT, 95th percentile', value: ttftP95, unit: 's' }, of.ttft, inputs),
    tpot: modelFigure({ label: 'TPOT', value: tpot, unit: 's' }, of.tpot, inputs),
  };
}

/** Two log-moves to one side in quadrature; a move to the other side counts nothing. */
function root(a: number, b: number, side: 1 | -1): number {
  const [x, y] = [a * side, b * side];
  if (y <= 0) return x > 0 ? x : 0;
  return x > 0 ? Math.sqrt(x * x + y * y) : y;
}

/** Runs near one point of a replica; undefined where none draw it. */
export function neighboursOf(
  { performance }: Pick<ResolvedWorkload, 'performance'>,
  { replica, phase, lengths, drawn }: PreparedServing,
  sequences: number,
): Neighbours | undefined {
  if (!drawn) return undefined;
  const { input, output } = lengths;
  return performance.nearby?.neighbours(replica, phase === 'decode', { input, output, sequences });
}

/** Derived specifications make every prediction derived. */
export function stateOf(setup: PoolSetup): State {
  return setup.accelerator.derived.length > 0 ? 'derived' : 'known';
}

/** Traffic, machine, model and configuration behind every prediction of a replica. */
export function replicaInputs(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  candidate: Candidate,
): readonly Derivation[] {
  const { row, accelerator, pool } = setup;
  const { traffic, modelRow, architecture, performance } = resolved;
  const counts = performance.parameterCounts(architecture);
  const specification = (label: string, value: number, unit: string, derived: boolean): Figure =>
    leaf(label, { value }, unit, row.origin, derived ? 'derived' : 'known');
  const has = (name: string): boolean => accelerator.derived.includes(name);
  const { serving } = pool;
  return [
    amountFigure('input tokens', traffic.inputTokens.mean, 'token'),
    amountFigure('output tokens', traffic.outputTokens.mean, 'token'),
    amountFigure('cached share of input', traffic.cachedInput, '1'),
    leaf(`parameters of ${modelRow.name}`, { value: counts.total }, '1', modelRow.origin),
    leaf('active parameters', { value: counts.active }, '1', modelRow.origin),
    leaf(
      `weights in ${setup.weights.value}, per accelerator`,
      { value: candidate.prepared.memory.weights },
      'B',
      setup.weights.origin,
    ),
    leaf(
      `KV cache in ${setup.kvCache.value}, per sequence and accelerator`,
      { value: candidate.prepared.memory.kvCachePerSequence },
      'B',
      setup.kvCache.origin,
    ),
    specification(
      `${row.name}: peak at ${setup.weights.value}`,
      accelerator.peak[setup.weights.value],
      'FLOP/s',
      has('bf16_tflops'),
    ),
    specification(`${row.name}: memory`, accelerator.memory, 'B', has('memory_gb')),
    specification(`${row.name}: memory bandwidth`, accelerator.bandwidth, 'B/s', has('memory_bandwidth_tb_s')),
    specification(`${row.name}: scale-up link`, accelerator.scaleUp.bandwidth, 'B/s', has('scale_up_gb_s')),
    ...layoutInputs(setup, candidate),
    leaf(
      `time of a step, ${serving.tuning.value} over tuned`,
      { value: tuningFactor(performance, serving.tuning.value, accelerator) },
      '1',
      serving.tuning.origin,
    ),
    ...speculationInputs(serving),
    ...(traffic.peakToAverage.low === traffic.peakToAverage.high
      ? []
      : [amountFigure('peak to average', traffic.peakToAverage, '1')]),
    ...(serving.headroom.low === serving.headroom.high ? [] : [amountFigure('headroom', serving.headroom, '1')]),
  ].map((figure) => figure.why());
}

function tuningFactor(performance: PerformanceModel, tuning: Tuning, accelerator: Accelerator): number {
  return tuningScopes(tuning, accelerator).reduce((f, scope) => f * performance.constant(scope, 'factor', 1), 1);
}

/** How one copy of the model lies on its accelerators: as the document says, else as chosen. */
export function layoutInputs({ pool }: PoolSetup, candidate: Candidate): readonly Figure[] {
  const { serving } = pool;
  const { parallelism: p } = candidate;
  const chosen = (label: string, value: number, amount: Amount | undefined): Figure =>
    amount
      ? leaf(label, { value }, '1', amount.origin)
      : leaf(label, { value }, '1', {
          kind: 'choice',
          reason: candidate.reason ?? 'least bill of the whole fleet within the targets',
        });
  return [
    chosen('tensor parallel', p.tensor / p.data, serving.tensorParallel),
    ...(p.pipeline > 1 ? [chosen('pipeline parallel', p.pipeline, serving.pipelineParallel)] : []),
    ...(p.expert > 1 ? [chosen('expert parallel', p.expert, serving.expertParallel)] : []),
    ...(p.data > 1 ? [chosen('data parallel', p.data, serving.dataParallel)] : []),
  ];
}

function speculationInputs({ speculative }: Serving): readonly Figure[] {
  if (!speculative) return [];
  return [
    amountFigure('tokens per step', speculative.tokensPerStep, '1'),
    amountFigure('draft tokens', speculative.draftTokens, '1'),
    amountFigure('speculative overhead', speculative.overhead, '1'),
  ];
}

/** Whether the document gives ranges for what the physics sees; only then are the ends worth computing. */
export function lengthRanges(resolved: ResolvedWorkload): boolean {
  const { inputTokens, outputTokens, cachedInput } = resolved.traffic;
  return [inputTokens.mean, outputTokens.mean, cachedInput].some((a) => a.low !== a.high);
}

/** Log-move of a value of the operating point when lengths are at one end of their ranges, at the same share of capacity. */
export function rangedPoints(
  resolved: ResolvedWorkload,
  prepareAt: (end: 'low' | 'high') => PreparedServing,
  limits: Parameters<ResolvedWorkload['performance']['maximumRate']>[1],
  share: number,
): readonly [OperatingPoint | undefined, OperatingPoint | undefined, number, number] {
  const { performance } = resolved;
  const at = (end: 'low' | 'high'): [OperatingPoint | undefined, number] => {
    const prepared = prepareAt(end);
    const best = performance.maximumRate(prepared, limits)?.point;
    if (!best) return [undefined, NaN];
    return [performance.servingAt(prepared, best.requestsPerSecond * share) ?? best, best.requestsPerSecond];
  };
  const [low, lowRate] = at('low');
  const [high, highRate] = at('high');
  return [low, high, lowRate, highRate];
}
