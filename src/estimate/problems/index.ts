/**
 * Problems of the numbers: closed codes with the data that sentences and fixes need, and every sentence.
 *
 * Start at problem.ts (the codes), then problemText.ts (the sentences by code) and collector.ts (how they are collected).
 * Nothing here computes; problems of the text are found in workload/.
 */
export { nines } from './phrases.ts';
export {
  type PendingProblem,
  type ProblemPlace,
  ProblemCollector,
  severityOf,
  toProblem,
  toReason,
} from './collector.ts';
export { type Problem, PROBLEM_CODES, type ProblemCode, type Reason, type Severity } from './problem.ts';
export { fromWorkload } from './problemText.ts';
