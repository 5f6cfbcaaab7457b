/** A plan of several years in plain numbers: how traffic and prices move from month to month, and how machines are written off. */

export interface Horizon {
  /** Length of the plan, whole months. */
  readonly months: number;
  /** Growth of traffic per year, compounded by month; or multiples of today's traffic month by month, of which the last stays. */
  readonly growth: number | readonly number[];
  /** Months in which traffic rises from nothing in a straight line; 0: it is there at once. */
  readonly ramp: number;
  /** Change per year, −0.1 is 10 % less. */
  readonly rentChange: number;
  readonly apiChange: number;
  /** Months after which machines are replaced; absent: their own life. */
  readonly refresh?: number;
  /** Share of their price that machines bring when the plan ends; absent: their straight-line value. */
  readonly salvage?: number;
  /** Rate of tax on profit. */
  readonly tax: number;
  readonly depreciation: 'straight-line' | 'declining-balance';
}

export const MONTHS_PER_YEAR = 12;

/** Traffic of a month, counted from 0, as a multiple of today's: growth at the start of the month, times the ramp. */
export function demandAt({ growth, ramp }: Horizon, month: number): number {
  const grown =
    typeof growth === 'number'
      ? (1 + growth) ** (month / MONTHS_PER_YEAR)
      : (growth[Math.min(month, growth.length - 1)] ?? 1);
  return grown * (ramp > 0 ? Math.min(1, month / ramp) : 1);
}

/** Price of a month as a multiple of today's. */
export function priceAt(changePerYear: number, month: number): number {
  return (1 + changePerYear) ** (month / MONTHS_PER_YEAR);
}

/** What money of a month counts today. Payments fall on the first day of their month; the plan ends on day one of month `months`. */
export function discountAt(ratePerYear: number, month: number): number {
  return (1 + ratePerYear) ** (-month / MONTHS_PER_YEAR);
}
