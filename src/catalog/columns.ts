/**
 * What each pricing table holds: one definition read by the validator, the compiler, overlays, `prices show` and pricing/README.md.
 *
 * Units stand in the column names (`_usd_h`: USD per hour, `_gb`: 1e9 bytes). An empty cell means "not known", never zero.
 */
export type TableKind =
  | 'accelerators'
  | 'instances'
  | 'regions'
  | 'models'
  | 'aliases'
  | 'apis'
  | 'energy'
  | 'ownership'
  | 'priors'
  | 'currencies';

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'period' | 'enum';
  readonly required?: boolean;
  /** Inclusive bounds of plausibility: outside them the cell is an error, most often a wrong unit. */
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** The cell names a row of another table by its id. */
  readonly references?: TableKind;
  readonly doc: string;
}

export interface TableDefinition {
  readonly kind: TableKind;
  readonly title: string;
  /** Columns that together name a row; no two rows of one layer share them. */
  readonly identity: readonly string[];
  readonly columns: readonly Column[];
}

const text = (name: string, doc: string, more: Partial<Column> = {}): Column => ({ name, type: 'text', doc, ...more });
const oneOf = (name: string, values: readonly string[], doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'enum',
  values,
  doc,
  ...more,
});
const number = (name: string, min: number, max: number, doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'number',
  min,
  max,
  doc,
  ...more,
});
const integer = (name: string, min: number, max: number, doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'integer',
  min,
  max,
  doc,
  ...more,
});
const flag = (name: string, doc: string): Column => ({ name, type: 'boolean', doc });
const needed = { required: true } as const;

/** Every row of every table ends with its evidence. */
export const EVIDENCE: readonly Column[] = [
  text('source', 'Page, API or file (with commit) the row was read from.', needed),
  {
    name: 'as_of',
    type: 'date',
    required: true,
    doc: 'Date the source speaks of: ISO date or its prefix (2026-07-20, 2026-07, 2026).',
  },
  oneOf(
    'confidence',
    ['published', 'third-party', 'estimate'],
    'published: the vendor’s own page or API; third-party: somebody else’s published figure; estimate: ours, or inferred.',
    needed,
  ),
  text('notes', 'What a reader should know: disagreements, scope, how a figure was derived.'),
];

const PRECISIONS = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'];
export const AVAILABILITY = ['available', 'announced', 'internal', 'cancelled'] as const;
export const LINEAR_KINDS = ['mamba2', 'gated-delta', 'kda', 'lightning'] as const;
export const SITE_KINDS = [
  'electricity',
  'electricity-commercial',
  'carbon-intensity',
  'pue',
  'water',
  'grid-water',
  'carbon-free-share',
] as const;

const accelerators: TableDefinition = {
  kind: 'accelerators',
  title: 'Accelerators: published specifications, dense peaks, one-way link bandwidth',
  identity: ['id'],
  columns: [
    text('id', 'Identity used in documents: h100-sxm.', needed),
    text('vendor', 'Company that sells or owns it.', needed),
    text('name', 'Name as people write it.', needed),
    { name: 'released', type: 'period', doc: 'As published: 2024-06, 2026-H2.' },
    oneOf('availability', AVAILABILITY, 'Whether an outsider can get it today.', needed),
    text('status', 'The same in words, with dates.'),
    text('class', 'Class whose priors apply (pricing/priors).', needed),
    oneOf('machine', ['memory', 'on-chip'], 'on-chip: weights and KV cache stay in on-chip memory.', needed),
    number('bf16_tflops', 0.1, 1e6, 'Dense peak at bf16 or fp16, TFLOP/s.'),
    number('fp8_tflops', 0.1, 1e6, 'Dense peak at fp8, TFLOP/s.'),
    number('int8_tops', 0.1, 1e6, 'Dense peak at int8, TOP/s.'),
    number('fp4_tflops', 0.1, 1e6, 'Dense peak at fp4 (NVFP4, MXFP4, MX4), TFLOP/s.'),
    number('memory_gb', 0.01, 1e4, 'Memory that holds weights and KV cache, GB.'),
    text('memory_type', 'HBM3e, GDDR6, SRAM …'),
    number('memory_bandwidth_tb_s', 0.01, 1e5, 'Bandwidth of that memory, TB/s.'),
    number('on_chip_mb', 0.1, 1e6, 'On-chip SRAM or L2, MB.'),
    number('on_chip_bandwidth_tb_s', 0.1, 1e5, 'Its bandwidth, TB/s.'),
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
    text('price_source', 'Source of the purchase prices.'),
    { name: 'price_as_of', type: 'date', doc: 'Date of the purchase prices.' },
    oneOf('price_confidence', ['published', 'third-party', 'estimate'], 'Confidence of the purchase prices.'),
    ...EVIDENCE,
  ],
};

