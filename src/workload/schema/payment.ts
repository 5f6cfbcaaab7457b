/** How machines and tokens are paid: rent, own, call; and what the site of owned machines costs and emits. */
import { defaultOf } from './defaults.ts';
import type { Key } from './language.ts';
import type { Amount } from './values.ts';
import { choice, either, flag, mapping, name, notNegative, positive, quantity, shaped, share } from './words.ts';


const INTERRUPTION_RESERVE = {
  doc: 'Share of spot replicas kept at the on-demand price against interruption.',
  type: quantity('share', share),
  default: '10%',
} as const satisfies Key;

/** Of machines that nobody has written down yet. */
export const defaultInterruptionReserve = (): Amount =>
  defaultOf('interruption_reserve', INTERRUPTION_RESERVE) as Amount;

const COMMIT = {
  doc: 'Part of the fleet that is committed, and paid whether it runs or not; what the day needs beyond it is rented as `burst` says. Excludes `purchase`. A `price` beside it is that of the committed machines.',
  type: mapping({
    replicas: {
      doc: 'Replicas committed: a number, those of the quietest hour, or the mean of the day.',
      type: either(
        choice({ minimum: 'Those of the quietest hour', mean: 'The mean of the day, rounded' }),
        quantity('count', { minimum: 0, integer: true }),
      ),
      example: 'minimum',
    },
    share: { doc: 'Share of the replicas of the peak hour, rounded.', type: quantity('share', share), example: '70%' },
    purchase: {
      doc: 'Term of the commitment.',
      type: choice({ '1-year': 'Committed for one year', '3-year': 'Committed for three years' }),
      default: '1-year',
    },
  }),
} as const satisfies Key;

export const RENT = {
  doc: 'Rent the machines. `{}` takes the cheapest cloud and region with a known price.',
  type: shaped(
    mapping({
      cloud: { doc: 'Cloud to rent from.', type: name('cloud'), default: '(the cheapest)', example: 'aws' },
      region: {
        doc: 'Region, or a group of regions such as `us` or `eu`.',
        type: name('region'),
        default: '(the cheapest)',
        example: 'us-east-1',
      },
      instance: {
        doc: 'Instance type.',
        type: name('instance'),
        default: '(the one with the cheapest whole fleet)',
        example: 'p5.48xlarge',
      },
      purchase: {
        doc: 'How it is bought.',
        type: choice({
          'on-demand': 'By the hour, no commitment',
          spot: 'Interruptible; a reserve at the on-demand price covers interruptions',
          '1-year': 'Committed for one year',
          '3-year': 'Committed for three years',
        }),
        default: 'on-demand',
      },
      price: {
        doc: 'Negotiated price of one instance-hour; replaces the table.',
        type: quantity('moneyPerHour', notNegative),
        example: '55 USD/hour',
      },
      discount: {
        doc: 'Share taken off the price.',
        type: quantity('share', share),
        default: '0',
        neutral: true,
        example: '12%',
      },
      interruption_reserve: INTERRUPTION_RESERVE,
      commit: COMMIT,
      burst: {
        doc: 'How machines beyond `commit` are rented.',
        type: choice({
          'on-demand': 'By the hour, no commitment',
          spot: 'Interruptible; a reserve at the on-demand price covers interruptions',
        }),
        default: '(on-demand)',
        example: 'spot',
      },
    }),
    (terms, origin) => ({ kind: 'rent' as const, origin, ...terms }),
  ),
} as const satisfies Key;

const electricity = {
  doc: 'Price of electricity at the meter.',
  type: quantity('electricityPrice', notNegative),
  default: '(US industrial average)',
  example: '0.08 USD/kWh',
} as const satisfies Key;

const pue = {
  doc: 'Power usage effectiveness: power of the building divided by power of the machines.',
  type: quantity('factor', { minimum: 1, maximum: 4 }),
  default: '(colocation average)',
  example: '1.2',
} as const satisfies Key;

