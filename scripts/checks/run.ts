/** Runs checks from a command line: those whose names begin as asked, with what they need; the last line has the counts. */
import { mkdirSync } from 'node:fs';
import { cache } from '../harness/paths.ts';
import type { Check } from './check.ts';
import { runAll, type Outcome } from './schedule.ts';

/** @param wanted beginnings of names; none: all checks. Ends the process: 0 all passed, 1 not so, 2 nothing is called so */
export async function runChecks(checks: readonly Check[], wanted: readonly string[]): Promise<never> {
  mkdirSync(cache, { recursive: true });
  const asked = checks.filter((check) => wanted.length === 0 || wanted.some((name) => check.name.startsWith(name)));
  if (asked.length === 0) {
    const names = checks.map((check) => check.name).join(', ');
    console.error(`No check begins with ${wanted.join(' or ')}. There are: ${names}.`);
    process.exit(2);
  }
  const start = performance.now();
  const outcomes = await runAll(withNeeds(asked, checks), report);
  const sum = (pick: (outcome: Outcome) => number): number => outcomes.reduce((all, one) => all + pick(one), 0);
  const failed = outcomes.filter((outcome) => outcome.failed > 0);
  if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`);
  console.log(`\nin ${((performance.now() - start) / 1000).toFixed(0)} s`);
  console.log(`${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed`);
  process.exit(failed.length > 0 ? 1 : 0);
}

function report({ name, passed, failed, seconds, output }: Outcome): void {
  const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
  console.log(`${failed > 0 ? '✘' : '✔'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s  ${counts}`);
  if (failed > 0) console.log(output.split('\n').slice(-200).join('\n'));
}

function withNeeds(asked: readonly Check[], all: readonly Check[]): readonly Check[] {
  const needed = new Set(asked);
  for (const check of needed)
    for (const name of check.after ?? []) for (const other of all) if (other.name === name) needed.add(other);
  return all.filter((check) => needed.has(check));
}
