/** Azure Retail Prices API: pages of price items, one per meter; Linux virtual machines with accelerators are kept. */
import { jsonObject, type JsonObject } from '../json/index.ts';
import {
  broken,
  Collector,
  evidenceCells,
  hourly,
  type KnownInstance,
  machineCells,
  type OfferCells,
  parseJson,
  type PriceSource,
} from './source.ts';

const HOST = 'https://prices.azure.com/api/retail/prices';
const YEAR_HOURS = 8760;

/** The hours of the whole term that a reservation's price is for, and the column of its price. */
const TERMS: Readonly<
  Record<string, { readonly hours: number; readonly column: 'reserved_1y_usd_h' | 'reserved_3y_usd_h' }>
> = {
  '1 Year': { hours: YEAR_HOURS, column: 'reserved_1y_usd_h' },
  '3 Years': { hours: 3 * YEAR_HOURS, column: 'reserved_3y_usd_h' },
};

const termOf = (name: string | undefined) =>
  name !== undefined && Object.hasOwn(TERMS, name) ? TERMS[name] : undefined;

/** Only the ND and NC series carry accelerators we know; the filter keeps the answer to some hundred kilobytes. */
const filter = (series: string): string =>
  `${HOST}?api-version=2023-01-01-preview&$filter=${encodeURIComponent(
    `serviceName eq 'Virtual Machines' and contains(armSkuName,'Standard_${series}')`,
  )}`;

export const azureRetail: PriceSource = {
  id: 'azure-retail',
  title: 'Azure Retail Prices API',
  kind: 'instances',
  file: 'clouds/azure.csv',
  covers: ['azure'],
  licence: 'public API; facts',
  maxBytes: 8_000_000,
  urls: () => ['ND', 'NC'].map(filter),
  parse: (text, context) => {
    const root = jsonObject(parseJson(text));
    const items = root?.list('Items');
    if (root === undefined || items === undefined) return broken('no list of items');
    const out = new Collector();
    for (const value of items) {
      const item = jsonObject(value);
      if (item !== undefined)
        addItem(item, out, context.today, context.instance('azure', item.text('armSkuName') ?? ''));
    }
    const next = root.text('NextPageLink')?.replace('https://prices.azure.com:443/', 'https://prices.azure.com/');
    return out.parsed(next?.startsWith(`${HOST}?`) === true ? { next } : {});
  },
};

function addItem(item: JsonObject, out: Collector, today: string, known: KnownInstance | undefined): void {
  const type = item.text('armSkuName') ?? '';
  const region = item.text('armRegionName') ?? '';
  const names = `${item.text('meterName') ?? ''} ${item.text('skuName') ?? ''}`;
  const what = `${type} ${region} ${names}`;
  if (type === '' || region === '') return out.reject('malformed', what);
  if (item.text('currencyCode') !== 'USD') return out.reject('wrong-currency', what);
  if (/windows/i.test(item.text('productName') ?? '')) return out.reject('not-linux', what);
  if (/low priority/i.test(names)) return out.reject('other-market', what);
  if (item.text('unitOfMeasure') !== '1 Hour') return out.reject('not-hourly', what);
  if (item.boolean('isPrimaryMeterRegion') === false) return out.reject('other-market', what);
  if (known === undefined) return out.reject('unknown-instance', type);
  const price = hourly(item.number('retailPrice'), out, what);
  const spot = /\bspot\b/i.test(names);
  const kind = item.text('type');
  const cells: { -readonly [Name in keyof OfferCells]: OfferCells[Name] } = {};
  if (kind === 'Reservation') {
    const term = termOf(item.text('reservationTerm'));
    if (term === undefined || price === undefined || spot) return out.reject('other-market', what);
    cells[term.column] = Number((price / term.hours).toPrecision(8));
    cells.reserved_kind = 'reservation';
  } else if (kind === 'Consumption') cells[spot ? 'spot_usd_h' : 'on_demand_usd_h'] = price;
  else return out.reject('other-market', what);
  for (const plan of item.list('savingsPlan') ?? []) {
    const term = termOf(jsonObject(plan)?.text('term'));
    const rate = hourly(jsonObject(plan)?.number('retailPrice'), out, what);
    if (term !== undefined) cells[term.column] = rate;
    if (rate !== undefined) cells.reserved_kind = 'savings plan';
  }
  out.add(`${type}|${region}`, {
    ...machineCells('azure', type, region, known),
    ...cells,
    ...evidenceCells('Azure Retail Prices API (prices.azure.com)', today, 'published'),
  });
}
