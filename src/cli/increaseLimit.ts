/** `--max-increase`: a share of the bill before, an amount of money a month, or both. */
import type { Catalog } from '../catalog/index.ts';
import type { IncreaseLimit } from '../estimate/index.ts';
import { UsageError } from './exit.ts';

/** A bare amount is in the currency of the document it is measured on. */
export type WrittenLimit = { readonly share: number } | { readonly amount: number; readonly currency?: string };

/** @throws UsageError where a part is neither `10%` nor an amount such as `500`, `$500` or `500 EUR` */
export function increaseLimit(written: string): readonly WrittenLimit[] {
  return written.split(',').map((part): WrittenLimit => {
    const found = /^(\$?)(\d+(?:\.\d+)?)\s*(%|[A-Z]{3})?$/i.exec(part.trim());
    const [, dollar, number, unit] = found ?? [];
    if (number === undefined || (dollar === '$' && unit !== undefined))
      throw new UsageError(
        `--max-increase ${written} is not a limit. Write 10%, 500 USD, or both with a comma between.`,
      );
    if (unit === '%') return { share: Number(number) / 100 };
    const currency = dollar === '$' ? 'USD' : unit?.toUpperCase();
    return { amount: Number(number), ...(currency === undefined ? {} : { currency }) };
  });
}

/** The stricter of each kind, money in the currency of a document. */
export function inCurrency(limits: readonly WrittenLimit[], currency: string, { currencies }: Catalog): IncreaseLimit {
  const usd = (code: string): number => {
    const rate = code === 'USD' ? 1 : currencies.find((row) => row.currency === code)?.usd;
    if (rate !== undefined) return rate;
    throw new UsageError(`--max-increase: there is no exchange rate for ${code}. Write the amount in ${currency}.`);
  };
  const shares = limits.flatMap((limit) => ('share' in limit ? [limit.share] : []));
  const amounts = limits.flatMap((limit) =>
    'amount' in limit ? [(limit.amount * usd(limit.currency ?? currency)) / usd(currency)] : [],
  );
  return {
    ...(shares.length === 0 ? {} : { share: Math.min(...shares) }),
    ...(amounts.length === 0 ? {} : { amount: Math.min(...amounts) }),
  };
}
