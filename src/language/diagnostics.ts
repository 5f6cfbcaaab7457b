/** Problems as an editor shows them: closed code, page in docs/problems, and the data that fixes need. */
import { type Problem, PROBLEM_CODES } from '../estimate/index.ts';
import { capitalised } from '../quantity/index.ts';
import { compare } from './ranges.ts';
import { isUnwritten, standingNote, standingOfProblem, workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export interface Diagnostic extends Problem {
  /** Page of the code, relative to the extension. */
  readonly page: string;
  /** Shown struck out or faded by editors that can. */
  readonly tag?: 'deprecated' | 'unnecessary';
}

/** All problems of the file, in the order of the text; remarks of several machines about one value are one. */
export function diagnostics(context: ProblemContext): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const problem of problemsOf(context)) {
    const place = `${problem.code} ${problem.range.start.line}:${problem.range.start.column}`;
    const key = problem.code === 'precision-emulated' ? place : `${place} ${problem.message}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...problem, page: problemPage(problem.code) });
    else if (!known.message.includes(problem.message))
      found.set(key, { ...known, message: `${known.message}\n${problem.message}` });
  }
  return [...found.values()];
}

type ProblemContext = Pick<LanguageContext, 'evaluation' | 'shown' | 't'>;

/** Those of documents that cannot be read as workloads, and those of the figures that are shown of the others. */
function problemsOf(context: ProblemContext): readonly Problem[] {
  const { problems, workloads } = context.evaluation;
  const owned = new Set(workloads.flatMap(({ estimate }) => estimate.problems));
  const shown = workloadsOf(context).filter((workload) => !isUnwritten(workload));
  return [
    ...problems.filter((problem) => !owned.has(problem)),
    ...shown.flatMap((workload) => workload.estimate.problems.map((problem) => asSaid(problem, workload, context))),
  ].toSorted((a, b) => compare(a.range.start, b.range.start));
}

/** With what stands behind its figures where they are not of the present text. */
export function asSaid(problem: Problem, workload: ShownWorkload, words: Pick<LanguageContext, 't'>): Problem {
  const note = standingNote(standingOfProblem(problem, workload), words);
  return note === '' ? problem : { ...problem, message: `${problem.message} ${capitalised(note)}.` };
}

export function problemPage(code: string): string {
  return `docs/problems/${code}.md`;
}

/** The pages of a code to look for, best first. @param locale of the reader, such as `de` or `pt-br` */
export function problemPages(code: string, locale: string): readonly string[] {
  if (!isCode(code)) return [];
  const [spoken = ''] = locale.toLowerCase().split('-');
  return [...(/^[a-z]{2,3}$/.test(spoken) ? [`docs/problems/${spoken}/${code}.md`] : []), problemPage(code)];
}

const isCode = (text: string): boolean => PROBLEM_CODES.some((code) => code === text);
