import { describe, expect, it } from 'vitest';
import { readPricing } from '../../../scripts/compile-pricing.ts';
import {
  type Catalog,
  checkTables,
  compile,
  createCatalog,
  type Finding,
  findingText,
  type RawTable,
  type TableKind,
} from '../../../src/catalog/index.ts';

const { tables } = readPricing();
const TODAY = '2026-11-23';

const checked = (catalog: Catalog) =>
  checkTables({
    ...catalog,
    instances: catalog.instances,
    apiPrices: catalog.apiPrices,
    currencies: catalog.currencies,
    references: catalog.references,
    exceptions: catalog.exceptions,
    today: TODAY,
  });

const shipped = checked(createCatalog(compile(tables)));

type Cells = Readonly<Record<string, string>>;
const EVIDENCE: Cells = { source: 'price page', as_of: '2026-10-24', confidence: 'third-party' };

/** Findings of the shipped tables with rows added, or cells changed, that the tables without them do not have. */
function seeded(kind: TableKind, rows: readonly Cells[], change?: (cells: Cells) => Cells): readonly Finding[] {
  const raw: RawTable[] = tables.map((table) =>
    table.kind === kind && change
      ? { ...table, rows: table.rows.map((row) => ({ ...row, cells: change(row.cells) })) }
      : table,
  );
  raw.push({
    kind,
    path: `${kind === 'instances' ? 'clouds' : kind}/seeded.csv`,
    columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
    rows: rows.map((cells, index) => ({ line: index + 2, cells: { ...EVIDENCE, ...cells } })),
  });
  const before = new Set(shipped.findings.map((one) => `${one.code} ${one.row}`));
  return checked(createCatalog(compile(raw))).findings.filter((one) => !before.has(`${one.code} ${one.row}`));
}

const named = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.map(({ code, row }) => `${code}: ${row}`)),
];

const perGpu = (cells: Cells): Cells => ({
  cloud: 'newcloud',
  instance: 'h100-sxm',
  accelerator: 'h100-sxm',
  count: '1',
  per_accelerator: 'yes',
  node_size: '8',
  region: 'unstated',
  on_demand_usd_h: '3.10',
  ...cells,
});

const api = (cells: Cells): Cells => ({
  provider: 'newhost',
  model_id: 'llama-3.3-70b',
  model: 'llama-3.3-70b',
  open_weight: 'yes',
  input_usd_mtok: '0.7',
  output_usd_mtok: '0.7',
  ...cells,
});

describe('the shipped price tables', () => {
  it('hold nothing that a check finds and nobody looked at', () => {
    expect(shipped.findings.map(findingText)).toEqual([]);
  });

  it('keep no exception that nothing needs', () => {
    expect(shipped.unused.map(({ code, row }) => `${code} ${row}`)).toEqual([]);
  });

  it('take a plain new offer and a plain new price without a word', () => {
    expect(seeded('instances', [perGpu({})])).toEqual([]);
    expect(seeded('apis', [api({})])).toEqual([]);
  });
});