const price = (name: string, doc: string): Column => number(name, 0.001, 5000, doc);
const instances: TableDefinition = {
  kind: 'instances',
  title: 'Offers of clouds: what is rented, where, for how much',
  identity: ['cloud', 'instance', 'region', 'accelerator'],
  columns: [
    text('cloud', 'Cloud: aws, azure, gcp, oci, runpod …', needed),
    text('instance', 'Instance type as the cloud names it.', needed),
    text('accelerator', 'Accelerator id.', { required: true, references: 'accelerators' }),
    number('count', 0.01, 1e4, 'Accelerators per instance; a fraction for slices.', needed),
    flag(
      'per_accelerator',
      'yes: the price is for one accelerator and any number may be rented, up to node_size in a node.',
    ),
    integer('node_size', 1, 1e4, 'Accelerators that share a scale-up domain when rented together.'),
    integer('minimum_count', 1, 1e4, 'Smallest number of accelerators sold.'),
    oneOf('billing', ['serverless', 'capacity-block', 'marketplace'], 'Where it is not a plain hourly machine.'),
    text(
      'region',
      'Region code; a group (us) or global where the price holds for all; unstated where the source is silent.',
      needed,
    ),
    integer('vcpus', 1, 1e5, 'Virtual CPUs.'),
    number('ram_gb', 0.5, 1e6, 'Memory of the host, GB.'),
    price('on_demand_usd_h', 'USD per instance-hour (per accelerator-hour where per_accelerator).'),
    price('spot_usd_h', 'Interruptible price.'),
    price('reserved_1y_usd_h', 'Hourly equivalent of a one-year commitment.'),
    price('reserved_3y_usd_h', 'Hourly equivalent of a three-year commitment.'),
    text('reserved_kind', 'Which commitment product.'),
    ...EVIDENCE,
  ],
};

const regions: TableDefinition = {
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
};

