/** What the language status and the status bar say: the state, the date of the prices, and why nothing shows where nothing does. */
import type { EvaluatedWorkload, Evaluation, Problem } from '../estimate/index.ts';
import { costPart, headline, leading } from './headline.ts';
import type { LanguageContext } from './types.ts';

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'Information' | 'Warning' | 'Error';
}

export interface Surfaces {
  readonly codeLens: boolean;
  readonly diagnostics: boolean;
  /** The folder is not trusted: what reads more than its files is off. */
  readonly restricted?: boolean;
}

export function status(context: LanguageContext, surfaces: Surfaces): Status {
  const { evaluation, engine, t } = context;
  const errors = count(evaluation.problems, 'error');
  const warnings = count(evaluation.problems, 'warning');
  const silent = silence(context, surfaces);
  const prices = t('prices aged to {0}', engine.asOf);
  const restricted = surfaces.restricted ? t('Restricted Mode: price folder and HEAD are off') : '';
  if (errors > 0) {
    const first = evaluation.problems.find((problem) => problem.severity === 'error');
    return {
      text: errors === 1 ? t('1 error') : t('{0} errors', errors),
      detail: [first?.message, silent, restricted, prices].filter(Boolean).join(' · '),
      severity: 'Error',
    };
  }
  const estimated = evaluation.workloads.reduce((sum, { estimate }) => sum + estimate.deployments.length, 0);
  return {
    text: estimated === 1 ? t('1 deployment estimated') : t('{0} deployments estimated', estimated),
    detail: [
      warnings === 0 ? '' : warnings === 1 ? t('1 warning') : t('{0} warnings', warnings),
      silent,
      restricted,
      prices,
    ]
      .filter(Boolean)
      .join(' · '),
    severity: warnings > 0 || silent !== '' ? 'Warning' : 'Information',
  };
}

/** Why a workload shows no lens or no problems. */
function silence({ evaluation, t }: LanguageContext, surfaces: Surfaces): string {
  const off = [
    surfaces.codeLens ? '' : t('lenses are off (inferenceTco.codeLens.enabled)'),
    surfaces.diagnostics ? '' : t('problems are off (inferenceTco.diagnostics.enabled)'),
  ].filter(Boolean);
  if (off.length > 0) return off.join(', ');
  const empty = evaluation.workloads.filter(({ estimate }) => estimate.deployments.length === 0);
  return empty.length === 0
    ? ''
    : t('{0} has nothing to show: see its problems', empty.map((one) => one.estimate.name).join(', '));
}

function count(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

/** The status bar: the deployment at the cursor, else the one the workload is judged by. */
export function barText(
  context: LanguageContext,
  workload: EvaluatedWorkload | undefined = context.evaluation.workloads[0],
  deployment?: string,
): { readonly text: string; readonly tooltip: string } | undefined {
  if (workload === undefined) return undefined;
  const shown = workload.estimate.deployments.find((one) => one.name === deployment) ?? leading(workload.estimate);
  if (shown === undefined) return undefined;
  return {
    text: `${shown.name}: ${costPart(shown.cost.perMillionTokens, context)}`,
    tooltip: `${workload.estimate.name} › ${shown.name}\n${headline(shown, workload.estimate.limits, context)}`,
  };
}

/** The sentence of the file badge: what is over which budget; undefined while all budgets hold. */
export function overBudget(evaluation: Evaluation): string | undefined {
  return evaluation.problems.find((problem) => problem.code === 'over-budget')?.message;
}
