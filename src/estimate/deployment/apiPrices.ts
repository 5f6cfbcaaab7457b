/** Prices of a hosted model by what they are for: the document's own, else those of its row. */
import type { ApiPriceRow } from '../../catalog/index.ts';
import { type ApiPrices, priceFigure, type TokenPrices } from '../../economics/index.ts';
import { defined, type Figure } from '../../quantity/index.ts';
import type { Amount, Api } from '../../workload/index.ts';
import { amountFigure } from '../names/index.ts';

/** Prices of a row by what they are for. */
export function listedOf(row: ApiPriceRow): TokenPrices {
  return defined({
    input: row.inputUsdMtok,
    cachedInput: row.cachedInputUsdMtok,
    output: row.outputUsdMtok,
    batchInput: row.batchInputUsdMtok,
    batchOutput: row.batchOutputUsdMtok,
    batchCachedInput: row.batchCachedInputUsdMtok,
    cacheWrite: row.cacheWriteUsdMtok,
    longInput: row.longInputUsdMtok,
    longOutput: row.longOutputUsdMtok,
    offPeakInput: row.offPeakInputUsdMtok,
    offPeakOutput: row.offPeakOutputUsdMtok,
  });
}

const LABELS: Readonly<Record<keyof TokenPrices, string>> = {
  input: 'input price',
  cachedInput: 'cached input price',
  output: 'output price',
  batchInput: 'batch input price',
  batchOutput: 'batch output price',
  batchCachedInput: 'batch cached input price',
  cacheWrite: 'price of input written into the cache',
  longInput: 'long-context input price',
  longOutput: 'long-context output price',
  offPeakInput: 'off-peak input price',
  offPeakOutput: 'off-peak output price',
};

/** The document's own prices go before the row's: an input price of its own holds for all input, an output price for all output. */
export function pricesOf(row: ApiPriceRow | undefined, { price }: Api, today: string): ApiPrices {
  const listed = row ? listedOf(row) : {};
  const own: Readonly<Partial<Record<keyof TokenPrices, Amount | undefined>>> = price
    ? {
        ...(price.input ? { input: price.input, batchInput: price.input } : {}),
        ...(price.output ? { output: price.output, batchOutput: price.output } : {}),
        ...(price.cachedInput ? { cachedInput: price.cachedInput } : {}),
      }
    : {};
  const figures: Partial<Record<keyof TokenPrices, Figure>> = {};
  for (const key of Object.keys(LABELS) as (keyof TokenPrices)[]) {
    const amount = own[key];
    const value =
      (price?.input && /input|write/i.test(key)) || (price?.output && /output/i.test(key)) ? undefined : listed[key];
    if (amount) figures[key] = amountFigure(LABELS[key], amount, 'USD', 1e6);
    else if (row && value !== undefined)
      figures[key] = priceFigure(
        `${LABELS[key]} of ${row.modelId} (${row.provider})`,
        { value, unit: 'USD' },
        'api',
        row.origin,
        today,
      );
  }
  return { ...figures, ...(row?.longContextTokens === undefined ? {} : { longContextTokens: row.longContextTokens }) };
}
