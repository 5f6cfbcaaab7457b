/**
 * `npm test`: types, lint, format, unused code, unit and golden tests, the suite inside real VS Codes, and a drive of the
 * packaged extension. `npm test -- host drive` runs the checks whose names begin so (and builds what they need).
 * The last line is `N passed, N failed` over all runners.
 */
import { mkdirSync } from 'node:fs';
import { checks } from './checks/all.ts';
import { type Outcome, runAll } from './checks/schedule.ts';
import { cache } from './harness/paths.ts';

mkdirSync(cache, { recursive: true });
const wanted = process.argv.slice(2);
const chosen =
  wanted.length === 0
    ? checks
    : withNeeds(checks.filter((check) => wanted.some((name) => check.name.startsWith(name))));
if (chosen.length === 0) {
  console.error(
    `No check begins with ${wanted.join(' or ')}. There are: ${checks.map((check) => check.name).join(', ')}.`,
  );
  process.exit(2);
}

const start = performance.now();
const outcomes = await runAll(chosen, report);
const total = (pick: (outcome: Outcome) => number): number => outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
const failed = total((outcome) => outcome.failed);
if (failed > 0)
  console.log(
    `\nFailed: ${outcomes
      .filter((outcome) => outcome.failed > 0)
      .map((outcome) => outcome.name)
      .join(', ')}`,
  );
console.log(`\nin ${((performance.now() - start) / 1000).toFixed(0)} s`);
console.log(`${total((outcome) => outcome.passed)} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function report(outcome: Outcome): void {
  const counts = outcome.failed > 0 ? `${outcome.passed} passed, ${outcome.failed} FAILED` : `${outcome.passed} passed`;
  console.log(
    `${outcome.failed > 0 ? '✘' : '✔'} ${outcome.name.padEnd(28)} ${outcome.seconds.toFixed(1).padStart(6)} s  ${counts}`,
  );
  if (outcome.failed > 0) console.log(outcome.output.split('\n').slice(-200).join('\n'));
}

function withNeeds(some: typeof checks): typeof checks {
  const needs = new Set(some);
  for (const check of needs)
    for (const name of check.after ?? []) for (const other of checks) if (other.name === name) needs.add(other);
  return checks.filter((check) => needs.has(check));
}
