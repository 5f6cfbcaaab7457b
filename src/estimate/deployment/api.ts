/** A hosted API: list prices on the same traffic. Performance and energy are the provider's, hence unknown (`hosted`). */
import type { ApiPriceRow, Catalog, ModelRow } from '../../catalog/index.ts';
import {
  ageOf,
  apiCostFigures,
  apiLines,
  apiRates,
  apiRequestCost,
  type AskedTokens,
  contextFits,
  convertCost,
} from '../../economics/index.ts';
import { defined, type Figure, type Localization, sharing } from '../../quantity/index.ts';
import type { Api, Deployment, Given } from '../../workload/index.ts';
import { blankEnergy, blankPerformance, UNSET } from './blank.ts';
import { amountFigure, closest, meanLengths, type EvaluationRequest, type ResolvedWorkload } from '../names/index.ts';
import { withoutNumbers } from './assemble.ts';
import { costOf, FigureIndex } from './figureIndex.ts';
import { operationsBill } from './operations.ts';
import type { Evaluated } from './evaluated.ts';
import { tokensFigures } from './throughput.ts';
import { listedOf, pricesOf } from './apiPrices.ts';
import { apiChoice, type ApiChoice, doubtedReason, providerMarket } from './apiChoice.ts';
import { offerReasons } from './offerMarks.ts';
import { ProblemCollector, type Reason, toReason } from '../problems/index.ts';
import { noOutputReasons } from './noOutput.ts';
import { apiPriceOrigin } from '../offers/index.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

export function evaluateApi(deployment: Extract<Deployment, { kind: 'api' }>, request: EvaluationRequest): Evaluated {
  const { resolved } = request;
  const { api, name } = deployment;
  const pending = new ProblemCollector();
  const offers = offersOf(api, resolved, pending);
  if (!offers) return withoutNumbers(name, 'api', 'invalid', pending, request);
  const fitting = fittingOffers(offers, api, resolved, pending);
  if (!fitting) return withoutNumbers(name, 'api', 'infeasible', pending, request);
  const asked = askedOf(resolved);
  const cost = (one: ApiPriceRow): number | undefined =>
    apiRequestCost(
      { ...listedOf(one), ...defined({ longContextTokens: one.longContextTokens }) },
      asked,
      api.batch.value,
    );
  const choice = apiChoice(fitting, api, request, cost);
  const { row } = choice;
  const rates = apiRates(pricesOf(row, api, resolved.today), api.batch.value, asked);
  const requests = sharing(amountFigure('mean requests', resolved.traffic.requests, '1/s'));
  const tokens = tokensFigures(resolved);
  const tokenLines = apiLines(rates, tokens, requests);
  const operations = operationsBill(resolved, [], requests, tokens);
  const figures = convertCost(
    apiCostFigures([...tokenLines, ...operations], rates, tokens, requests),
    request.currency,
    request.usdRate,
  );
  const unpriced = figures.perMonth.value === null;
  addUnknownPrice(row, api, unpriced, resolved, pending);
  if (row) addStaleProblem(row, rates.output, resolved, pending, api);
  const ledger = new FigureIndex();
  const hosted = 'hosted: the provider runs it and publishes neither speed nor energy';
  const estimate: DeploymentEstimate = {
    name,
    status: unpriced ? 'incomplete' : 'ok',
    reasons: [...reasonsOf(choice, api, pending, resolved.words), ...noOutputReasons(resolved)],
    kind: 'api',
    ...providerOf(row, api),
    stages: [],
    performance: blankPerformance(ledger.add, hosted),
    cost: costOf(ledger.add, figures),
    energy: blankEnergy(ledger.add, hosted),
    slo: UNSET,
  };
  return {
    estimate,
    figures: ledger.figures,
    pending: pending.list,
    pools: [],
    ...(row && !api.price ? { providers: () => providerMarket(row, fitting, request, cost) } : {}),
    bill: { pools: [], tokenLines, operations, served: requests, tokens },
  };
}

function providerOf(row: ApiPriceRow | undefined, { provider }: Api): Pick<DeploymentEstimate, 'provider'> {
  const name = row?.provider ?? provider?.value;
  return name === undefined ? {} : { provider: name };
}

/** Offers whose context holds the longest request; undefined, and a problem, where there are offers and none does. */
function fittingOffers(
  offers: readonly ApiPriceRow[],
  api: Api,
  resolved: ResolvedWorkload,
  pending: ProblemCollector,
): readonly ApiPriceRow[] | undefined {
  const { modelRow } = resolved;
  const longest = longestRequest(resolved);
  const fitting = offers.filter((row) => contextFits(longest, row.contextTokens ?? modelRow.contextTokens));
  if (offers.length === 0 || fitting.length > 0) return fitting;
  const widest = offers.reduce((a, b) => ((a.contextTokens ?? 0) >= (b.contextTokens ?? 0) ? a : b));
  const data = {
    model: modelRow.name,
    needTokens: longest.input + longest.output,
    haveTokens: widest.contextTokens ?? modelRow.contextTokens ?? 0,
    provider: widest.provider,
  };
  pending.add('context-too-small', data, apiPriceOrigin(api));
  return undefined;
}

