/** When owning has cost less than paying by the hour or the token, month by month in cash. */
import { internalRate } from '../../../economics/index.ts';
import type { Figure, Quantity } from '../../../quantity/index.ts';
import type { Crossing } from '../../contract/index.ts';

/** @param own payments of each month, the last those of the day the plan ends */
export function crossingOf(against: string, own: readonly Figure[], other: readonly Figure[]): Crossing {
  const [mine, theirs] = [valuesOf(own), valuesOf(other)];
  if (!mine || !theirs) return { against, outcome: 'unknown' };
  const rate = internalRate(mine.map((payment, month) => (theirs[month] ?? 0) - payment));
  const earned: { internalRateOfReturn?: Quantity } =
    rate === undefined ? {} : { internalRateOfReturn: { value: rate, unit: '1/year', state: 'derived' } };
  const months = monthOf(mine, theirs);
  if (months === undefined) return { against, outcome: 'never', ...earned };
  return {
    against,
    outcome: 'crosses',
    months: { value: months, ...rangeOf(months, own, other), unit: 'month', state: 'derived' },
    ...earned,
  };
}

/**
 * The month, counted from the start and with a fraction, in which the payments of the first fall below those of the second
 * for good. Within the plan; what machines bring on its last day does not count.
 */
export function monthOf(first: readonly number[], second: readonly number[]): number | undefined {
  const last = Math.min(first.length, second.length) - 1;
  let difference = 0;
  let crossed: number | undefined;
  for (let month = 0; month < last; month++) {
    const before = difference;
    difference += (first[month] ?? 0) - (second[month] ?? 0);
    if (difference > 0) crossed = undefined;
    else crossed ??= before > 0 ? month + before / (before - difference) : month;
  }
  return crossed;
}

/** Each side moved alone to the ends of its interval; the moves add in quadrature. Without `high` it may never cross. */
function rangeOf(months: number, own: readonly Figure[], other: readonly Figure[]): Pick<Quantity, 'low' | 'high'> {
  const at = (mine: 'low' | 'high' | 'value', theirs: 'low' | 'high' | 'value'): number | undefined =>
    monthOf(
      own.map((figure) => boundOf(figure, mine)),
      other.map((figure) => boundOf(figure, theirs)),
    );
  const early = [at('low', 'value'), at('value', 'high')].map((month) => Math.max(0, months - (month ?? months)));
  const late = [at('high', 'value'), at('value', 'low')];
  const low = Math.max(0, months - Math.hypot(...early));
  if (late.some((month) => month === undefined)) return { low };
  return { low, high: months + Math.hypot(...late.map((month) => Math.max(0, (month ?? months) - months))) };
}

const boundOf = (figure: Figure, end: 'low' | 'high' | 'value'): number => figure[end] ?? figure.value ?? 0;

function valuesOf(payments: readonly Figure[]): readonly number[] | undefined {
  const values = payments.map(({ value }) => value);
  return values.every((value) => value !== null) ? values : undefined;
}
