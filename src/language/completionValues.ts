/**
 * Values that the catalog or the engine can price: accelerators, plans, clouds, regions, instances, models, providers, number
 * formats. Each carries the cost per million tokens that the deployment would have with it, and stands in that order.
 */
import type { ApiPriceRow, InstanceRow } from '../catalog/index.ts';
import type { Slices } from '../economics/index.ts';
import type { DeploymentEstimate, EvaluatedWorkload } from '../estimate/index.ts';
import type { Quantity, Range } from '../quantity/index.ts';
import { setValue, type KeyInfo } from '../workload/index.ts';
import { acceleratorCard, modelCard, offerOf } from './cards.ts';
import { applyEdits, deploymentAlone } from './edits.ts';
import { subject } from './effects.ts';
import { perMillion } from './headline.ts';
import type { Completion, LanguageContext } from './types.ts';
import { apiStandingsOf, architectureOfRow, type OfferReason, rentStandingsOf } from '../estimate/index.ts';
import { parameterCounts } from '../performance/index.ts';

interface Value {
  readonly value: string;
  readonly note?: string;
  /** Order among those whose cost is not known. */
  readonly rank?: string;
  readonly documentation?: () => string | undefined;
}

/** Keys whose closed values are worth an estimate each. */
const PRICED_CHOICES = new Set(['purchase', 'weights', 'kv_cache', 'engine', 'scaling']);
/** Bounds the work of one request: what is beyond is listed without its cost. */
const MOST_ESTIMATES = 256;

export function* pricedValues(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  info: KeyInfo,
  range: Range,
): Slices<readonly Completion[]> {
  const values = valuesOf(context, workload, path, info);
  if (values.length === 0) return [];
  const answers = yield* answersWith(context, workload, path, values);
  return values.map((one) => {
    const answer = answers.get(one.value);
    const cost = answer?.cost.perMillionTokens;
    return {
      label: one.value,
      kind: 'value' as const,
      insertText: one.value,
      sortText: `${sortKey(cost)}${one.rank ?? ''}${one.value}`,
      range,
      ...detail(cost, [one.note, answer && priceDate(answer, workload, context)], context),
      ...(one.documentation === undefined ? {} : { documentation: one.documentation }),
    };
  });
}

function valuesOf(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  info: KeyInfo,
): readonly Value[] {
  const { catalog } = context.engine;
  const key = path.at(-1) ?? '';
  if (path.length === 1 && key === 'model')
    return catalog.models.map((row) => ({
      value: row.id,
      note: row.family,
      rank: useRank(catalog.apiOffers(row.id)),
      documentation: () => modelCard(row, parameterCounts(architectureOfRow(row)), context),
    }));
  switch (info.table) {
    case 'accelerator':
      return catalog.accelerators.map((row) => ({
        value: row.id,
        note: row.name,
        documentation: () => acceleratorCard(row, context),
      }));
    case 'cloud':
      return distinct(
        ledFirst(offers(context, workload, path), context).map(({ row, note }) => ({ value: row.cloud, note })),
      );
    case 'region':
      return distinct(
        offers(context, workload, path, 'cloud')
          .filter(({ region }) => region !== 'unstated')
          .map(({ region, origin }) => ({ value: region, note: origin.asOf })),
      );
    case 'instance':
      return distinct(
        offers(context, workload, path, 'cloud', 'region').map(({ instance, count, origin }) => ({
          value: instance,
          note: `${count} ×, ${origin.asOf}`,
        })),
      );
    case 'provider':
      return distinct(
        confirmedFirst(workload.estimate.model, context).map(({ row, note }) => ({ value: row.provider, note })),
      );
    case 'api-model':
      return distinct(
        catalog.apiOffers(workload.estimate.model).map(({ modelId, provider }) => ({ value: modelId, note: provider })),
      );
    case 'currency':
      return catalog.currencies.map((row) => ({ value: row.currency, note: row.origin.asOf }));
    default:
      return PRICED_CHOICES.has(key)
        ? (info.values ?? []).map(({ value, doc }) => ({ value, note: context.t(doc) }))
        : [];
  }
}

/** Models that many providers serve today come first: use and youth in one number that the tables have. */
function useRank(offers: readonly ApiPriceRow[]): string {
  const providers = new Set(offers.map(({ provider }) => provider)).size;
  return String(999 - Math.min(999, providers)).padStart(3, '0');
}

