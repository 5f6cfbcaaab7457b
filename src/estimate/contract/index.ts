/**
 * What goes into the engine and what comes out: plain types that every surface reads, and no computation.
 *
 * Start at types.ts (the `Estimate`), then engine.ts (what the `Engine` may be asked); each answer has a file beside.
 */
export type { BetterChange, BetterWay } from './better.ts';
export type { Crossing, DeploymentYears, WorkloadYears, YearCost, YearLine, YearsOptions } from './years.ts';
export type { Curve, CurvePoint, DayHour, DayProfile } from './curves.ts';
export type { BreakEven, BreakEvenPair, Sensitivity, SensitivityRow, TwoWayTable } from './decide.ts';
export { type DeploymentDiff, type Diff, type EditShare, type QuantityChange, targetsOf } from './diff.ts';
export type { Engine, EngineOptions } from './engine.ts';
export type { EvaluatedWorkload, EvaluateOptions, Evaluation } from './evaluation.ts';
export {
  type InfeasibleRow,
  RANK_ORDERS,
  type RankBy,
  type Ranking,
  type RankOptions,
  type RankRow,
} from './ranking.ts';
export type { Levers, WhatIf } from './whatIf.ts';
export { BETTER_BY, type BetterOrder } from './betterOrders.ts';
export { type InputCode, INPUTS } from './inputs.ts';
export {
  acceleratorsPaid,
  hasNoOutput,
  meetsTargets,
  metric,
  METRICS,
  type Metric,
  judgedPaths,
  type MetricPath,
  type MetricUnit,
  statedAt,
  type Targets,
  tpotMetric,
  tpotOf,
  ttftMetric,
  ttftOf,
} from './metrics.ts';
export type { MachineHistory, SellerHistory } from './history.ts';
export { betterText, changesText } from './betterText.ts';
export { driftSentence } from './historyText.ts';
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
