/** The line that scripts/harness/hostRun.ts reads; the counts of all runners are added up there. */
export const resultMark = 'INFERENCE_TCO_RESULT';
