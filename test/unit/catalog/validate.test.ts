import { describe, expect, it } from 'vitest';
import { readPricing } from '../../../scripts/compile-pricing.ts';
import {
  readCsv,
  TABLE_KINDS,
  tableKindOf,
  tableProblemText,
  TABLES,
  validate,
  type TableKind,
} from '../../../src/catalog/index.ts';

const EVIDENCE = { source: 'price page', as_of: '2026-07-20', confidence: 'published' };

/** Sentences for one table made of rows; columns are those of all rows. */
function problemsOf(path: string, ...rows: readonly Record<string, string>[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = [columns.join(','), ...rows.map((row) => columns.map((c) => row[c] ?? '').join(','))].join('\n');
  const { table, problems } = readCsv(path, text);
  const known = (kind: TableKind, id: string): boolean => kind === 'accelerators' && id === 'h100-sxm';
  const found =
    table === undefined ? [] : validate([table], { known, knownIds: () => ['h100-sxm'], today: '2026-11-23' });
  return [...problems, ...found].map(tableProblemText);
}

const offer = {
  cloud: 'aws',
  instance: 'p5.48xlarge',
  accelerator: 'h100-sxm',
  count: '8',
  region: 'us-east-1',
  on_demand_usd_h: '55.04',
  ...EVIDENCE,
};

describe('the bundled tables', () => {
  const { tables, problems } = readPricing();

  it('have no problem', () => {
    const found = [...problems, ...validate(tables, { today: '2026-11-23' })];
    expect(found.map(tableProblemText)).toEqual([]);
  });

  it('hold what the product promises', () => {
    const count = (kind: TableKind): number =>
      tables.filter((table) => table.kind === kind).reduce((sum, table) => sum + table.rows.length, 0);
    expect(count('accelerators')).toBeGreaterThanOrEqual(73);
    expect(count('instances')).toBeGreaterThanOrEqual(2650);
    expect(count('models')).toBeGreaterThanOrEqual(140);
    expect(count('apis')).toBeGreaterThanOrEqual(900);
    expect(count('energy')).toBeGreaterThanOrEqual(380);
    expect(count('priors')).toBeGreaterThanOrEqual(100);
  });

  it('have an offer or a reason for every region and cloud they name', () => {
    const named = new Set(
      tables
        .filter((t) => t.kind === 'regions')
        .flatMap((t) => t.rows.map((r) => `${r.cells['cloud']}|${r.cells['region']}`)),
    );
    const groups = new Set(['us', 'global', 'unstated']);
    const lost = tables
      .filter((t) => t.kind === 'instances')
      .flatMap((t) => t.rows)
      .filter((r) => !groups.has(r.cells['region'] ?? '') && !named.has(`${r.cells['cloud']}|${r.cells['region']}`));
    expect(lost.map((r) => r.cells['region'])).toEqual([]);
  });
});

describe('a broken table', () => {
  it('passes when it is right', () => {
    expect(problemsOf('clouds/aws.csv', offer)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a placeholder price', { on_demand_usd_h: '700.0' }, 'clouds/aws.csv:2: error placeholder'],
    [
      'a price in cents',
      { on_demand_usd_h: '5504' },
      'error out-of-range: on_demand_usd_h “5504” is outside 0.001…5000',
    ],
    ['a word for a number', { on_demand_usd_h: '$55' }, 'error not-a-number: on_demand_usd_h “$55”'],
    ['a spot price equal to on-demand', { spot_usd_h: '55.04' }, 'error no-discount'],
    ['a spot price above on-demand', { spot_usd_h: '60' }, 'error inconsistent-row: spot_usd_h 60 is above'],
    [
      'an unknown accelerator',
      { accelerator: 'h100-sxn' },
      'error dangling-id: accelerator “h100-sxn” is not in accelerators. Add it there, or correct the name. Did you mean h100-sxm?',
    ],
    ['a date that is none', { as_of: '2025-H2 to 2026-H1' }, 'error not-a-date'],
    ['a month 13', { as_of: '2026-13' }, 'error not-a-date'],
    ['a date of tomorrow', { as_of: '2026-11-24' }, 'error future-date'],
    ['a price of three years ago', { as_of: '2023-10' }, 'warning too-old: as_of “2023-10” is more than 2 years ago'],
    ['a confidence of its own', { confidence: 'publishd' }, 'Did you mean published?'],
    ['no source', { source: '' }, 'error missing-cell: source'],
    ['two regions in one row', { region: 'us-east-1 / us-east-2' }, 'error inconsistent-row: one row is one region'],
    [
      'a market index as an offer',
      { cloud: 'market-median' },
      'error inconsistent-row: a market index is not an offer',
    ],
    ['a unit in the number', { ram_gb: '2048 GiB' }, 'error not-a-number: ram_gb'],
    ['a unknown column', { on_demand: '55' }, 'error unknown-column: on_demand is not a column of this table'],
    ['a fractional CPU', { vcpus: '1.5' }, 'error not-an-integer'],
    [
      'a per-accelerator row for eight',
      { per_accelerator: 'yes' },
      'error inconsistent-row: a per_accelerator row is for one',
    ],
  ])('names %s with file and line', (_, change, expected) => {
    expect(problemsOf('clouds/aws.csv', { ...offer, ...change }).join('\n')).toContain(expected);
  });

  it('names a row that stands twice, also in another file', () => {
    expect(problemsOf('clouds/aws.csv', offer, offer)[0]).toBe(
      'clouds/aws.csv:3: error duplicate-row: aws p5.48xlarge us-east-1 h100-sxm is already on line 2. Keep the row with the better evidence.',
    );
  });

  it('names a line with too many cells', () => {
    const { problems } = readCsv('currencies.csv', 'currency,usd,source,as_of,confidence\nEUR,1,12,a,2026,published\n');
    expect(problems.map(tableProblemText)[0]).toContain(
      'currencies.csv:2: error wrong-cell-count: the line has 6 cells, the header has 5',
    );
  });

  it('counts lines through quoted line breaks', () => {
    const text = 'currency,usd,source,as_of,confidence\nEUR,1.1,"two\nlines",2026,published\nGBP,x,s,2026,published\n';
    const { table } = readCsv('currencies.csv', text);
    expect(validate(table === undefined ? [] : [table]).map((p) => `${p.line} ${p.code}`)).toEqual([
      '2 inconsistent-row',
      '4 not-a-number',
    ]);
  });

  it('refuses a file that is no table', () => {
    const [problem] = readCsv('notes.csv', 'a,b\n').problems;
    expect(problem?.code).toBe('unknown-table');
    // Every name that a table may have, and no other.
    const names =
      /named (.*)\./.exec(problem === undefined ? '' : tableProblemText(problem))?.[1]?.split(/, | or /) ?? [];
    expect(names).toEqual(expect.arrayContaining([...TABLE_KINDS, 'clouds']));
    for (const name of names) expect(tableKindOf(`${name}.csv`), name).toBeDefined();
    expect(readCsv('currencies.csv', '').problems[0]?.code).toBe('empty-table');
  });

  it('checks that an architecture adds up', () => {
    const model = {
      id: 'm',
      name: 'M',
      family: 'llama',
      checkpoint: 'bf16',
      attention: 'gqa',
      layers: '32',
      hidden: '4096',
      heads: '32',
      kv_heads: '8',
      head_dim: '128',
      intermediate: '14336',
      mlp_matrices: '3',
      dense_mlp_layers: '32',
      vocabulary: '128256',
      full_attention_layers: '32',
      ...EVIDENCE,
    };
    expect(problemsOf('models/x.csv', model)).toEqual([]);
    expect(problemsOf('models/x.csv', { ...model, sliding_layers: '4', sliding_window: '128' })[0]).toContain(
      'add up to 36',
    );
    expect(problemsOf('models/x.csv', { ...model, attention: 'mla' })[0]).toContain('mla needs kv_lora_rank');
    expect(problemsOf('models/x.csv', { ...model, kv_heads: '5' })[0]).toContain('heads is no multiple of kv_heads');
  });

  it('wants priors to be wide', () => {
    const prior = {
      scope: 'any',
      quantity: 'tdp_w',
      value: '700',
      low: '650',
      high: '1100',
      method: 'guess',
      ...EVIDENCE,
    };
    expect(problemsOf('priors/x.csv', prior)[0]).toContain('at least ×/÷ 1.5');
  });
});

it('every column of every table says what it is', () => {
  for (const table of Object.values(TABLES))
    for (const column of table.columns) expect(column.doc.length, `${table.kind}.${column.name}`).toBeGreaterThan(3);
});