const count = (name: string, doc: string, max = 1e7): Column => integer(name, 0, max, doc);
const models: TableDefinition = {
  kind: 'models',
  title: 'Model architectures, as config.json gives them',
  identity: ['id'],
  columns: [
    text('id', 'Identity used in documents: llama-3.3-70b.', needed),
    text('name', 'Name as people write it.', needed),
    text('family', 'llama, qwen, deepseek …', needed),
    text('hugging_face_id', 'owner/name of the checkpoint.'),
    oneOf('checkpoint', PRECISIONS, 'Precision of the published checkpoint.', needed),
    integer('context_tokens', 128, 1e8, 'Longest context, tokens.'),
    number('parameters_b', 0.01, 1e5, 'Published parameters, billions.'),
    number('active_parameters_b', 0.01, 1e5, 'Published active parameters, billions.'),
    oneOf('attention', ['mha', 'gqa', 'mqa', 'mla'], 'Kind of the full-attention layers.', needed),
    integer('layers', 1, 1000, 'Transformer layers.', needed),
    integer('hidden', 16, 1e6, 'Width of the residual stream.', needed),
    integer('heads', 1, 1e4, 'Query heads.', needed),
    integer('kv_heads', 1, 1e4, 'Key-value heads.', needed),
    integer('head_dim', 1, 1e4, 'Width of a head.', needed),
    count('intermediate', 'Width of the dense MLP; 0 without one.'),
    integer('mlp_matrices', 2, 3, '3 gated, 2 ungated.', needed),
    count('routed_experts', 'Routed experts per layer.', 1e5),
    count('top_k', 'Experts per token.', 1e4),
    count('expert_intermediate', 'Width of an expert.'),
    count('shared_experts', 'Shared experts per layer.', 1000),
    count('shared_expert_intermediate', 'Width of all shared experts together.'),
    count('moe_latent', 'Width in which routed experts work, where not hidden.'),
    count('moe_layers', 'Layers with experts.', 1000),
    count('dense_mlp_layers', 'Layers with a dense MLP.', 1000),
    integer('vocabulary', 100, 1e7, 'Tokens in the vocabulary.', needed),
    flag('tied_embeddings', 'yes: input and output embedding are one matrix.'),
    count('q_lora_rank', 'MLA: rank of the query.'),
    count('kv_lora_rank', 'MLA: rank of keys and values.'),
    count('qk_nope_head_dim', 'MLA: head width without rotation.'),
    count('qk_rope_head_dim', 'MLA: head width with rotation.'),
    count('v_head_dim', 'Head width of values, where it differs.'),
    integer('full_attention_layers', 0, 1000, 'Layers that attend to everything.', needed),
    count('sliding_layers', 'Layers that attend to a window or chunk.', 1000),
    count('sliding_window', 'That window, tokens.'),
    count('sliding_kv_heads', 'KV heads of those layers, where they differ.'),
    count('sliding_head_dim', 'Head width of those layers, where it differs.'),
    flag('attention_output_gate', 'yes: a gate as wide as the query multiplies the attention output.'),
    flag('shared_key_value', 'yes: full-attention layers use one projection for keys and values.'),
    text('compressed_layers', 'KV compression: ratio × layers, such as 4x30 128x31.'),
    count('o_lora_rank', 'Rank of a grouped output projection.'),
    count('o_groups', 'Its groups.'),
    count('linear_layers', 'Layers with linear attention or Mamba.', 1000),
    oneOf('linear_kind', LINEAR_KINDS, 'Kind of those layers.'),
    count('linear_key_heads', 'Key heads (Mamba-2: groups).'),
    count('linear_key_dim', 'Key width (Mamba-2: state size).'),
    count('linear_value_heads', 'Value heads (Mamba-2: heads).'),
    count('linear_value_dim', 'Value width (Mamba-2: head width).'),
    count('linear_convolution', 'Width of the short convolution.'),
    count('sparse_top_k', 'Sparse attention: positions each query attends to.'),
    count('sparse_index_heads', 'Heads of the indexer.'),
    count('sparse_index_head_dim', 'Head width of the indexer.'),
    count('sparse_layers', 'Layers with an indexer of their own, where not all.', 1000),
    count('mtp_layers', 'Multi-token-prediction layers.', 100),
    ...EVIDENCE,
  ],
};

const aliases: TableDefinition = {
  kind: 'aliases',
  title: 'Other spellings of the same models; a tuning with its own weights is a row of models',
  identity: ['alias'],
  columns: [
    text('alias', 'Name, case-insensitive.', needed),
    text('model', 'Model id.', { required: true, references: 'models' }),
    ...EVIDENCE,
  ],
};

const perMillion = (name: string, doc: string): Column => number(name, 0, 1000, `${doc} USD per million tokens.`);
const apis: TableDefinition = {
  kind: 'apis',
  title: 'Prices of hosted models',
  identity: ['provider', 'model_id'],
  columns: [
    text('provider', 'Provider.', needed),
    text('model_id', 'Name at the provider.', needed),
    text('model', 'Our model id, for open-weight models we know.', { references: 'models' }),
    flag('open_weight', 'yes: the weights are public.'),
    integer('context_tokens', 128, 1e8, 'Longest context, tokens.'),
    integer('max_output_tokens', 1, 1e8, 'Longest answer, tokens.'),
    perMillion('input_usd_mtok', 'Input.'),
    perMillion('cached_input_usd_mtok', 'Input found in the provider’s cache.'),
    perMillion('output_usd_mtok', 'Output.'),
    perMillion('batch_input_usd_mtok', 'Input, batch service.'),
    perMillion('batch_output_usd_mtok', 'Output, batch service.'),
    ...EVIDENCE,
  ],
};

