/** Problems as an editor shows them: closed code, page in docs/problems, and the data that fixes need. */
import type { Problem } from '../estimate/index.ts';
import type { LanguageContext } from './types.ts';

export interface Diagnostic extends Problem {
  /** Page of the code, relative to the extension. */
  readonly page: string;
  /** Shown struck out or faded by editors that can. */
  readonly tag?: 'deprecated' | 'unnecessary';
}

/** All problems of the file, in the order of the text, each once per place and code. */
export function diagnostics({ evaluation }: Pick<LanguageContext, 'evaluation'>): readonly Diagnostic[] {
  const seen = new Set<string>();
  return evaluation.problems.flatMap((problem) => {
    const key = `${problem.code} ${problem.range.start.line}:${problem.range.start.column} ${problem.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return { ...problem, page: problemPage(problem.code) };
  });
}

export function problemPage(code: string): string {
  return `docs/problems/${code}.md`;
}
