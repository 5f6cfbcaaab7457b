/** Which offers one would act on: cases of each reason, and laws over generated tables. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiPriceRow, type InstanceRow, placeholders } from '../../../src/catalog/index.ts';
import { admitted, apiStanding, ownStanding, rentStandings } from '../../../src/estimate/offers/recommendable.ts';
import { ask, document, engine, one } from './support.ts';

const TABLES = '2026-10-24';
const SOLD = { availability: 'available' } as const;
const origin = (asOf: string, source = 'a', layer = 'bundled') => ({ asOf, source, layer, confidence: 'published' });
const offer = (
  cloud: string,
  onDemandUsdH: number,
  asOf = '2026-10-01',
  more: Partial<InstanceRow> = {},
): InstanceRow =>
  ({
    cloud,
    instance: cloud,
    accelerator: 'h200-sxm',
    count: 1,
    nodeSize: 8,
    region: 'r',
    onDemandUsdH,
    origin: origin(asOf),
    ...more,
  }) as InstanceRow;
const rowOf = (provider: string, price: number, more: Partial<ApiPriceRow> = {}): ApiPriceRow =>
  ({
    provider,
    modelId: 'm',
    model: 'm',
    openWeight: true,
    inputUsdMtok: price,
    outputUsdMtok: price,
    origin: origin('2026-10-01'),
    ...more,
  }) as ApiPriceRow;

describe('an offer of rent', () => {
  const market = [offer('a', 4), offer('b', 4.2), offer('c', 3.8)];
  const judge = (row: InstanceRow, purchase: 'on-demand' | 'spot' = 'on-demand') =>
    rentStandings([...market, row], SOLD, TABLES)(row, purchase);

  it('leads where it is young and near the others', () =>
    expect(judge(offer('d', 3))).toEqual({ against: [], marks: [] }));
  it('is an outlier below 60 % of the median over clouds', () =>
    expect(judge(offer('d', 1.99)).against).toEqual(['outlier']));
  it('is none where fewer than three clouds say anything', () => {
    const rows = [offer('a', 4), offer('d', 1)];
    expect(rentStandings(rows, SOLD, TABLES)(rows[1]!, 'on-demand').against).toEqual([]);
  });
  it('counts a cloud once, however many regions it lists', () => {
    const rows = [...Array.from({ length: 50 }, () => offer('a', 10)), offer('b', 4), offer('c', 4), offer('d', 3)];
    expect(rentStandings(rows, SOLD, TABLES)(rows.at(-1)!, 'on-demand').against).toEqual([]);
  });
  it('is left for a younger one of the same cloud, and marked where there is none', () => {
    const [old, young] = [offer('d', 3, '2026-01-21'), offer('d', 3.5, '2026-09-01')];
    const both = rentStandings([...market, old, young], SOLD, TABLES);
    expect(both(old, 'on-demand')).toEqual({ against: ['old'], marks: [] });
    expect(both(young, 'on-demand')).toEqual({ against: [], marks: [] });
    expect(judge(old)).toEqual({ against: [], marks: ['old'] });
  });
  it('is spot, a listing, or of a machine nobody sells', () => {
    expect(judge(offer('d', 3, undefined, { spotUsdH: 1 }), 'spot').against).toContain('spot');
    expect(judge(offer('d', 3, undefined, { billing: 'marketplace' })).against).toEqual(['listing-only']);
    const row = offer('d', 3);
    expect(rentStandings([row], { availability: 'announced' }, TABLES)(row, 'on-demand').against).toEqual([
      'not-for-sale',
    ]);
  });
  it('of the user’s own tables leads, whatever others ask', () =>
    expect(judge(offer('d', 0.1, '2020', { origin: origin('2020', 'a', 'workspace') as never })).against).toEqual([]));

  it('never leaves a cloud without its youngest price for its age alone', () => {
    const dates = fc
      .integer({ min: 0, max: 900 })
      .map((days) => new Date(Date.UTC(2026, 9, 24) - days * 864e5).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.double({ min: 1, max: 9, noNaN: true }), dates), {
          minLength: 1,
        }),
        (drawn) => {
          const rows = drawn.map(([cloud, price, date]) => offer(cloud, price, date));
          const standing = rentStandings(rows, SOLD, TABLES);
          for (const cloud of new Set(rows.map((row) => row.cloud)))
            expect(rows.some((row) => row.cloud === cloud && !standing(row, 'on-demand').against.includes('old'))).toBe(
              true,
            );
        },
      ),
    );
  });
  it('that is asked for with all its reasons is admitted, and never with one less', () => {
    const standing = judge(offer('d', 1, undefined, { billing: 'marketplace' }));
    expect(admitted(standing, new Set(standing.against))).toBe(true);
    expect(admitted(standing, new Set(standing.against.slice(1)))).toBe(false);
  });
});

describe('a price of an API', () => {
  const judge = (row: ApiPriceRow, others: readonly ApiPriceRow[], family = 'llama') =>
    apiStanding(row, [row, ...others], { family }, () => false, TABLES).against;
  it('stands alone', () => expect(judge(rowOf('x', 0.25), [rowOf('y', 3)])).toEqual(['uncorroborated']));
  it('is confirmed by another provider near it', () => expect(judge(rowOf('x', 3), [rowOf('y', 3.5)])).toEqual([]));
  it('is confirmed by a second source', () =>
    expect(judge(rowOf('x', 3), [rowOf('x', 3, { origin: origin('2026-10-01', 'b') as never })])).toEqual([]));
  it('of a source that says it ended never leads', () => {
    const ended = rowOf('deepseek', 0.25, { validUntil: '2026-09-09' });
    expect(judge(ended, [], 'deepseek')).toEqual(['old']);
    expect(judge(rowOf('deepseek', 0.25, { validUntil: '2027-01' }), [], 'deepseek')).toEqual([]);
  });
  it('is that of the maker', () => expect(judge(rowOf('deepseek', 0.25), [], 'deepseek')).toEqual([]));
  it('is a placeholder where models of very different size cost the same', () => {
    const rows = [3, 70, 405].map((size) => rowOf('x', 0.2, { model: `m${size}` }));
    const sizes = (row: ApiPriceRow): number => Number(row.model?.slice(1));
    expect(placeholders(rows, sizes).size).toBe(3);
    expect(placeholders(rows.slice(1), sizes).size).toBe(0);
  });
});

it('a machine without a quoted price is not bought', () => {
  const row = (id: string) => engine().catalog.accelerator(id)!;
  expect(ownStanding(row('tpu-v6e'), TABLES).against).toEqual(['not-for-sale']);
  expect(ownStanding(row('b200'), TABLES)).toEqual({ against: [], marks: [] });
  expect(ownStanding(row('mi300x'), TABLES)).toEqual({ against: [], marks: ['uncorroborated'] });
});

describe('answers', () => {
  it('take a recommendable offer, and name the cheaper API nobody confirms', () => {
    expect(one('{accelerator: h200-sxm, rent: {}}').stages[0]?.cloud).not.toBe('vultr');
    const small = (api: string): readonly string[] =>
      ask(document(`a: {api: ${api}}`, 'model: llama-3.2-3b')).estimate.deployments[0]!.reasons.map(({ code }) => code);
    expect(small('{}')).toEqual(['hosted', 'cheaper-doubted']);
    expect(small('{provider: deepinfra}')).toEqual(['hosted', 'uncorroborated']);
  });
  it('without deployments: two clouds, one owned, one API, judged by targets that are said', () => {
    const { estimate } = ask(document(''));
    expect(estimate).toMatchObject({ assumedTargets: true, limits: { ttft: { limit: 2 }, tpot: { limit: 0.05 } } });
    const kinds = estimate.deployments.map(({ kind }) => kind);
    expect(kinds).toHaveLength(5);
    for (const kind of ['rent', 'own', 'api'] as const) expect(kinds).toContain(kind);
    expect(new Set(estimate.deployments.flatMap(({ stages }) => stages[0]?.cloud ?? [])).size).toBeGreaterThan(1);
    expect(ask(document('', 'slo: {ttft: 1 s}')).estimate.assumedTargets).toBeUndefined();
  });
  it('a ranking holds nothing that nobody would act on, and marks what is asked for', () => {
    const workload = ask(document('')).workload!;
    const against = new Set(['spot', 'outlier', 'placeholder', 'not-for-sale', 'listing-only']);
    const codes = (include: readonly ('spot' | 'outlier')[]) =>
      engine()
        .rank(workload, { include })
        .rows.flatMap(({ estimate }) => estimate.reasons.map(({ code }) => code));
    expect(codes([]).filter((code) => against.has(code))).toEqual([]);
    expect(codes(['spot', 'outlier'])).toEqual(expect.arrayContaining(['spot', 'outlier']));
  });
  it('doubts that hundreds of spot chips are idle', () => {
    const many = one('{accelerator: tpu-v6e, rent: {purchase: spot}}', '', 'requests: 2000');
    expect(many.reasons.map(({ code }) => code)).toContain('capacity-doubt');
  });
  it('asked for published prices, owns nothing whose price is a planning figure', () => {
    const { rows } = engine().rank(ask(document('')).workload!, { minimumConfidence: 'published', kinds: ['own'] });
    for (const { estimate } of rows) expect(estimate.name).toMatch(/gaudi/);
  });
});
