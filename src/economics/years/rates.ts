/** The rate at which a series of payments breaks even. */
import { discountAt } from './horizon.ts';

/** Present value of payments by month: Σ payment × (1 + rate)^(−month ÷ 12). */
export function presentValue(payments: readonly number[], ratePerYear: number): number {
  return payments.reduce((total, payment, month) => total + payment * discountAt(ratePerYear, month), 0);
}

/** Rates that are searched: from losing nearly all in a year to a thousandfold return. */
const LEAST = -0.99;
const MOST = 1000;

/**
 * Internal rate of return per year: the rate at which the payments are worth nothing today, by bisection.
 *
 * @param payments by month, money received above 0 and paid below
 * @returns undefined where no rate does, or where the payments change sign in a way that allows several
 */
export function internalRate(payments: readonly number[]): number | undefined {
  const at = (rate: number): number => presentValue(payments, rate);
  const signs = payments.filter((payment) => payment !== 0).map(Math.sign);
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  let [low, high] = [LEAST, MOST];
  if (changes !== 1 || Math.sign(at(low)) === Math.sign(at(high))) return undefined;
  for (let step = 0; step < 200 && high - low > 1e-9 * (1 + Math.abs(low)); step++) {
    const middle = (low + high) / 2;
    if (Math.sign(at(middle)) === Math.sign(at(low))) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
