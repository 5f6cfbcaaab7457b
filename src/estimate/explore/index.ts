/**
 * Other questions to the same engine: what if, rank, sensitivity, break-even, curves, the day, differences, checks.
 *
 * Start at whatIf.ts (a changed workload) and rank.ts (the whole catalog).
 */
export { breakEvenOf, rentPerMonth, runningPerMonth, upfront } from './breakEven.ts';
export { type Check, checkEstimate, type Subject, type Verdict } from './check.ts';
export { curveOf, hourOf, pointsOf, replicasInside } from './curve.ts';
export { dayOf, HOURS, machinesAt, replicasOf } from './day.ts';
export { diffTexts } from './diff.ts';
export { checkIncrease, type IncreaseLimit } from './increase.ts';
export { propose } from './propose.ts';
export { rankRows } from './rank.ts';
export { rankAll } from './rankOrder.ts';
export { movedOf, sensitivityOf, twoWayOf } from './sensitivity.ts';
export { applyLevers } from './whatIf.ts';
