import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, createCatalog, plainName, readCsv, REGION_GROUPS, writeCsv } from '../../../src/catalog/index.ts';
import { catalog } from '../../helpers/catalog.ts';

describe('accelerators', () => {
  it('are found by id, whatever the case', () => {
    expect(catalog().accelerator('H100-SXM')?.peakTflops.fp8).toBe(1979);
    expect(catalog().accelerator('h1000')).toBeUndefined();
  });

  it('have links of one direction', () => {
    expect(catalog().accelerator('tpu7x')?.scaleUpGbS).toBe(600);
    expect(catalog().accelerator('trn2')?.scaleUpGbS).toBe(640);
    expect(catalog().accelerator('h100-sxm')?.scaleUpGbS).toBe(450);
  });

  it('say which physics and which domain they have', () => {
    for (const id of ['groq-lpu', 'groq3-lpu', 'cerebras-wse3'])
      expect(catalog().accelerator(id)?.machine, id).toBe('on-chip');
    expect(catalog().accelerator('sambanova-sn40l')?.machine).toBe('memory');
    for (const id of ['gb200', 'gb300', 'tpu-v6e', 'trn3'])
      expect(catalog().accelerator(id)?.domainSpansInstances, id).toBe(true);
    expect(catalog().accelerator('b200')?.domainSpansInstances).toBe(false);
  });

  it('lack nothing that a prior does not derive with a method of its own', () => {
    const missing = catalog().accelerators.flatMap((row) => {
      const needs = [
        ['bf16_tflops', row.peakTflops.bf16],
        ['tdp_w', row.tdpW],
        ['memory_bandwidth_tb_s', row.memoryBandwidthTbS],
        ['scale_up_gb_s', row.scaleUpGbS],
        ['scale_up_domain', row.scaleUpDomain],
      ] as const;
      return needs
        .filter(([, value]) => value === undefined)
        .filter(([quantity]) => catalog().prior(quantity, row)?.scope !== row.id)
        .map(([quantity]) => `${row.id} ${quantity}`);
    });
    expect(missing).toEqual([]);
  });

  it('have a purchase price with its own evidence, or none', () => {
    const row = catalog().accelerator('b200');
    expect(row?.priceOrigin).toMatchObject({ confidence: 'third-party', table: 'accelerators/nvidia.csv' });
    expect(catalog().accelerator('mtia-500')).not.toHaveProperty('priceUsd');
    expect(catalog().accelerator('mtia-500')?.availability).toBe('internal');
  });
});

describe('models', () => {
  it.each([
    ['llama-3.1-70b', 'llama-3.1-70b', 'bf16'],
    ['meta-llama/Llama-3.1-70B', 'llama-3.1-70b', 'bf16'],
    ['meta-llama/Llama-3.1-70B-Instruct', 'llama-3.1-70b', 'bf16'],
    ['neuralmagic/Meta-Llama-3.1-70B-Instruct-FP8', 'llama-3.1-70b-fp8', 'fp8'],
    ['nvidia/DeepSeek-R1-FP4', 'deepseek-r1', 'fp4'],
    ['Qwen/Qwen2.5-72B-Instruct-AWQ', 'qwen2.5-72b', 'int4'],
    ['deepseek-ai/DeepSeek-R1-0528', 'deepseek-r1', 'fp8'],
    ['accounts/fireworks/models/llama-v3p1-405b-instruct', 'llama-3.1-405b', 'bf16'],
    ['meta.llama3-3-70b-instruct-v1:0', 'llama-3.3-70b', 'bf16'],
    ['deepseek-ai/DeepSeek-R1-Distill-Llama-70B', 'deepseek-r1-distill-llama-70b', 'bf16'],
  ])('%s is %s at %s', (reference, id, checkpoint) => {
    expect(catalog().model(reference)).toMatchObject({ id, checkpoint });
  });

  it.each(['llama3', 'foo/bar', '', 'gpt-5.6', 'constructor'])('“%s” is none we know', (reference) => {
    expect(catalog().model(reference)).toBeUndefined();
  });

  it('a quantised name differs in its checkpoint only', () => {
    const [base, awq] = [catalog().model('qwen2.5-72b'), catalog().model('Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4')];
    expect(awq).toEqual({ ...base, checkpoint: 'int4' });
    expect(plainName('Qwen/Qwen3-32B-FP8')).toEqual({ name: 'qwen3-32b', checkpoint: 'fp8' });
  });
});

