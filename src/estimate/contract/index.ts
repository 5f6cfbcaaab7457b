/**
 * What goes into the engine and what comes out: plain types that every surface reads, and no computation.
 *
 * Start at types.ts (the `Estimate`), then engine.ts (the `Engine` and the answers to other questions).
 */
export type { BetterChange, BetterWay } from './better.ts';
export type { Crossing, DeploymentYears, WorkloadYears, YearCost, YearLine, YearsOptions } from './years.ts';
export {
  type BreakEven,
  type BreakEvenPair,
  type Curve,
  type CurvePoint,
  type DayHour,
  type DayProfile,
  type DeploymentDiff,
  type Diff,
  type EditShare,
  type Engine,
  type EngineOptions,
  type EvaluatedWorkload,
  type EvaluateOptions,
  type Evaluation,
  type InfeasibleRow,
  type Levers,
  type QuantityChange,
  RANK_ORDERS,
  type RankBy,
  type Ranking,
  type RankOptions,
  type RankRow,
  type Sensitivity,
  type SensitivityRow,
  type TwoWayTable,
  type WhatIf,
} from './engine.ts';
export { BETTER_BY, type BetterOrder } from './betterOrders.ts';
export { type InputCode, INPUTS } from './inputs.ts';
export {
  metric,
  type Metric,
  type MetricPath,
  type MetricUnit,
  type Targets,
  tpotMetric,
  tpotOf,
  ttftMetric,
  ttftOf,
} from './metrics.ts';
export { OFFER_REASONS, OFFER_SENTENCES, type OfferReason } from './offerReasons.ts';
export { judged, withProposals } from './proposals.ts';
export type {
  CostEstimate,
  CostLine,
  DeploymentEstimate,
  EnergyEstimate,
  Estimate,
  FileAnswer,
  LimitSummary,
  MemoryMap,
  PerformanceEstimate,
  SloState,
  StageEstimate,
  StageName,
  Status,
  TargetSummary,
  TrafficSummary,
} from './types.ts';
