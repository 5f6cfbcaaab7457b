/** Budgets and latency targets as tests, one per limit and deployment. The verdicts are those of `inference-tco check`. */
import { checkEstimate, type Check } from '../estimate/index.ts';
import { capitalised, formatQuantity, type Range } from '../quantity/index.ts';
import { workloadRange } from './codeLens.ts';
import { unreadLine, workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export interface BudgetTest {
  readonly id: string;
  /** Workload and deployment. */
  readonly group: string;
  readonly label: string;
  readonly verdict: Check['verdict'];
  readonly message: string;
  /** The limit in the text; the deployment for feasibility. */
  readonly range: Range;
}

const LIMIT_PATHS: Readonly<Record<Check['subject'], readonly string[] | undefined>> = {
  feasible: undefined,
  served: undefined,
  ttft: ['slo', 'ttft'],
  tpot: ['slo', 'tpot'],
  'cost-per-million-tokens': ['budget', 'per_million_tokens'],
  'cost-per-month': ['budget', 'per_month'],
  'energy-per-million-tokens': ['budget', 'energy_per_million_tokens'],
};

export function budgetTests(context: LanguageContext): readonly BudgetTest[] {
  return workloadsOf(context).flatMap((workload) =>
    checkEstimate(workload.estimate, { all: workload.estimate.baseline === undefined, t: context.t }).map((check) =>
      toTest(check, workload, context),
    ),
  );
}

function toTest(check: Check, { document, ...workload }: ShownWorkload, context: LanguageContext): BudgetTest {
  const { locale, t } = context;
  const standing = workload.standingOf(check.deployment);
  const subject = subjectLabel(check.subject, t);
  const unit = check.value?.unit ?? '';
  const limit =
    check.limit === undefined ? '' : formatQuantity({ value: check.limit, unit, state: 'known' }, { locale });
  const value = check.value === undefined ? '' : formatQuantity(check.value, { locale });
  // Limits that no deployment is held to stand where they are set.
  const paths = check.deployment === '' ? [['budget'], ['slo']] : [LIMIT_PATHS[check.subject] ?? []];
  const range =
    paths.flatMap((path) => document.rangeOf(path)?.key ?? [])[0] ??
    document.rangeOf(['deployments', check.deployment])?.key ??
    workloadRange({ document, ...workload });
  return {
    id: `${document.index}/${check.workload}/${check.deployment}/${check.subject}`,
    group: [check.workload, check.deployment].filter(Boolean).join(' › '),
    label: limit === '' ? subject : t('{0} at most {1}', subject, limit),
    // Figures of another text decide nothing about this one.
    verdict: standing.kind === 'fresh' ? check.verdict : 'undecided',
    message: [capitalised(unreadLine(standing, context)), message(check, subject, value, limit, t)]
      .filter(Boolean)
      .join('. '),
    range,
  };
}

function message(check: Check, subject: string, value: string, limit: string, t: LanguageContext['t']): string {
  if (check.limit === undefined) return check.message ?? '';
  const fact = t('{0} is {1}; the limit is {2}.', subject, value, limit);
  if (check.verdict === 'undecided') return `${fact} ${t('A price in it is unknown, so the limit cannot be decided.')}`;
  return check.straddles ? `${fact} ${t('Its 80 % interval covers the limit.')}` : fact;
}

function subjectLabel(subject: Check['subject'], t: LanguageContext['t']): string {
  switch (subject) {
    case 'feasible':
      return t('Fits and runs');
    case 'served':
      return t('All requests are served');
    case 'ttft':
      return t('Time to first token');
    case 'tpot':
      return t('Time per output token');
    case 'cost-per-million-tokens':
      return t('Cost per million tokens');
    case 'cost-per-month':
      return t('Monthly bill');
    case 'energy-per-million-tokens':
      return t('Energy per million tokens');
  }
}
