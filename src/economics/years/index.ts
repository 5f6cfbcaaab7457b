/**
 * Years: payments month by month over a plan, in plain numbers. What a month costs is known elsewhere; here stands when it is
 * paid, at which price, and what it counts today.
 *
 * Start at horizon.ts, then cohorts.ts (what is bought when) and capital.ts (machines bought, kept and sold).
 */
export { type Ageing, capitalPayments, shareBrought } from './capital.ts';
export { aliveAt, type Cohort, cohortsOf, committedPayments } from './cohorts.ts';
export { demandAt, discountAt, type Horizon, MONTHS_PER_YEAR, priceAt } from './horizon.ts';
export { internalRate, presentValue } from './rates.ts';
