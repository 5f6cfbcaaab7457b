/** Answers of feeds are read in a thread that can be ended. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { type FeedText, readInThread } from '../../../src/cli/feedWorker.ts';
import { workspace } from '../../helpers/workspace.ts';

const { file } = workspace();
const text = readFileSync(new URL('../../fixtures/prices/gpurentalprices.json', import.meta.url), 'utf8');
const feed: FeedText = {
  kind: 'feed',
  source: 'gpurentalprices',
  text,
  url: 'https://example.com',
  options: { asOf: '2026-11-23' },
};
const program = (code: string): URL => pathToFileURL(file(`${code.length}.cjs`, code));

it('the program reads it there as it would here', async () => {
  const { rows, broken } = await readInThread(feed, new URL('../../../dist/program.js', import.meta.url));
  expect(broken).toBeUndefined();
  expect(rows.length).toBeGreaterThan(5);
  expect(rows[0]).toHaveProperty('on_demand_usd_h');
});

it('one that never ends is ended, and is an answer that is not used', async () => {
  const { broken } = await readInThread(feed, program('for (;;);'), 200);
  expect(broken).toBe('it takes more than 0.2 s to read');
});

it.each([
  ['throws', "throw new RangeError('Maximum call stack size exceeded')", 'it cannot be read (Maximum call stack'],
  ['says nothing', 'process.exit(3)', 'it cannot be read'],
])('one that %s is an answer that is not used', async (_, code, reason) => {
  expect((await readInThread(feed, program(code))).broken).toContain(reason);
});
