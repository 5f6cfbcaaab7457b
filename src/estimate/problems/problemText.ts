/** Every sentence about a problem is made here, from its code and data. Surfaces never build or parse one. */
import { ENGLISH, type Localization } from '../../quantity/index.ts';
import type { WorkloadProblem } from '../../workload/index.ts';
import { NUMBER_SENTENCES } from './numberText.ts';
import type { NumberProblemCode, NumberProblemData } from './problem.ts';
import type { Problem } from './problem.ts';
import { WORKLOAD_SENTENCES } from './workloadText.ts';

export function workloadProblemText(problem: WorkloadProblem, words: Localization = ENGLISH): string {
  const make = WORKLOAD_SENTENCES[problem.code] as (
    data: WorkloadProblem['data'],
    words: Localization,
    path: readonly string[],
  ) => string;
  return make(problem.data, words, problem.path);
}

export function numberProblemText<C extends NumberProblemCode>(
  code: C,
  data: NumberProblemData[C],
  words: Localization = ENGLISH,
): string {
  return NUMBER_SENTENCES[code](data, words);
}

/** A problem of the text as surfaces see it. */
export function fromWorkload(problem: WorkloadProblem, words: Localization = ENGLISH): Problem {
  const { code, severity, path, range, data } = problem;
  return {
    code,
    severity,
    path,
    range,
    message: workloadProblemText(problem, words),
    data,
  };
}
