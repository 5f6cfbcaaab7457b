import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog, readOverlay, tableProblemText, type OverlayFile } from '../../../src/catalog/index.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { catalog, catalogData } from '../../helpers/catalog.ts';
import { draws } from '../../helpers/soak.ts';

function overlay(...files: OverlayFile[]): ReturnType<typeof readOverlay> {
  return readOverlay(files, 'workspace', { base: catalogData(), today: '2026-11-23' });
}

const withOverlay = (...files: OverlayFile[]): ReturnType<typeof createCatalog> =>
  createCatalog(catalogData(), [overlay(...files).tables]);

describe('an overlay', () => {
  it('amends one price of a row and keeps the rest of it', () => {
    const text = 'cloud,instance,accelerator,region,on_demand_usd_h\naws,p5.48xlarge,h100-sxm,us-east-1,31.5\n';
    const row = withOverlay({ path: 'clouds/negotiated.csv', text })
      .offers('h100-sxm', { cloud: 'aws', region: 'us-east-1' })
      .find((offer) => offer.instance === 'p5.48xlarge');
    expect(row).toMatchObject({ onDemandUsdH: 31.5, count: 8 });
    expect(row?.origin).toMatchObject({
      layer: 'workspace',
      table: 'clouds/negotiated.csv',
      line: 2,
      asOf: '2026-11-23',
    });
  });

  it('brings own machines and models from YAML', () => {
    const catalog = withOverlay(
      {
        path: 'accelerators.yaml',
        text: '- id: our-card\n  vendor: Us\n  name: Our card\n  availability: internal\n  class: nvidia-ada\n  machine: memory\n  bf16_tflops: 100\n  memory_gb: 48\n  memory_bandwidth_tb_s: 0.9\n',
      },
      { path: 'models.yaml', text: 'rows:\n  - alias: our-chat\n' },
      { path: 'aliases.yaml', text: '- {alias: our-chat, model: llama-3.1-8b}\n' },
    );
    expect(catalog.accelerator('our-card')).toMatchObject({ memoryGb: 48, origin: { layer: 'workspace', line: 1 } });
    expect(catalog.model('our-chat')?.id).toBe('llama-3.1-8b');
  });

  it('says what is wrong where it is, and uses the rows that are right', () => {
    const text = 'currency,usd\nEUR,1.13\nGBP,many\n';
    const { tables, problems } = overlay({ path: 'currencies.csv', text });
    expect(problems.map(tableProblemText)).toEqual([
      'currencies.csv:3: error not-a-number: usd “many” is not a number. Write it with a decimal point and no unit; leave it empty if it is not known.',
    ]);
    const catalog = createCatalog(catalogData(), [tables]);
    expect(catalog.currency('eur')).toMatchObject({ usd: 1.13, origin: { layer: 'workspace' } });
    expect(catalog.currency('gbp')?.origin.layer).toBe('bundled');
  });

  it('lets the better layer win whatever the order', () => {
    const file = (usd: string): OverlayFile => ({ path: 'currencies.csv', text: `currency,usd\nEUR,${usd}\n` });
    const refreshed = readOverlay([file('1.2')], 'refreshed').tables;
    const workspace = readOverlay([file('1.3')], 'workspace').tables;
    for (const order of [
      [refreshed, workspace],
      [workspace, refreshed],
    ])
      expect(createCatalog(catalogData(), order).currency('EUR')?.usd).toBe(1.3);
    expect(createCatalog(catalogData(), [refreshed]).currency('EUR')?.origin.layer).toBe('refreshed');
  });

  it('stands on the layer below it, cell by cell', () => {
    const head = 'cloud,instance,accelerator,region';
    const row = 'aws,p5.48xlarge,h100-sxm,us-east-1';
    const refreshed = readOverlay(
      [{ path: 'clouds/aws.csv', text: `${head},on_demand_usd_h,spot_usd_h\n${row},40,20\n` }],
      'refreshed',
    );
    const workspace = readOverlay(
      [
        {
          path: 'clouds.yaml',
          text: '- {cloud: aws, instance: p5.48xlarge, accelerator: h100-sxm, region: us-east-1, reserved_1y_usd_h: 30}\n',
        },
      ],
      'workspace',
    );
    expect([...refreshed.problems, ...workspace.problems]).toEqual([]);
    const [offer] = createCatalog(catalogData(), [workspace.tables, refreshed.tables]).offers('h100-sxm', {
      cloud: 'aws',
      region: 'us-east-1',
      instance: 'p5.48xlarge',
    });
    expect(offer).toMatchObject({ count: 8, onDemandUsdH: 40, spotUsdH: 20, reserved1yUsdH: 30 });
    expect(offer?.origin).toMatchObject({ layer: 'workspace', table: 'clouds.yaml' });
  });

  it('a row that a feed brings whole keeps no old price; one that brings a spot price keeps the rest with its date', () => {
    const head = 'cloud,instance,accelerator,region';
    const row = 'aws,g6.xlarge,l4,us-east-1';
    const refreshed = (
      more: string,
      cells: string,
    ): ReturnType<ReturnType<typeof createCatalog>['offers']>[number] | undefined => {
      const file = { path: 'clouds/aws.csv', text: `${head},${more}\n${row},${cells}\n` };
      const { tables, problems } = readOverlay([file], 'refreshed', { base: catalogData(), today: '2026-11-23' });
      expect(problems).toEqual([]);
      return createCatalog(catalogData(), [tables]).offers('l4', {
        instance: 'g6.xlarge',
        region: 'us-east-1',
      })[0];
    };
    const old = catalog().offers('l4', { instance: 'g6.xlarge', region: 'us-east-1' })[0];
    expect(old?.reserved1yUsdH).toBeDefined();
    const whole = refreshed('on_demand_usd_h,source,as_of,confidence', '0.9,feed,2026-11-23,published');
    expect(whole).toMatchObject({ onDemandUsdH: 0.9, count: 1, origin: { asOf: '2026-11-23' } });
    expect(whole).not.toHaveProperty('reserved1yUsdH');
    const spot = refreshed('spot_usd_h,spot_as_of', '0.3,2026-11-23');
    expect(spot).toMatchObject({
      spotUsdH: 0.3,
      spotAsOf: '2026-11-23',
      onDemandUsdH: old?.onDemandUsdH,
      reserved1yUsdH: old?.reserved1yUsdH,
    });
    expect(spot?.origin).toMatchObject({ asOf: old?.origin.asOf, layer: 'refreshed' });
  });

  it('a lower on-demand price makes dearer spot and commitment prices go', () => {
    const text = 'cloud,instance,accelerator,region,on_demand_usd_h\naws,p5.48xlarge,h100-sxm,us-east-1,1\n';
    const [offer] = withOverlay({ path: 'clouds/x.csv', text }).offers('h100-sxm', {
      instance: 'p5.48xlarge',
      region: 'us-east-1',
    });
    expect(offer).not.toHaveProperty('spotUsdH');
    expect(offer).not.toHaveProperty('reserved1yUsdH');
  });

  it('finds its table in any folder that the host names', () => {
    const { problems } = overlay({ path: '.inference-tco/pricing/currencies.csv', text: 'currency,usd\nXAU,90\n' });
    expect(problems).toEqual([]);
  });

  it.each<[string, OverlayFile, string]>([
    ['YAML that does not parse', { path: 'clouds.yaml', text: '- {cloud: aws\n' }, 'clouds.yaml:'],
    ['a mapping of names', { path: 'clouds.yaml', text: 'aws: 1\n' }, 'the file is no list of rows'],
    ['a nested value', { path: 'currencies.yaml', text: '- currency: {a: 1}\n' }, 'currency is no plain value'],
    ['a file of no table', { path: 'readme.yaml', text: '[]' }, 'no table has this name'],
    [
      'an unknown accelerator',
      { path: 'clouds.yaml', text: '- {cloud: x, instance: y, accelerator: h100, count: 1, region: us}\n' },
      'dangling-id',
    ],
  ])('refuses %s', (_, file, expected) => {
    expect(overlay(file).problems.map(tableProblemText).join('\n')).toContain(expected);
  });

  it('does not let keys reach prototypes', () => {
    const { tables } = overlay({ path: 'currencies.yaml', text: '- {__proto__: {usd: 5}, currency: XXX, usd: 2}\n' });
    expect(createCatalog(catalogData(), [tables]).currency('XXX')?.usd).toBe(2);
    expect(({} as Record<string, unknown>)['usd']).toBeUndefined();
  });

  it('survives any text, and takes only numbers that are some', () => {
    const piece = fc.constantFrom(
      'currency',
      'usd',
      'source',
      ',',
      '\n',
      '"',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      '&a',
      '*a',
      '#',
      '1e9',
      'NaN',
      'Infinity',
      '-1',
      '0x10',
      'EUR',
      '\u0000',
      '\uFEFF',
      '\r\n',
    );
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    const path = fc.constantFrom('currencies.csv', 'currencies.yaml', 'models/x.csv', 'clouds.yml', 'nothing.csv');
    fc.assert(
      fc.property(path, text, (file, content) => {
        const { tables, problems } = readOverlay([{ path: file, text: content }], 'workspace', { today: '2026-11-23' });
        for (const problem of problems) expect(problem.message).not.toContain('undefined');
        for (const row of createCatalog(tables.data).currencies) expect(row.usd).toBeGreaterThan(0);
      }),
      { numRuns: draws(200) },
    );
  });
});

