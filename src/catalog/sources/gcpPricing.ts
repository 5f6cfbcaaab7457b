/** Google Cloud list prices as kept by Cyclenerd (generated from the Cloud Billing Catalog): on-demand, spot, commitments. */
import { jsonObject } from '../json/index.ts';
import { parsePlainYaml } from '../yaml/index.ts';
import { broken, Collector, evidenceCells, hourly, machineCells, type PriceSource } from './source.ts';

const MONTH_HOURS = 730;

export const gcpPricing: PriceSource = {
  id: 'gcp-pricing',
  title: 'Google Cloud prices (Cyclenerd google-cloud-pricing-cost-calculator)',
  kind: 'instances',
  file: 'clouds/gcp.csv',
  covers: ['gcp'],
  licence: 'Apache-2.0',
  maxBytes: 30_000_000,
  urls: () => ['https://raw.githubusercontent.com/Cyclenerd/google-cloud-pricing-cost-calculator/master/pricing.yml'],
  parse: (text, context) => {
    const types = jsonObject(parsePlainYaml(text))?.child('compute')?.child('instance');
    if (types === undefined) return broken('no compute.instance');
    const out = new Collector();
    for (const type of types.keys()) {
      const known = context.instance('gcp', type);
      if (known === undefined) continue;
      const costs = types.child(type)?.child('cost');
      for (const region of costs?.keys() ?? []) {
        const cost = costs?.child(region);
        const what = `${type} ${region}`;
        const monthly = (key: string): number | undefined => {
          const price = cost?.number(key);
          return price === undefined ? undefined : hourly(price / MONTH_HOURS, out, what);
        };
        const onDemand = hourly(cost?.number('hour'), out, what);
        const spot = hourly(cost?.number('hour_spot'), out, what);
        const [year, three] = [monthly('month_1y'), monthly('month_3y')];
        // A "commitment" at the on-demand price means that none is sold.
        const real = (price: number | undefined): number | undefined =>
          price !== undefined && onDemand !== undefined && price < onDemand * 0.999 ? price : undefined;
        out.add(what, {
          ...machineCells('gcp', type, region, known),
          on_demand_usd_h: onDemand,
          spot_usd_h: real(spot),
          reserved_1y_usd_h: real(year),
          reserved_3y_usd_h: real(three),
          reserved_kind: real(year) === undefined ? undefined : 'resource CUD (monthly/730)',
          ...evidenceCells(
            'Cyclenerd/google-cloud-pricing-cost-calculator pricing.yml (generated from the Cloud Billing Catalog API)',
            context.today,
            'published',
          ),
        });
      }
    }
    return out.parsed();
  },
};
