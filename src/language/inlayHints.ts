/**
 * Hints at the ends of values: what a machine costs per hour, which parallelism was chosen, what an expression comes to.
 *
 * They stand behind what is written and add nothing that is written. A double-click writes the value into the file.
 */
import type { InstanceRow } from '../catalog/index.ts';
import {
  currencyRates,
  listPrice,
  type DeploymentEstimate,
  type EvaluatedWorkload,
  type StageEstimate,
} from '../estimate/index.ts';
import { capitalised, formatMoney, formatNumber, type Range } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';
import { amountsOf, isExpression } from './amounts.ts';
import { poolsOf } from './actions/offers.ts';
import { offerOf } from './cards.ts';
import { set, together, type TextInHand } from './edits.ts';
import { amountText } from './measures.ts';
import { standingNote, workloadsOf } from './standing.ts';
import type { InlayHint, LanguageContext, ShownWorkload } from './types.ts';

export function inlayHints(context: LanguageContext): readonly InlayHint[] {
  return workloadsOf(context).flatMap((workload) => [
    ...expressionHints(workload.present, context),
    ...(workload.estimate.proposed
      ? []
      : workload.estimate.deployments.flatMap((one) => stageHints(workload, one, context))),
  ]);
}

/** Values of expressions: anything that is more than one literal. */
function expressionHints({ workload }: EvaluatedWorkload, context: LanguageContext): readonly InlayHint[] {
  if (workload === undefined) return [];
  const rates = currencyRates(context.engine.catalog);
  return amountsOf(workload).flatMap(({ path, amount, range, text }) => {
    if (!isExpression(text, rates)) return [];
    const value = amountText(path, amount.mid, context);
    if (value === undefined) return [];
    const { file } = context.evaluation;
    const edit = { start: file.offsetAt(range.start), end: file.offsetAt(range.end), newText: value.source };
    return hint(
      range,
      `= ${value.shown}`,
      context.t('{0} comes to {1}. Double-click writes the value instead.', text, value.shown),
      () => [edit],
    );
  });
}

/** With what stands behind them where they are not of the present text. */
function stageHints(
  workload: ShownWorkload,
  deployment: DeploymentEstimate,
  context: LanguageContext,
): readonly InlayHint[] {
  const { document } = workload;
  const standing = workload.standingOf(deployment.name);
  const note = capitalised(standingNote(standing, context));
  const noted = (one: InlayHint): InlayHint => ({
    ...one,
    label: standing.kind === 'partial' ? `≈ ${one.label}` : one.label,
    tooltip: note === '' ? one.tooltip : `${one.tooltip} ${note}.`,
  });
  return poolsOf(workload, deployment.name).flatMap((pool, index) => {
    const stage = deployment.stages[index];
    const range = document.rangeOf([...pool, 'accelerator'])?.value;
    if (stage === undefined || range === undefined) return [];
    const place = { workload, pool, stage, range };
    const price = priceHint(place, context);
    // Two hints at one place read as one line.
    const follows = price.some(({ position }) => position === range.end);
    return [...price, ...parallelismHint(place, context, follows ? '· ' : '')].map(noted);
  });
}

/** A pool of the document and what was computed for it; hints stand behind its accelerator. */
interface PoolPlace {
  readonly workload: EvaluatedWorkload;
  readonly pool: readonly string[];
  readonly stage: StageEstimate;
  readonly range: Range;
}

function priceHint({ workload, pool, stage, range }: PoolPlace, context: LanguageContext): readonly InlayHint[] {
  const { t, locale } = context;
  if (workload.document.rangeOf([...pool, 'rent', 'price']) !== undefined) return [];
  const row = offerOf(stage, context);
  if (row !== undefined) {
    const price = listPrice(row, stage.purchase ?? 'on-demand');
    if (price === undefined)
      return hint(
        range,
        t('price unknown'),
        t('No table has this price. Write rent: {price: …} if you have a quote.'),
        () => [],
      );
    const each = formatMoney(price / row.count, 'USD', locale);
    const tooltip = t(
      '{0} for {1} × {2}, {3} {4}, {5}, of {6}. Double-click writes the instance price.',
      formatMoney(price, 'USD', locale),
      row.count,
      row.accelerator,
      row.cloud,
      row.region,
      stage.purchase ?? 'on-demand',
      row.origin.asOf,
    );
    const edits = (): readonly TextEdit[] => priceEdits(context, workload, pool, row, price);
    const instance = workload.document.rangeOf([...pool, 'rent', 'instance'])?.value;
    return [
      ...hint(range, t('{0}/h each', each), tooltip, edits),
      ...(instance === undefined ? [] : hint(instance, t('{0}/h', formatMoney(price, 'USD', locale)), tooltip, edits)),
    ];
  }
  const owned = context.engine.catalog.accelerator(stage.accelerator);
  if (
    stage.cloud !== undefined ||
    owned?.priceUsd === undefined ||
    workload.document.rangeOf([...pool, 'own']) === undefined
  )
    return [];
  if (workload.document.rangeOf([...pool, 'own', 'accelerator_price']) !== undefined) return [];
  const price = `${plain(owned.priceUsd)} USD`;
  return hint(
    range,
    t('{0} each', formatMoney(owned.priceUsd, 'USD', locale)),
    t('Purchase price of one {0}. Double-click writes it.', owned.name),
    () => set(context, workload, [...pool, 'own', 'accelerator_price'], price),
  );
}

/** A price belongs to one machine at one place: what was left open is written with it. */
function priceEdits(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  pool: readonly string[],
  row: InstanceRow,
  price: number,
): readonly TextEdit[] {
  const rent = [...pool, 'rent'];
  const open = (['cloud', 'region', 'instance'] as const).filter(
    (key) => row[key] !== 'unstated' && workload.document.rangeOf([...rent, key]) === undefined,
  );
  return together(context, workload, [
    ...open.map((key) => (text: TextInHand) => text.set([...rent, key], row[key])),
    (text) => text.set([...rent, 'price'], `${plain(price)} USD/hour`),
  ]);
}

function parallelismHint(
  { workload, pool, stage, range }: PoolPlace,
  context: LanguageContext,
  before: string,
): readonly InlayHint[] {
  const chosen: readonly (readonly [string, string, number])[] = [
    ['tensor_parallel', 'tp', stage.tensorParallel],
    ['pipeline_parallel', 'pp', stage.pipelineParallel],
    ['expert_parallel', 'ep', stage.expertParallel],
  ];
  const open = chosen.filter(([key, , value], index) => (value > 1 || index === 0) && !isGiven(workload, pool, key));
  const [first] = open;
  if (first === undefined) return [];
  const label = open.map(([, short, value]) => `${short} ${formatNumber(value, context.locale)}`).join(', ');
  const tooltip = context.t(
    'Chosen by the tool: {0}. Double-click writes {1}.',
    open.map(([key, , value]) => `${key}: ${value}`).join(', '),
    first[0],
  );
  return hint(range, before + label, tooltip, () => set(context, workload, [...pool, first[0]], first[2]));
}

/** Given in the pool, its deployment, or the serving defaults. */
function isGiven({ document }: EvaluatedWorkload, pool: readonly string[], key: string): boolean {
  return [pool, pool.slice(0, 2), ['serving']].some((path) => document.rangeOf([...path, key]) !== undefined);
}

/** At most six significant digits and no grouping: what a document holds. */
function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function hint(range: Range, label: string, tooltip: string, edits: () => readonly TextEdit[]): readonly InlayHint[] {
  return [{ position: range.end, label, tooltip, edits }];
}
