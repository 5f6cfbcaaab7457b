/**
 * Every key of `inference-tco/v1`: meaning, type, unit, default, allowed values. The validator, the reader, JSON
 * Schema, hover, completion and docs/workload.md all come from here.
 */
import type { CatalogTable, Key, MappingType, MeasureName, ValueType } from './language.ts';

export const API_VERSION = 'inference-tco/v1';

type Bounds = {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly integer?: true;
};

function quantity(measure: MeasureName, bounds: Bounds = {}): ValueType {
  return { kind: 'quantity', measure, ...bounds };
}

function name(table: CatalogTable): ValueType {
  return { kind: 'name', table };
}

function choice(values: Readonly<Record<string, string>>): ValueType {
  return { kind: 'choice', values };
}

function mapping(keys: Readonly<Record<string, Key>>): MappingType {
  return { kind: 'mapping', keys };
}

function either(...options: readonly ValueType[]): ValueType {
  return { kind: 'either', options };
}

const positive: Bounds = { above: 0 };
const notNegative: Bounds = { minimum: 0 };
const share: Bounds = { minimum: 0, maximum: 1 };
const whole: Bounds = { minimum: 1, integer: true };

const precision = choice({
  bf16: '16-bit brain float, 2 bytes per value',
  fp16: '16-bit float, 2 bytes per value',
  fp8: '8-bit float, 1 byte per value',
  int8: '8-bit integer, 1 byte per value',
  fp4: '4-bit float with block scales, 0.56 bytes per value',
  int4: '4-bit integer with block scales, 0.56 bytes per value',
});

const MODEL: Key = {
  doc: 'Model to serve: a catalog id, a Hugging Face id (contains `/`), a path to a config.json, or its keys.',
  type: either({ kind: 'text' }, { kind: 'free' }),
  example: 'llama-3.3-70b',
};

const tokens = (what: string): ValueType =>
  either(
    quantity('tokens', positive),
    mapping({
      mean: { doc: `Mean ${what} per request.`, type: quantity('tokens', positive) },
      p50: { doc: `Median ${what} per request.`, type: quantity('tokens', positive) },
      p95: { doc: `95th percentile of ${what} per request.`, type: quantity('tokens', positive) },
      trace: {
        doc: 'CSV file of measured requests, relative to this file; its summary replaces the numbers.',
        type: { kind: 'path' },
        example: 'requests.csv',
      },
    }),
  );

const TRAFFIC: Readonly<Record<string, Key>> = {
  requests: {
    doc: 'Mean arrival rate over the day. A bare number is requests per second.',
    type: quantity('rate', positive),
    required: true,
    example: '20 / s',
  },
  peak_to_average: {
    doc: 'Rate of the busiest hour divided by the mean rate. The hours between follow a smooth daily curve.',
    type: quantity('factor', { minimum: 1, maximum: 24 }),
    default: '1',
    example: '2.8',
  },
  profile: {
    doc: 'Shape of the day: a name or 24 relative hourly weights, midnight first.',
    type: either(
      choice({ flat: 'The same rate every hour', 'office-hours': 'Weight on the working hours of one time zone' }),
      { kind: 'list', of: quantity('factor', notNegative), length: 24 },
    ),
    example: 'office-hours',
  },
  input_tokens: {
    doc: 'Input tokens per request, prefix-cached ones included.',
    type: tokens('input tokens'),
    required: true,
    example: '1800',
  },
  output_tokens: {
    doc: 'Output tokens per request, reasoning tokens included.',
    type: tokens('output tokens'),
    required: true,
    example: '350',
  },
  cached_input: {
    doc: 'Share of input tokens found in the prefix cache: they are not computed again.',
    type: quantity('share', share),
    default: '0',
    example: '40%',
  },
};

const target: ValueType = either(
  quantity('latency', positive),
  mapping({
    mean: { doc: 'Limit of the mean.', type: quantity('latency', positive) },
    p50: { doc: 'Limit of the median.', type: quantity('latency', positive) },
    p95: { doc: 'Limit of the 95th percentile.', type: quantity('latency', positive) },
    p99: { doc: 'Limit of the 99th percentile.', type: quantity('latency', positive) },
  }),
);

