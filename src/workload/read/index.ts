/** Read: the tree of a document, held against the schema, becomes a Workload and problems. Start at workload.ts. */
export { type Context, report, reportAs } from './context.ts';
export { currencyOf, withLet } from './let.ts';
export {
  WORKLOAD_PROBLEM_CODES,
  type WorkloadProblem,
  type WorkloadProblemCode,
  type WorkloadProblemData,
} from './problem.ts';
export { readWorkload } from './workload.ts';
