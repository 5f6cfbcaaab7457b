/** Quick fixes and refactorings. Start here; textFixes.ts and numberFixes.ts are tables by problem code. */
import type { EvaluatedWorkload, Problem } from '../../estimate/index.ts';
import type { Range } from '../../quantity/index.ts';
import type { TextEdit } from '../../workload/index.ts';
import { deploymentAt, workloadAt } from '../locate.ts';
import { overlaps } from '../ranges.ts';
import { standingOfProblem } from '../standing.ts';
import type { CodeAction, LanguageContext } from '../types.ts';
import { numberFixes } from './numberFixes.ts';
import { refactorings } from './refactorings.ts';
import { FIX_ALL_CODES, TEXT_FIXES } from './textFixes.ts';

/** @param wants which kinds the editor asks for; estimating a refactoring is worth milliseconds only if it is shown */
export function codeActions(
  context: LanguageContext,
  range: Range,
  wants: (kind: CodeAction['kind']) => boolean = () => true,
): readonly CodeAction[] {
  const { file } = context.evaluation;
  const offset = file.offsetAt(range.start);
  const shown = workloadAt(context, offset);
  if (shown === undefined) return [];
  const workload = shown.present;
  // Figures before are told with their own problems: those that the present text would have are not on the page.
  const told = (problem: Problem): boolean => standingOfProblem(problem, shown).kind !== 'last-good';
  const problems = workload.estimate.problems.filter((one) => overlaps(one.range, range) && told(one));
  const name = deploymentAt(workload, file, offset);
  const reads = [shown.standing, ...(name === undefined ? [] : [shown.standingOf(name)])].every(
    ({ problem }) => problem === undefined,
  );
  return unique([
    ...(wants('quickfix') ? problems.flatMap((problem) => fixes(problem, workload, context)) : []),
    ...(wants('refactor.rewrite') && reads ? refactorings(workload, name, context) : []),
    ...(wants('source.fixAll') ? fixAll(context) : []),
  ]);
}

function fixes(problem: Problem, workload: EvaluatedWorkload, context: LanguageContext): readonly CodeAction[] {
  const made = [
    ...(TEXT_FIXES[problem.code]?.(problem, workload, context) ?? []),
    ...numberFixes(problem, workload, context),
  ];
  const useful = made.filter(
    (action) => action.edits.length > 0 || action.disabled !== undefined || action.run !== undefined,
  );
  const preferred = useful.find((action) => action.preferred);
  return useful.map((action) => (action.preferred && action !== preferred ? withoutPreference(action) : action));
}

function withoutPreference({ preferred: _, ...action }: CodeAction): CodeAction {
  return action;
}

/** Every certain fix of the file at once; those that would touch the same text are left for the next time. */
function fixAll(context: LanguageContext): readonly CodeAction[] {
  const edits: TextEdit[] = [];
  for (const workload of context.evaluation.workloads)
    for (const problem of workload.estimate.problems) {
      if (!FIX_ALL_CODES.has(problem.code)) continue;
      const best = TEXT_FIXES[problem.code]?.(problem, workload, context).find((action) => action.preferred);
      const clash = best?.edits.some((edit) => edits.some((other) => edit.start < other.end && other.start < edit.end));
      if (best !== undefined && clash === false) edits.push(...best.edits);
    }
  return edits.length === 0
    ? []
    : [{ title: context.t('Fix spelling, units and slips of YAML'), kind: 'source.fixAll', edits }];
}

function unique(actions: readonly CodeAction[]): readonly CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ kind, title, problem }) => {
    const key = `${kind} ${title} ${problem?.code ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}
