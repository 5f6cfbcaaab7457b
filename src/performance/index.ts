/**
 * Performance: how fast a model runs on an accelerator. Pure arithmetic on plain data.
 *
 * Start at serving.ts (the question users ask), then steadyState.ts (many requests at once), step.ts (the physics of one step), then constants.ts (what was measured).
 * Prices, YAML, tables and editors are not known here.
 */
export type {
  Attention,
  LinearAttention,
  Architecture,
  Accelerator,
  Admission,
  Parallelism,
  Speculation,
  Replica,
  Tuning,
  Lengths,
  Limits,
  OperatingPoint,
  Residual,
  Metric,
  Phase,
} from './types.ts';
export { createPerformanceModel, calibrationOf, type Calibration, type PerformanceModel } from './model.ts';
export { parameterCounts, weightBytes, weightLayout, type ParameterCounts } from './parameters.ts';
export { keyValueBytes, sequenceBytes } from './keyValue.ts';
export { behaviourOf } from './machines/index.ts';
export type { Constant, ConstantTable } from './constantTable.ts';
export type { Constants } from './constants.ts';
export { engineFamily, engineScopes, measuredClass, modelKind, onClassScope, shapeOf, tuningScopes } from './scopes.ts';
export type { DisaggregatedPoint, PoolSizes, PreparedDisaggregated } from './disaggregated.ts';
export { parallelisms } from './parallelism.ts';
export type { FiniteRun } from './finiteRun.ts';
export { excess, excessOf } from './maximum.ts';
export type { FirstTokenTimes, Statistic, TokenTimes } from './queue.ts';
export { computeType } from './precisions.ts';
export type { PreparedServing } from './prepareServing.ts';
export type { StaticBatch } from './benchmarks.ts';
export {
  configurationOf,
  createNearby,
  leftOut,
  nearbyCell,
  UNDRAWN,
  withRuns,
  type ConfigurationRow,
  type Covariance,
  type Draw,
  type FieldName,
  type Nearby,
  type NearbyCell,
  type NearbyConfiguration,
  type NearbyFile,
  type NearbyRun,
  type NearbyTable,
  type RunRow,
  type Told,
} from './nearby/index.ts';
export { residual, type ResidualSlice, type ResidualTable } from './residuals.ts';
