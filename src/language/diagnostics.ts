/** Problems as an editor shows them: closed code, page in docs/problems, and the data that fixes need. */
import type { Problem } from '../estimate/index.ts';
import { isUnwritten } from './standing.ts';
import type { LanguageContext } from './types.ts';

export interface Diagnostic extends Problem {
  /** Page of the code, relative to the extension. */
  readonly page: string;
  /** Shown struck out or faded by editors that can. */
  readonly tag?: 'deprecated' | 'unnecessary';
}

/** All problems of the file, in the order of the text; remarks of several machines about one value are one. */
export function diagnostics({ evaluation }: Pick<LanguageContext, 'evaluation'>): readonly Diagnostic[] {
  const unwritten = new Set(evaluation.workloads.filter(isUnwritten).flatMap(({ estimate }) => estimate.problems));
  const found = new Map<string, Diagnostic>();
  for (const problem of evaluation.problems) {
    if (unwritten.has(problem)) continue;
    const place = `${problem.code} ${problem.range.start.line}:${problem.range.start.column}`;
    const key = problem.code === 'precision-emulated' ? place : `${place} ${problem.message}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...problem, page: problemPage(problem.code) });
    else if (!known.message.includes(problem.message))
      found.set(key, { ...known, message: `${known.message}\n${problem.message}` });
  }
  return [...found.values()];
}

export function problemPage(code: string): string {
  return `docs/problems/${code}.md`;
}
