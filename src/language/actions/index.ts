/** Quick fixes and refactorings. Start here; textFixes.ts and numberFixes.ts are tables by problem code. */
import type { EvaluatedWorkload, Problem } from '../../estimate/index.ts';
import type { Range } from '../../quantity/index.ts';
import type { TextEdit } from '../../workload/index.ts';
import { contains, deploymentAt, overlaps } from '../locate.ts';
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
  const workload = context.evaluation.workloads.find(({ document }) => contains(document.range, range.start));
  if (workload === undefined) return [];
  const problems = workload.estimate.problems.filter((problem) => overlaps(problem.range, range));
  const offset = context.evaluation.file.offsetAt(range.start);
  return unique([
    ...(wants('quickfix') ? problems.flatMap((problem) => fixes(problem, workload, context)) : []),
    ...(wants('refactor.rewrite')
      ? refactorings(workload, deploymentAt(workload, context.evaluation.file, offset), context)
      : []),
    ...(wants('source.fixAll') ? fixAll(context) : []),
  ]);
}

function fixes(problem: Problem, workload: EvaluatedWorkload, context: LanguageContext): readonly CodeAction[] {
  const made = [
    ...(TEXT_FIXES[problem.code]?.(problem, workload, context) ?? []),
    ...numberFixes(problem, workload, context),
  ];
  const useful = made.filter((action) => action.edits.length > 0 || action.disabled !== undefined);
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
