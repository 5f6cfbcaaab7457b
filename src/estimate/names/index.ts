/**
 * From names to rows: the model, accelerator, place and reference a document names, as the models of performance and money
 * want them.
 *
 * Start at resolve.ts (names), then machines.ts and architecture.ts (rows). Nothing is chosen or priced here.
 */
export { architectureOf, architectureOfRow } from './architecture.ts';
export { admissionOf, speculationRows } from './engineTables.ts';
export { closest } from './closest.ts';
export { currencyRates } from './currencies.ts';
export type { EvaluationRequest } from './evaluationRequest.ts';
export {
  amountFigure,
  JOULES_PER_KWH,
  meanLengths,
  MONTH_SECONDS,
  noOutput,
  ownershipFigure,
  phaseOf,
  siteFigure,
  YEAR_SECONDS,
} from './inputs.ts';
export { imageRule, type ImageTokens, inputWithImages, tokensOfImage, withImages } from './images.ts';
export { machineOf, machineOfRow } from './machines.ts';
export { memo } from './memo.ts';
export { checkPlace, type ReadFile, resolveAccelerator, resolveModel } from './resolve.ts';
export { type CachedCapacity, CapacityCache, type CapacityPoint } from './capacityCache.ts';
export type { ResolvedWorkload } from './resolvedWorkload.ts';
export { sliced, sliceOf } from './slice.ts';
export { type Support, supportOf } from './support.ts';
export { withTraces } from './trace.ts';
