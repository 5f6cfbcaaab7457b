import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRICE_SOURCES, sourceContext, type Parsed } from '../../../src/catalog/sources/index.ts';
import { providerName } from '../../../src/catalog/sources/litellm.ts';
import { catalog } from '../../helpers/catalog.ts';

const context = sourceContext(catalog(), '2026-11-23');
const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/prices/${name}`, import.meta.url), 'utf8');

function parse(id: string, text: string, url = ''): Parsed {
  const source = PRICE_SOURCES.find((candidate) => candidate.id === id);
  if (source === undefined) throw new Error(`no source ${id}`);
  return source.parse(text, context, url);
}

const reasons = (parsed: Parsed): string[] => [...new Set(parsed.rejected.map(({ reason }) => reason))].sort();
const row = (parsed: Parsed, key: string): Readonly<Record<string, string>> | undefined =>
  parsed.rows.find((candidate) => Object.values(candidate).join(' ').includes(key));

describe('every source', () => {
  it.each(PRICE_SOURCES.map((source) => [source.id, source] as const))(
    '%s asks over https and names its licence',
    (_, source) => {
      expect(source.urls().length).toBeGreaterThan(0);
      for (const url of source.urls()) expect(new URL(url).protocol).toBe('https:');
      expect(source.licence).not.toBe('');
      if (source.licence.startsWith('CC BY')) expect(source.attribution).toBeDefined();
    },
  );

  it.each(PRICE_SOURCES.map((source) => [source.id] as const))('%s survives an answer of something else', (id) => {
    for (const text of ['', 'null', '[]', '{}', '<html>503</html>', '{"Items": 7}', '[[[[', '{"__proto__": {"x": 1}}'])
      expect(parse(id, text).rows).toEqual([]);
    expect(parse(id, '<html>503</html>').broken).toBeDefined();
  });
});

describe('gpurentalprices', () => {
  const parsed = parse('gpurentalprices', fixture('gpurentalprices.json'));
  it('reads per-GPU offers with their date and page', () => {
    expect(row(parsed, 'mi300x secure')).toMatchObject({
      cloud: 'runpod',
      accelerator: 'mi300x',
      count: '1',
      per_accelerator: 'yes',
      on_demand_usd_h: '2.39',
      as_of: '2026-08-22',
      region: 'unstated',
    });
    expect(row(parsed, 'b200 community')?.['billing']).toBe('marketplace');
  });
  it('joins spot to the on-demand row of the same GPU, as our tables do', () => {
    const offer = { provider: 'spheron', gpu: 'l40s' };
    const offers = [
      { ...offer, kind: 'spot', usd_hr: 0.5 },
      { ...offer, kind: 'on-demand', usd_hr: 0.96 },
      { provider: 'vultr', gpu: 'b200', kind: 'spot', usd_hr: 3.2 },
    ];
    const { rows } = parse('gpurentalprices', JSON.stringify({ date: '2026-08-22', offers }));
    expect(rows.map((r) => [r['instance'], r['on_demand_usd_h'], r['spot_usd_h']])).toEqual([
      ['l40s', '0.96', '0.5'],
      ['b200', undefined, '3.2'],
    ]);
  });
  it('refuses the price of a whole machine, a free one, and a chip nobody knows', () => {
    const offer = { provider: 'x', kind: 'on-demand' };
    const offers = [
      { ...offer, gpu: 'h100', usd_hr: 250 },
      { ...offer, gpu: 'h100', usd_hr: 0 },
      { ...offer, gpu: 'rtx-3070', usd_hr: 0.1 },
      { gpu: 'h100' },
    ];
    const bad = parse('gpurentalprices', JSON.stringify({ date: '2026-08-22', offers }));
    expect(bad.rows).toEqual([]);
    expect(reasons(bad)).toEqual(['malformed', 'no-price', 'not-an-accelerator', 'wrong-unit']);
  });
});

describe('azure-retail', () => {
  const parsed = parse('azure-retail', fixture('azure-retail.json'));
  it('joins meters of one machine and divides a reservation by the hours of its term', () => {
    expect(parsed.rows).toHaveLength(1);
    expect(parsed.rows[0]).toMatchObject({
      instance: 'Standard_ND128isr_NDR_GB200_v6',
      accelerator: 'gb200',
      count: '4',
      region: 'westus3',
      on_demand_usd_h: '108.16',
      spot_usd_h: '64',
      reserved_1y_usd_h: String(Number((604000 / 8760).toPrecision(8))),
      reserved_3y_usd_h: '52',
    });
  });
  it.each([
    ['1 Year', 8760, 'reserved_1y_usd_h'],
    ['3 Years', 26_280, 'reserved_3y_usd_h'],
  ])('divides a reservation of %s by its %i hours', (reservationTerm, hours, column) => {
    const { Items } = JSON.parse(fixture('azure-retail.json')) as { Items: Record<string, unknown>[] };
    const { savingsPlan: _, ...item } = Items[0] ?? {};
    const reservation = { ...item, type: 'Reservation', reservationTerm, retailPrice: 10 * hours };
    const { rows } = parse('azure-retail', JSON.stringify({ Items: [reservation] }));
    expect(rows[0]).toMatchObject({ [column]: '10', reserved_kind: 'reservation' });
  });
  it('leaves Windows out', () => expect(reasons(parsed)).toContain('not-linux'));
  it('follows the next page of the same host only', () => {
    const page = (next: string): string | undefined =>
      parse('azure-retail', JSON.stringify({ Items: [], NextPageLink: next })).next;
    expect(page('https://prices.azure.com:443/api/retail/prices?$skip=100')).toBe(
      'https://prices.azure.com/api/retail/prices?$skip=100',
    );
    expect(page('https://evil.example/api/retail/prices?$skip=100')).toBeUndefined();
  });
});

describe('aws', () => {
  it('joins products and terms of the JSON form, plain Linux only', () => {
    const parsed = parse('aws-price-list', fixture('aws-pricelist.json'));
    expect(parsed.rows.map((r) => `${r['instance']} ${r['on_demand_usd_h']}`)).toEqual([
      'p5.48xlarge 55.04',
      'g6.xlarge 0.8048',
    ]);
    expect(reasons(parsed)).toEqual(['not-linux', 'other-market', 'unknown-instance']);
  });
  it('reads the CSV form behind its preamble, line by line', () => {
    const parsed = parse('aws-price-list', fixture('aws-pricelist.csv'));
    expect(parsed.rows).toHaveLength(1);
    expect(parsed.rows[0]).toMatchObject({
      on_demand_usd_h: '55.04',
      reserved_1y_usd_h: '37.1',
      reserved_3y_usd_h: '25.9',
      region: 'us-east-1',
      count: '8',
    });
  });
  it('turns a saving into a price, and no saving into no offer', () => {
    const parsed = parse('aws-spot-advisor', fixture('aws-spot-advisor.json'));
    const listed = context.onDemand('aws', 'p5.48xlarge', 'us-east-1') ?? 0;
    expect(Number(parsed.rows[0]?.['spot_usd_h'])).toBeCloseTo(listed * 0.6, 3);
    expect(parsed.rows).toHaveLength(1);
  });
  it('reads prices that are texts, and knows spot at the on-demand price', () => {
    const parsed = parse('vantage', fixture('vantage.json'));
    expect(row(parsed, 'us-east-1')).toMatchObject({ on_demand_usd_h: '55.04', spot_usd_h: '21.5' });
    expect(row(parsed, 'us-east-2')?.['spot_usd_h']).toBeUndefined();
  });
});

describe('gcp-pricing', () => {
  it('reads hours and months by region', () => {
    const parsed = parse('gcp-pricing', fixture('gcp-pricing.yml'));
    expect(row(parsed, 'a3-megagpu-8g')).toMatchObject({
      accelerator: 'h100-sxm',
      count: '8',
      spot_usd_h: '46.243579',
    });
    const g4 = parsed.rows.find((r) => r['instance'] === 'g4-standard-48' && r['region'] === 'us-central1');
    expect(Number(g4?.['reserved_1y_usd_h'])).toBeCloseTo(2266.65 / 730, 4);
  });
});

describe('skypilot', () => {
  const url = (cloud: string): string => `https://example.org/catalogs/v8/${cloud}/vms.csv`;
  it('counts TPU chips, drops the 700.0 placeholder and the machines without their GPU', () => {
    const parsed = parse('skypilot', fixture('skypilot-gcp.csv'), url('gcp'));
    expect(row(parsed, 'tpu-v5p')).toMatchObject({
      on_demand_usd_h: '4.2',
      spot_usd_h: '1.68',
      per_accelerator: 'yes',
    });
    expect(row(parsed, 'asia-east1')).toBeUndefined();
    expect(reasons(parsed)).toEqual(['placeholder']);
    expect(parsed.rows.some((r) => r['instance']?.startsWith('a2-'))).toBe(false);
  });
  it('reads columns by header, whatever their order', () => {
    const parsed = parse('skypilot', fixture('skypilot-nebius.csv'), url('nebius'));
    expect(row(parsed, 'gpu-h100-sxm_8gpu')).toMatchObject({
      cloud: 'nebius',
      count: '8',
      on_demand_usd_h: '23.6',
      spot_usd_h: '10',
    });
    expect(row(parsed, 'gpu-b200-sxm_8gpu')?.['spot_usd_h']).toBeUndefined();
  });
});

