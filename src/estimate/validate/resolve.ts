/** A `MeasuredRow` becomes a case: names are looked up, and what a row leaves blank is read as pricing/measurements/README.md says. */
import type { Accelerator, Architecture, Lengths, Parallelism, Replica } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';
import { admissionOf } from '../names/index.ts';
import { architecture, assume, machine, withPrediction, type RowContext } from './context.ts';
import type { Configuration, Load, MeasuredCase, PoolCase, Slice } from './case.ts';
import { assumedTensor, cacheOf, chipsFor, decodeSlots } from './blanks.ts';
import type { Grid, MeasuredRow, PoolRow } from './row.ts';

export type Resolved =
  { readonly ok: true; readonly item: MeasuredCase } | { readonly ok: false; readonly reason: string };

export function resolveRow(context: RowContext, row: MeasuredRow): Resolved {
  const m = architecture(context, row.model);
  if (!m) return { ok: false, reason: `unknown model ${row.model || '(blank)'}` };
  const a = machine(context, row.accelerator);
  if (!a) return { ok: false, reason: `unknown accelerator ${row.accelerator || '(blank)'}` };
  return {
    ok: true,
    item: {
      id: row.id,
      metric: row.metric,
      statistic: row.statistic ?? 'mean',
      measured: row.value,
      slice: sliceOf(row),
      group: row.group ?? `${row.source}|${m.id}|${a.id}`,
      model: m.id,
      accelerator: a.id,
      source: row.source,
      configuration: configurationOf(context, row, m, a),
    },
  };
}

function sliceOf(row: MeasuredRow): Slice {
  if (row.trust === 'C') return 'low-trust';
  if (row.speculative === 'yes') return 'speculative';
  return row.disaggregated ? 'disaggregated' : 'colocated';
}

function configurationOf(context: RowContext, row: MeasuredRow, m: Architecture, a: Accelerator): Configuration {
  const plain = plainReplica(context, row, m, a);
  const { parallelism, accelerators } = placed(row, plain);
  const poolRows = row.pools ?? (row.disaggregated ? halvesOf(accelerators) : undefined);
  const copies = poolRows ? 1 : Math.max(1, Math.round(accelerators / (parallelism.tensor * parallelism.pipeline)));
  const beams = row.beams ?? 1;
  const load = loadOf(context, row, m, copies, parallelism.data);
  const maxBatch = 'batch' in load && load.kind !== 'static' && load.kind !== 'steady' ? load.batch : undefined;
  const base: Replica = {
    ...plain,
    parallelism,
    ...(maxBatch ? { maxBatch } : {}),
    // The beams of a request advance together over one copy of its prompt: a step checks and yields one token of each.
    ...(beams > 1 ? { speculation: { tokensPerStep: beams, draftTokens: beams - 1, overhead: 0 } } : {}),
  };
  const speculates = row.speculative === 'yes' || row.speculative === 'inferred';
  const drafting = (replica: Replica): Replica => (speculates ? withPrediction(context, replica, row.source) : replica);
  const pools = poolRows && {
    prefill: poolOf(poolRows.prefill, base),
    decode: poolOf(poolRows.decode, drafting(base)),
  };
  return {
    key: `${row.run}|${row.speculative === 'yes'}`,
    replica: pools?.decode.replica ?? drafting(base),
    lengths: lengthsOf(context, row, m, beams),
    load: pools ? withSlots(load, pools.decode) : load,
    copies,
    accelerators:
      pools && row.pools && row.accelerators === undefined
        ? sizeOf(pools.prefill) + sizeOf(pools.decode)
        : accelerators,
    beams,
    ...(pools ? { pools } : {}),
  };
}

/** Benchmarks of many machines with recipes of their makers; whoever sends results of a run of his own set it up as it comes. */
const INDEPENDENT = /^(InferenceX|serving-points|aiconfigurator)/;

const SINGLE: Parallelism = { tensor: 1, pipeline: 1, expert: 1, data: 1 };

/** What runs on each accelerator; how many share it is settled next. */
function plainReplica(context: RowContext, row: MeasuredRow, m: Architecture, a: Accelerator): Replica {
  const stated = row.weights ?? m.checkpoint;
  const bits = assume(context, 'weight_bits', {
    source: row.source,
    accelerator: a.id,
    weights: stated,
    model: m.id,
  });
  const weights: Precision = bits === undefined ? stated : bits === 8 ? 'fp8' : 'fp4';
  return {
    architecture: m,
    accelerator: a,
    engine: row.engine,
    weights,
    kvCache: row.kvCache ?? cacheOf(weights, row.engine, a),
    parallelism: SINGLE,
    tuning: row.tuning ?? (INDEPENDENT.test(row.source) ? 'independent' : 'stock'),
    ...admittedBy(context, row.engine, a),
  };
}

function admittedBy({ catalog }: RowContext, engine: string, a: Accelerator): Pick<Replica, 'admission'> {
  const admission = admissionOf(catalog, engine, a);
  return admission ? { admission } : {};
}

/** Routed models with more experts than this, all layers counted, run with attention data parallelism in every run that says so. */
const MANY_EXPERTS = 10_000;