/** Offers one would act on first; of the rest the date is followed by what is against them. */
function ledFirst(rows: readonly InstanceRow[], { engine: { catalog } }: LanguageContext) {
  return noted(rows, (row) => {
    const machine = catalog.accelerator(row.accelerator);
    return machine === undefined ? [] : rentStandingsOf(catalog, machine)(row, 'on-demand').against;
  });
}

function confirmedFirst(id: string, { engine: { catalog } }: LanguageContext) {
  const model = catalog.model(id);
  const rows = catalog.apiOffers(id);
  const standing = model && apiStandingsOf(catalog, model, rows);
  return noted(rows, (row) => standing?.(row).against ?? []);
}

function noted<Offer extends InstanceRow | ApiPriceRow>(
  rows: readonly Offer[],
  against: (row: Offer) => readonly OfferReason[],
): readonly { readonly row: Offer; readonly note: string }[] {
  return rows
    .map((row) => ({ row, reasons: against(row) }))
    .toSorted((a, b) => Number(a.reasons.length > 0) - Number(b.reasons.length > 0))
    .map(({ row, reasons }) => ({ row, note: [row.origin.asOf, ...reasons].join(', ') }));
}

/** Offers of the accelerator beside the key, narrowed by what `rent` says already. */
function offers(
  { engine, evaluation }: LanguageContext,
  { document }: EvaluatedWorkload,
  path: readonly string[],
  ...by: readonly ('cloud' | 'region')[]
) {
  const rent = path.slice(0, -1);
  const text = (at: readonly string[]): string | undefined => {
    const span = document.rangeOf(at)?.valueSpan;
    return span && evaluation.file.text.slice(span.start, span.end).replace(/^["']|["']$/g, '');
  };
  const accelerator = text([...rent.slice(0, -1), 'accelerator']);
  if (accelerator === undefined) return [];
  const filter = Object.fromEntries(
    by.flatMap((key) => {
      const value = text([...rent, key]);
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
  return engine.catalog.offers(accelerator, filter);
}

/**
 * The deployment with each value: the one it stands in or, for the model and the defaults, the one the workload is judged by;
 * absent where there is none, or where it cannot be.
 */
function* answersWith(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  values: readonly Value[],
): Slices<ReadonlyMap<string, DeploymentEstimate>> {
  const name = subject(workload, path)?.name;
  const result = new Map<string, DeploymentEstimate>();
  if (name === undefined) return result;
  const alone = deploymentAlone(context, workload, name);
  for (const { value } of values.slice(0, MOST_ESTIMATES)) {
    yield;
    const text = applyEdits(alone.text, setValue(alone.text, alone.index, path, value));
    const { workloads } = context.engine.evaluateText(text, { fileName: context.fileName, force: true });
    const other = workloads.find(({ document }) => document.index === alone.index);
    const answer = other?.estimate.deployments.find((one) => one.name === name);
    if (answer !== undefined && answer.status !== 'invalid' && answer.status !== 'infeasible')
      result.set(value, answer);
  }
  return result;
}

/** When the price behind a cost was published: of the offer rented, of the machine bought, of the provider asked. */
function priceDate(
  { kind, stages }: DeploymentEstimate,
  { estimate }: EvaluatedWorkload,
  context: LanguageContext,
): string | undefined {
  const [stage] = stages;
  const { catalog } = context.engine;
  if (stage === undefined) return kind === 'api' ? catalog.apiOffers(estimate.model)[0]?.origin.asOf : undefined;
  return (offerOf(stage, context)?.origin ?? catalog.accelerator(stage.accelerator)?.priceOrigin)?.asOf;
}

function detail(
  cost: Quantity | undefined,
  notes: readonly (string | undefined)[],
  words: LanguageContext,
): Pick<Completion, 'detail' | 'aside'> {
  const price =
    cost === undefined
      ? ''
      : cost.value === null && cost.low === undefined
        ? words.t('cost unknown')
        : perMillion(cost, words);
  const text = [...new Set([price, ...notes])].filter(Boolean).join(' · ');
  return { ...(text === '' ? {} : { detail: text }), ...(price === '' ? {} : { aside: price }) };
}

/** Known costs ascending, then lower bounds, unknown, and what was not estimated or does not fit. */
function sortKey(cost: Quantity | undefined): string {
  if (cost === undefined) return '3';
  const digits = (value: number): string => (value * 1e6).toFixed(0).padStart(15, '0');
  if (cost.value !== null) return `0${digits(cost.value)}`;
  return cost.low === undefined ? '2' : `1${digits(cost.low)}`;
}

function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter(({ value }) => !seen.has(value) && seen.add(value));
}
