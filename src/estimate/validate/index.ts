/**
 * Validate: measured runs read as they were run, predicted, and scored.
 *
 * Start at score.ts (what the command calls), then case.ts (what a row becomes), measurement.ts and servingPoint.ts (how it is read),
 * predict.ts (what the model says about it).
 */
export { createValidation, type FileShape, shapeOf, type ValidatedRow, type Validation } from './score.ts';
export type { SummaryRow } from './summary.ts';