const SLO: Readonly<Record<string, Key>> = {
  ttft: {
    doc: 'Time to first token in the peak hour. A plain time limits the 95th percentile.',
    type: target,
    example: '800 ms',
  },
  tpot: {
    doc: 'Time per output token after the first, in the peak hour. A plain time limits the mean.',
    type: target,
    example: '40 ms',
  },
};

const RENT: Key = {
  doc: 'Rent the machines. `{}` takes the cheapest cloud and region with a known price.',
  type: mapping({
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
        example: '12%',
      },
      interruption_reserve: {
        doc: 'Share of spot replicas kept at the on-demand price against interruption.',
        type: quantity('share', share),
        default: '10%',
      },
    }),
};

const electricity: Key = {
  doc: 'Price of electricity at the meter.',
  type: quantity('electricityPrice', notNegative),
  default: '(US industrial average)',
  example: '0.08 USD/kWh',
};

const pue: Key = {
  doc: 'Power usage effectiveness: power of the building divided by power of the machines.',
  type: quantity('factor', { minimum: 1, maximum: 4 }),
  default: '(colocation average)',
  example: '1.2',
};

const OWN: Key = {
  doc: 'Buy the machines. `{}` takes every assumption from the ownership tables.',
  type: mapping({
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
        type: { kind: 'boolean' },
        default: 'false',
      },
    }),
};