describe('a fault seeded into a copy is found', () => {
  it('one price for models of very different size', () => {
    const rows = ['llama-3.2-3b', 'llama-3.3-70b', 'llama-3.1-405b'].map((model) =>
      api({ model_id: model, model, input_usd_mtok: '0.12', output_usd_mtok: '0.3' }),
    );
    expect(named(seeded('apis', rows))).toContain('placeholder-price: newhost llama-3.1-405b');
  });

  it('a slip of a digit', () => {
    const found = seeded('apis', [api({ output_usd_mtok: '7' })]);
    expect(named(found)).toEqual(['apart-from-others: newhost llama-3.3-70b']);
    expect(findingText(found[0]!)).toBe(
      'apis/seeded.csv:2: apart-from-others: newhost llama-3.3-70b: 7 USD/1M, where 23 providers ask 0.72 in the middle. Look for a slip of a digit.',
    );
  });

  it('a price that the second source has otherwise', () => {
    const change = (cells: Cells): Cells =>
      cells['model_id'] === 'us.meta.llama3-1-70b-instruct-v1:0'
        ? { ...cells, input_usd_mtok: '0.99', output_usd_mtok: '0.99' }
        : cells;
    expect(named(seeded('apis', [], change))).toEqual([
      'apart-from-second-source: aws-bedrock us.meta.llama3-1-70b-instruct-v1:0',
    ]);
  });

  it('euros read as dollars', () => {
    const euros = (cell = ''): string => String(Number((Number(cell) / 1.1206).toFixed(3)));
    const change = (cells: Cells): Cells =>
      cells['provider'] === 'ovhcloud'
        ? { ...cells, input_usd_mtok: euros(cells['input_usd_mtok']), output_usd_mtok: euros(cells['output_usd_mtok']) }
        : cells;
    const found = named(seeded('apis', [], change));
    expect(found).toHaveLength(12);
    expect(found).toContain('currency-slip: ovhcloud ovhcloud/gpt-oss-120b');
  });

  it('PCIe booked as SXM, beside SXM of the same provider', () => {
    const rows = [perGpu({}), perGpu({ instance: 'h100', on_demand_usd_h: '2.50' })];
    expect(named(seeded('instances', rows))).toEqual(['form-factor: newcloud h100 unstated']);
  });

  it('PCIe by its name booked as SXM', () => {
    expect(named(seeded('instances', [perGpu({ instance: 'H100 PCIe' })]))).toEqual([
      'form-factor: newcloud H100 PCIe unstated',
    ]);
  });

  it('a node of more cards than the accelerator links', () => {
    const row = perGpu({ instance: 'h100-nvl', accelerator: 'h100-nvl', on_demand_usd_h: '2.9' });
    expect(named(seeded('instances', [row]))).toEqual(['form-factor: newcloud h100-nvl unstated']);
  });

  it.each([
    ['an instance of eight at the price of one', { count: '8', per_accelerator: 'no', on_demand_usd_h: '3.2' }],
    ['one at the price of an instance of eight', { on_demand_usd_h: '25.6' }],
  ])('%s', (_, cells) => {
    expect(named(seeded('instances', [perGpu(cells)]))).toEqual(['wrong-unit: newcloud h100-sxm unstated']);
  });

  it('a list of names in every region', () => {
    const regions = ['us-east-1', 'us-west-1', 'us-west-2', 'us-south-1', 'europe-central-1', 'asia-south-1'];
    const types = [
      { instance: 'one', accelerator: 'h100-sxm' },
      { instance: 'two', accelerator: 'h200-sxm', on_demand_usd_h: '4.2' },
      { instance: 'three', accelerator: 'b200', on_demand_usd_h: '6.9' },
    ];
    const rows = types.flatMap((type) => regions.map((region) => perGpu({ ...type, region })));
    expect(named(seeded('instances', rows))).toEqual(
      ['one', 'two', 'three'].map((instance) => `listing-only-regions: newcloud ${instance}`),
    );
  });

  it('spot and commitments that are no discount', () => {
    const row = perGpu({ spot_usd_h: '3.2', reserved_1y_usd_h: '3.1' });
    expect(named(seeded('instances', [row]))).toEqual([
      'spot-above-on-demand: newcloud h100-sxm unstated',
      'commitment-above-on-demand: newcloud h100-sxm unstated',
    ]);
  });

  it('one offer under two names', () => {
    const rows = [perGpu({}), perGpu({ instance: 'H100 SXM5', source: 'another page' })];
    expect(named(seeded('instances', rows))).toEqual(['duplicate-offer: newcloud H100 SXM5 unstated']);
  });

  it('a price of last year', () => {
    expect(named(seeded('instances', [perGpu({ as_of: '2025-07' })]))).toEqual([
      'old-price: newcloud h100-sxm unstated',
    ]);
  });
});