/** The parallelism of one copy, and the accelerators of all. */
function placed(
  { grid, accelerators: count = 0 }: MeasuredRow,
  { architecture: m, accelerator: a, weights }: Replica,
): { readonly parallelism: Parallelism; readonly accelerators: number } {
  let pipeline = grid.pipeline ?? 1;
  let tensor = grid.tensor ?? 0;
  let every = grid.attentionData === Infinity;
  if (!tensor) {
    const most = count > 0 ? Math.min(count, a.scaleUp.domain > 1 ? a.scaleUp.domain : 8) : 8;
    tensor = assumedTensor(m, a, weights, most);
    const large = m.routed !== undefined && m.layers * m.routed.experts > MANY_EXPERTS;
    if (large && tensor >= 4 && most >= 8 && a.scaleUp.domain >= 8) [tensor, every] = [8, true];
  }
  const chips = count === 0 ? chipsFor(m, a, weights) : 0;
  const accelerators = chips || count || tensor * pipeline;
  if (chips) [tensor, pipeline] = [1, chips];
  if (tensor * pipeline > accelerators) tensor = Math.max(1, Math.floor(accelerators / pipeline));
  // Experts over more accelerators than the tensor degree: one replica spans them, attention sharded alike.
  const spread = grid.expert ?? 1;
  if (spread > tensor && spread * pipeline <= accelerators) tensor = spread;
  return { parallelism: parallelismOf({ ...grid, tensor, pipeline }, every), accelerators };
}

function parallelismOf(
  grid: Grid & { readonly tensor: number; readonly pipeline: number },
  every: boolean,
): Parallelism {
  const { tensor, pipeline } = grid;
  if (every) return { tensor, pipeline, expert: tensor, data: tensor };
  return {
    tensor,
    pipeline,
    expert: Math.min(tensor, grid.expert ?? 1),
    data: Math.min(tensor, grid.attentionData ?? 1),
  };
}

/** Pools that nothing is told of: one engine each, over half of the accelerators. */
function halvesOf(accelerators: number): NonNullable<MeasuredRow['pools']> {
  const tensor = Math.max(1, Math.floor(accelerators / 2));
  const half: PoolRow = { workers: 1, grid: { tensor, pipeline: 1, expert: tensor, attentionData: 1 } };
  return { prefill: half, decode: half };
}

function poolOf({ workers = 0, most, grid }: PoolRow, base: Replica): PoolCase {
  const parallelism: Parallelism = {
    tensor: grid.tensor,
    pipeline: grid.pipeline,
    expert: grid.expert,
    data: grid.attentionData,
  };
  return { workers, ...(most === undefined ? {} : { most }), replica: { ...base, parallelism } };
}

/** A closed loop over pools, with the places that its decode engines have where nothing says so. */
function withSlots(load: Load, { workers, replica }: PoolCase): Load {
  if (load.kind !== 'closed' || load.slots !== undefined) return load;
  const slots = decodeSlots(replica.engine, load.clients, workers);
  return slots === undefined ? load : { ...load, slots };
}

function sizeOf({ workers, replica }: PoolCase): number {
  return workers * replica.parallelism.tensor * replica.parallelism.pipeline;
}

/** Requests per client of a closed loop that does not say: InferenceX runs ten. */
const ROUNDS = 10;

/** The load of one copy. @param ranks of attention data parallelism: engines give the batch of one */
function loadOf(context: RowContext, row: MeasuredRow, m: Architecture, copies: number, ranks: number): Load {
  const { load } = row;
  const batch = row.maxBatch === undefined ? {} : { batch: row.maxBatch * ranks };
  switch (load.kind) {
    case 'closed':
      return {
        kind: 'closed',
        clients: load.clients / copies,
        rounds: load.rounds ?? ROUNDS,
        ...(load.slots === undefined ? {} : { slots: load.slots }),
      };
    case 'open':
      return {
        kind: 'open',
        rate: load.rate / copies,
        ...(load.requests === undefined ? {} : { requests: load.requests / copies }),
      };
    case 'burst':
      return { kind: 'burst', requests: load.requests / copies };
    case 'offline':
      return { kind: 'offline', ...(load.batch === undefined ? batch : { batch: load.batch / copies }) };
    case 'static':
      return { kind: 'static', batch: Math.max(1, load.batch / copies) };
    case 'steady':
      return { kind: 'steady', batch: load.batch / copies };
    case 'server':
    case 'interactive': {
      const limit = (quantity: string): number | undefined =>
        assume(context, quantity, { load: load.kind, model: m.id });
      return {
        kind: 'limited',
        ttft: load.ttft ?? limit('ttft_limit') ?? Infinity,
        tpot: load.tpot ?? limit('tpot_limit') ?? Infinity,
        ...batch,
      };
    }
    case 'hosted':
      return { kind: 'single' };
  }
}

/** Tokens of a prompt and an answer that nothing is known of. */
const UNKNOWN = { input: 512, output: 256 };

function lengthsOf(context: RowContext, row: MeasuredRow, m: Architecture, beams: number): Lengths {
  const facts = { source: row.source, model: m.id };
  const mean = (1 + (row.rangeRatio ?? 1)) / 2;
  const input =
    (row.input ?? 0) * mean || (assume(context, 'isl', { ...facts, task: row.task ?? '' }) ?? UNKNOWN.input);
  const output = (row.output ?? 0) * mean || (assume(context, 'osl', facts) ?? UNKNOWN.output);
  // Every beam decodes: a request is one prompt and beams × output tokens of work.
  return { input: Math.max(1, input), output: Math.max(1, output) * beams, cached: row.cached ?? 0 };
}
