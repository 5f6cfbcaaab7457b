/** AWS spot: the advisor publishes the saving against on-demand by region and type; Vantage's list has prices as texts. */
import { jsonObject } from '../json/index.ts';
import { broken, Collector, evidenceCells, hourly, parseJson, type PriceSource, type SourceContext } from './source.ts';

const machine = (
  context: SourceContext,
  type: string,
  region: string,
): Record<string, string | number | undefined> | undefined => {
  const known = context.instance('aws', type);
  if (known === undefined) return undefined;
  const { accelerator, count, vcpus, ramGb } = known;
  return { cloud: 'aws', instance: type, accelerator, count, region, vcpus, ram_gb: ramGb };
};

export const awsSpotAdvisor: PriceSource = {
  id: 'aws-spot-advisor',
  title: 'AWS Spot Instance Advisor',
  kind: 'instances',
  file: 'clouds/aws-spot.csv',
  covers: ['aws'],
  licence: 'public file; facts',
  maxBytes: 20_000_000,
  urls: () => ['https://spot-bid-advisor.s3.amazonaws.com/spot-advisor-data.json'],
  parse: (text, context) => {
    const advisor = jsonObject(parseJson(text))?.child('spot_advisor');
    if (advisor === undefined) return broken('no spot_advisor');
    const out = new Collector();
    for (const region of advisor.keys()) {
      const types = advisor.child(region)?.child('Linux');
      for (const type of types?.keys() ?? []) {
        const cells = machine(context, type, region);
        if (cells === undefined) continue;
        const saving = types?.child(type)?.number('s');
        const listed = context.onDemand('aws', type, region);
        // A saving of nothing is a spot price equal to on-demand: no offer.
        if (saving === undefined || saving <= 0 || saving >= 100 || listed === undefined) {
          out.reject('no-price', `${type} ${region}`);
          continue;
        }
        out.add(`${type}|${region}`, {
          ...cells,
          // The row keeps the date and source of its on-demand price; only the spot price is of today.
          spot_usd_h: Number((listed * (1 - saving / 100)).toPrecision(6)),
          spot_as_of: context.today,
          notes: `spot: ${saving} % below on-demand (AWS Spot Instance Advisor), interruption band ${types?.child(type)?.number('r') ?? 'n/a'}`,
        });
      }
    }
    return out.parsed();
  },
};

export const vantage: PriceSource = {
  id: 'vantage',
  title: 'EC2 instances by Vantage (instances.vantage.sh)',
  kind: 'instances',
  file: 'clouds/aws-vantage.csv',
  covers: ['aws'],
  licence: 'MIT (code); facts',
  maxBytes: 200_000_000,
  heavy: true,
  urls: () => ['https://instances.vantage.sh/instances.json'],
  parse: (text, context) => {
    const list = parseJson(text);
    if (!Array.isArray(list)) return broken('no list of instances');
    const out = new Collector();
    for (const item of list as readonly unknown[]) {
      const instance = jsonObject(item);
      const type = instance?.text('instance_type') ?? '';
      const pricing = instance?.child('pricing');
      for (const region of pricing?.keys() ?? []) {
        const cells = machine(context, type, region);
        const linux = pricing?.child(region)?.child('linux');
        if (cells === undefined || linux === undefined) continue;
        const price = (text: string | undefined): number | undefined =>
          hourly(Number(text ?? Number.NaN), out, `${type} ${region}`);
        const onDemand = price(linux.text('ondemand'));
        const spot = price(linux.text('spot_avg'));
        const reserved = linux.child('reserved');
        out.add(`${type}|${region}`, {
          ...cells,
          on_demand_usd_h: onDemand,
          spot_usd_h: spot === onDemand ? undefined : spot,
          reserved_1y_usd_h: price(reserved?.text('yrTerm1Standard.noUpfront')),
          reserved_3y_usd_h: price(reserved?.text('yrTerm3Standard.noUpfront')),
          reserved_kind: reserved === undefined ? undefined : 'standard RI no-upfront',
          ...evidenceCells('instances.vantage.sh instances.json', context.today, 'third-party'),
        });
      }
    }
    return out.parsed();
  },
};
