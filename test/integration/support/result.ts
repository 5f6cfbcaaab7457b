/** The line that scripts/harness/hostRun.ts reads; the counts of all runners are added up there. */
export const resultMark = 'INFERENCE_TCO_RESULT';

/** A figure for `npm run bench`. */
export const benchMark = 'INFERENCE_TCO_BENCH';