describe('API prices', () => {
  it('litellm: per token becomes per million, explanations and embeddings stay out', () => {
    const parsed = parse('litellm', fixture('litellm.json'));
    expect(row(parsed, 'groq/openai/gpt-oss-120b')).toMatchObject({
      provider: 'groq',
      model: 'gpt-oss-120b',
      input_usd_mtok: '0.15',
      output_usd_mtok: '0.6',
    });
    expect(row(parsed, 'claude-opus-4-8')).toMatchObject({
      provider: 'anthropic',
      open_weight: 'no',
      input_usd_mtok: '5',
      output_usd_mtok: '25',
    });
    expect(row(parsed, 'sample_spec')).toBeUndefined();
    expect(reasons(parsed)).toEqual(['no-price', 'not-text', 'unknown-model']);
  });
  it('litellm: providers have the names of our tables', () => {
    const listed = catalog().apiPrices.filter((r) => r.origin.source.startsWith('BerriAI/litellm'));
    const known = new Set(listed.map((r) => r.provider));
    const lost = listed
      .filter((r) => r.modelId.includes('/') && !r.modelId.startsWith('replicate'))
      .filter((r) => providerName(r.modelId.split('/')[0] ?? '') !== r.provider);
    expect(lost.map((r) => r.modelId)).toEqual([]);
    expect(known).not.toContain('lambda');
    expect(providerName('vertex_ai-llama_models')).toBe('google-vertex');
  });
  it('litellm: a price a thousand times too high is a unit error, 600 USD is not', () => {
    const entry = (output: number): unknown => ({
      litellm_provider: 'openai',
      mode: 'chat',
      input_cost_per_token: 1.5e-4,
      output_cost_per_token: output,
    });
    const parsed = parse('litellm', JSON.stringify({ 'o1-pro': entry(6e-4), wrong: entry(6e-1) }));
    expect(parsed.rows.map((r) => r['output_usd_mtok'])).toEqual(['600']);
    expect(reasons(parsed)).toContain('wrong-unit');
  });
  it('openrouter: texts, routers and free variants', () => {
    const parsed = parse('openrouter', fixture('openrouter.json'));
    expect(row(parsed, 'deepseek-v4-flash-0731')).toMatchObject({
      model: 'deepseek-v4-flash',
      input_usd_mtok: '0.14',
      cached_input_usd_mtok: '0.0028',
    });
    expect(reasons(parsed)).toEqual(['dynamic-price', 'no-price', 'unknown-model']);
  });
});
