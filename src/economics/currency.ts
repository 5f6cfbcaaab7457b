/** Currency: everything is computed in USD and converted once, at a dated rate. */
import { product, type Figure } from '../quantity/index.ts';
import type { CostFigures } from './cost.ts';

/** A figure in USD in another currency. @param usd USD for one unit of `code`; its derivation names the table row or the document */
export function inCurrency(figure: Figure, code: string, usd: Figure): Figure {
  if (code === 'USD') return figure;
  return product(
    `in ${code}`,
    code,
    [
      [figure, 1],
      [usd, -1],
    ],
    `USD ÷ USD per ${code}`,
  );
}

/** All cost figures in another currency; USD is returned as it is. */
export function convertCost(cost: CostFigures, code: string, usd: Figure): CostFigures {
  if (code === 'USD') return cost;
  const to = (figure: Figure): Figure => inCurrency(figure, code, usd);
  return {
    perMillionTokens: to(cost.perMillionTokens),
    perMillionOutputTokens: to(cost.perMillionOutputTokens),
    perMillionInputTokens: to(cost.perMillionInputTokens),
    perMillionCachedInputTokens: to(cost.perMillionCachedInputTokens),
    perRequest: to(cost.perRequest),
    perHour: to(cost.perHour),
    perMonth: to(cost.perMonth),
    atFullLoad: { perMillionTokens: to(cost.atFullLoad.perMillionTokens) },
    breakdown: cost.breakdown.map((line) => ({ ...line, perMonth: to(line.perMonth) })),
  };
}
