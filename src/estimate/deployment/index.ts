/**
 * The answer for one deployment, as figures: fleet, latency, cost, energy, and the problems found on the way.
 *
 * Start at evaluate.ts, then poolResult.ts (one pool) and assemble.ts (the estimate). disaggregated.ts and api.ts are the
 * other two kinds of deployment.
 */
export { apiRowsOf } from './api.ts';
export { checkProvider, longestRequest } from './api.ts';
export { textHasError, withoutNumbers } from './assemble.ts';
export { changeFigure, COMPARED_NUMBERS, isCompared } from './change.ts';
export { evaluateDeployment } from './evaluate.ts';
export type { Bill, Evaluated, ProviderMarket } from './evaluated.ts';
export { FigureIndex } from './figureIndex.ts';
export { paymentKindOf } from './paymentKind.ts';
export type { PoolResult } from './poolResult.ts';
