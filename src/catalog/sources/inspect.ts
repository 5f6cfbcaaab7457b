/** Rows of feeds beside those that stand: the checks of the tables, before anything is written. */
import { type CheckedTables, checkTables, type Finding } from '../checks/index.ts';
import { type Catalog, TABLES } from '../schema/index.ts';
import { toNumber } from '../tables/index.ts';
import type { PriceSource, SourceRow } from './source.ts';

export interface Brought {
  readonly kind: PriceSource['kind'];
  readonly file: string;
  readonly rows: readonly SourceRow[];
}

type Offer = CheckedTables['instances'][number];
type Price = CheckedTables['apiPrices'][number];

/** What a person should look at among rows that feeds brought; old rows are compared with, and not reported again. */
export function inspect(catalog: Catalog, brought: readonly Brought[], today: string): readonly Finding[] {
  const files = new Set(brought.map(({ file }) => file));
  const rowsOf = <Row>(
    kind: Brought['kind'],
    read: (row: SourceRow, file: string, line: number) => Row,
  ): readonly Row[] =>
    brought
      .filter((one) => one.kind === kind)
      .flatMap(({ file, rows }) => rows.map((row, index) => read(row, file, index + 2)));
  const fresh = new Set(brought.flatMap(({ kind, rows }) => rows.map((row) => key(kind, (name) => row[name]))));
  const { accelerator, model, currencies, references, exceptions } = catalog;
  const { findings } = checkTables({
    accelerator,
    model,
    currencies,
    references,
    exceptions,
    today,
    instances: [
      ...catalog.instances.filter((row) => !fresh.has(key('instances', (name) => row[name as 'cloud']))),
      ...rowsOf('instances', offerOf),
    ],
    apiPrices: [
      ...catalog.apiPrices.filter(({ provider, modelId }) => !fresh.has(`apis|${provider}|${modelId}`.toLowerCase())),
      ...rowsOf('apis', priceOf),
    ],
  });
  return findings.filter(({ table }) => files.has(table));
}

/** Columns of the identity of offers and prices are fields of one word, but for `model_id`. */
function key(kind: Brought['kind'], cell: (name: string) => string | undefined): string {
  return [kind, ...TABLES[kind].identity.map((name) => cell(name) ?? '')].join('|').toLowerCase();
}

const origin = (row: SourceRow, table: string, line: number): Offer['origin'] => ({
  table,
  line,
  asOf: row['as_of'] ?? '',
  source: row['source'] ?? '',
});

function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function offerOf(row: SourceRow, file: string, line: number): Offer {
  const number = (name: string): number | undefined => toNumber(row[name]);
  return present({
    cloud: row['cloud'] ?? '',
    instance: row['instance'] ?? '',
    accelerator: row['accelerator'] ?? '',
    region: row['region'] ?? 'unstated',
    count: number('count') ?? 1,
    perAccelerator: row['per_accelerator'] === 'yes',
    nodeSize: number('node_size'),
    minimumCount: number('minimum_count'),
    billing: row['billing'],
    onDemandUsdH: number('on_demand_usd_h'),
    spotUsdH: number('spot_usd_h'),
    spotAsOf: row['spot_as_of'],
    reserved1yUsdH: number('reserved_1y_usd_h'),
    reserved3yUsdH: number('reserved_3y_usd_h'),
    origin: origin(row, file, line),
  });
}

function priceOf(row: SourceRow, file: string, line: number): Price {
  return present({
    provider: row['provider'] ?? '',
    modelId: row['model_id'] ?? '',
    model: row['model'],
    openWeight: row['open_weight'] === 'yes',
    inputUsdMtok: toNumber(row['input_usd_mtok']),
    outputUsdMtok: toNumber(row['output_usd_mtok']),
    origin: origin(row, file, line),
  });
}
