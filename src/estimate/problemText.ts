/** Every sentence about a problem is made here, from its code and data. Surfaces never build or parse one. */
import type { WorkloadProblem } from '../workload/index.ts';
import { NUMBER_SENTENCES } from './numberText.ts';
import type { NumberProblemCode, NumberProblemData } from './problem.ts';
import type { Problem } from './types.ts';
import { WORKLOAD_SENTENCES } from './workloadText.ts';

export const DEFAULT_LOCALE = 'en-US';

export function workloadProblemText(problem: WorkloadProblem, locale = DEFAULT_LOCALE): string {
  const make = WORKLOAD_SENTENCES[problem.code] as (
    data: WorkloadProblem['data'],
    locale: string,
    path: readonly string[],
  ) => string;
  return make(problem.data, locale, problem.path);
}

export function numberProblemText<C extends NumberProblemCode>(
  code: C,
  data: NumberProblemData[C],
  locale = DEFAULT_LOCALE,
): string {
  return NUMBER_SENTENCES[code](data, locale);
}

/** A problem of the text as surfaces see it. */
export function fromWorkload(problem: WorkloadProblem, locale = DEFAULT_LOCALE): Problem {
  const { code, severity, path, range, data } = problem;
  return {
    code,
    severity,
    path,
    range,
    message: workloadProblemText(problem, locale),
    data,
  };
}
