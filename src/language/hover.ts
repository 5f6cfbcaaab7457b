/**
 * Hover in three layers: what the key means, what it does to the result, where the number comes from.
 *
 * The second layer is measured, not told: the engine answers for the text with the value changed. All text of the user and
 * of tables is escaped; the only links are to published sources and to our own explanation command.
 */
import { architectureOfRow, type DeploymentEstimate, type EvaluatedWorkload } from '../estimate/index.ts';
import { parameterCounts } from '../performance/index.ts';
import { schemaAt, type KeyInfo } from '../workload/index.ts';
import { amountAt, isExpression } from './amounts.ts';
import { acceleratorCard, apiCard, modelCard, offerCard, offerOf } from './cards.ts';
import { poolsOf } from './actions/offers.ts';
import { alternatives, subject, tenPercentMore, type Alternative, type Effect } from './effects.ts';
import { costPart, energyText, headline, shownTtft } from './headline.ts';
import { explainable } from './explain.ts';
import { signed } from './calculation.ts';
import { workloadAt } from './locate.ts';
import { code, escape, originLine, spaced } from './markdown.ts';
import { amountText } from './measures.ts';
import { nameAt, letValue } from './names.ts';
import type { Hover, LanguageContext } from './types.ts';
import { formatQuantity } from '../quantity/index.ts';

/** Command of the links "how this was calculated"; arguments: uri, document index, deployment, value path. */
export const EXPLAIN_COMMAND = '_inferenceTco.explain';

export function hover(context: LanguageContext, offset: number): Hover | undefined {
  const workload = workloadAt(context.evaluation, offset);
  if (workload === undefined) return undefined;
  const name = nameAt(context, offset);
  if (name?.kind === 'deployment') return part(name.range, deploymentHover(workload, name.name, context));
  const place = workload.document.pathAt(offset);
  if (place.where === 'none') return undefined;
  if (name?.kind === 'let') return part(name.range, letHover(workload, name.name, place.path, context));
  const info = schemaAt(place.path);
  const range = place.where === 'key' ? place.keyRange : place.valueRange;
  if (info === undefined || range === undefined) return undefined;
  const effect = effectSection(workload, place.path, info, context);
  const sections = [
    // A table of alternatives says what each value means: they are not listed twice.
    meaning(place.path, info, context, effect === '' || (info.values ?? []).length < 2),
    effect,
    origin(workload, place.path, info, context),
  ];
  return part(range, sections.filter((section) => section !== '').join('\n\n---\n\n'));
}

function part(range: Hover['range'], markdown: string): Hover | undefined {
  return markdown === '' ? undefined : { range, markdown };
}