it('docs/pricing-data.md shows overlays that work as they stand', () => {
  const page = readFileSync(new URL('../../../docs/pricing-data.md', import.meta.url), 'utf8');
  const files = [...page.matchAll(/```\w+ file=(\S+)\n(.*?)```/gs)].map(([, path = '', text = '']) => ({ path, text }));
  expect(files.map(({ path }) => path)).toContain('accelerators.yaml');
  const { tables, problems } = overlay(...files);
  expect(problems.map(tableProblemText)).toEqual([]);
  const own = createCatalog(catalogData(), [tables]);
  const engine = createEngine({ catalog: own, asOf: '2026-11-23' });
  const { estimate } = engine.evaluateText(
    `model: our-70b
traffic: {requests: 4 / s, input_tokens: 1500, output_tokens: 300}
deployments:
  ours: {accelerator: our-h100, own: {}}
  theirs: {accelerator: h100-sxm, scaling: {replicas: 1}, tensor_parallel: 8, rent: {cloud: aws, region: us-east-1}}`,
    { force: true },
  ).workloads[0]!;
  expect(estimate.problems).toEqual([]);
  const [ours, theirs] = estimate.deployments;
  expect(ours?.cost.perMonth.value).toBeGreaterThan(0);
  expect(theirs?.cost.perMonth.value).toBeCloseTo(730 * 31.5, 6);
});

describe('a table of somebody else', () => {
  const said = (text: string): readonly string[] =>
    overlay({ path: 'clouds/mine.yaml', text }).problems.map(({ message }) => message);

  it('is refused where it nests without end, and where a tag asks for what is not read', () => {
    expect(said('['.repeat(5000))).toEqual([expect.stringContaining('nested too deep')]);
    expect(said(`${'a:\n'.repeat(3)}${'  '.repeat(200)}- `)[0]).toBeDefined();
    expect(said('- {cloud: !!omap [a: 1]}')[0]).toContain('Unresolved tag');
  });

  it('may not say a thing twice', () => {
    expect(said('- {cloud: aws, cloud: gcp, instance: x}')).toContainEqual(
      expect.stringContaining('cloud stands twice in the row'),
    );
  });
});
