/** What prices of hosted models say about each other that cannot be. */
import { groupBy, medianOf } from '../../quantity/index.ts';
import type { ApiPriceRow, CurrencyRow, ReferenceRow } from '../schema/index.ts';
import { apart, type Finding, found } from './finding.ts';

export interface ApiContext {
  /** Billions of parameters of one of our models. */
  parametersB(model: string): number | undefined;
  readonly references: readonly ReferenceRow[];
  readonly currencies: readonly CurrencyRow[];
}

export const priceName = ({ provider, modelId }: ApiPriceRow): string => `${provider} ${modelId}`;

/** USD per million tokens at three tokens in for one out: what prices of APIs are compared by. */
export function blended({
  inputUsdMtok,
  outputUsdMtok,
}: Pick<ApiPriceRow, 'inputUsdMtok' | 'outputUsdMtok'>): number | undefined {
  if (inputUsdMtok === undefined || outputUsdMtok === undefined) return undefined;
  return (3 * inputUsdMtok + outputUsdMtok) / 4;
}

export function checkApis(rows: readonly ApiPriceRow[], context: ApiContext): readonly Finding[] {
  return [...placeholderFindings(rows, context), ...othersDiffer(rows), ...secondSource(rows, context)];
}

/** One price for at least so many models, the largest so many times the smallest, is nobody's calculation. */
const PLACEHOLDER_MODELS = 3;
const PLACEHOLDER_SPREAD = 30;

/** Groups of rows that share one price with models of very different size at the same provider. */
function placeholderGroups(
  rows: readonly ApiPriceRow[],
  parametersB: (row: ApiPriceRow) => number | undefined,
): readonly { readonly rows: readonly ApiPriceRow[]; readonly spread: number }[] {
  const priced = rows.filter((row) => row.openWeight && blended(row) !== undefined);
  const groups = groupBy(priced, (row) => `${row.provider} ${row.inputUsdMtok} ${row.outputUsdMtok}`);
  return [...groups.values()].flatMap((group) => {
    const sizes = group.flatMap((row) => parametersB(row) ?? []);
    const models = new Set(group.map(({ model }) => model));
    const spread = Math.max(...sizes) / Math.min(...sizes);
    return models.size >= PLACEHOLDER_MODELS && spread >= PLACEHOLDER_SPREAD ? [{ rows: group, spread }] : [];
  });
}

/** Rows whose price is a placeholder, by the parameters of their models. */
export function placeholders(
  rows: readonly ApiPriceRow[],
  parametersB: (row: ApiPriceRow) => number | undefined,
): ReadonlySet<ApiPriceRow> {
  return new Set(placeholderGroups(rows, parametersB).flatMap((group) => group.rows));
}

function placeholderFindings(rows: readonly ApiPriceRow[], { parametersB }: ApiContext): readonly Finding[] {
  const size = ({ model }: ApiPriceRow): number | undefined => (model === undefined ? undefined : parametersB(model));
  return placeholderGroups(rows, size).flatMap(({ rows: group, spread }) =>
    group.map((row) =>
      found('placeholder-price', row.origin, priceName(row), {
        value: blended(row) ?? 0,
        expected: Math.round(spread),
        of: `${group.length} models`,
      }),
    ),
  );
}

/** Providers beside a row that a median needs. */
const LEAST_PROVIDERS = 3;
/** Input or output so many times off the others, and nobody near it: a digit or a unit slipped. */
const OFF = 3;
/** Prices of two providers that differ by no more confirm each other. */
export const NEAR = 1.3;

function othersDiffer(rows: readonly ApiPriceRow[]): readonly Finding[] {
  const ofModel = groupBy(
    rows.filter(({ model }) => model !== undefined),
    ({ model }) => model ?? '',
  );
  return [...ofModel.values()].flatMap((group) => [
    ...sideDiffers(group, 'inputUsdMtok'),
    ...sideDiffers(group, 'outputUsdMtok'),
  ]);
}

function sideDiffers(group: readonly ApiPriceRow[], side: 'inputUsdMtok' | 'outputUsdMtok'): readonly Finding[] {
  const providers = new Map<string, readonly number[]>();
  for (const [provider, own] of groupBy(group, ({ provider: name }) => name)) {
    const prices = own.flatMap((row) => row[side] ?? []);
    if (prices.length > 0) providers.set(provider, prices);
  }
  if (providers.size <= LEAST_PROVIDERS) return [];
  const middle = medianOf([...providers.values()].map(medianOf));
  const confirmed = (provider: string, price: number): boolean =>
    [...providers].some(([other, prices]) => other !== provider && prices.some((asked) => apart(asked, price) <= NEAR));
  return group.flatMap((row) => {
    const value = row[side];
    if (value === undefined || value <= 0 || middle <= 0 || apart(value, middle) <= OFF) return [];
    if (confirmed(row.provider, value)) return [];
    return [
      found('apart-from-others', row.origin, priceName(row), {
        value,
        expected: middle,
        of: `${providers.size} providers`,
      }),
    ];
  });
}

/** Prices of one provider for one model in two sources that differ by no more are the same price. */
export const SAME = 1.1;
/** Prices of a provider that all stand off by one factor, to rounding, and that factor is a rate of these years. */
const ONE_FACTOR = 1.06;
const NEAR_RATE = 1.1;
const LEAST_PRICES = 3;

function secondSource(rows: readonly ApiPriceRow[], { references, currencies }: ApiContext): readonly Finding[] {
  const said = new Map(references.map((row) => [`${row.provider} ${row.modelId}`.toLowerCase(), row]));
  const pairs = rows.flatMap((row) => {
    const reference = said.get(priceName(row).toLowerCase());
    const [value, expected] = [blended(row), reference && blended(reference)];
    if (!reference || value === undefined || expected === undefined || value <= 0 || expected <= 0) return [];
    return [{ row, value, expected, of: reference.origin.source }];
  });
  return [...groupBy(pairs, ({ row }) => row.provider).values()].flatMap((own) => {
    const factors = own.map(({ value, expected }) => expected / value);
    const middle = medianOf(factors);
    const steady = factors.filter((factor) => apart(factor, middle) <= ONE_FACTOR).length;
    const rate = currencies.find(({ usd }) => apart(usd, middle) <= NEAR_RATE);
    const slipped = own.length >= LEAST_PRICES && steady >= 0.7 * own.length && apart(middle, 1) > 1.05;
    if (slipped && rate)
      return own.map(({ row }) =>
        found('currency-slip', row.origin, priceName(row), { value: middle, expected: rate.usd, of: rate.currency }),
      );
    return own
      .filter(({ value, expected }) => apart(value, expected) > SAME)
      .map(({ row, value, expected, of }) =>
        found('apart-from-second-source', row.origin, priceName(row), { value, expected, of }),
      );
  });
}
