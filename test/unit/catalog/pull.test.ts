/** A feed that answers what nobody expects is a report, and not the end of the update. */
import { expect, it } from 'vitest';
import { PRICE_SOURCES } from '../../../src/catalog/index.ts';
import { pull } from '../../../src/catalog/sources/pull.ts';
import type { SourceContext } from '../../../src/catalog/sources/source.ts';
import type { World } from '../../../src/catalog/sources/download.ts';

it('counts half a million rows that it rejects', async () => {
  const source = PRICE_SOURCES.find(({ id }) => id === 'openrouter');
  if (source === undefined) throw new Error('there is a source of this name');
  const rejected = Array.from({ length: 500_000 }, () => ({ reason: 'malformed', what: '' }) as const);
  const world: World = {
    fetch: () => Promise.resolve({ status: 200, headers: { get: () => null }, body: new Response('{}').body }),
    sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
  };
  const feed = { ...source, parse: () => ({ rows: [], rejected }) };
  const pulled = await pull(feed, {} as SourceContext, world, {}, () => undefined);
  expect(pulled.rejected).toHaveLength(500_000);
  expect(pulled.failure).toBeUndefined();
});
