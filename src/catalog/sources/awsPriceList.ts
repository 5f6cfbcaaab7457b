/**
 * AWS EC2 price list, per region. The file has hundreds of megabytes: the CSV is read line by line; the JSON form is for small
 * excerpts. Kept are Linux, shared tenancy, nothing pre-installed, capacity "Used", at the hourly on-demand term, and standard
 * no-upfront reservations.
 */
import { jsonObject, type JsonObject } from '../json/index.ts';
import { parseCsvLine } from './csvLine.ts';
import {
  broken,
  Collector,
  evidenceCells,
  hourly,
  type LineReader,
  machineCells,
  type OfferCells,
  parseJson,
  type PriceSource,
  type SourceContext,
} from './source.ts';

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'eu-north-1', 'ap-northeast-1'];
/** Offer term of plain hourly on-demand prices. */
const ON_DEMAND = 'JRTCKXETXF';
/** The CSV opens with lines about itself. */
const PREAMBLE = 5;

export const awsPriceList: PriceSource = {
  id: 'aws-price-list',
  title: 'AWS EC2 price list',
  kind: 'instances',
  file: 'clouds/aws.csv',
  covers: ['aws'],
  licence: 'public API; facts',
  maxBytes: 1_000_000_000,
  heavy: true,
  urls: () =>
    REGIONS.map(
      (region) => `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/${region}/index.csv`,
    ),
  lines: (context) => csvReader(context),
  parse: (text, context) => (text.trimStart().startsWith('{') ? parseOffer(text, context) : parseCsv(text, context)),
};

function parseCsv(text: string, context: SourceContext): ReturnType<LineReader['end']> {
  const reader = csvReader(context);
  for (const line of text.split('\n')) reader.push(line);
  return reader.end();
}

interface Product {
  readonly type: string;
  readonly region: string;
  readonly os: string;
  readonly tenancy: string;
  readonly software: string;
  readonly capacity: string;
  readonly licence: string;
}

/** Why a product is not the plain Linux machine, or `undefined`. */
function otherMarket(p: Product): 'not-linux' | 'other-market' | undefined {
  if (p.os !== 'Linux') return 'not-linux';
  const plain = p.tenancy === 'Shared' && p.software === 'NA' && p.capacity === 'Used';
  return plain && p.licence === 'No License required' ? undefined : 'other-market';
}

function add(out: Collector, context: SourceContext, product: Product, prices: OfferCells): void {
  const { type, region } = product;
  const known = context.instance('aws', type);
  if (known === undefined) return out.reject('unknown-instance', type);
  out.add(`${type}|${region}`, {
    ...machineCells('aws', type, region, known),
    ...prices,
    ...evidenceCells('AWS EC2 price list (pricing.us-east-1.amazonaws.com)', context.today, 'published'),
  });
}

function csvReader(context: SourceContext): LineReader {
  const out = new Collector();
  let seen = 0;
  let columns: Map<string, number> | undefined;
  return {
    push: (line) => {
      seen += 1;
      if (seen <= PREAMBLE || line.trim() === '') return;
      const cells = parseCsvLine(line);
      if (columns === undefined) {
        columns = new Map(cells.map((name, index) => [name, index]));
        return;
      }
      const at = (name: string): string => cells[columns?.get(name) ?? -1] ?? '';
      const type = at('Instance Type');
      if (type === '' || context.instance('aws', type) === undefined) return;
      const product: Product = {
        type,
        region: at('Region Code'),
        os: at('Operating System'),
        tenancy: at('Tenancy'),
        software: at('Pre Installed S/W'),
        capacity: at('CapacityStatus'),
        licence: at('License Model'),
      };
      const what = `${type} ${product.region} ${product.os}`;
      const other = otherMarket(product);
      if (other !== undefined) return out.reject(other, what);
      if (at('Currency') !== 'USD') return out.reject('wrong-currency', what);
      if (at('Unit') !== 'Hrs') return out.reject('not-hourly', what);
      const price = hourly(Number(at('PricePerUnit')), out, what);
      if (at('TermType') === 'OnDemand') add(out, context, product, { on_demand_usd_h: price });
      else if (at('PurchaseOption') === 'No Upfront' && at('OfferingClass') === 'standard') {
        const column = at('LeaseContractLength') === '1yr' ? 'reserved_1y_usd_h' : 'reserved_3y_usd_h';
        add(out, context, product, { [column]: price, reserved_kind: 'standard RI no-upfront' });
      }
    },
    end: () => (columns?.has('Instance Type') === true ? out.parsed() : broken('no header with Instance Type')),
  };
}

function parseOffer(text: string, context: SourceContext): ReturnType<LineReader['end']> {
  const root = jsonObject(parseJson(text));
  const products = root?.child('products');
  const terms = root?.child('terms')?.child('OnDemand');
  if (products === undefined || terms === undefined) return broken('no products and on-demand terms');
  const out = new Collector();
  for (const sku of products.keys()) {
    const attributes = products.child(sku)?.child('attributes');
    const dimensions = terms.child(sku)?.child(`${sku}.${ON_DEMAND}`)?.child('priceDimensions');
    if (attributes === undefined || dimensions === undefined) continue;
    const product = productOf(attributes);
    const other = otherMarket(product);
    if (other !== undefined) {
      out.reject(other, `${product.type} ${product.os}`);
      continue;
    }
    for (const key of dimensions.keys()) {
      const dimension = dimensions.child(key);
      const usd = dimension?.child('pricePerUnit')?.text('USD');
      if (dimension?.text('unit') !== 'Hrs') out.reject('not-hourly', product.type);
      else if (usd === undefined) out.reject('wrong-currency', product.type);
      else add(out, context, product, { on_demand_usd_h: hourly(Number(usd), out, product.type) });
    }
  }
  return out.parsed();
}

function productOf(attributes: JsonObject): Product {
  const of = (name: string): string => attributes.text(name) ?? '';
  return {
    type: of('instanceType'),
    region: of('regionCode'),
    os: of('operatingSystem'),
    tenancy: of('tenancy'),
    software: of('preInstalledSw'),
    capacity: of('capacitystatus'),
    licence: of('licenseModel'),
  };
}
