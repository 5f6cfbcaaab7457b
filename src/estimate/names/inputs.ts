/** From the document's amounts and the tables' rows to figures: each keeps the line or the row it came from. */
import { changed, type Figure, leaf } from '../../quantity/index.ts';
import type { OwnershipRow, SiteFactRow } from '../../catalog/index.ts';
import { priceFigure } from '../../economics/index.ts';
import type { Amount } from '../../workload/index.ts';
import type { Lengths, Phase } from '../../performance/index.ts';
import type { ResolvedWorkload } from './resolvedWorkload.ts';

/** @param scale from the document's SI unit to `unit`, such as 3.6e6 from USD/J to USD/kWh */
export function amountFigure(label: string, amount: Amount, unit: string, scale = 1): Figure {
  const { low, mid, high, origin } = amount;
  return leaf(label, { value: mid * scale, low: low * scale, high: high * scale }, unit, origin);
}

/** A fact of a place; averages that stand in for a place are `derived`. */
export function siteFigure(label: string, row: SiteFactRow, unit: string, today: string, derived: boolean): Figure {
  const { value } = row;
  // A PUE is never below 1: its overhead is what may be off, by half either way between the sites behind one average.
  const overhead = row.kind === 'pue' ? { low: 1 + (value - 1) / 1.5, high: 1 + (value - 1) * 1.5 } : {};
  const figure = priceFigure(label, { value, unit, ...overhead }, 'rate', row.origin, today);
  return derived && figure.state === 'known' ? changed(figure, { state: 'derived' }) : figure;
}

export function ownershipFigure(label: string, row: OwnershipRow, unit: string, today: string, scale = 1): Figure {
  const { value, low, high } = row;
  return priceFigure(
    label,
    {
      value: value * scale,
      ...(low === undefined ? {} : { low: low * scale }),
      ...(high === undefined ? {} : { high: high * scale }),
      unit,
    },
    'purchase',
    row.origin,
    today,
  );
}

/** Embedding or reranking: a request ends with its prefill. */
export const noOutput = ({ traffic }: Pick<ResolvedWorkload, 'traffic'>): boolean =>
  traffic.outputTokens.mean.mid === 0;

/** What a fleet without pools does for a request. */
export const phaseOf = (resolved: Pick<ResolvedWorkload, 'traffic'>): Phase =>
  noOutput(resolved) ? 'prefill' : 'both';

/** 1 W for a second and a kWh: 3.6e6 J; a month of the product: 730 h. */
export const JOULES_PER_KWH = 3.6e6;
export const MONTH_SECONDS = 730 * 3600;
export const YEAR_SECONDS = 8760 * 3600;
export function meanLengths(resolved: ResolvedWorkload, end: 'low' | 'mid' | 'high' = 'mid'): Lengths {
  const { inputTokens, outputTokens, cachedInput } = resolved.traffic;
  const opposite = end === 'low' ? 'high' : end === 'high' ? 'low' : 'mid';
  return { input: inputTokens.mean[end], output: Math.max(1, outputTokens.mean[end]), cached: cachedInput[opposite] };
}
