/** Daily list of GPU rental prices of some thirty clouds; prices are per GPU-hour. */
import { jsonObject } from '../json/index.ts';
import { broken, Collector, evidenceCells, hourly, parseJson, type PriceSource } from './source.ts';

/** No accelerator rents for more than this per hour alone: above, the price is of a whole machine. */
const DEAREST = 100;

const isSpot = (item: unknown): boolean => jsonObject(item)?.text('kind') === 'spot';

export const gpuRentalPrices: PriceSource = {
  id: 'gpurentalprices',
  title: 'GPU rental prices of neoclouds (gpurentalprices.com)',
  kind: 'instances',
  file: 'clouds/neoclouds.csv',
  covers: 'many',
  licence: 'CC BY 4.0',
  attribution: 'GPU rental price data by gpurentalprices.com, CC BY 4.0',
  maxBytes: 5_000_000,
  urls: () => ['https://raw.githubusercontent.com/adriannutiu/gpu-rental-prices/main/data/latest.json'],
  parse: (text, context) => {
    const root = jsonObject(parseJson(text));
    const offers = root?.list('offers');
    const date = root?.text('date') ?? '';
    if (offers === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return broken('no dated list of offers');
    const out = new Collector();
    // Spot last: it joins the on-demand row of the same GPU where there is one.
    const spotLast = [...offers].sort((a, b) => Number(isSpot(a)) - Number(isSpot(b)));
    for (const item of spotLast) {
      const offer = jsonObject(item);
      const [cloud, gpu, kind] = [offer?.text('provider'), offer?.text('gpu'), offer?.text('kind')];
      if (offer === undefined || cloud === undefined || gpu === undefined || kind === undefined) {
        out.reject('malformed', JSON.stringify(item) ?? '');
        continue;
      }
      const what = `${cloud} ${gpu} ${kind}`;
      // Spot is a way to pay for a machine, not another machine.
      const instance = kind === 'on-demand' || kind === 'spot' ? gpu : `${gpu} ${kind}`;
      const known = context.perGpu(cloud, instance);
      const accelerator = known?.accelerator ?? context.accelerator(gpu === 'a100' ? 'a100-80' : gpu);
      const price = hourly(offer.number('usd_hr'), out, what);
      if (accelerator === undefined) out.reject('not-an-accelerator', what);
      else if (price === undefined) out.reject('no-price', what);
      else if (price > DEAREST) out.reject('wrong-unit', what);
      else {
        const minimum = offer.number('min_gpus') ?? 1;
        const region = offer.text('region')?.split(/[/;,]/)[0]?.trim();
        const identity = (of: string): string => `${cloud}|${gpu}|${of}|${region ?? ''}`;
        const joins = kind === 'spot' && out.has(identity('on-demand'));
        out.add(identity(joins ? 'on-demand' : kind), {
          cloud,
          instance,
          accelerator,
          count: 1,
          per_accelerator: 'yes',
          node_size: known?.nodeSize ?? context.domain(accelerator),
          minimum_count: minimum > 1 ? minimum : undefined,
          billing: billingOf(kind, context.marketplace(cloud)),
          region: region === undefined || region === '' ? 'unstated' : region,
          [kind === 'spot' ? 'spot_usd_h' : 'on_demand_usd_h']: price,
          ...evidenceCells(
            `gpurentalprices.com daily snapshot (CC BY 4.0); provider page: ${offer.text('source_url') ?? 'n/a'}`,
            date,
            'third-party',
          ),
        });
      }
    }
    return out.parsed();
  },
};

function billingOf(kind: string, marketplace: boolean): 'serverless' | 'marketplace' | undefined {
  if (kind === 'serverless') return kind;
  return marketplace || /community|marketplace/.test(kind) ? 'marketplace' : undefined;
}
