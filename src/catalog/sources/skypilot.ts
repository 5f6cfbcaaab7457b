/**
 * SkyPilot's catalogue: one CSV per cloud, columns in an order of their own, so read by header.
 *
 * Handled: 700.0 for a missing price, 0.00 for no spot, spot equal to on-demand, TPU v5p names that count cores (2 per chip),
 * prices of availability zones (the cheapest of a region is kept), GCP machine rows without their GPU (skipped: gcp-pricing has them).
 */
import { parseCsvLine } from './csvLine.ts';
import {
  broken,
  Collector,
  evidenceCells,
  hourly,
  type OfferCells,
  type Parsed,
  type PriceSource,
  type SourceContext,
} from './source.ts';

const CLOUDS = ['lambda', 'nebius', 'oci', 'gcp'] as const;
const BASE = 'https://raw.githubusercontent.com/skypilot-org/skypilot-catalog/master/catalogs/v8';

export const skypilot: PriceSource = {
  id: 'skypilot',
  title: 'SkyPilot catalogue: Lambda, Nebius, OCI, Cloud TPU',
  kind: 'instances',
  file: 'clouds/skypilot.csv',
  covers: CLOUDS,
  licence: 'Apache-2.0',
  maxBytes: 20_000_000,
  urls: () => CLOUDS.map((cloud) => `${BASE}/${cloud}/vms.csv`),
  parse: (text, context, url) => {
    const cloud = /catalogs\/v\d+\/(\w+)\/vms\.csv/.exec(url)?.[1] ?? 'unknown';
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const header = parseCsvLine(lines[0] ?? '');
    const needed = ['InstanceType', 'AcceleratorName', 'AcceleratorCount', 'Price', 'Region'];
    if (!needed.every((name) => header.includes(name))) return broken(`no header with ${needed.join(', ')}`);
    return parseRows(cloud, header, lines.slice(1), context);
  },
};

interface Offer {
  readonly cells: OfferCells;
  readonly price: number;
  readonly spot: number | undefined;
}

function parseRows(cloud: string, header: readonly string[], lines: readonly string[], context: SourceContext): Parsed {
  const out = new Collector();
  const cheapest = new Map<string, Offer>();
  for (const line of lines) {
    const cells = parseCsvLine(line);
    if (cells.length !== header.length) {
      out.reject('malformed', line);
      continue;
    }
    const at = (name: string): string => cells[header.indexOf(name)] ?? '';
    const offer = offerOf(cloud, at, out, context);
    if (offer === undefined) continue;
    const key = `${offer.cells.instance ?? ''}|${offer.cells.region ?? ''}`;
    const best = cheapest.get(key);
    if (best === undefined || offer.price < best.price || (offer.spot ?? Infinity) < (best.spot ?? Infinity))
      cheapest.set(key, offer);
  }
  for (const [key, { cells, price, spot }] of cheapest)
    out.add(key, {
      ...cells,
      on_demand_usd_h: price,
      spot_usd_h: spot === undefined || spot >= price ? undefined : spot,
    });
  return out.parsed();
}

function offerOf(
  cloud: string,
  at: (name: string) => string,
  out: Collector,
  context: SourceContext,
): Offer | undefined {
  const name = at('AcceleratorName');
  const what = `${cloud} ${at('InstanceType')} ${name} ${at('Region')}`;
  const tpu = /^tpu-(v\d+\w*?)-(\d+)$/.exec(name);
  if (name === '' || (cloud === 'gcp' && tpu === null)) return undefined;
  const price = hourly(Number(at('Price')), out, what);
  if (price === undefined) return undefined;
  const spot = hourly(at('SpotPrice') === '' ? undefined : Number(at('SpotPrice')), out, what);
  const source = `skypilot-org/skypilot-catalog catalogs/v8/${cloud}/vms.csv`;
  const evidence = evidenceCells(source, context.today, 'third-party');
  if (tpu !== null) {
    const generation = (tpu[1] ?? '').replace('v5lite', 'v5e').replace('v5litepod', 'v5e');
    const chips = Number(tpu[2]) / (generation === 'v5p' ? 2 : 1);
    const accelerator = context.accelerator(`tpu-${generation}`);
    if (accelerator === undefined || chips < 1) {
      out.reject('not-an-accelerator', what);
      return undefined;
    }
    const perChip = (value: number | undefined): number | undefined =>
      value === undefined ? undefined : Number((value / chips).toPrecision(6));
    const cells = {
      cloud,
      instance: generation,
      accelerator,
      count: 1,
      per_accelerator: 'yes',
      node_size: 256,
      region: at('Region'),
      ...evidence,
    };
    return { cells, price: perChip(price) ?? price, spot: perChip(spot) };
  }
  const known = context.instance(cloud, at('InstanceType'));
  const accelerator = known?.accelerator ?? context.accelerator(name);
  const count = Number(at('AcceleratorCount'));
  if (accelerator === undefined || !(count > 0)) {
    out.reject('not-an-accelerator', what);
    return undefined;
  }
  const size = (text: string): number | undefined => (Number(text) > 0 ? Math.round(Number(text)) : undefined);
  const machine = { vcpus: size(at('vCPUs')), ram_gb: size(at('MemoryGiB')) };
  return {
    cells: { cloud, instance: at('InstanceType'), accelerator, count, region: at('Region'), ...machine, ...evidence },
    price,
    spot,
  };
}
