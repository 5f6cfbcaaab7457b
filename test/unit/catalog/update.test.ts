import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCatalog, readOverlay } from '../../../src/catalog/index.ts';
import {
  PRICE_SOURCES,
  updatePrices,
  type PriceSource,
  type UpdateOptions,
  type UpdateResult,
  type World,
} from '../../../src/catalog/sources/index.ts';
import { sameOwner } from '../../../src/catalog/sources/download.ts';
import { catalog, catalogData } from '../../helpers/catalog.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/prices/${name}`, import.meta.url), 'utf8');
const rentals = fixture('gpurentalprices.json');

let server: Server;
let origin = '';
let handler: Handler = (_, response) => response.end();
let calls = 0;
let pauses: number[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1;
    handler(request, response, calls);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  calls = 0;
  pauses = [];
  limits = [];
});

/** Longest time of one answer, where a source names none (src/catalog/sources/pull.ts). */
const LIMIT_MS = 60_000;
let limits: (() => void)[] = [];
/** The time of every answer that is waited for is over. */
const timeIsOver = (): void => limits.forEach((over) => over());

/** Real network to the loopback; pauses between attempts are counted, not waited for, and time is over when a test says so. */
const world: World = {
  fetch: (url, init) => fetch(url, init),
  sleep: (milliseconds, signal) => {
    if (milliseconds < LIMIT_MS) {
      pauses.push(milliseconds);
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      limits.push(resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  },
  allow: (url) => url.hostname === '127.0.0.1',
};

function source(change: Partial<PriceSource> = {}): PriceSource {
  const found = PRICE_SOURCES.find((candidate) => candidate.id === 'gpurentalprices');
  if (found === undefined) throw new Error('no such source');
  return { ...found, urls: () => [`${origin}/latest.json`], ...change };
}

function update(
  answer: Handler,
  change: Partial<PriceSource> = {},
  options: Partial<UpdateOptions> = {},
): Promise<UpdateResult> {
  handler = answer;
  return updatePrices([source(change)], catalog(), world, {
    today: '2026-11-23',
    attempts: 2,
    ...options,
  });
}

const failure = (result: UpdateResult): string => {
  expect(result.files).toEqual([]);
  expect(result.changes).toEqual([]);
  expect(result.reports[0]?.status).toBe('failed');
  return result.reports[0]?.failure ?? '';
};

describe('an update that works', () => {
  it('gives a table that reads back as the refreshed layer, and says what changes', async () => {
    const steps: string[] = [];
    const dearer = rentals.replace('"usd_hr": 2.39', '"usd_hr": 2.99');
    const result = await update(
      (_, response) => response.end(dearer),
      {},
      { onProgress: ({ step }) => steps.push(step) },
    );
    expect(result.reports[0]).toMatchObject({
      status: 'updated',
      attribution: expect.stringContaining('CC BY 4.0') as string,
    });
    expect(result.changes).toContainEqual({
      file: 'clouds/neoclouds.csv',
      row: 'runpod mi300x secure unstated mi300x',
      column: 'on_demand_usd_h',
      before: 2.39,
      after: 2.99,
    });
    expect(steps).toContain('downloading');
    expect(steps.at(-1)).toBe('done');
    const { tables, problems } = readOverlay(result.files, 'refreshed', { base: catalogData(), today: '2026-11-23' });
    expect(problems).toEqual([]);
    const offer = createCatalog(catalogData(), [tables]).offers('mi300x', {
      cloud: 'runpod',
      instance: 'mi300x secure',
    })[0];
    expect(offer).toMatchObject({ onDemandUsdH: 2.99, origin: { layer: 'refreshed' } });
  });

  it('tries again after a failure that may pass, with growing pauses', async () => {
    const result = await update(
      (_, response, call) => {
        if (call < 3) response.writeHead(503).end();
        else response.end(rentals);
      },
      {},
      { attempts: 3 },
    );
    expect(result.reports[0]?.status).not.toBe('failed');
    expect(pauses).toEqual([1000, 2000]);
  });

  it('waits as long as the server asks, within reason', async () => {
    await update((_, response, call) =>
      call === 1 ? response.writeHead(429, { 'retry-after': '7' }).end() : response.end(rentals),
    );
    expect(pauses).toContain(7000);
  });

  it('reads all pages', async () => {
    const pages = (text: string): ReturnType<PriceSource['parse']> => {
      const page = Number(text);
      const row = {
        cloud: 'azure',
        instance: `i${page}`,
        accelerator: 'h100-sxm',
        count: '1',
        region: 'eastus',
        on_demand_usd_h: '5',
        source: 's',
        as_of: '2026-11-23',
        confidence: 'published',
      };
      return { rows: [row], rejected: [], ...(page < 3 ? { next: `${origin}/${page + 1}` } : {}) };
    };
    const result = await update((request, response) => response.end(request.url?.slice(1)), {
      urls: () => [`${origin}/1`],
      covers: ['azure'],
      parse: pages,
    });
    expect(result.reports[0]?.rows).toBe(3);
  });

  it('streams what is read line by line', async () => {
    const list = PRICE_SOURCES.find(({ id }) => id === 'aws-price-list');
    if (list === undefined) throw new Error('no such source');
    const result = await update((_, response) => response.end(fixture('aws-pricelist.csv')), {
      ...list,
      urls: () => [`${origin}/index.csv`],
    });
    expect(result.files[0]?.text).toContain('p5.48xlarge');
    expect(result.reports[0]?.rows).toBe(1);
  });
});

describe('an answer that must not be believed leaves the table as it was:', () => {
  it('slow', async () => {
    const result = await update((_, response) => {
      response.write('{"date": ');
      timeIsOver();
    });
    expect(failure(result)).toContain('timeout');
    expect(calls).toBe(2);
  });

  it('truncated', async () => {
    const result = await update((_, response) => {
      response.writeHead(200, { 'content-length': String(rentals.length) });
      response.write(rentals.slice(0, 100));
      setTimeout(() => response.destroy(), 20);
    });
    expect(failure(result)).toMatch(/network|truncated/);
  });

  it('too large, announced or not', async () => {
    const small = { maxBytes: 1000 };
    expect(
      failure(await update((_, response) => response.writeHead(200, { 'content-length': '5000000' }).end(), small)),
    ).toContain('too-large');
    const endless: Handler = (_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(500)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(failure(await update(endless, small))).toContain('too-large');
  });

  it('a page of something else', async () => {
    expect(failure(await update((_, response) => response.end('<html>maintenance</html>')))).toContain(
      'answered something else: no dated list of offers',
    );
  });

  it('not found, without asking twice', async () => {
    expect(failure(await update((_, response) => response.writeHead(404).end()))).toContain('http-status (status 404)');
    expect(calls).toBe(1);
  });

  it('a redirect to an address that is not allowed', async () => {
    const result = await update((request, response) => {
      if (request.url === '/elsewhere') response.end(rentals);
      else response.writeHead(302, { location: `http://localhost:${new URL(origin).port}/elsewhere` }).end();
    });
    expect(failure(result)).toContain('not-https');
  });

  it('http where the world does not allow it', async () => {
    handler = (_, response) => response.end(rentals);
    const strict: World = {
      fetch: (url, init) => fetch(url, init),
      sleep: (milliseconds) => world.sleep(milliseconds),
    };
    const result = await updatePrices([source()], catalog(), strict, { today: '2026-11-23' });
    expect(failure(result)).toContain('not-https');
    expect(calls).toBe(0);
  });

  it('endless pages', async () => {
    const parse = (): ReturnType<PriceSource['parse']> => ({ rows: [], rejected: [], next: `${origin}/again` });
    expect(failure(await update((_, response) => response.end('x'), { parse }))).toContain('more than 80 pages');
  });

  it('a table cut in half', async () => {
    const offers = JSON.parse(rentals) as { offers: unknown[] };
    const first = await update((_, response) => response.end(rentals));
    const { tables } = readOverlay(first.files, 'refreshed', { base: catalogData(), today: '2026-11-23' });
    handler = (_, response) => response.end(JSON.stringify({ ...offers, offers: offers.offers.slice(0, 2) }));
    const second = await updatePrices([source()], createCatalog(catalogData(), [tables]), world, {
      today: '2026-11-24',
    });
    expect(failure(second)).toContain('rows came back where');
  });

  it('stopped by the user', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const result = await update((_, response) => void response.write('{'), {}, { signal: stop.signal });
    expect(failure(result)).toContain('cancelled');
  });
});

describe('redirects', () => {
  it('are followed on the same host', async () => {
    const result = await update((request, response) => {
      if (request.url === '/moved') response.end(rentals);
      else response.writeHead(302, { location: '/moved' }).end();
    });
    expect(result.reports[0]?.status).not.toBe('failed');
  });

  it('in a circle end', async () => {
    const circle: Handler = (_, response) => response.writeHead(302, { location: '/latest.json' }).end();
    expect(failure(await update(circle))).toMatch(/http-status|elsewhere/);
  });

  it.each([
    ['https://a.example.com/x', 'https://b.example.com/x', true],
    ['https://example.com/x', 'https://example.com.evil.net/x', false],
    ['https://raw.githubusercontent.com/x', 'https://gist.githubusercontent.com/x', false],
    ['https://a.s3.amazonaws.com/x', 'https://b.s3.amazonaws.com/x', false],
    ['https://10.0.0.1/x', 'https://10.9.0.1/x', false],
  ])('from %s to %s stay with one owner: %s', (from, to, same) => {
    expect(sameOwner(from, to)).toBe(same);
  });
});

describe('prices that nobody should believe', () => {
  const offer = (provider: string, gpu: string, price: number) =>
    ({ provider, gpu, kind: 'on-demand', usd_hr: price, region: 'us' }) as const;
  const feedOf = (...offers: readonly object[]): string => {
    const known = JSON.parse(rentals) as { readonly offers: readonly object[] };
    return JSON.stringify({ ...known, offers: [...known.offers, ...offers] });
  };

  it('are those of a new offer far from all others of its machine', async () => {
    const result = await update((_, response) =>
      response.end(feedOf(offer('evilcloud', 'h100', 0.001), offer('newcloud', 'h100', 1.9))),
    );
    expect(result.reports[0]?.quarantined).toEqual([
      expect.objectContaining({ row: expect.stringMatching(/^evilcloud/) as string, after: 0.001 }),
    ]);
    expect(result.files[0]?.text).not.toContain('evilcloud');
    expect(result.files[0]?.text).toContain('newcloud');
  });

  it('are those that come step by step: each is measured against the release', async () => {
    let data = catalog();
    let price = 2.39;
    for (let step = 0; step < 4; step += 1) {
      price /= 4;
      handler = (_, response) => response.end(rentals.replace('"usd_hr": 2.39', `"usd_hr": ${price}`));
      const result = await updatePrices([source()], data, world, { today: '2026-11-24' });
      const { tables } = readOverlay(result.files, 'refreshed', { base: catalogData(), today: '2026-11-24' });
      data = createCatalog(catalogData(), [tables]);
    }
    const [row] = data.offers('mi300x', { cloud: 'runpod', instance: 'mi300x secure' });
    expect(row?.onDemandUsdH).toBe(2.39 / 4);
  });

  it.each(['AWS ', 'Azure', 'Google Cloud', 'ａｗｓ', 'аws'])(
    'are those that %s would have under another spelling',
    async (name) => {
      const result = await update((_, response) => response.end(feedOf(offer(name, 'h100', 1.9))));
      expect(result.reports[0]?.rejected).toContainEqual(expect.objectContaining({ reason: 'other-market', count: 1 }));
      expect(result.files[0]?.text).not.toMatch(new RegExp(`^${name.trim()},`, 'im'));
    },
  );
});

it('an answer that the parser cannot stand ends its source, not the update', async () => {
  const parse = (): never => {
    throw new RangeError('Maximum call stack size exceeded');
  };
  expect(failure(await update((_, response) => response.end('x'), { parse }))).toContain('it cannot be read');
});

describe('wrong units', () => {
  it('a price in cents is quarantined and the old one kept', async () => {
    const cents = rentals.replace('"usd_hr": 2.39', '"usd_hr": 23.9');
    const result = await update((_, response) => response.end(cents));
    expect(result.reports[0]?.quarantined).toEqual([
      expect.objectContaining({ row: 'runpod mi300x secure unstated mi300x', before: 2.39, after: 23.9 }),
    ]);
    expect(result.files[0]?.text).toMatch(/runpod,mi300x secure,.*,2\.39,/);
    expect(result.changes.some((change) => change.after === 23.9)).toBe(false);
  });

  it('a feed about everybody does not overrule the list of a cloud', async () => {
    const aws = rentals.replace('"provider": "runpod"', '"provider": "aws"');
    const result = await update((_, response) => response.end(aws));
    expect(result.files[0]?.text).not.toContain('\naws,');
    expect(result.reports[0]?.rejected).toContainEqual({ reason: 'other-market', count: 1, example: 'aws' });
  });

  it('rows that break the rules of our tables are rejected with the reason', async () => {
    const parse = (): ReturnType<PriceSource['parse']> => ({
      rows: [
        {
          cloud: 'x',
          instance: 'a',
          accelerator: 'h100-sxm',
          count: '1',
          region: 'us',
          on_demand_usd_h: '2',
          source: 's',
          as_of: '2026-11-23',
          confidence: 'published',
        },
        {
          cloud: 'x',
          instance: 'b',
          accelerator: 'h100-sxm',
          count: '1',
          region: 'us',
          on_demand_usd_h: '2',
          source: 's',
          as_of: '2027-01-01',
          confidence: 'published',
        },
      ],
      rejected: [],
    });
    const result = await update((_, response) => response.end('x'), { parse });
    expect(result.reports[0]?.rows).toBe(1);
    expect(result.reports[0]?.rejected[0]?.example).toContain('2027-01-01');
  });
});
