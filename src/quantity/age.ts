/** How old what a row says is. Dates are ISO dates or their beginnings: 2026-07-20, 2026-07, 2026. */

const DAY = 86_400_000;

const LAST_DAYS = new Map<string, number | undefined>();

/**
 * Milliseconds since 1970 of the last day an `as_of` may mean: `2024` is 2024-12-31, `2025-04` is 2025-04-30. Tables have a few
 * hundred dates, and every price of every evaluation asks for one: each is read once.
 */
export function lastDay(asOf: string): number | undefined {
  if (!LAST_DAYS.has(asOf)) LAST_DAYS.set(asOf, readLastDay(asOf));
  return LAST_DAYS.get(asOf);
}

function readLastDay(asOf: string): number | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(asOf);
  if (!match) return undefined;
  const [, year, month, date] = match;
  if (date) return Date.UTC(Number(year), Number(month) - 1, Number(date));
  return Date.UTC(Number(year), month ? Number(month) : 12, 0);
}

/** Age in days at the clock `today` (an ISO date); undefined where the date of the row cannot be read. Never negative. */
export function ageInDays(asOf: string, today: string): number | undefined {
  const [then, now] = [lastDay(asOf), lastDay(today)];
  return then === undefined || now === undefined ? undefined : Math.max(0, Math.round((now - then) / DAY));
}