/** Layer 1. */
function meaning(path: readonly string[], info: KeyInfo, { t }: LanguageContext, listed: boolean): string {
  const facts = [
    info.measure === undefined ? '' : unitFact(info, t),
    info.default === undefined
      ? ''
      : t('Default: {0}.', info.default.startsWith('(') ? escape(t(info.default.slice(1, -1))) : code(info.default)),
    info.required ? t('Required.') : '',
  ].filter(Boolean);
  const values = listed ? (info.values ?? []).map(({ value, doc }) => `- ${code(value)}: ${escape(t(doc))}`) : [];
  return [`**${escape(path.at(-1) ?? '')}** · ${escape(t(info.doc))}`, facts.join(' '), values.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function unitFact({ measure = '', units = [], bare }: KeyInfo, t: LanguageContext['t']): string {
  const holds = escape(t(measure));
  const offered = units.slice(0, 3).map(code).join(', ');
  if (bare === undefined) return t('Holds {0}; needs a unit such as {1}.', holds, offered);
  if (bare === '') return offered === '' ? t('Holds {0}.', holds) : t('Holds {0}; units: {1}.', holds, offered);
  return t('Holds {0}; without a unit: {1}.', holds, escape(t(bare)));
}

/** Layer 2: alternatives of a closed choice, or ten percent more of a number. */
function effectSection(
  workload: EvaluatedWorkload,
  path: readonly string[],
  info: KeyInfo,
  context: LanguageContext,
): string {
  const { t } = context;
  const about = subject(workload, path);
  if (about === undefined) return '';
  if (info.values !== undefined && info.values.length > 1) {
    const docs = new Map(info.values.map(({ value, doc }) => [value, t(doc)]));
    const found = new Map(alternatives(context, workload, path, [...docs.keys()]).map((one) => [one.value, one]));
    if (found.size < 2) return '';
    const rows = [...docs].map(([value, doc]) => [...alternativeRow(value, found.get(value), context), escape(doc)]);
    const head = ['', t('cost'), t('energy'), about.slo.ttft === 'unset' ? 'TTFT' : 'TTFT p95', 'TPOT', ''];
    return [t('For {0}, per million tokens:', code(about.name)), spaced(head, 'lrrrrl', rows)].join('\n\n');
  }
  if (info.measure === undefined || info.integer) return '';
  const effect = tenPercentMore(context, workload, path);
  return effect === undefined ? '' : t('10 % more, for {0}: {1}.', code(about.name), effectText(effect, context));
}

/** Dashes where the machines cannot do it or the engine refuses the value. */
function alternativeRow(
  value: string,
  alternative: Alternative | undefined,
  { locale }: LanguageContext,
): readonly string[] {
  const mark = alternative?.current ? '**' : '';
  const name = `${mark}${code(value)}${mark}`;
  if (alternative === undefined || alternative.deployment.status === 'infeasible') return [name, '–', '–', '–', '–'];
  const { cost, energy, performance } = alternative.deployment;
  const show = (quantity: Parameters<typeof formatQuantity>[0]): string =>
    `${mark}${escape(formatQuantity(quantity, { locale }))}${mark}`;
  return [
    name,
    show(cost.perMillionTokens),
    `${mark}${escape(energyText(energy.kwhPerMillionTokens.value, locale))}${mark}`,
    show(shownTtft(alternative.deployment)),
    show(performance.tpot),
  ];
}

function effectText(effect: Effect, { locale, t }: LanguageContext): string {
  const parts: readonly (readonly [string, number | undefined])[] = [
    [t('bill'), effect.cost],
    [t('energy'), effect.energy],
    ['TTFT', effect.ttft],
    ['TPOT', effect.tpot],
  ];
  const moved = parts.filter(
    (one): one is readonly [string, number] => one[1] !== undefined && Math.abs(one[1]) >= 0.0005,
  );
  return moved.length === 0
    ? t('nothing changes')
    : moved.map(([label, share]) => `${label} ${signed(share, locale)}`).join(', ');
}

/** Layer 3. */
function origin(workload: EvaluatedWorkload, path: readonly string[], info: KeyInfo, context: LanguageContext): string {
  const { catalog } = context.engine;
  const key = path.at(-1);
  if (key === 'accelerator') {
    const row = catalog.accelerator(textAt(workload, path, context));
    const stage = stageAt(workload, path.slice(0, -1));
    const offer = stage && offerOf(stage, context);
    return [offer && stage && offerCard(offer, stage, context), row && acceleratorCard(row, context)]
      .filter(Boolean)
      .join('\n\n');
  }
  if (path.length === 1 && key === 'model') {
    const row = catalog.model(textAt(workload, path, context));
    return row === undefined ? '' : modelCard(row, parameterCounts(architectureOfRow(row)), context);
  }
  if (path.includes('rent')) {
    const stage = stageAt(workload, path.slice(0, path.indexOf('rent')));
    const offer = stage && offerOf(stage, context);
    if (offer !== undefined && stage !== undefined) return offerCard(offer, stage, context);
  }
  if (path.includes('api')) {
    const name = path[1];
    const provider = textAt(workload, ['deployments', name ?? '', 'api', 'provider'], context);
    const row = catalog.apiOffers(workload.estimate.model, provider === '' ? undefined : provider)[0];
    return row === undefined ? '' : apiCard(row, context);
  }
  const amount = workload.workload && amountAt(workload.workload, path);
  if (amount === undefined || info.measure === undefined || !isExpression(amount.text)) return '';
  const value = amountText(path, amount.amount.mid, context);
  return value === undefined ? '' : `${escape(value.shown)} · ${originLine(amount.amount.origin, context)}`;
}

function stageAt(workload: EvaluatedWorkload, pool: readonly string[]) {
  const deployment = workload.estimate.deployments.find((one) => one.name === pool[1]);
  const index = poolsOf(workload, pool[1] ?? '').findIndex((path) => path.join('/') === pool.join('/'));
  return deployment?.stages[Math.max(0, index)];
}

function textAt(
  { document }: EvaluatedWorkload,
  path: readonly string[],
  { evaluation: { file } }: LanguageContext,
): string {
  const span = document.rangeOf(path)?.valueSpan;
  return span === undefined ? '' : file.text.slice(span.start, span.end).replace(/^["']|["']$/g, '');
}

/** A deployment's key: its headline, its numbers with their intervals, each a link to its calculation. */
function deploymentHover(workload: EvaluatedWorkload, name: string, context: LanguageContext): string {
  const deployment = workload.estimate.deployments.find((one) => one.name === name);
  if (deployment === undefined) return '';
  const reasons = deployment.reasons.map((reason) => `- ${escape(reason.message)}`).join('\n');
  if (deployment.status === 'invalid' || deployment.status === 'infeasible')
    return [`**${escape(name)}** · ${escape(headline(deployment, context))}`, reasons].filter(Boolean).join('\n\n');
  const rows = explainable().flatMap(({ path, label, of }) => {
    const quantity = of(deployment);
    if (quantity.value === null && quantity.low === undefined) return [];
    const shown = escape(formatQuantity(quantity, { locale: context.locale }));
    return [
      [escape(context.t(label)), explainLink(shown, workload, deployment, path, context), interval(quantity, context)],
    ];
  });
  return [
    `**${escape(name)}** · ${escape(costPart(deployment.cost.perMillionTokens, context))}`,
    spaced(['', '', context.t('80 % interval')], 'lrr', rows),
    reasons,
  ]
    .filter(Boolean)
    .join('\n\n');
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
function letHover(
  workload: EvaluatedWorkload,
  name: string,
  path: readonly string[],
  context: LanguageContext,
): string {
  const about = subject(workload, []);
  const effect = about && tenPercentMore(context, workload, ['let', name]);
  const value = letValue(context, workload, name);
  return [
    `**${escape(name)}**${value === undefined ? '' : ` = ${code(value)}`}`,
    path[0] === 'let' ? '' : context.t('Defined under let.'),
    effect === undefined || about === undefined
      ? ''
      : context.t('10 % more, for {0}: {1}.', code(about.name), effectText(effect, context)),
  ]
    .filter(Boolean)
    .join('\n\n');
}
