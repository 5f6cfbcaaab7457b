/** A table that is written is there whole or as it was, whenever the writing ends and whoever else writes it. */
import { build } from 'esbuild';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { draws } from '../../helpers/soak.ts';
import { random } from '../../fuzz/random.ts';
import { workspace } from '../../helpers/workspace.ts';

const { folder, file } = workspace();
const writer = path.join(folder, 'writer.cjs');
const SIZE = 400_000;
/** A few in `npm test`, five hundred in `npm run soak`. */
const ROUNDS = draws(1) > 1 ? 500 : 6;
const SIGNALS = ['SIGKILL', 'SIGINT', 'SIGTERM'] as const;

/** Writes a table of one letter after the other, as fast as it can. */
const ENDLESS = `import { writeWhole } from './src/cli/writeWhole.ts';
const [target, letters] = process.argv.slice(2);
for (let i = 0; ; i += 1) {
  const failure = writeWhole(target, letters[i % letters.length].repeat(${SIZE}));
  if (failure !== undefined) { console.log(failure); process.exit(4); }
  if (i === 0) console.log('written');
}`;

beforeAll(async () => {
  const resolveDir = fileURLToPath(new URL('../../../', import.meta.url));
  await build({
    stdin: { contents: ENDLESS, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    outfile: writer,
  });
});

const start = (target: string, letters: string): ChildProcess =>
  spawn(process.execPath, [writer, target, letters], { stdio: ['ignore', 'pipe', 'inherit'] });

describe('two processes that write one table and are ended at any moment', () => {
  it('leave one of the tables whole', async () => {
    const target = file('table.csv', 'x'.repeat(SIZE));
    const chance = random(1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const writers = [start(target, 'ab'), start(target, 'cd')];
      await Promise.all(writers.map(({ stdout }) => once(stdout!, 'data')));
      const ended = writers.map((one) => once(one, 'exit'));
      await new Promise((resolve) => setTimeout(resolve, chance.int(0, 12)));
      for (const one of writers) one.kill(chance.pick(SIGNALS));
      await Promise.all(ended);
      const left = readFileSync(target, 'utf8');
      expect(left, `round ${round}`).toBe((left[0] ?? '').repeat(SIZE));
    }
  });
});

it.skipIf(process.platform === 'win32')('a disk that takes no more leaves the table as it was, and says so', () => {
  const target = file('full.csv', 'before');
  // A limit on the size of files stands in for a full disk; blocks of 512 bytes.
  const { stdout, status } = spawnSync(
    'sh',
    ['-c', `ulimit -f 8; exec "$0" "$@"`, process.execPath, writer, target, 'a'],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stdout: stdout.trim() }).toEqual({
    status: 4,
    stdout: expect.stringMatching(/refused|full/) as string,
  });
  expect(readFileSync(target, 'utf8')).toBe('before');
});
