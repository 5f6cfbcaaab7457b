import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRICE_SOURCES, updatePrices, type UpdateResult, type World } from '../../../src/catalog/sources/index.ts';
import { updateWithConsent, type UpdateSteps } from '../../../src/panel/priceConsent.ts';
import { catalog } from '../../helpers/catalog.ts';

const rentals = readFileSync(new URL('../../fixtures/prices/gpurentalprices.json', import.meta.url), 'utf8');
const sources = PRICE_SOURCES.filter(({ id }) => id === 'gpurentalprices');

/** What the user answers, what the network answers, and what then happened, in order. */
async function drive(answers: { read: boolean; write: boolean }, body: () => Response) {
  const log: string[] = [];
  const written: UpdateResult[] = [];
  const world: World = {
    fetch: (url) => {
      log.push(`fetch ${new URL(url).protocol}`);
      return Promise.resolve(body());
    },
    // The time limit never comes by itself; nothing is tried twice.
    sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
  };
  const said = (step: string, answer: boolean): Promise<boolean> => {
    log.push(step);
    return Promise.resolve(answer);
  };
  const steps: UpdateSteps = {
    mayRead: () => said('ask to read', answers.read),
    read: () => updatePrices(sources, catalog(), world, { today: '2026-11-23', attempts: 1 }),
    show: () => said('show', true).then(() => undefined),
    mayWrite: () => said('ask to write', answers.write),
    write: (result) => said('write', true).then(() => void written.push(result)),
  };
  return { outcome: await updateWithConsent(steps), log: [...new Set(log)], written };
}

const good = (): Response => new Response(rentals.replace('"usd_hr": 2.39', '"usd_hr": 2.99'));

describe('update prices', () => {
  it('asks nothing of the network before the user says yes', async () => {
    expect(await drive({ read: false, write: true }, good)).toEqual({
      outcome: 'declined',
      log: ['ask to read'],
      written: [],
    });
  });

  it('shows what changes before it asks to write', async () => {
    const { outcome, log, written } = await drive({ read: true, write: true }, good);
    expect(outcome).toBe('written');
    expect(log).toEqual(['ask to read', 'fetch https:', 'show', 'ask to write', 'write']);
    expect(written[0]?.files.length).toBeGreaterThan(0);
  });

  it('writes nothing when the second question is refused', async () => {
    const { outcome, log } = await drive({ read: true, write: false }, good);
    expect(outcome).toBe('kept');
    expect(log).not.toContain('write');
  });

  it('asks nothing more when the prices are those it has', async () => {
    const report = { id: 'x', title: 'x', rows: 1, bytes: 1, rejected: [], quarantined: [], licence: 'CC0' };
    const never = (): never => {
      throw new Error('not to be asked');
    };
    const outcome = await updateWithConsent({
      mayRead: () => Promise.resolve(true),
      read: () =>
        Promise.resolve({ reports: [{ ...report, status: 'unchanged' }], files: [], changes: [], findings: [] }),
      show: () => Promise.resolve(),
      mayWrite: never,
      write: never,
    });
    expect(outcome).toBe('same');
  });

  it.each([
    ['an error', () => new Response('no', { status: 500 })],
    ['a page instead of data', () => new Response('<html>sign in</html>')],
    ['half an answer', () => new Response(rentals.slice(0, rentals.length / 2))],
  ])('asks nothing more after %s', async (_, body) => {
    const { outcome, log } = await drive({ read: true, write: true }, body);
    expect(outcome).toBe('nothing');
    expect(log.at(-1)).toBe('show');
  });
});
