/**
 * The answer for one document: its deployments in order, problems at their places, the change against the baseline.
 *
 * Start at document.ts, then summary.ts (what the document asks).
 */
export type { Answer, EvaluationContext, Proposals } from './context.ts';
export { answer, answerSlices } from './document.ts';
export { missedNames, unreadDeployments } from './lookUp.ts';
export { questionOf } from './summary.ts';