const API: Key = {
  doc: 'Call a hosted model. `{}` takes the cheapest provider of the model.',
  type: mapping({
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
        type: { kind: 'boolean' },
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
};

const ACCELERATOR: Key = { doc: 'Accelerator, by its catalog id.', type: name('accelerator'), example: 'h100-sxm' };

const DRAFT: Key = {
  doc: 'Draft model on machines of its own; without it the draft shares the machines of the target.',
  type: mapping({
    model: { ...MODEL, doc: 'Draft model.', required: true, example: 'llama-3.1-8b' },
    accelerator: { ...ACCELERATOR, required: true, example: 'l4' },
    rent: RENT,
    own: OWN,
  }),
};

const SPECULATIVE: Key = {
  doc: 'Speculative decoding: several tokens per step of the model.',
  type: mapping({
    tokens_per_step: {
      doc: "Mean tokens accepted per step, the model's own included.",
      type: quantity('factor', { minimum: 1 }),
      required: true,
      example: '2.1',
    },
    draft_tokens: {
      doc: 'Tokens proposed per step.',
      type: quantity('count', { minimum: 0 }),
      default: '(tokens_per_step, rounded up)',
      example: '4',
    },
    overhead: {
      doc: 'Extra time per step for drafting.',
      type: quantity('share', { minimum: 0, maximum: 5 }),
      default: '0',
      example: '10%',
    },
    draft: DRAFT,
  }),
};

const PARALLELISM: Readonly<Record<string, Key>> = {
  tensor_parallel: {
    doc: 'Accelerators that share every layer of one replica.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '4',
  },
  pipeline_parallel: {
    doc: 'Groups of accelerators that each hold some of the layers of one replica.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '1',
  },
  expert_parallel: {
    doc: 'Accelerators over which the experts of a mixture-of-experts model are spread.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '8',
  },
  data_parallel: {
    doc: 'Attention groups inside one replica that each serve their own requests.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '1',
  },
};

const SERVING: Readonly<Record<string, Key>> = {
  engine: {
    doc: 'Inference engine.',
    type: choice({ vllm: 'vLLM', sglang: 'SGLang', 'tensorrt-llm': 'TensorRT-LLM', other: 'Any other engine' }),
    default: 'vllm',
  },
  weights: { doc: 'Number format of the weights.', type: precision, default: "(the checkpoint's own)", example: 'fp8' },
  kv_cache: {
    doc: 'Number format of the KV cache.',
    type: precision,
    default: '(fp8 where weights are 8 bit or less and the chip has fp8, else 16 bit)',
    example: 'fp8',
  },
  max_batch: {
    doc: 'Sequences decoded together at most: fixes the batch.',
    type: quantity('count', whole),
    default: '(memory and SLO decide)',
    example: '256',
  },
  max_batched_tokens: {
    doc: 'Tokens of one step at most: fixes the prefill chunk.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '8192',
  },
  speculative: SPECULATIVE,
  scaling: {
    doc: 'How the fleet follows the day.',
    type: either(
      choice({
        peak: 'The fleet of the peak hour, every hour',
        autoscale: 'The fleet each hour needs, at least one replica',
      }),
      mapping({
        min: {
          doc: 'Replicas at least.',
          type: quantity('count', { minimum: 0, integer: true }),
          default: '1',
          example: '1',
        },
        max: {
          doc: 'Replicas at most; demand above them is not served.',
          type: quantity('count', whole),
          example: '20',
        },
        replicas: { doc: 'A fixed number of replicas.', type: quantity('count', whole), example: '4' },
      }),
    ),
    default: 'peak',
    example: 'autoscale',
  },
  headroom: {
    doc: 'Capacity above the peak rate.',
    type: quantity('share', { minimum: 0, maximum: 5 }),
    default: '15%',
  },
  redundancy: {
    doc: 'Spare replicas.',
    type: quantity('count', { minimum: 0, integer: true }),
    default: '0',
    example: '1',
  },
  ...PARALLELISM,
};

const SITE: Key = {
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
};

const BUDGET: Key = {
  doc: 'Limits that `check` and the editor hold the estimate against.',
  type: mapping({
    per_million_tokens: {
      doc: 'Cost of a million tokens, input and output together, at most.',
      type: quantity('moneyPerMillionTokens', positive),
      example: '0.60 USD',
    },
    per_month: {
      doc: 'Cost of a month of 730 hours, at most.',
      type: quantity('moneyPerMonth', positive),
      example: '60000 USD',
    },
    energy_per_million_tokens: {
      doc: 'Energy of a million tokens, at the wall with cooling, at most.',
      type: quantity('energyPerMillionTokens', positive),
      example: '0.5 kWh',
    },
  }),
};

const pool = (keys: Readonly<Record<string, Key>> = {}): MappingType =>
  mapping({ accelerator: { ...ACCELERATOR, required: true }, rent: RENT, own: OWN, ...keys, ...SERVING });

const DEPLOYMENT: Key = {
  doc: 'One way to serve the workload: machines rented or owned, two pools, or an API.',
  type: mapping({
    accelerator: ACCELERATOR,
    rent: RENT,
    own: OWN,
    api: API,
    prefill: { doc: 'Machines that read the input; needs `decode` beside it.', type: pool() },
    decode: {
      doc: 'Machines that write the output; needs `prefill` beside it.',
      type: pool({
        feed_forward: {
          doc: 'Machines that hold the feed-forward layers of decode; attention stays on the decode machines.',
          type: pool(),
        },
      }),
    },
    transfer: {
      doc: 'Link that carries the KV cache from prefill to decode, per prefill replica.',
      type: quantity('bandwidth', positive),
      default: "(the prefill machines' network)",
      example: '400 Gbit/s',
    },
    site: { ...SITE, doc: 'Electricity and cooling of this deployment, rented pools included.' },
    ...SERVING,
  }),
};

/** The whole document. */
export const DOCUMENT: MappingType = mapping({
  apiVersion: { doc: 'Version of this language.', type: choice({ [API_VERSION]: 'The first version' }) },
  name: { doc: 'Name of the workload.', type: { kind: 'text' }, default: '(the file name)', example: 'support-chat' },
  description: { doc: 'What the workload is for.', type: { kind: 'text' } },
  model: { ...MODEL, required: true },
  let: {
    doc: 'Named quantities for expressions anywhere in the document.',
    type: {
      ...mapping({}),
      names: {
        doc: 'A quantity of your own: a number, a number with a unit, or an expression.',
        type: { kind: 'definition' },
        example: '250e3',
      },
    },
  },
  traffic: { doc: 'What is asked of the model.', type: mapping(TRAFFIC), required: true },
  slo: { doc: 'Latency targets in the peak hour.', type: mapping(SLO) },
  serving: {
    doc: 'Defaults of all deployments; the same keys may stand directly in a deployment or a pool.',
    type: mapping(SERVING),
  },
  site: SITE,
  budget: BUDGET,
  currency: { doc: 'Currency of the results.', type: name('currency'), default: 'USD' },
  baseline: { doc: 'Deployment that the others are compared with.', type: { kind: 'deployment-name' } },
  deployments: {
    doc: 'The ways to serve the workload. Without them the tool proposes the five cheapest of the catalog.',
    type: { ...mapping({}), names: DEPLOYMENT },
  },
});

/** Names of the keys that may stand in `serving`, a deployment or a pool. */
export const SERVING_KEYS: readonly string[] = Object.keys(SERVING);