describe('offers', () => {
  it('are those of a cloud and region, of a group of regions, or all', () => {
    const p5 = catalog().offers('h100-sxm', { cloud: 'aws', region: 'us-east-1' });
    expect(p5.map((row) => row.instance)).toContain('p5.48xlarge');
    const european = catalog().offers('h100-sxm', { cloud: 'azure', region: 'eu' });
    expect(european.map((row) => row.region)).toContain('westeurope');
    expect(european.map((row) => row.region)).not.toContain('uksouth');
    expect(
      catalog()
        .offers('h100-sxm', { region: 'europe' })
        .map((row) => row.region),
    ).toContain('uksouth');
    expect(
      catalog()
        .offers('h100-sxm')
        .some((row) => row.cloud.startsWith('market-')),
    ).toBe(false);
    expect(catalog().offers('toaster')).toEqual([]);
  });

  it('whose place nobody states answer only who names the cloud', () => {
    const clouds = (filter: { cloud?: string; region?: string }): string[] =>
      catalog()
        .offers('h100-sxm', filter)
        .map((row) => row.cloud);
    expect(clouds({})).toContain('runpod');
    expect(clouds({ region: 'eu' })).not.toContain('runpod');
    expect(clouds({ cloud: 'runpod', region: 'eu' })).toContain('runpod');
    expect(clouds({ region: 'eu' })).toContain('oci');
  });

  it('per accelerator say so', () => {
    const [row] = catalog().offers('h100-sxm', { cloud: 'runpod' });
    expect(row).toMatchObject({ perAccelerator: true, count: 1, nodeSize: 8 });
    expect(catalog().offers('h100-sxm', { instance: 'p5.48xlarge' })[0]).toMatchObject({
      perAccelerator: false,
      nodeSize: 8,
    });
  });

  it('have a place where they are and no price of nothing', () => {
    for (const row of catalog().instances) {
      for (const price of [row.onDemandUsdH, row.spotUsdH, row.reserved1yUsdH, row.reserved3yUsdH])
        if (price !== undefined) expect(price).toBeGreaterThan(0);
      if (row.spotUsdH !== undefined && row.onDemandUsdH !== undefined)
        expect(row.spotUsdH).toBeLessThan(row.onDemandUsdH);
    }
  });

  it('of a region group are some of all, and in it', () => {
    const ids = catalog().accelerators.map((row) => row.id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...REGION_GROUPS), (id, region) => {
        const all = new Set(catalog().offers(id));
        for (const row of catalog().offers(id, { region })) expect(all.has(row)).toBe(true);
      }),
    );
  });
});

describe('hosted prices', () => {
  it('are of the model itself, not of what was tuned from it', () => {
    const names = catalog()
      .apiOffers('llama-3.3-70b')
      .map((row) => row.modelId.toLowerCase());
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => name.includes('deepseek'))).toEqual([]);
    expect(catalog().apiOffers('meta-llama/Llama-3.3-70B-Instruct', 'groq')).toHaveLength(1);
  });

  it('of closed models are found by their name', () => {
    expect(catalog().apiOffers('claude-opus-4-8')[0]).toMatchObject({ provider: 'anthropic', openWeight: false });
  });
});

describe('facts of places', () => {
  it.each([
    ['electricity', undefined, undefined, 'US'],
    ['electricity', 'aws', 'us-east-1', 'US-VA'],
    ['electricity', 'azure', 'westeurope', 'NL'],
    ['carbon-intensity', 'gcp', 'europe-west4', 'europe-west4'],
    ['carbon-intensity', 'nebius', 'eu-north1', 'FI'],
    ['pue', undefined, undefined, 'global'],
  ] as const)('%s of %s %s is the row of %s', (kind, cloud, region, place) => {
    expect(catalog().siteFact(kind, cloud, region)?.region).toBe(place);
  });

  it('PUE is the cloud’s own, else that of colocation', () => {
    expect(catalog().siteFact('pue', 'aws', 'us-east-1')?.provider).toBe('aws');
    expect(catalog().siteFact('pue', 'runpod', 'unstated')?.provider).toBe('colo-average');
  });

  it('every region of every cloud has electricity, carbon, PUE and water', () => {
    for (const { cloud, region } of catalog().regions)
      for (const kind of ['electricity', 'carbon-intensity', 'pue', 'water', 'grid-water'] as const)
        expect(catalog().siteFact(kind, cloud, region), `${kind} ${cloud} ${region}`).toBeDefined();
  });
});

describe('the compiled form', () => {
  it('gives back every cell with its file and line', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const row = fc.record({
      currency: fc.stringMatching(/^[A-Z]{3}$/),
      usd: fc.double({ min: 1e-5, max: 99, noNaN: true }),
      source: word,
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (r) => r.currency, minLength: 1 }), (rows) => {
        const cells = rows.map((r) => ({ ...r, usd: String(r.usd), as_of: '2026', confidence: 'estimate' }));
        const { table } = readCsv(
          'currencies.csv',
          writeCsv(['currency', 'usd', 'source', 'as_of', 'confidence'], cells),
        );
        const data = compile(table === undefined ? [] : [table]);
        const back = createCatalog(JSON.parse(JSON.stringify(data)) as typeof data);
        rows.forEach((r, index) => {
          expect(back.currency(r.currency)).toMatchObject({
            usd: r.usd,
            origin: { source: r.source, line: index + 2 },
          });
        });
      }),
    );
  });
});
