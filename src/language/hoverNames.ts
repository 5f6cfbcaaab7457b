/** Hovers of the user's own names: a deployment with its numbers, a `let` name with its value. */
import { betterText, type DeploymentEstimate, type EvaluatedWorkload } from '../estimate/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import { subject, tenPercentMore } from './effects.ts';
import { explainable } from './explain.ts';
import { costPart, headline } from './headline.ts';
import { effectText } from './hoverEffect.ts';
import { code, escape, spaced } from './markdown.ts';
import { letValue } from './names.ts';
import { withStanding } from './standing.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

/** Command of the links "how this was calculated"; arguments: uri, document index, deployment, value path. */
export const EXPLAIN_COMMAND = '_inferenceTco.explain';

/** A deployment's key: its headline, its numbers with their intervals, each a link to its calculation. */
export function deploymentHover(workload: ShownWorkload, name: string, context: LanguageContext): string {
  const deployment = workload.estimate.deployments.find((one) => one.name === name);
  if (deployment === undefined) return '';
  const standing = workload.standingOf(name);
  const titled = (figures: string): string =>
    `**${escape(name)}** · ${escape(withStanding(figures, standing, context))}`;
  const reasons = deployment.reasons.map((reason) => `- ${escape(reason.message)}`).join('\n');
  if (deployment.status === 'invalid' || deployment.status === 'infeasible')
    return [titled(headline(deployment, workload.estimate.limits, context)), reasons].filter(Boolean).join('\n\n');
  const rows = explainable().flatMap(({ path, label, pick }) => {
    const quantity = pick(deployment);
    if (quantity.value === null && quantity.low === undefined) return [];
    const shown = escape(formatQuantity(quantity, { locale: context.locale }));
    return [
      [escape(context.t(label)), explainLink(shown, workload, deployment, path, context), interval(quantity, context)],
    ];
  });
  return [
    titled(costPart(deployment.cost.perMillionTokens, context)),
    spaced(['', '', context.t('80 % interval')], 'lrr', rows),
    reasons,
    standing.kind === 'fresh' ? better(workload, deployment, context) : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What the same machines would cost otherwise: asked for when somebody looks. */
function better({ workload }: EvaluatedWorkload, { name, cost }: DeploymentEstimate, context: LanguageContext): string {
  const [first] = workload ? context.engine.better(workload, name) : [];
  return first ? escape(betterText(first, cost.perMonth.value, context)) : '';
}

function interval(
  { low, high, unit, state }: DeploymentEstimate['cost']['perMonth'],
  { locale }: LanguageContext,
): string {
  if (low === undefined || high === undefined || low === high) return '';
  const show = (value: number): string => escape(formatQuantity({ value, unit, state }, { locale }));
  return `${show(low)} – ${show(high)}`;
}

function explainLink(
  text: string,
  { document }: EvaluatedWorkload,
  { name }: DeploymentEstimate,
  path: string,
  { uri, t }: LanguageContext,
): string {
  const query = encodeURIComponent(JSON.stringify([uri, document.index, name, path])).replace(
    /[()']/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `[${text}](command:${EXPLAIN_COMMAND}?${query} "${t('Show calculation')}")`;
}

/** A `let` name: its value, and what ten percent more of it does. */
export function letHover(
  workload: ShownWorkload,
  name: string,
  path: readonly string[],
  context: LanguageContext,
): string {
  const about = subject(workload, []);
  const effect =
    about && workload.standingOf(about.name).kind === 'fresh' && tenPercentMore(context, workload, ['let', name]);
  const value = letValue(context, workload, name);
  return [
    `**${escape(name)}**${value === undefined ? '' : ` = ${code(value)}`}`,
    path[0] === 'let' ? '' : context.t('Defined under let.'),
    !effect || about === undefined
      ? ''
      : context.t('10 % more, for {0}: {1}.', code(about.name), effectText(effect, context)),
  ]
    .filter(Boolean)
    .join('\n\n');
}
