/** How old the prices behind an answer are: the date of the tables, and the oldest price of a deployment. */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import { ageInDays, type Derivation, formatDate, lastDay } from '../quantity/index.ts';
import type { LanguageContext } from './types.ts';

/** Tables of what is paid for machines and tokens; rates of electricity or interest are no prices of an offer. */
const PRICED = /^(?:clouds|apis|accelerators)\b/;

/** Date of the oldest price that the monthly bill of a deployment comes from; undefined where it uses none of the tables. */
export function oldestPrice({ explain }: Pick<EvaluatedWorkload, 'explain'>, deployment: string): string | undefined {
  const bill = explain(deployment, 'cost.perMonth');
  const dates = bill === undefined ? [] : priceDates(bill);
  return dates.toSorted((a, b) => (lastDay(a) ?? 0) - (lastDay(b) ?? 0))[0];
}

function priceDates({ quantity, origin, inputs }: Derivation): readonly string[] {
  const own = origin?.kind === 'row' && PRICED.test(origin.table) && /USD/.test(quantity.unit) ? [origin.asOf] : [];
  return [...own, ...inputs.flatMap(priceDates)];
}

type Words = Pick<LanguageContext, 'engine' | 'locale' | 't'>;

/** "Tables of Sep 18, 2026; oldest price used 131 days old". */
export function pricesSentence(
  workload: Pick<EvaluatedWorkload, 'explain'> | undefined,
  deployment: string | undefined,
  { engine, locale, t }: Words,
): string {
  const tables = t('Tables of {0}', formatDate(engine.catalog.pricesAsOf(), locale));
  const oldest = workload === undefined || deployment === undefined ? undefined : oldestPrice(workload, deployment);
  if (oldest === undefined) return tables;
  const days = ageInDays(oldest, engine.asOf);
  // A source that gives only its year says no age in days.
  if (days === undefined || oldest.length === 4) return `${tables}; ${t('oldest price used of {0}', oldest)}`;
  return `${tables}; ${days === 1 ? t('oldest price used 1 day old') : t('oldest price used {0} days old', days)}`;
}
