/** Runs checks side by side, each after those it needs, no more at a time in a lane than the machine bears. */
import type { Check, Result } from './check.ts';

/** Two processors: one works on files while the other runs an editor; with no more files to work on, both run editors. */
const places = { work: 1, editor: 1, fetch: 2 } as const;
const editorsAlone = 2;

export interface Outcome extends Result {
  readonly name: string;
  readonly seconds: number;
}

/** @param report called as each check ends */
export async function runAll(
  checks: readonly Check[],
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const waiting = new Set(checks);
  const names = new Set(checks.map((check) => check.name));
  const done = new Map<string, Outcome>();
  const running = new Map<Check, Promise<void>>();

  const ready = (check: Check): boolean => (check.after ?? []).every((name) => !names.has(name) || done.has(name));
  const inLane = (some: Iterable<Check>, lane: Check['lane']): number =>
    [...some].filter((check) => check.lane === lane).length;
  const placesOf = (lane: Check['lane']): number =>
    lane === 'editor' && inLane(waiting, 'work') + inLane(running.keys(), 'work') === 0 ? editorsAlone : places[lane];
  const free = ({ lane }: Check): boolean => inLane(running.keys(), lane) < placesOf(lane);
  const failedNeed = (check: Check): string | undefined =>
    check.after?.find((name) => (done.get(name)?.failed ?? 0) > 0);

  while (waiting.size > 0 || running.size > 0) {
    for (const check of waiting) {
      if (!ready(check) || !free(check)) continue;
      waiting.delete(check);
      const end = start(check, failedNeed(check)).then((outcome) => {
        done.set(check.name, outcome);
        running.delete(check);
        report(outcome);
      });
      running.set(check, end);
    }
    await Promise.race(running.values());
  }
  return [...done.values()];
}

async function start(check: Check, failed: string | undefined): Promise<Outcome> {
  if (failed !== undefined)
    return { name: check.name, seconds: 0, passed: 0, failed: 1, output: `not run: ${failed} failed` };
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  try {
    return { name: check.name, ...(await check.run()), seconds: seconds() };
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name: check.name, passed: 0, failed: 1, output, seconds: seconds() };
  }
}
