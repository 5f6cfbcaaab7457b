/** The one fix of a slip of YAML: the edits that the reader found to mend it. */
import type { EvaluatedWorkload, Problem } from '../../estimate/index.ts';
import { message } from '../../quantity/index.ts';
import type { TextEdit, WorkloadProblemData } from '../../workload/index.ts';
import type { CodeAction, LanguageContext } from '../types.ts';

type SlipKind = NonNullable<WorkloadProblemData['yaml-syntax']['slip']>;

const TITLES: Readonly<Record<SlipKind, string>> = {
  tab: message('Indent by blanks'),
  blank: message('Write plain blanks and quotes'),
  space: message('Add the space'),
  equals: message('Write a colon'),
  quote: message('Close the quote'),
  bracket: message('Mend the braces'),
  indent: message('Move it to the column of its neighbours'),
  colon: message('Add the colon'),
  'colon-in-value': message('Put the value in quotes'),
};

export function slipFix(problem: Problem, _: EvaluatedWorkload, { t }: LanguageContext): readonly CodeAction[] {
  const kind = problem.data?.['slip'];
  if (typeof kind !== 'string' || !Object.hasOwn(TITLES, kind)) return [];
  const edits = problem.data?.['edits'] as readonly TextEdit[];
  const { code, range } = problem;
  return [{ title: t(TITLES[kind as SlipKind]), kind: 'quickfix', edits, preferred: true, problem: { code, range } }];
}
