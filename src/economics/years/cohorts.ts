/** Things that are bought when they are needed and last for a time: machines, and terms of a commitment. */

export interface Cohort {
  /** Month of purchase, counted from 0. */
  readonly month: number;
  /** How much is bought, in the unit of what is needed. */
  readonly amount: number;
}

/** Below this share of the need a shortfall is the rounding of sums. */
const ROUNDING = 1e-9;

/**
 * Purchases that cover a need: each month what is missing is bought, and lasts `life` months. Nothing is given back
 * early, so more is held than needed after the need has fallen.
 *
 * @param needed by month, in any unit
 */
export function cohortsOf(needed: readonly number[], life: number): readonly Cohort[] {
  const bought: Cohort[] = [];
  let held = 0;
  let oldest = 0;
  needed.forEach((need, month) => {
    for (; bought[oldest] && (bought[oldest]?.month ?? 0) + life <= month; oldest++)
      held -= bought[oldest]?.amount ?? 0;
    const missing = need - held;
    if (!(missing > ROUNDING * need)) return;
    bought.push({ month, amount: missing });
    held += missing;
  });
  return bought;
}

/** What of the cohorts is alive in a month. */
export function aliveAt(cohorts: readonly Cohort[], life: number, month: number): readonly Cohort[] {
  return cohorts.filter((cohort) => cohort.month <= month && month < cohort.month + life);
}

/** Paid each month for commitments: each keeps the price of the month it began in until its term ends. */
export function committedPayments(
  needed: readonly number[],
  term: number,
  price: (month: number) => number,
): readonly number[] {
  const cohorts = cohortsOf(needed, term);
  return needed.map((_, month) =>
    aliveAt(cohorts, term, month).reduce((paid, { month: begun, amount }) => paid + amount * price(begun), 0),
  );
}
