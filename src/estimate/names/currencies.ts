import type { Catalog } from '../../catalog/index.ts';
import type { CurrencyRates } from '../../quantity/index.ts';
import { memo } from './memo.ts';

/** The currencies that a document may use, USD for one unit of each: those of pricing/currencies.csv, and no others. */
export function currencyRates({ currencies }: Catalog): CurrencyRates {
  return rates(currencies, '', () => Object.fromEntries(currencies.map(({ currency, usd }) => [currency, usd])));
}

const rates = memo<CurrencyRates>();
