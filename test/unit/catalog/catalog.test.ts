import { describe, expect, it } from 'vitest';
import { catalog } from '../../helpers/catalog.ts';

describe('look-ups', () => {
  it('finds an accelerator by id, whatever the case', () => {
    expect(catalog().accelerator('H100-SXM')?.peakTflops.fp8).toBe(1979);
    expect(catalog().accelerator('h1000')).toBeUndefined();
  });

  it('finds a model by id and by Hugging Face id', () => {
    expect(catalog().model('llama-3.1-70b')?.layers).toBe(80);
    expect(catalog().model('meta-llama/Llama-3.1-70B')?.id).toBe('llama-3.1-70b');
  });

  it('offers an accelerator in a cloud and region, in a group of regions, and anywhere', () => {
    const p5 = catalog().offers('h100-sxm', { cloud: 'aws', region: 'us-east-1' });
    expect(p5.map((row) => row.instance)).toContain('p5.48xlarge');
    const european = catalog().offers('h100-sxm', { cloud: 'aws', region: 'eu' });
    expect(european.length).toBeGreaterThan(0);
    expect(european.every((row) => row.region.startsWith('eu-'))).toBe(true);
    expect(
      catalog()
        .offers('h100-sxm')
        .some((row) => row.cloud.startsWith('market-')),
    ).toBe(false);
  });

  it('gives the electricity of the state of a cloud region, else of the country', () => {
    expect(catalog().siteFact('electricity', undefined, undefined)?.region).toBe('US');
    expect(catalog().siteFact('pue', undefined, undefined)?.provider).toBe('colo-average');
    expect(catalog().siteFact('pue', 'aws', 'us-east-1')?.provider).toBe('aws');
  });
});
