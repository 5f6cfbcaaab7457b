import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pricesUpdateCommand, type UpdateWorld } from '../../../src/cli/commands/pricesUpdate.ts';
import { catalogData } from '../../helpers/catalog.ts';
import { runCli } from '../../helpers/cli.ts';

const AS_OF = ['--as-of', '2026-11-23'];

describe('prices list and show', () => {
  it('finds rows by words, with date, confidence and layer', async () => {
    const { out, exit } = await runCli(['prices', 'list', 'p5.48xlarge', 'us-east-1', ...AS_OF]);
    expect(exit).toBe(0);
    expect(out).toMatch(/p5\.48xlarge +8 × h100-sxm, aws us-east-1 +\$55\.0\d?\/h +2026-07-20 \(4 months\)/);
  });

  it('shows an accelerator with what is unknown said as unknown', async () => {
    const { out } = await runCli(['prices', 'show', 'trn3', ...AS_OF]);
    expect(out).toContain('trn3 · AWS');
    expect(out).toContain('purchase price  unknown');
  });

  it('shows the cheapest offers first, and how many there are', async () => {
    const { out } = await runCli(['prices', 'show', 'h100-sxm', '--top', '3', ...AS_OF]);
    const [offers = '', more = '', history = ''] = out.split(/\nOffer .*\n/)[1]?.split('\n\n') ?? [];
    expect(offers.split('\n')).toHaveLength(3);
    expect(more).toMatch(/^\d+ dearer offers more\. Show them with --top \d+\.$/);
    expect(history).toMatch(/nebius: \$2\.95 on 2026-05-18, .*\$4\.50 on 2026-10-01/);
    expect(history.replace(/\s+/g, ' ')).toMatch(/Rents of nvidia-hopper move by \+\d+ % a year/);
  });

  it('is 2 with the way to find an accelerator that does not exist', async () => {
    const result = await runCli(['prices', 'show', 'h100', ...AS_OF]);
    expect(result).toMatchObject({ exit: 2, error: expect.stringContaining('inference-tco prices list h100') });
  });
});

/** Waits as a clock does, and lets go of it when told to. */
const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds).unref();
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

describe('prices update', () => {
  const OFFERS = JSON.stringify({
    date: '2026-11-20',
    generated_at: '2026-11-20T05:00:00Z',
    offers: [],
    providers: {},
    meta: {},
  });

  function outside(answer: boolean, body = OFFERS): UpdateWorld & { readonly asked: string[] } {
    const asked: string[] = [];
    return {
      asked,
      folder: mkdtempSync(path.join(tmpdir(), 'prices-')),
      world: { fetch: () => Promise.resolve(new Response(body)), sleep: pause },
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    };
  }

  const UPDATE = { format: 'json', source: ['gpurentalprices'], yes: true, asOf: '2026-11-23' } as const;
  const recordedFeed = (): string =>
    readFileSync(new URL('../../fixtures/prices/gpurentalprices.json', import.meta.url), 'utf8');
  const said: string[] = [];
  const terminal = {
    out: (text: string) => void said.push(text),
    error: (text: string) => void said.push(text),
    width: 100,
    locale: 'en-US',
    interactive: false,
    tables: catalogData,
  };

  it('asks before it asks the network, and does nothing on a no', async () => {
    const world = outside(false);
    expect(await pricesUpdateCommand(terminal, { format: 'table', asOf: '2026-11-23' }, world)).toBe(0);
    expect(world.asked[0]).toContain('Prices are read over https from');
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it.each([
    ['an empty feed', OFFERS, 'nothing usable came back'],
    ['half a feed', OFFERS.slice(0, 40), 'answered something else'],
    ['a page that is no feed', '<html>Please log in</html>', 'answered something else'],
  ])('leaves the tables as they were after %s', async (_, body, failure) => {
    const world = outside(true, body);
    const exit = await pricesUpdateCommand(
      terminal,
      { format: 'table', source: ['gpurentalprices'], yes: true, asOf: '2026-11-23' },
      world,
    );
    expect(exit).toBe(1);
    expect(readdirSync(world.folder)).toEqual([]);
    expect(said.at(-1)).toContain(failure);
    expect(said.at(-1)).toContain('The tables are as they were.');
  });

  it('writes a whole table that the next run reads before the bundled one', async () => {
    const world = outside(true, recordedFeed());
    const exit = await pricesUpdateCommand(terminal, UPDATE, world);
    expect(exit, said.at(-1)).toBe(0);
    expect(readdirSync(path.join(world.folder, 'clouds'))).toEqual(['neoclouds.csv']);
    const { out } = await runCli([
      'prices',
      'list',
      'h100-sxm',
      '--pricing',
      world.folder,
      '--format',
      'json',
      ...AS_OF,
    ]);
    const { rows } = JSON.parse(out) as { rows: { layer: string }[] };
    expect(rows.filter(({ layer }) => layer === 'setting')).not.toHaveLength(0);
  });

  it('refuses to ask where nobody can answer', async () => {
    expect(await runCli(['prices', 'update'])).toMatchObject({ exit: 2, error: expect.stringContaining('Add --yes') });
  });
});
