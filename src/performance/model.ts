/** The model bound to its calibration: what `estimate/` holds. */
import {
  burstRun,
  medianGap,
  servingClosedLoop,
  servingLimited,
  servingOffline,
  staticBatch,
  type BurstRun,
  type StaticBatch,
} from './benchmarks.ts';
import type { ConstantTable } from './constantTable.ts';
import { lookup, resolveConstants, type Constants } from './constants.ts';
import {
  disaggregatedAt,
  disaggregatedClosedLoop,
  prepareDisaggregated,
  type DisaggregatedPoint,
  type PoolSizes,
  type PreparedDisaggregated,
} from './disaggregated.ts';
import { maximumRate } from './maximum.ts';
import { memoryFit } from './memory.ts';
import { behaviourOf } from './machines/index.ts';
import { finiteRun, type FiniteRun } from './finiteRun.ts';
import { createNearby, nearbyTable, type Nearby, type NearbyFile, type NearbyTable } from './nearby/index.ts';
import { narrowed, type At } from './narrowed.ts';
import { parallelisms } from './parallelism.ts';
import { parameterCounts, weightBytes, type ParameterCounts } from './parameters.ts';
import { promptsAt } from './prompts.ts';
import { residual, type ResidualTable } from './residuals.ts';
import { modelKind } from './scopes.ts';
import { prepareServing, type PreparedServing } from './prepareServing.ts';
import { servingFor } from './saturation.ts';
import { servingAt } from './serving.ts';
import type {
  Accelerator,
  Architecture,
  Lengths,
  Limits,
  MemoryFit,
  Metric,
  OperatingPoint,
  Parallelism,
  Replica,
  Residual,
  Phase,
} from './types.ts';
import type { Precision } from '../quantity/index.ts';

/** `pricing/calibration/*.json` as one document. */
export interface Calibration {
  readonly date: string;
  readonly constants: ConstantTable;
  readonly residuals: ResidualTable;
  /** Runs that draw predictions near by; absent: none. */
  readonly nearby?: NearbyTable | undefined;
}

/** The documents of pricing/calibration, one file each, as the catalog carries them (`catalog.calibration`). */
export function calibrationOf(documents: unknown): Calibration {
  const { constants, residuals, nearby } = documents as {
    readonly constants: Pick<Calibration, 'date' | 'constants'>;
    readonly residuals: Pick<Calibration, 'residuals'>;
    readonly nearby?: NearbyFile;
  };
  return {
    date: constants.date,
    constants: constants.constants,
    residuals: residuals.residuals,
    nearby: nearby && nearbyTable(nearby),
  };
}

export interface PerformanceModel {
  readonly calibration: Calibration;
  parameterCounts(architecture: Architecture): ParameterCounts;
  weightBytes(architecture: Architecture, weights: Precision, parallelism: Parallelism): number;
  /** Effective constants of a replica's accelerator, engine, model and tuning. */
  constants(replica: Replica): Constants;
  /** A global constant by name, for the power model. */
  constant(scope: string, name: string, fallback: number): number;
  memoryFit(replica: Replica, lengths: Lengths): MemoryFit;
  /** Folds a replica and its lengths once; the functions below take it, for many loads. */
  prepare(replica: Replica, lengths: Lengths, phase?: Phase): PreparedServing;
  servingAt(prepared: PreparedServing, requestsPerSecond: number): OperatingPoint | undefined;
  /** The same for so many seconds, also beyond what the replica can serve. */
  servingFor(prepared: PreparedServing, requestsPerSecond: number, seconds: number): OperatingPoint | undefined;
  servingClosedLoop(prepared: PreparedServing, concurrency: number, rounds?: number, slots?: number): OperatingPoint;
  offline(prepared: PreparedServing, batch?: number): OperatingPoint;
  /** Highest load within a p99 TPOT limit as benchmarks with a load generator find it. */
  limited(prepared: PreparedServing, tpotLimit: number, ttftLimit?: number, replicas?: number): OperatingPoint;
  staticBatch(prepared: PreparedServing, batch: number): StaticBatch;
  burstRun(prepared: PreparedServing, requests: number): BurstRun;
  finiteRun(prepared: PreparedServing, requests: number, requestsPerSecond: number): FiniteRun;
  medianGap(prepared: PreparedServing, point: OperatingPoint): number;
  maximumRate(
    prepared: PreparedServing,
    limits: Limits,
  ): { readonly point: OperatingPoint; readonly meetsLimits: boolean } | undefined;
  /** `link`: bytes/s of the KV link per prefill replica; Infinity inside one scale-up domain. */
  prepareDisaggregated(prefill: Replica, decode: Replica, lengths: Lengths, link: number): PreparedDisaggregated;
  disaggregatedAt(
    p: PreparedDisaggregated,
    sizes: PoolSizes,
    requestsPerSecond: number,
  ): DisaggregatedPoint | undefined;
  disaggregatedClosedLoop(
    p: PreparedDisaggregated,
    sizes: PoolSizes,
    clients: number,
    rounds?: number,
  ): DisaggregatedPoint;
  parallelisms(
    architecture: Architecture,
    accelerator: Accelerator,
    domain: number,
    weights: Precision,
    networked?: boolean,
  ): readonly Parallelism[];
  /**
   * @param pooled whether the replica is of a pool for prefill or decode alone
   * @param at     the steady state asked for, where published runs near it may narrow the interval
   */
  residual(metric: Metric, replica: Replica, pooled?: boolean, at?: At): Residual;
  /** Runs that draw predictions; undefined where the calibration has none. */
  readonly nearby: Nearby | undefined;
  /** The same model drawn by other runs. */
  drawnBy(nearby: Nearby | undefined): PerformanceModel;
}

