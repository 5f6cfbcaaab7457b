/**
 * Values that the catalog or the engine can price: accelerators, plans, clouds, regions, instances, models, providers, number
 * formats. Each carries the cost per million tokens that the deployment would have with it, and stands in that order.
 */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import type { Quantity, Range } from '../quantity/index.ts';
import { setValue, type KeyInfo } from '../workload/index.ts';
import { acceleratorCard, modelCard } from './cards.ts';
import { applyEdits, deploymentAlone } from './edits.ts';
import { perMillion } from './headline.ts';
import type { Completion, LanguageContext } from './types.ts';
import { architectureOfRow } from '../estimate/index.ts';
import { parameterCounts } from '../performance/index.ts';

interface Value {
  readonly value: string;
  readonly note?: string;
  readonly documentation?: () => string | undefined;
}

/** Keys whose closed values are worth an estimate each. */
const PRICED_CHOICES = new Set(['purchase', 'weights', 'kv_cache', 'engine', 'scaling']);
/** Bounds the work of one request: what is beyond is listed without its cost. */
const MOST_ESTIMATES = 64;

export function pricedValues(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  info: KeyInfo,
  range: Range,
): readonly Completion[] {
  const values = valuesOf(context, workload, path, info);
  if (values.length === 0) return [];
  const costs = costsWith(context, workload, path, values);
  return values.map((one) => {
    const cost = costs.get(one.value);
    return {
      label: one.value,
      kind: 'value' as const,
      insertText: one.value,
      sortText: `${sortKey(cost)}${one.value}`,
      range,
      structural: false,
      ...detail(cost, one.note, context),
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
        offers(context, workload, path).map(({ cloud, origin }) => ({ value: cloud, note: origin.asOf })),
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
        catalog
          .apiOffers(workload.estimate.model)
          .map(({ provider, origin }) => ({ value: provider, note: origin.asOf })),
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

/** Cost per million tokens of the deployment with each value; absent where there is no deployment to ask about. */
function costsWith(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  values: readonly Value[],
): ReadonlyMap<string, Quantity> {
  const name = path[0] === 'deployments' ? path[1] : undefined;
  const result = new Map<string, Quantity>();
  if (name === undefined || workload.workload === undefined) return result;
  const alone = deploymentAlone(context, workload, name);
  for (const { value } of values.slice(0, MOST_ESTIMATES)) {
    const text = applyEdits(alone.text, setValue(alone.text, alone.index, path, value));
    const { workloads } = context.engine.evaluateText(text, { fileName: context.fileName, force: true });
    const other = workloads.find(({ document }) => document.index === alone.index);
    const cost = other?.estimate.deployments.find((one) => one.name === name);
    if (cost !== undefined && cost.status !== 'invalid' && cost.status !== 'infeasible')
      result.set(value, cost.cost.perMillionTokens);
  }
  return result;
}

function detail(
  cost: Quantity | undefined,
  note: string | undefined,
  words: LanguageContext,
): Pick<Completion, 'detail' | 'aside'> {
  const price =
    cost === undefined
      ? ''
      : cost.value === null && cost.low === undefined
        ? words.t('cost unknown')
        : perMillion(cost, words);
  const text = [price, note].filter(Boolean).join(' · ');
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
