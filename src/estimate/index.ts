/**
 * Estimate: a workload and the tables become an answer. Names are resolved here, what the document leaves open is chosen,
 * machines are counted, figures get their intervals and origins, problems their sentences.
 *
 * Start at face.ts (what the engine offers), then evaluate.ts (one deployment), choice.ts (what is left open) and
 * problemText.ts (every sentence). YAML, physics, money formulas and editors live elsewhere.
 */
export * from './types.ts';
export * from './face.ts';
export { createEngine } from './createEngine.ts';
export { PROBLEM_CODES, type NumberProblemCode, type NumberProblemData, type ProblemCode } from './problem.ts';
export { fromWorkload, numberProblemText, workloadProblemText } from './problemText.ts';
export { architectureOfRow } from './pool.ts';
export { checkEstimate, type Check, type CheckOptions, type Subject, type Verdict } from './check.ts';
export { checkIncrease, type IncreaseCheck, type IncreaseLimit } from './increase.ts';
export * from './validate/index.ts';
export { listPrice } from './options.ts';
export { TTFT_NAME, ttftOf, ttftStatistic, type TtftStatistic } from './latency.ts';
export { withProposals } from './proposals.ts';
