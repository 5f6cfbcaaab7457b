/** How old what a row says is. Dates are ISO dates or their beginnings: 2026-07-20, 2026-07, 2026. */

const DAY = 86_400_000;

/** Milliseconds since 1970 of the last day an `as_of` may mean: `2024` is 2024-12-31, `2025-04` is 2025-04-30. */
export function lastDay(asOf: string): number | undefined {
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
