/** Money of machines that are bought, kept and sold, month by month: purchases, what they bring, and the tax they save. */
import { cohortsOf, type Cohort } from './cohorts.ts';
import type { Horizon } from './horizon.ts';

/** How one kind of thing ages. */
export interface Ageing {
  /** Months of use. */
  readonly life: number;
  /** Share of the price recovered after them. */
  readonly residual: number;
}

type Plan = Pick<Horizon, 'salvage' | 'tax' | 'depreciation'>;

/**
 * Net payments of each month and, last, of the day the plan ends: purchases less what machines bring and less the tax
 * that their depreciation saves.
 *
 * @param needed by month: the price of all machines needed then
 * @returns one number more than `needed`
 */
export function capitalPayments(needed: readonly number[], ageing: Ageing, plan: Plan): readonly number[] {
  const paid = Array.from({ length: needed.length + 1 }, () => 0);
  const add = (month: number, amount: number): void => {
    paid[month] = (paid[month] ?? 0) + amount;
  };
  for (const cohort of cohortsOf(needed, ageing.life)) {
    const end = Math.min(cohort.month + ageing.life, needed.length);
    const age = end - cohort.month;
    const brought = cohort.amount * shareBrought(age, ageing, plan);
    add(cohort.month, cohort.amount);
    add(end, -brought);
    if (plan.tax > 0) addTax(cohort, { age, brought }, ageing, plan, add);
  }
  return paid;
}

/** Share of the price that machines of this age, months, bring. */
export function shareBrought(age: number, { life, residual }: Ageing, { salvage }: Pick<Plan, 'salvage'>): number {
  if (age >= life) return residual;
  return salvage ?? 1 - ((1 - residual) * age) / life;
}

/** Depreciation lowers the tax of its month; what machines bring beyond their book value is profit. */
function addTax(
  { month, amount }: Cohort,
  sold: { readonly age: number; readonly brought: number },
  ageing: Ageing,
  { tax, depreciation }: Plan,
  add: (month: number, amount: number) => void,
): void {
  let book = amount;
  for (let age = 0; age < sold.age; age++) {
    const written = amount * writtenOff(age, book / amount, ageing, depreciation);
    book -= written;
    add(month + age, -tax * written);
  }
  add(month + sold.age, tax * (sold.brought - book));
}

/** Share of the price that is written off in the month of this age, never below the residual value. */
function writtenOff(age: number, book: number, { life, residual }: Ageing, depreciation: Plan['depreciation']): number {
  if (age >= life) return 0;
  if (depreciation === 'straight-line') return (1 - residual) / life;
  const left = book - residual;
  // Declining balance goes over to the straight line of what is left once that is more, as tax tables do.
  return Math.min(left, Math.max((2 / life) * book, left / (life - age)));
}
