/** Which provider answers where the document leaves it open: the cheapest whose price is confirmed. */
import type { ApiPriceRow } from '../../catalog/index.ts';
import { formatMoney, type Localization } from '../../quantity/index.ts';
import type { Api } from '../../workload/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
import { admitted, apiStandingsOf, FINE, type Standing } from '../offers/index.ts';
import type { Reason } from '../problems/index.ts';
import type { ProviderMarket } from './evaluated.ts';

export interface ApiChoice {
  readonly row: ApiPriceRow | undefined;
  readonly standing: Standing;
  /** Cheaper, and not chosen, as nobody confirms its price. */
  readonly doubted?: ApiPriceRow;
}

/** @param cost USD per request, undefined where the price is unknown */
export function apiChoice(
  rows: readonly ApiPriceRow[],
  api: Api,
  { resolved: { catalog, modelRow } }: EvaluationRequest,
  cost: (row: ApiPriceRow) => number | undefined,
): ApiChoice {
  const all = catalog.apiOffers(modelRow.id);
  const standing = apiStandingsOf(catalog, modelRow, all);
  const cheapest = (among: readonly ApiPriceRow[]): ApiPriceRow | undefined =>
    among.reduce<ApiPriceRow | undefined>(
      (best, next) => (best && (cost(best) ?? Infinity) <= (cost(next) ?? Infinity) ? best : next),
      undefined,
    );
  const named = api.provider !== undefined || api.model !== undefined;
  const trusted = named ? rows : rows.filter((row) => admitted(standing(row), new Set()) && cost(row) !== undefined);
  const row = cheapest(trusted.length > 0 ? trusted : rows);
  const other = named || trusted.length === 0 ? undefined : cheapest(rows);
  const doubted = other && other !== row && row && (cost(other) ?? Infinity) < (cost(row) ?? 0) ? other : undefined;
  return { row, standing: row ? standing(row) : FINE, ...(doubted ? { doubted } : {}) };
}

/** The provider that is paid among those one would act on; one price each, its cheapest. */
export function providerMarket(
  paid: ApiPriceRow,
  rows: readonly ApiPriceRow[],
  { resolved: { catalog, modelRow } }: EvaluationRequest,
  cost: (row: ApiPriceRow) => number | undefined,
): ProviderMarket {
  const standing = apiStandingsOf(catalog, modelRow, catalog.apiOffers(modelRow.id));
  const own = cost(paid) ?? NaN;
  const cheapest = new Map<string, number>();
  for (const row of rows) {
    const asked = cost(row);
    if (asked === undefined || !admitted(standing(row), new Set())) continue;
    cheapest.set(row.provider, Math.min(asked, cheapest.get(row.provider) ?? Infinity));
  }
  cheapest.set(paid.provider, own);
  const all = [...cheapest.values()];
  return { against: paid.provider, providers: all.length, low: Math.min(...all) / own, high: Math.max(...all) / own };
}

/** The offer that is cheaper and does not lead, named so that one can ask for it. */
export function doubtedReason(row: ApiPriceRow, { t, locale }: Localization): Reason {
  const dollars = (value: number | undefined): string => formatMoney(value ?? 0, 'USD', locale);
  return {
    code: 'cheaper-doubted',
    message: t(
      'Cheaper and unconfirmed: {0} lists {1} in, {2} out per million tokens; name it to reckon with it.',
      row.provider,
      dollars(row.inputUsdMtok),
      dollars(row.outputUsdMtok),
    ),
  };
}