/** Residuals, each found once: every figure of every evaluation asks for one. Slices of an accelerator have its id, and wider intervals. */
function residuals({ residuals: table, constants }: Calibration): PerformanceModel['residual'] {
  const known = new WeakMap<Accelerator, Map<string, Residual>>();
  return (metric, replica, pooled = false) => {
    let of = known.get(replica.accelerator);
    if (!of) known.set(replica.accelerator, (of = new Map<string, Residual>()));
    const key = `${metric} ${replica.engine} ${replica.architecture.id} ${pooled}`;
    let found = of.get(key);
    if (!found) of.set(key, (found = residual(table, constants, metric, replica, pooled)));
    return found;
  };
}

export function createPerformanceModel(
  calibration: Calibration,
  nearby: Nearby | undefined = calibration.nearby && createNearby(calibration.nearby, calibration.constants),
): PerformanceModel {
  const table = calibration.constants;
  const seen = residuals(calibration);
  const cache = new Map<string, Constants>();
  const of = (replica: Replica): Constants => {
    const { accelerator, architecture, tuning = '' } = replica;
    const engine = behaviourOf(accelerator).engine ?? replica.engine;
    const key = `${accelerator.id} ${engine} ${architecture.id} ${modelKind(architecture)} ${tuning}`;
    let c = cache.get(key);
    if (!c) cache.set(key, (c = resolveConstants(table, { ...replica, engine })));
    return c;
  };
  return {
    calibration,
    parameterCounts,
    weightBytes,
    constants: of,
    constant: lookup(table),
    memoryFit: (replica, lengths) => memoryFit(replica, lengths, of(replica)),
    prepare: (replica, lengths, phase) =>
      prepareServing(replica, lengths, of(replica), phase, nearby?.draw(replica, phase === 'decode')),
    servingAt: (s, rate) => (s.phase === 'prefill' ? promptsAt : servingAt)(s, rate),
    servingFor,
    servingClosedLoop,
    offline: servingOffline,
    limited: servingLimited,
    staticBatch,
    burstRun,
    finiteRun,
    medianGap,
    maximumRate,
    prepareDisaggregated: (prefill, decode, lengths, link) =>
      prepareDisaggregated(prefill, decode, lengths, link, {
        prefill: of(prefill),
        decode: of(decode),
        draw: nearby?.draw(decode, true),
      }),
    disaggregatedAt,
    disaggregatedClosedLoop,
    parallelisms,
    residual: (metric, replica, pooled, at) => {
      const of = seen(metric, replica, pooled);
      return at && nearby ? narrowed(of, nearby, metric, at) : of;
    },
    nearby,
    drawnBy: (other) => createPerformanceModel({ ...calibration, nearby: undefined }, other),
  };
}
