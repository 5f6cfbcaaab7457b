/** What is too long for `npm test`: many more cases of each law, and editors that must keep calm on a busy machine. */
import { spawn } from 'node:child_process';
import { additions } from './additions.ts';
import { checks } from './all.ts';
import { type Check, type Result, single } from './check.ts';
import { ended } from './command.ts';
import { inRoot } from '../harness/paths.ts';

const FACTOR = 20;
const ROUNDS = 10;
const LOOPS = 2;

const needs = checks.filter(({ name }) => /^(build|package|fetch)/.test(name));

/** Tests take the factor from the environment (test/helpers/soak.ts, vitest.config.ts). */
const laws = checks
  .filter(({ name }) => name === 'unit')
  .map((unit): Check => ({
    ...unit,
    name: `laws, ${FACTOR} times the cases`,
    run: () => {
      process.env['SOAK'] = String(FACTOR);
      return unit.run();
    },
  }));

const busy = checks
  .filter(({ lane }) => lane === 'editor')
  .map((check): Check => ({ ...check, name: `busy ${check.name}`, run: () => besideLoops(() => often(check)) }));

const FUZZED = 20_000;
const fuzz: Check = {
  name: `fuzz, ${FUZZED} of each kind`,
  lane: 'work',
  run: single(async () => {
    const { code, output } = await ended(process.execPath, [inRoot('scripts/fuzz.ts'), '--count', String(FUZZED)]);
    if (code !== 0) throw new Error(output);
  }),
};

export const soak: readonly Check[] = [...needs, additions, fuzz, ...laws, ...busy];

/** Ends with the first round that fails, so that its output is what is shown. */
async function often(check: Check): Promise<Result> {
  let passed = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const result = await check.run();
    passed += result.passed;
    if (result.failed > 0) return { ...result, passed, output: `round ${round} of ${ROUNDS}\n${result.output}` };
  }
  return { passed, failed: 0, output: '' };
}

/** A busy processor, as a compiler beside it would make one. */
async function besideLoops(work: () => Promise<Result>): Promise<Result> {
  const loops = Array.from({ length: LOOPS }, () =>
    spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    return await work();
  } finally {
    for (const loop of loops) loop.kill();
  }
}
