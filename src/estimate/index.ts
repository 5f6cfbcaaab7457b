/**
 * Estimate: a workload and the tables become an answer. YAML, physics, money formulas and editors live elsewhere.
 *
 * Rooms, each importing from those before it: problems, contract, names, offers, choice, deployment, document, explore,
 * explain; validate beside them. Start at contract/engine.ts (what the engine offers), then deployment/evaluate.ts.
 */
export {
  type BreakEven,
  type BreakEvenPair,
  type CostEstimate,
  type Curve,
  type CurvePoint,
  type DayHour,
  type DayProfile,
  type DeploymentDiff,
  type DeploymentEstimate,
  type Diff,
  type EditShare,
  type EnergyEstimate,
  type Engine,
  type EngineOptions,
  type Estimate,
  type EvaluatedWorkload,
  type EvaluateOptions,
  type Evaluation,
  type FileAnswer,
  type InfeasibleRow,
  type Levers,
  type PerformanceEstimate,
  type QuantityChange,
  RANK_ORDERS,
  type RankBy,
  type Ranking,
  type RankOptions,
  type RankRow,
  type Sensitivity,
  type SensitivityRow,
  type SloState,
  type StageEstimate,
  type TrafficSummary,
  type InputCode,
  TTFT_NAME,
  ttftOf,
  type TtftStatistic,
  ttftStatistic,
  type TwoWayTable,
  type WhatIf,
  withProposals,
} from './contract/index.ts';
export { createEngine } from './createEngine.ts';
export { explainMeasured } from './explain/index.ts';
export {
  type BetterOption,
  type BetterOptions,
  type BetterOrder,
  type ChartData,
  type ChartPart,
  type ChartQuestion,
  type ChartStep,
  chartSteps,
  type Check,
  checkEstimate,
  checkIncrease,
  gatherCharts,
  type IncreaseLimit,
  type MeasuredPoint,
  type MeasuredRun,
  type MeasuredTable,
  type Subject,
  type Verdict,
  workloadCharts,
} from './explore/index.ts';
export { architectureOfRow } from './names/index.ts';
export { listPrice } from './offers/index.ts';
export { type Problem, PROBLEM_CODES } from './problems/index.ts';
export {
  createValidation,
  type FileShape,
  shapeOf,
  type SummaryRow,
  type ValidatedRow,
  type Validation,
} from './validate/index.ts';
