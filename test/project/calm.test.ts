/** Tests judge what is, never how fast: beside a busy machine all of them give the same verdict. `npm run bench` measures times. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  // The bench inside the extension host tells times; nobody judges them there.
  (file) =>
    /\.test\.tsx?$/.test(file) &&
    !file.startsWith(path.join('integration', 'bench')) &&
    path.basename(file) !== 'calm.test.ts',
);

it('no test reads a stopwatch, and none has a time limit of its own', () => {
  const timed = /performance\.now\(|hrtime|cpuUsage|^\s*\}, *[\d_]+\);$|\btimeout: \d/m;
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((file) => timed.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

it('a test that sets the clock gives it back: files share their thread', () => {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const set = tests.filter((file) => read(file).includes('useFakeTimers('));
  expect(set.length).toBeGreaterThan(0);
  expect(set.filter((file) => !read(file).includes('useRealTimers('))).toEqual([]);
});
