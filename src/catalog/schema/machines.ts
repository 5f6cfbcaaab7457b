/** Accelerators, what clouds ask for them, and where those clouds are. */
import { MACHINE_KINDS } from '../../quantity/index.ts';
import {
  CONFIDENCES,
  date,
  EVIDENCE,
  flag,
  integer,
  needed,
  number,
  oneOf,
  part,
  text,
  type TableDefinition,
  VALIDITY,
} from './column.ts';

/** `internal`: never sold, so that its price is unknown and not zero. `cancelled`: kept so that old documents get a sentence
 * instead of an unknown name. */
const AVAILABILITY = ['available', 'announced', 'internal', 'cancelled'] as const;

export const accelerators = {
  kind: 'accelerators',
  title: 'Accelerators: published specifications, dense peaks, one-way link bandwidth',
  identity: ['id'],
  columns: [
    text('id', 'Identity used in documents: h100-sxm.', needed),
    text('vendor', 'Company that sells or owns it.', needed),
    text('name', 'Name as people write it.', needed),
    { name: 'released', type: 'period', doc: 'As published: 2024-06, 2026-H2.', fallback: '' },
    oneOf('availability', AVAILABILITY, 'Whether an outsider can get it today.', needed),
    text('status', 'The same in words, with dates.', { fallback: '' }),
    text('class', 'Class whose priors apply (pricing/priors).', { ...needed, fallback: 'any' }),
    oneOf('machine', MACHINE_KINDS, 'on-chip: weights and KV cache stay in on-chip memory.', needed),
    number('bf16_tflops', 0.1, 1e6, 'Dense peak at bf16 or fp16, TFLOP/s.', part),
    number('fp8_tflops', 0.1, 1e6, 'Dense peak at fp8, TFLOP/s.', part),
    number('int8_tops', 0.1, 1e6, 'Dense peak at int8, TOP/s.', part),
    number('fp4_tflops', 0.1, 1e6, 'Dense peak at fp4 (NVFP4, MXFP4, MX4), TFLOP/s.', part),
    number('memory_gb', 0.01, 1e4, 'Memory that holds weights and KV cache, GB.'),
    text('memory_type', 'HBM3e, GDDR6, SRAM …'),
    number('memory_bandwidth_tb_s', 0.01, 1e5, 'Bandwidth of that memory, TB/s.'),
    number('on_chip_mb', 0.1, 1e6, 'On-chip SRAM or L2, MB.'),
    number('on_chip_bandwidth_tb_s', 0.1, 1e5, 'Its bandwidth, TB/s.'),
    flag('slow_host', 'yes: an Arm host (Grace, Vera) that takes longer to launch work than x86 hosts do.', { no: 'empty' }),
    text('scale_up_name', 'Link inside a scale-up domain.'),
    number('scale_up_gb_s', 0.1, 1e6, 'Per accelerator, one direction, GB/s.'),
    integer('scale_up_domain', 1, 1e5, 'Accelerators in one scale-up domain.'),
    flag('domain_spans_instances', 'yes: one domain is rented as several instances (NVL72, TPU slices, UltraServers).'),
    number('scale_out_gbit_s', 1, 1e5, 'Network per accelerator, Gbit/s.'),
    number('tdp_w', 5, 1e5, 'Power limit, W.'),
    number('idle_w', 1, 1e5, 'Idle power, W.'),
    number('server_w', 5, 1e5, 'Whole server at load per accelerator, W.'),
    number('price_usd', 10, 1e7, 'Purchase price per accelerator, USD.'),
    number('system_price_usd', 100, 1e8, 'Purchase price of a whole system, USD.'),
    integer('system_size', 1, 1e5, 'Accelerators per system as bought.'),
    text('price_source', 'Source of the purchase prices.', part),
    date('price_as_of', 'Date of the purchase prices.', part),
    oneOf('price_confidence', CONFIDENCES, 'Confidence of the purchase prices.', part),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const names = {
  kind: 'names',
  title: 'What the rest of the world calls accelerators and the instances that hold them',
  identity: ['name'],
  columns: [
    text('name', 'In lower case, words joined by `-`, without the vendor; `*` in instances stands for any text.', needed),
    text('accelerator', 'Accelerator id.', { required: true, references: 'accelerators' }),
    oneOf(
      'kind',
      ['name', 'family', 'instances'],
      'name: exactly this accelerator; family: several, this one is the commonest; instances: instance types of a cloud.',
      needed,
    ),
    text('cloud', 'Cloud whose instances they are.'),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

const price = <const Name extends string>(name: Name, doc: string) => number(name, 0.001, 5000, doc);

export const instances = {
  kind: 'instances',
  title: 'Offers of clouds: what is rented, where, for how much',
  identity: ['cloud', 'instance', 'region', 'accelerator'],
  label: ['instance', 'region'],
  columns: [
    text('cloud', 'Cloud: aws, azure, gcp, oci, runpod …', needed),
    text('instance', 'Instance type as the cloud names it.', needed),
    text('accelerator', 'Accelerator id.', { required: true, references: 'accelerators' }),
    number('count', 0.01, 1e4, 'Accelerators per instance; a fraction for slices.', { ...needed, fallback: 1 }),
    flag(
      'per_accelerator',
      'yes: the price is for one accelerator and any number may be rented, up to node_size in a node.',
    ),
    integer('node_size', 1, 1e4, 'Accelerators that share a scale-up domain when rented together.', part),
    integer('minimum_count', 1, 1e4, 'Smallest number of accelerators sold.'),
    oneOf(
      'network',
      ['yes', 'no'],
      'Whether several of these instances can hold one group: a network for each accelerator. Empty: as the class says.',
    ),
    oneOf('billing', ['serverless', 'capacity-block', 'marketplace'], 'Where it is not a plain hourly machine.'),
    text(
      'region',
      'Region code; a group (us) or global where the price holds for all; unstated where the source is silent.',
      { ...needed, fallback: 'unstated' },
    ),
    integer('vcpus', 1, 1e5, 'Virtual CPUs.'),
    number('ram_gb', 0.5, 1e6, 'Memory of the host, GB.'),
    price('on_demand_usd_h', 'USD per instance-hour (per accelerator-hour where per_accelerator).'),
    price('spot_usd_h', 'Interruptible price.'),
    date('spot_as_of', 'Date of the spot price, where it is not that of the row.'),
    price('reserved_1y_usd_h', 'Hourly equivalent of a one-year commitment.'),
    price('reserved_3y_usd_h', 'Hourly equivalent of a three-year commitment.'),
    text('reserved_kind', 'Which commitment product.'),
    ...VALIDITY,
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const commitments = {
  kind: 'commitments',
  title: 'What a commitment typically takes off the on-demand price, where no price of one is published',
  identity: ['cloud', 'term'],
  columns: [
    text('cloud', 'Cloud, or any.', needed),
    oneOf('term', ['1-year', '3-year'], 'Length of the commitment.', needed),
    number('discount', 0, 0.9, 'Share off the on-demand price.', { ...needed, fallback: 0 }),
    number('low', 0, 0.9, 'Smallest discount of the 80 % range.', { ...needed, fallback: 0 }),
    number('high', 0, 0.9, 'Largest.', { ...needed, fallback: 0 }),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const history = {
  kind: 'history',
  title: 'What sellers asked on a day: dated snapshots, from which the drift of prices is found; never billed',
  identity: ['cloud', 'accelerator', 'as_of'],
  columns: [
    text('cloud', 'Seller; an index of prices begins with market-.', needed),
    text('accelerator', 'Accelerator id.', { required: true, references: 'accelerators' }),
    number('on_demand_usd_h', 0.001, 5000, 'USD per accelerator-hour: the least that the seller asked on that day.', {
      ...needed,
      fallback: 0,
    }),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const regions = {
  kind: 'regions',
  title: 'Where the regions of clouds are',
  identity: ['cloud', 'region'],
  columns: [
    text('cloud', 'Cloud.', needed),
    text('region', 'Region code.', needed),
    text('location', 'City, state or country.'),
    text('zone', 'ISO country, or country and state where energy rows are that fine: DE, US-VA.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
