/**
 * Every key of `inference-tco/v1`: meaning, type, unit, default, allowed values. The fields of `Workload` and their
 * TypeScript types, the validator, the reader, JSON Schema, hover, completion and docs/workload.md all come from here.
 * The sections stand in files of their own.
 */
import { HORIZON } from './horizon.ts';
import type { Key, Keys, MappingType } from './language.ts';
import { OPERATIONS } from './operations.ts';
import { API, OWN, RENT, SITE } from './payment.ts';
import { ACCELERATOR, MODEL, SERVING } from './serving.ts';
import { SLO, TRAFFIC } from './traffic.ts';
import { choice, keys, mapping, name, positive, quantity, text, whole } from './words.ts';

export const API_VERSION = 'inference-tco/v1';

/** USD per token, USD per second, J per token. */
const BUDGET = {
  doc: 'Limits that `check` and the editor hold the estimate against.',
  type: mapping({
    per_million_tokens: {
      doc: 'Cost of a million tokens, input and output together, at most.',
      type: quantity('moneyPerMillionTokens', positive),
      example: '0.60 USD',
      field: 'perToken',
    },
    per_month: {
      doc: 'Cost of a month of 730 hours, at most.',
      type: quantity('moneyPerMonth', positive),
      example: '60000 USD',
      field: 'perSecond',
    },
    energy_per_million_tokens: {
      doc: 'Energy of a million tokens, at the wall with cooling, at most.',
      type: quantity('energyPerMillionTokens', positive),
      example: '0.5 kWh',
      field: 'energyPerToken',
    },
  }),
} as const satisfies Key;

/** Keys of a group of equal machines, beside those of `serving`. */
export const MACHINES = keys({ accelerator: ACCELERATOR, rent: RENT, own: OWN });

const pool = (more: Keys = {}): MappingType =>
  mapping({ ...MACHINES, accelerator: { ...ACCELERATOR, required: true }, ...more, ...SERVING });

/** Fields of a deployment that has pools. */
export const LINK = keys({
  transfer: {
    doc: 'Link that carries the KV cache from prefill to decode, per prefill replica.',
    type: quantity('bandwidth', positive),
    default: "(the prefill machines' network)",
    example: '400 Gbit/s',
  },
});

const OPERATIONS_KEY = {
  doc: 'Cost beside the machines: licences, engineers, egress and the like. Nothing is assumed.',
  type: mapping(OPERATIONS),
} as const satisfies Key;

/** Fields of every deployment, whatever serves it. */
export const ANY_DEPLOYMENT = keys({
  operations: { ...OPERATIONS_KEY, doc: 'Of this deployment; what it does not say is as at the top level.' },
  from: {
    doc: 'File that already says machine, parallelism, engine, precision, replicas and pools: a manifest, a command or a configuration that `import` reads, relative to this file, with `#[kind/]name[/container]` where it holds several. Keys beside it win.',
    type: { kind: 'path' },
    example: './k8s/vllm.yaml',
  },
  site: { ...SITE, doc: 'Electricity and cooling of this deployment, rented pools included.' },
  zones: {
    doc: 'Zones or regions that the fleet is spread over, for `slo.availability`: one may fail as a whole.',
    type: quantity('count', { ...whole, maximum: 20 }),
    default: '1',
    neutral: true,
    example: '2',
  },
});

const DEPLOYMENT: Key = {
  doc: 'One way to serve the workload: machines rented or owned, two pools, or an API.',
  type: mapping({
    ...MACHINES,
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
    ...LINK,
    ...ANY_DEPLOYMENT,
    ...SERVING,
  }),
};

export const DOCUMENT_KEYS = keys({
  apiVersion: { doc: 'Version of this language.', type: choice({ [API_VERSION]: 'The first version' }) },
  name: { doc: 'Name of the workload.', type: text, default: '(the file name)', example: 'support-chat' },
  description: { doc: 'What the workload is for.', type: text },
  labels: {
    doc: 'Words that a portfolio adds up by: a team, a product, a stage.',
    type: { ...mapping({}), names: { doc: 'The value of a label.', type: text, example: 'support' } },
  },
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
  operations: OPERATIONS_KEY,
  budget: BUDGET,
  horizon: {
    doc: 'The years of the plan, for `tco`: growth of traffic, change of prices, what later payments count.',
    type: mapping(HORIZON),
  },
  currency: { doc: 'Currency of the results.', type: name('currency'), default: 'USD' },
  baseline: { doc: 'Deployment that the others are compared with.', type: { kind: 'deployment-name' } },
  deployments: {
    doc: 'The ways to serve the workload. Without them the tool proposes five of the catalog that one would act on.',
    type: { ...mapping({}), names: DEPLOYMENT },
  },
});

/** The whole document. */
export const DOCUMENT: MappingType = mapping(DOCUMENT_KEYS);

/** Names of the keys that may stand in `serving`, a deployment or a pool. */
export const SERVING_KEYS: readonly string[] = Object.keys(SERVING);