const energy: TableDefinition = {
  kind: 'energy',
  title: 'Electricity, carbon, PUE and water of places',
  identity: ['kind', 'provider', 'region'],
  columns: [
    oneOf(
      'kind',
      SITE_KINDS,
      'USD/kWh, USD/kWh, gCO2e/kWh, ratio, l/kWh of IT energy, l/kWh of electricity, share.',
      needed,
    ),
    text('provider', 'Cloud, or who published it for a country or state.', needed),
    text('region', 'Region of the cloud, zone (US-VA, DE), or average.', needed),
    text('location', 'In words.'),
    number('value', 0, 5000, 'In the unit of the kind.', needed),
    ...EVIDENCE,
  ],
};

const ownership: TableDefinition = {
  kind: 'ownership',
  title: 'Assumptions of owners, and market figures to compare with',
  identity: ['parameter', 'segment', 'accelerator'],
  columns: [
    text('parameter', 'What is assumed.', needed),
    text('segment', 'For whom.'),
    text('accelerator', 'Accelerator id, where it is of one.', { references: 'accelerators' }),
    number('value', 0, 1e12, 'In the unit.', needed),
    number('low', 0, 1e12, 'Low end of the 80 % range.'),
    number('high', 0, 1e12, 'High end.'),
    text('unit', 'Unit of value, low and high.', needed),
    ...EVIDENCE,
  ],
};

const priors: TableDefinition = {
  kind: 'priors',
  title: 'How a missing specification is derived',
  identity: ['scope', 'quantity'],
  columns: [
    text('scope', 'Accelerator id, class, or any.', needed),
    text('quantity', 'Column of accelerators.csv, or a ratio named in method.', needed),
    number('value', 0, 1e9, 'In the unit of the quantity.', needed),
    number('low', 0, 1e9, 'At most value ÷ 1.5.', needed),
    number('high', 0, 1e9, 'At least value × 1.5.', needed),
    text('method', 'How the value was found.', needed),
    ...EVIDENCE,
  ],
};

const currencies: TableDefinition = {
  kind: 'currencies',
  title: 'Dated exchange rates',
  identity: ['currency'],
  columns: [
    text('currency', 'ISO 4217 code.', needed),
    number('usd', 1e-6, 100, 'USD for one unit.', needed),
    ...EVIDENCE,
  ],
};

export const TABLES: Readonly<Record<TableKind, TableDefinition>> = {
  accelerators,
  instances,
  regions,
  models,
  aliases,
  apis,
  energy,
  ownership,
  priors,
  currencies,
};

export const TABLE_KINDS = Object.keys(TABLES) as readonly TableKind[];

const FOLDERS: Readonly<Record<string, TableKind>> = {
  accelerators: 'accelerators',
  clouds: 'instances',
  instances: 'instances',
  regions: 'regions',
  models: 'models',
  aliases: 'aliases',
  apis: 'apis',
  energy: 'energy',
  ownership: 'ownership',
  priors: 'priors',
  currencies: 'currencies',
};

/**
 * Which table a file belongs to: by its name where the name says so (`clouds/regions.csv`), else by the nearest folder that does.
 *
 * @param path with `/`; what stands before the pricing folder does not matter
 */
export function kindOf(path: string): TableKind | undefined {
  const parts = path.split(/[\\/]/);
  const stem = (parts.pop() ?? '').replace(/\.(csv|ya?ml)$/i, '');
  const named = [stem, ...parts.reverse()].find((part) => Object.hasOwn(FOLDERS, part));
  return named === undefined ? undefined : FOLDERS[named];
}