export const OWN = {
  doc: 'Buy the machines. `{}` takes every assumption from the ownership tables.',
  type: shaped(
    mapping({
      accelerator_price: {
        doc: 'Purchase price of one accelerator.',
        type: quantity('money', notNegative),
        default: '(price table)',
        example: '32000 USD',
      },
      server_price: {
        doc: 'Purchase price of one whole system (server or rack) with its accelerators; goes before `accelerator_price`.',
        type: quantity('money', notNegative),
        default: '(price table)',
        example: '325000 USD',
      },
      network: {
        doc: 'Cluster network, per accelerator.',
        type: quantity('money', notNegative),
        default: '(ownership table)',
        example: '4000 USD',
      },
      storage: {
        doc: 'Storage, per accelerator.',
        type: quantity('money', notNegative),
        default: '(ownership table)',
        example: '500 USD',
      },
      spares: {
        doc: 'Machines held in reserve, as a share of all hardware.',
        type: quantity('share', share),
        default: '(ownership table)',
        example: '3%',
      },
      life: {
        doc: 'Years until the machines are replaced.',
        type: quantity('duration', positive),
        default: '(ownership table)',
        example: '4 years',
      },
      residual_value: {
        doc: 'Share of the purchase price that the machines still bring at the end of their life.',
        type: quantity('share', share),
        default: '(ownership table)',
        example: '10%',
      },
      cost_of_capital: {
        doc: 'Interest or expected return per year on the money bound.',
        type: quantity('yearlyShare', { minimum: 0, maximum: 2 }),
        default: '(ownership table)',
        example: '9%',
      },
      colocation: {
        doc: 'Rent of rack space and power, per kW of machines and month; electricity comes on top.',
        type: quantity('moneyPerPowerTime', notNegative),
        default: '(ownership table)',
        example: '180 USD/kW/month',
      },
      building: {
        doc: 'Construction cost of an own data centre, per W of machines; instead of `colocation`.',
        type: quantity('moneyPerPower', notNegative),
        example: '11.7 USD/W',
      },
      electricity: { ...electricity, default: '(site, else US industrial average)' },
      pue: { ...pue, default: '(site, else colocation average)' },
      maintenance: {
        doc: 'Support and repair, as a share of the purchase price per year.',
        type: quantity('yearlyShare', share),
        default: '(ownership table)',
        example: '3%',
      },
      staff: {
        doc: 'Operations staff, per kW of machines and month.',
        type: quantity('moneyPerPowerTime', notNegative),
        default: '(ownership table)',
        example: '10 USD/kW/month',
      },
      share: {
        doc: 'Charge only the accelerators used, as one of many tenants; otherwise whole systems are bought.',
        type: flag,
        default: 'false',
      },
    }),
    (terms, origin) => ({ kind: 'own' as const, origin, ...terms }),
  ),
} as const satisfies Key;

export const API = {
  doc: 'Call a hosted model. `{}` takes the cheapest provider of the model.',
  type: shaped(
    mapping({
      provider: {
        doc: 'Provider of the API.',
        type: name('provider'),
        default: '(the cheapest)',
        example: 'deepinfra',
      },
      model: {
        doc: "The provider's name of the model.",
        type: name('api-model'),
        default: '(the model of the workload)',
        example: 'meta-llama/llama-3.3-70b-instruct',
      },
      batch: {
        doc: 'Use the batch endpoint and its price: answers within hours.',
        type: flag,
        default: 'false',
      },
      price: {
        doc: 'Negotiated prices per million tokens; replace the table.',
        type: mapping({
          input: {
            doc: 'Price of a million input tokens.',
            type: quantity('moneyPerMillionTokens', notNegative),
            example: '0.23 USD',
          },
          cached_input: {
            doc: 'Price of a million input tokens read from the prompt cache.',
            type: quantity('moneyPerMillionTokens', notNegative),
            default: '(the input price)',
            example: '0.06 USD',
          },
          output: {
            doc: 'Price of a million output tokens.',
            type: quantity('moneyPerMillionTokens', notNegative),
            example: '0.4 USD',
          },
        }),
      },
    }),
    (terms, origin) => ({ kind: 'api' as const, origin, ...terms }),
  ),
} as const satisfies Key;

export const SITE = {
  doc: "Electricity and cooling of owned machines; a rented pool takes its region's unless its deployment has a site.",
  type: mapping({
    electricity,
    pue,
    carbon_intensity: {
      doc: 'Carbon emitted per electricity used.',
      type: quantity('carbonIntensity', notNegative),
      default: '(US grid average)',
      example: '370 g/kWh',
    },
    water: {
      doc: 'Water used for cooling per energy of the machines.',
      type: quantity('waterIntensity', notNegative),
      default: '(colocation average)',
      example: '1.8 l/kWh',
    },
  }),
} as const satisfies Key;
