/** What the language status and the status bar say: the state, the date of the prices, and why nothing shows where nothing does. */
import type { Problem } from '../estimate/index.ts';
import { capitalised, type Range } from '../quantity/index.ts';
import { diagnostics } from './diagnostics.ts';
import { costPart, headline, leading } from './headline.ts';
import { pricesSentence } from './priceDates.ts';
import { isUnwritten, unreadLine, withStanding, workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload, Standing } from './types.ts';

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
  const { evaluation, t } = context;
  const problems = diagnostics(context);
  const errors = count(problems, 'error');
  const warnings = count(problems, 'warning');
  if (evaluation.workloads.length > 0 && evaluation.workloads.every(isUnwritten))
    return { text: t('Nothing written yet'), detail: t('Start from a template …'), severity: 'Information' };
  const silent = silence(context, surfaces);
  const [workload] = workloadsOf(context);
  const prices = pricesSentence(workload, workload && leading(workload.estimate)?.name, context);
  const ofPrices = unreadPrices(context.unreadPrices, context);
  const restricted = surfaces.restricted ? t('Restricted Mode: price folder and HEAD are off') : '';
  if (errors > 0) {
    const first = problems.find((problem) => problem.severity === 'error');
    const unread = workloadsOf(context).flatMap((workload) => unreadOf(workload))[0];
    return {
      text:
        unread !== undefined
          ? capitalised(unreadLine(unread, context))
          : errors === 1
            ? t('1 error')
            : t('{0} errors', errors),
      detail: [first?.message, silent, ofPrices, restricted, prices].filter(Boolean).join(' · '),
      severity: 'Error',
    };
  }
  const estimated = workloadsOf(context).reduce((sum, { estimate }) => sum + estimate.deployments.length, 0);
  return {
    text: estimated === 1 ? t('1 deployment estimated') : t('{0} deployments estimated', estimated),
    detail: [
      warnings === 0 ? '' : warnings === 1 ? t('1 warning') : t('{0} warnings', warnings),
      silent,
      ofPrices,
      restricted,
      prices,
    ]
      .filter(Boolean)
      .join(' · '),
    severity: warnings > 0 || silent !== '' || ofPrices !== '' ? 'Warning' : 'Information',
  };
}

/** "1 line of your price tables is not read"; empty where all are. */
export function unreadPrices(lines: number | undefined, { t }: Pick<LanguageContext, 't'>): string {
  if (lines === undefined || lines === 0) return '';
  return lines === 1
    ? t('1 line of your price tables is not read')
    : t('{0} lines of your price tables are not read', lines);
}

/** Why a workload shows no lens or no problems. */
function silence(context: LanguageContext, surfaces: Surfaces): string {
  const { t } = context;
  const off = [
    surfaces.codeLens ? '' : t('lenses are off (inferenceTco.codeLens.enabled)'),
    surfaces.diagnostics ? '' : t('problems are off (inferenceTco.diagnostics.enabled)'),
  ].filter(Boolean);
  if (off.length > 0) return off.join(', ');
  const empty = workloadsOf(context).filter(({ estimate }) => estimate.deployments.length === 0);
  return empty.length === 0
    ? ''
    : t('{0} has nothing to show: see its problems', empty.map((one) => one.estimate.name).join(', '));
}

/** Of the workload, else of its first deployment that does not read. */
function unreadOf({ standing, standingOf, estimate }: ShownWorkload): readonly Standing[] {
  return [standing, ...estimate.deployments.map(({ name }) => standingOf(name))].filter(
    ({ problem }) => problem !== undefined,
  );
}

function count(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

export interface BarText {
  readonly text: string;
  readonly tooltip: string;
  /** The figures are not of the present text: where it does not read. */
  readonly unread?: Range;
}

/** The status bar: the deployment at the cursor, else the one the workload is judged by. */
export function barText(
  context: LanguageContext,
  workload: ShownWorkload | undefined = workloadsOf(context)[0],
  deployment?: string,
): BarText | undefined {
  if (workload === undefined) return undefined;
  const shown = workload.estimate.deployments.find((one) => one.name === deployment) ?? leading(workload.estimate);
  if (shown === undefined) return undefined;
  const standing = workload.standingOf(shown.name);
  const unread = standing.problem?.range;
  const cost = withStanding(costPart(shown.cost.perMillionTokens, context), standing, context);
  const whole = withStanding(headline(shown, workload.estimate.limits, context), standing, context);
  return {
    text: `${shown.name}: ${cost}`,
    tooltip: [`${workload.estimate.name} › ${shown.name}`, whole, pricesSentence(workload, shown.name, context)].join(
      '\n',
    ),
    ...(unread === undefined ? {} : { unread }),
  };
}

/** The sentence of the file badge: what is over which budget; undefined while all budgets hold. */
export function overBudget(context: LanguageContext): string | undefined {
  return diagnostics(context).find((problem) => problem.code === 'over-budget')?.message;
}
