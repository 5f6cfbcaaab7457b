/**
 * Other questions to the same engine: what if, rank, sensitivity, break-even, curves, the day, differences, checks, and what charts draw.
 *
 * Start at whatIf.ts (a changed workload) and rank.ts (the whole catalog).
 */
export type { BetterOption, BetterOptions } from './betterOptions.ts';
export { betterWays, withBetter } from './better.ts';
export { breakEvenOf, rentPerMonth, runningPerMonth, upfront } from './breakEven.ts';
export {
  type ChartData,
  type ChartPart,
  type ChartQuestion,
  type ChartStep,
  chartSteps,
  gatherCharts,
  workloadCharts,
} from './chartData.ts';
export { type Check, checkEstimate, type CheckOptions, type Subject, type Verdict } from './check.ts';
export { curveOf, pointsOf } from './curve.ts';
export { dayOf, type HourFigures, HOURS, hoursOfDay } from './day.ts';
export { diffTexts } from './diff.ts';
export { checkIncrease, type IncreaseLimit } from './increase.ts';
export { type MeasuredPoint, type MeasuredRun, type MeasuredTable, pricedIndex } from './measured.ts';
export {
  type LeftOut,
  type Portfolio,
  type PortfolioEntry,
  type PortfolioGroup,
  portfolioOf,
  type Sums,
} from './portfolio.ts';
export { propose } from './propose.ts';
export { rankRows } from './rank.ts';
export { rankAll } from './rankOrder.ts';
export {
  checkRules,
  readRule,
  type Rule,
  RULE_NAMES,
  type RuleCheck,
  type RuleFailure,
  type RuleOutcome,
} from './rules.ts';
export { movedOf, sensitivityOf, twoWayOf } from './sensitivity.ts';
export { applyLevers } from './whatIf.ts';
export { yearsOf, type YearsAnswer } from './years/index.ts';
export { type Actuals, type ActualRow, actualsOf, type Cause, hoursOf } from './actuals.ts';
export { type Bill, type BillFormat, type BillLine, readBill } from './bill.ts';
