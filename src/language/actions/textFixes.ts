/** Fixes of mistakes in the text: spelling, units, missing and surplus keys. Only the facts of the problem are read, never its prose. */
import type { EvaluatedWorkload, Problem } from '../../estimate/index.ts';
import { schemaAt, type TextEdit } from '../../workload/index.ts';
import { move, remove, replaceRange, set, withoutDashes } from '../edits.ts';
import { slipFix } from './slipFixes.ts';
import type { CodeAction, LanguageContext } from '../types.ts';

type Fix = (problem: Problem, workload: EvaluatedWorkload, context: LanguageContext) => readonly CodeAction[];

export const TEXT_FIXES: Readonly<Partial<Record<Problem['code'], Fix>>> = {
  'yaml-syntax': slipFix,
  'bad-expression': suggestion,
  'wrong-type': (problem, workload, context) => {
    const edits = withoutDashes(context, workload, problem.path);
    return edits.length === 0
      ? []
      : [{ ...fix(problem, context.t('Write it as keys instead of a list'), edits), preferred: true }];
  },
  'unknown-key': (problem, workload, context) => {
    const closest = textOf(problem, 'closest');
    const home = problem.data?.['belongsTo'];
    if (Array.isArray(home)) return moved(problem, workload, context, listOf(problem, 'belongsTo'));
    const key = textOf(problem, 'key') ?? problem.path.at(-1) ?? '';
    const drop = context.t('Remove {0}', key);
    const removal = fix(problem, drop, remove(context, workload, problem.path));
    if (closest === undefined) return [removal];
    return [spelling(problem, context, closest), removal];
  },
  'unknown-value': closestAndAllowed,
  'unknown-name': closestAndAllowed,
  'wrong-unit': suggestion,
  'out-of-range': suggestion,
  'missing-unit': (problem, workload, context) => {
    const written = textOf(problem, 'text') ?? '';
    const best = textOf(problem, 'suggestion');
    const others = listOf(problem, 'units').map((unit) => `${written} ${unit}`);
    return [
      ...suggestion(problem, workload, context),
      ...others
        .filter((value) => value !== best)
        .slice(0, 3)
        .map((value) => fix(problem, context.t('Write {0}', value), replaceRange(context, problem.range, value))),
    ];
  },
  'missing-key': (problem, workload, context) => {
    const keys = listOf(problem, 'anyOf');
    const names = keys.length > 0 ? keys : [textOf(problem, 'key') ?? ''];
    return names.filter(Boolean).map((key, index) => {
      const given = index === 0 ? textOf(problem, 'suggestion') : undefined;
      const path = problem.path.at(-1) === key ? problem.path.slice(0, -1) : problem.path;
      const edits = set(context, workload, [...path, key], given ?? schemaAt([...path, key])?.example ?? {});
      return {
        ...fix(problem, context.t('Add {0}', key), edits),
        ...(index === 0 && given !== undefined ? { preferred: true as const } : {}),
      };
    });
  },
  'duplicate-key': (problem, _workload, context) => {
    const edits = removeLine(problem, context);
    return edits.length === 0 ? [] : [fix(problem, context.t('Remove this {0}', textOf(problem, 'key') ?? ''), edits)];
  },
  'conflicting-keys': (problem, workload, context) => {
    const inside =
      problem.path.at(-1) !== undefined && listOf(problem, 'keys').includes(problem.path.at(-1) ?? '')
        ? problem.path.slice(0, -1)
        : problem.path;
    return listOf(problem, 'keys')
      .filter((key) => workload.document.rangeOf([...inside, key]) !== undefined)
      .map((key) => fix(problem, context.t('Remove {0}', key), remove(context, workload, [...inside, key])));
  },
};

/** Codes whose preferred fix is certain enough to be taken for a whole file at once. */
export const FIX_ALL_CODES: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'bad-expression',
  'out-of-range',
  'unknown-key',
  'unknown-value',
  'unknown-name',
  'missing-unit',
  'wrong-unit',
]);

function moved(
  problem: Problem,
  workload: EvaluatedWorkload,
  context: LanguageContext,
  home: readonly string[],
): readonly CodeAction[] {
  const edits = move(context, workload, problem.path, home);
  const title = home.length === 0 ? context.t('Move to the top level') : context.t('Move to {0}', home.join('.'));
  return [
    ...(edits.length === 0 ? [] : [{ ...fix(problem, title, edits), preferred: true as const }]),
    fix(problem, context.t('Remove {0}', problem.path.at(-1) ?? ''), remove(context, workload, problem.path)),
  ];
}

function closestAndAllowed(
  problem: Problem,
  _workload: EvaluatedWorkload,
  context: LanguageContext,
): readonly CodeAction[] {
  const closest = textOf(problem, 'closest');
  const others = listOf(problem, 'allowed')
    .filter((value) => value !== closest)
    .slice(0, 5)
    .map((value) => fix(problem, context.t('Change to {0}', value), replaceRange(context, problem.range, value)));
  return closest === undefined ? others : [spelling(problem, context, closest), ...others];
}

function suggestion(problem: Problem, _workload: EvaluatedWorkload, context: LanguageContext): readonly CodeAction[] {
  const value = textOf(problem, 'suggestion');
  if (value === undefined) return [];
  return [
    { ...fix(problem, context.t('Write {0}', value), replaceRange(context, problem.range, value)), preferred: true },
  ];
}

function spelling(problem: Problem, context: LanguageContext, closest: string): CodeAction {
  const edits = replaceRange(context, problem.range, closest);
  return { ...fix(problem, context.t('Change to {0}', closest), edits), preferred: true };
}

/** The whole line of a block entry; flow entries are left to the user. */
function removeLine({ range }: Problem, { evaluation: { file } }: LanguageContext): readonly TextEdit[] {
  const start = file.offsetAt({ line: range.start.line, column: 1 });
  const end = file.text.indexOf('\n', start);
  const line = file.text.slice(start, end < 0 ? file.text.length : end);
  if (!/^\s*[\w-]+:\s*[^{[|>\s]/.test(line)) return [];
  return [{ start, end: end < 0 ? file.text.length : end + 1, newText: '' }];
}

export function fix(problem: Problem, title: string, edits: readonly TextEdit[]): CodeAction {
  return { title, kind: 'quickfix', edits, problem: { code: problem.code, range: problem.range } };
}

/** A fix that needs a fact only the user has. */
export function disabledFix(problem: Problem, title: string, reason: string): CodeAction {
  return { ...fix(problem, title, []), disabled: reason };
}

export function textOf(problem: Problem, key: string): string | undefined {
  const value = problem.data?.[key];
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(problem: Problem, key: string): number | undefined {
  const value = problem.data?.[key];
  return typeof value === 'number' ? value : undefined;
}

export function listOf(problem: Problem, key: string): readonly string[] {
  const value = problem.data?.[key];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
