/**
 * Validate: measured runs read as they were run, predicted, and scored.
 *
 * Start at score.ts (what the command calls), then row.ts (what a row says), table.ts and foreign/ (who reads it from which file),
 * resolve.ts (what it becomes: case.ts), predict.ts (what the model says about it).
 */
export { formatOf, type FileFormat } from './format.ts';
export { createValidation, type GivenRun, type ValidatedRow, type Validation } from './score.ts';
export { MEASUREMENT_FILE, MEASUREMENTS_FOLDER, measuredByYou, type MeasuredFile, type Yours } from './yours.ts';
export type { SummaryRow } from './summary.ts';