/** Nobody lists the model and the document has no price, or the row that was chosen lacks one. */
function addUnknownPrice(
  row: ApiPriceRow | undefined,
  api: Api,
  unpriced: boolean,
  { modelRow }: ResolvedWorkload,
  pending: ProblemCollector,
): void {
  if (!row && !api.price) {
    const cloud = api.provider ? { cloud: api.provider.value } : {};
    pending.add('unknown-price', { what: `${modelRow.name} as an API`, reason: 'api', ...cloud }, apiPriceOrigin(api));
  }
  if (!row || !unpriced) return;
  const purchase = api.batch.value ? ('batch' as const) : ('list' as const);
  const data = { what: `${row.modelId} (${row.provider})`, purchase, reason: 'api' as const, alternatives: [] };
  pending.add('unknown-price', data, api.batch.value ? api.batch.origin : apiPriceOrigin(api));
}

function reasonsOf(
  { row, doubted, standing }: ApiChoice,
  api: Api,
  pending: ProblemCollector,
  words: Localization,
): readonly Reason[] {
  const message = row
    ? words.t('Speed and energy are unknown: {0} runs the machines.', row.provider)
    : words.t('Speed and energy are unknown: the provider runs the machines.');
  const unpriced = pending.list.filter(({ code }) => code === 'unknown-price');
  return [
    { code: 'hosted', message },
    ...(row && !api.price ? offerReasons(standing, words) : []),
    ...(doubted ? [doubtedReason(doubted, words)] : []),
    ...unpriced.map((problem) => toReason(problem, words)),
  ];
}

/** Whether a provider of the tables has this name. */
export function checkProvider(catalog: Catalog, provider: Given<string>, pending: ProblemCollector): boolean {
  const known = catalog.providers();
  if (known.some((name) => name.toLowerCase() === provider.value.toLowerCase())) return true;
  const near = closest(provider.value, known);
  pending.add(
    'unknown-name',
    { kind: 'provider', name: provider.value, ...(near === undefined ? {} : { closest: near }) },
    provider.origin,
  );
  return false;
}

/** Offers of the model, or undefined where a name does not exist. */
function offersOf(api: Api, resolved: ResolvedWorkload, pending: ProblemCollector): readonly ApiPriceRow[] | undefined {
  const { catalog, modelRow } = resolved;
  const { provider, model } = api;
  if (provider && !api.price && !checkProvider(catalog, provider, pending)) return undefined;
  const wanted = model?.value ?? modelRow.id;
  const offers = model ? catalog.apiOffers(wanted, provider?.value) : apiRowsOf(catalog, modelRow, provider?.value);
  if (model && offers.length === 0 && !api.price) {
    const known = catalog.apiPrices
      .filter((row) => !provider || row.provider === provider.value)
      .map((row) => row.modelId);
    const near = closest(model.value, known);
    pending.add(
      'unknown-name',
      {
        kind: 'model',
        name: model.value,
        ...(near === undefined ? {} : { closest: near }),
        ...(provider ? { among: provider.value } : {}),
      },
      model.origin,
    );
    return undefined;
  }
  return offers;
}

/** Prices of a model. A distillation shares the architecture, and its table row, but is another model. */
export function apiRowsOf(catalog: Catalog, model: ModelRow, provider?: string): readonly ApiPriceRow[] {
  return catalog
    .apiOffers(model.id, provider)
    .filter((row) => /distill/i.test(row.modelId) === /distill/i.test(model.id));
}

/** Mean lengths, and the 95th percentile of the input where the document gives one. */
function askedOf(resolved: ResolvedWorkload): AskedTokens {
  const inputP95 = resolved.traffic.inputTokens.p95?.mid;
  return { ...meanLengths(resolved), ...defined({ inputP95 }) };
}

/** The longest request that counts: the 95th percentile where the document gives one. */
export function longestRequest({ traffic }: ResolvedWorkload): { readonly input: number; readonly output: number } {
  const { inputTokens, outputTokens } = traffic;
  return { input: (inputTokens.p95 ?? inputTokens.mean).mid, output: (outputTokens.p95 ?? outputTokens.mean).mid };
}

function addStaleProblem(
  row: ApiPriceRow,
  price: Figure,
  resolved: ResolvedWorkload,
  pending: ProblemCollector,
  api: Api,
): void {
  if (price.state !== 'stale') return;
  const { asOf } = row.origin;
  const data = { what: `${row.modelId} (${row.provider})`, asOf, ...ageOf('api', asOf, resolved.today) };
  pending.add('stale-price', data, apiPriceOrigin(api));
}
