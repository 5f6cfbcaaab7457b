/**
 * One row of a measurement file becomes a case: what ran, on what, under which load, and what was measured.
 *
 * The rules are those of the files' own documentation (pricing/measurements/README.md); what a row leaves blank is filled from
 * pricing/calibration/assumptions.csv. Only a model or an accelerator nobody can resolve stops a row.
 */
import type { AcceleratorRow, Catalog, ModelRow } from '../catalog/index.ts';
import {
  weightBytes,
  type Accelerator,
  type Architecture,
  type Lengths,
  type Parallelism,
  type Replica,
} from '../performance/index.ts';
import type { Precision } from '../quantity/index.ts';
import { architectureOf } from './architecture.ts';
import { assume } from './validateAssumptions.ts';
import { machineOf } from './machines.ts';

/** A row of the file by column name; a missing column is an empty string. */
export type Cells = (column: string) => string;

export type Load =
  | { readonly kind: 'closed'; readonly clients: number; readonly rounds: number; readonly slots?: number }
  | { readonly kind: 'open'; readonly rate: number; readonly requests?: number }
  | { readonly kind: 'offline'; readonly batch?: number }
  | { readonly kind: 'static'; readonly batch: number }
  | { readonly kind: 'steady'; readonly batch: number }
  /** Poisson arrivals at the highest rate that meets p99 limits, s. */
  | { readonly kind: 'limited'; readonly ttft: number; readonly tpot: number; readonly batch?: number }
  /** All requests of a run at once. */
  | { readonly kind: 'burst'; readonly requests: number }
  | { readonly kind: 'single' };

export interface PoolCase {
  readonly replica: Replica;
  /** 0: not said; as many as the other pool needs. */
  readonly workers: number;
}

/** Everything but the metric: rows of one run share it. */
export interface Configuration {
  readonly key: string;
  readonly replica: Replica;
  readonly lengths: Lengths;
  readonly load: Load;
  /** Copies of the replica behind one entrance. */
  readonly copies: number;
  readonly accelerators: number;
  /** Beams searched per request; outputs count one of them. */
  readonly beams: number;
  readonly pools?: { readonly prefill: PoolCase; readonly decode: PoolCase };
}

export type Slice = 'colocated' | 'disaggregated' | 'speculative' | 'low-trust';

export interface MeasuredCase {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly measured: number;
  readonly slice: Slice;
  readonly group: string;
  readonly weight: number;
  readonly model: string;
  readonly accelerator: string;
  readonly source: string;
  readonly configuration: Configuration;
  /** Whether the weights hold for a fit: lengths published, not flagged. */
  readonly assumed: readonly string[];
}

export type ReadRow =
  | { readonly ok: true; readonly cases: readonly MeasuredCase[] }
  | { readonly ok: false; readonly id: string; readonly metrics: readonly Failed[]; readonly reason: string };
export interface Failed {
  readonly metric: string;
  readonly measured: number;
}

/** Resolved names, kept between rows. */
export interface RowContext {
  readonly catalog: Catalog;
  readonly machines: Map<string, Accelerator | undefined>;
  readonly architectures: Map<string, Architecture | undefined>;
}

export function rowContext(catalog: Catalog): RowContext {
  return { catalog, machines: new Map(), architectures: new Map() };
}

function machine(context: RowContext, id: string): Accelerator | undefined {
  if (!context.machines.has(id)) {
    const row: AcceleratorRow | undefined = context.catalog.accelerator(id);
    context.machines.set(id, row && machineOf(row, context.catalog));
  }
  return context.machines.get(id);
}

function architecture(context: RowContext, id: string): Architecture | undefined {
  if (!context.architectures.has(id)) {
    const row: ModelRow | undefined = context.catalog.model(id);
    context.architectures.set(id, row && architectureOf(row));
  }
  return context.architectures.get(id);
}

export function precisionOf(text: string, checkpoint: Precision): Precision {
  const t = text.toLowerCase();
  if (t.includes('fp4')) return 'fp4';
  if (t.startsWith('fp8')) return 'fp8';
  if (t.startsWith('bf16')) return 'bf16';
  if (t.startsWith('fp16')) return 'fp16';
  if (t.startsWith('int8') || t.startsWith('q8')) return 'int8';
  if (t.startsWith('int4') || /^q[2-5]/.test(t)) return 'int4';
  return checkpoint;
}

/** Engine family from the words of a source: name, version, and where the version is not said, the source. */
export function engineOf(framework: string, source: string, accelerator: string): string {
  const f = framework.toLowerCase();
  const version = /(\d+)\.(\d+)/.exec(f);
  const major = version ? Number(version[1]) : Number.NaN;
  const minor = version ? Number(version[2]) : Number.NaN;
  if (source.startsWith('MLPerf')) {
    if (/^(mi\d)/.test(accelerator)) return 'mlperf-amd';
    if (/tensorrt|^cuda|jetpack/.test(f)) return /v[6-9]\./.test(source) ? 'mlperf-trt-6' : 'mlperf-trt';
    return 'mlperf-other';
  }
  if (/neuron|nxd/.test(f)) return 'neuron';
  if (/habana|synapse|gaudi/.test(f)) return 'hpu';
  if (/jetstream|vllm-tpu/.test(f) || accelerator.startsWith('tpu')) return 'tpu';
  if (f.includes('llama.cpp')) return 'llamacpp';
  if (f.includes('splitwise')) return 'splitwise';
  if (f.includes('atom')) return 'atom';
  if (f.includes('sglang')) return major === 0 && minor <= 4 ? 'sglang-24' : 'sglang';
  if (f.includes('nim')) return 'trt-0.1x';
  if (f.includes('tensorrt') || /\btrt/.test(f) || f.includes('-trt')) {
    if (major === 0 && minor < 10) return 'trt-old';
    return major === 0 ? 'trt-0.1x' : 'trt';
  }
  if (f.includes('vllm')) {
    if (source === 'ML.ENERGY-v3') return 'vllm-25';
    if (source === 'ML.ENERGY-v2') return 'vllm-old';
    if (major === 0 && minor <= 5) return 'vllm-old';
    if (major === 0 && minor <= 7) return 'vllm-mid';
    if (major === 0 && minor <= 10) return 'vllm-25';
    return 'vllm';
  }
  return 'vllm';
}

/**
 * KV cache type where a row is silent: 8 bit on 8- and 4-bit checkpoints where the chip has fp8, else 16 bit. ML.ENERGY and older engines
 * ran with the engine's default, 16 bit.
 */
export function cacheOf(stated: string, weights: Precision, engine: string, a: Accelerator): Precision {
  if (stated) return precisionOf(stated, 'bf16');
  const narrow = weights === 'fp8' || weights === 'fp4';
  if (!narrow || a.emulated.includes('fp8')) return 'bf16';
  return /^(trt|mlperf|vllm$|sglang$|atom)/.test(engine) ? 'fp8' : 'bf16';
}

/** Smallest tensor degree whose weights leave room, as the study assumed; 8 for very large routed models. */
export function assumedTensor(m: Architecture, a: Accelerator, weights: Precision, most: number): number {
  for (let tensor = 1; tensor <= Math.max(1, most); tensor *= 2)
    if (weightBytes(m, weights, { tensor, pipeline: 1, expert: 1, data: 1 }) < 0.62 * a.memory) return tensor;
  return Math.max(1, Math.min(8, most));
}

const numeric = (text: string): number =>
  /\d/.test(text) ? Number(/[\d.]+(?:e[+-]?\d+)?/i.exec(text)?.[0]) : Number.NaN;

function loadOf(cells: Cells, copies: number, ranks: number, accelerators: number): Load {
  const scenario = cells('scenario').toLowerCase();
  const amount = numeric(cells('concurrency_or_batch'));
  const notes = cells('notes');
  const configured =
    /max batch (\d+) per engine/.exec(notes) ?? /max_num_seqs=(\d+)/.exec(cells('concurrency_or_batch'));
  // NVIDIA's configurations give the batch of one attention rank.
  const batch = configured ? { batch: Number(configured[1]) * ranks } : {};
  if (scenario.startsWith('closed')) return { kind: 'closed', clients: (amount || 1) / copies, rounds: 10 };
  if (scenario.startsWith('steady')) return { kind: 'steady', batch: (amount || 64) / copies };
  if (scenario === 'server' || scenario === 'interactive') {
    const limit = /TTFT<=(\d+)ms TPOT<=(\d+)ms/.exec(notes);
    const interactive = scenario === 'interactive';
    return {
      kind: 'limited',
      ttft: limit ? Number(limit[1]) / 1e3 : interactive ? 0.5 : 2,
      tpot: limit ? Number(limit[2]) / 1e3 : interactive ? 0.03 : 0.1,
      ...batch,
    };
  }
  const requests = /\((\d+) requests\)/.exec(scenario);
  if (scenario.includes('open-loop') && /inf/i.test(cells('concurrency_or_batch')))
    return { kind: 'burst', requests: Number(requests?.[1] ?? 500) / copies };
  if (scenario.includes('open-loop'))
    return { kind: 'open', rate: (amount || 1) / copies, requests: Number(requests?.[1] ?? 500) / copies };
  if (scenario.includes('arriving')) return { kind: 'closed', clients: (amount || 64) / copies, rounds: 1 };
  if (
    scenario.includes('num_prompts') ||
    scenario.includes('static') ||
    scenario.startsWith('latency') ||
    scenario.includes('slots')
  )
    return { kind: 'static', batch: Math.max(1, (amount || 1) / copies) };
  if (scenario.startsWith('offline')) {
    if (/^per_device/.test(cells('concurrency_or_batch')))
      return { kind: 'offline', batch: (amount * accelerators) / copies };
    if (Number.isFinite(amount) && !configured) return { kind: 'offline', batch: amount / copies };
    return { kind: 'offline', ...batch };
  }
  if (scenario === 'hosted api') return { kind: 'single' };
  if (Number.isFinite(amount)) return { kind: 'steady', batch: amount };
  return { kind: 'offline', ...batch };
}

/** Whether `dp` or `DEP` of a row means attention data parallelism rather than copies. */
function attentionData(cells: Cells, tensor: number, expert: number): boolean {
  if (tensor < 2) return false;
  const notes = cells('notes');
  if (/attention DP|DPattn|DEP=attention/i.test(notes + cells('disaggregated')))
    return /DEP=attention/.test(notes) ? Number(cells('dp')) > 1 : true;
  return /enable_attention_dp/.test(notes) && expert >= 1;
}

export function readMeasurement(context: RowContext, cells: Cells, line: number): ReadRow {
  const id = cells('id') || String(line);
  const metric = cells('metric');
  const measured = Number(cells('value'));
  const failed = (reason: string): ReadRow => ({ ok: false, id, metrics: [{ metric, measured }], reason });
  const m = architecture(context, cells('model'));
  if (!m) return failed(`unknown model ${cells('model') || '(blank)'}`);
  const a = machine(context, cells('accelerator'));
  if (!a) return failed(`unknown accelerator ${cells('accelerator') || '(blank)'}`);
  const source = cells('source');
  const assumed: string[] = [];
  const engine = engineOf(cells('framework'), source, a.id);
  const weights = precisionOf(cells('weight_precision'), m.checkpoint);
  const kvCache = cacheOf(cells('kv_precision'), weights, engine, a);
  const perDevice = /^per_device/.test(cells('concurrency_or_batch'));
  const count =
    Number(cells('n_accelerators')) ||
    Number(cells('tp')) ||
    (perDevice ? (assume('accelerators', source, m.id) ?? 8) : 0);
  const pipeline = Number(cells('pp')) || 1;
  let tensor = Number(cells('tp'));
  let wide = false;
  if (!tensor) {
    const most = count > 0 ? Math.min(count, a.scaleUp.domain > 1 ? a.scaleUp.domain : 8) : 8;
    tensor = assumedTensor(m, a, weights, most);
    // Very large routed models run with attention data parallelism and spread experts in every configuration that says so.
    wide =
      m.routed !== undefined &&
      tensor >= 4 &&
      most >= 8 &&
      a.scaleUp.domain >= 8 &&
      m.layers * m.routed.experts > 10_000;
    if (wide) tensor = 8;
    assumed.push('tp');
  }
  const accelerators = count || tensor * pipeline;
  if (a.class === 'neuron') tensor = Math.max(1, Math.floor(accelerators / pipeline));
  if (tensor * pipeline > accelerators) tensor = Math.max(1, Math.floor(accelerators / pipeline));
  const expert = Math.min(tensor, Number(cells('ep')) || 1);
  const data = wide || attentionData(cells, tensor, expert) ? tensor : 1;
  const parallelism: Parallelism = { tensor, pipeline, expert: data > 1 ? Math.max(expert, tensor) : expert, data };
  const disaggregated = cells('disaggregated').startsWith('yes');
  const copies = disaggregated ? 1 : Math.max(1, Math.round(accelerators / (tensor * pipeline)));
  const beams = assume('beams', source, m.id) ?? 1;
  const stated = lengthsOf(cells, source, m.id, assumed);
  // Every beam decodes: a request is one prompt and beams × output tokens of work.
  const lengths = beams > 1 ? { ...stated, output: stated.output * beams } : stated;
  const load = loadOf(cells, copies, data, accelerators);
  const maxBatch = 'batch' in load && load.kind !== 'static' && load.kind !== 'steady' ? load.batch : undefined;
  const replica: Replica = {
    architecture: m,
    accelerator: a,
    engine,
    weights,
    kvCache,
    parallelism,
    ...(maxBatch ? { maxBatch } : {}),
  };
  const pools = disaggregated ? poolsOf(cells('disaggregated'), replica, accelerators) : undefined;
  const speculative = cells('speculative') === 'yes';
  const slice: Slice =
    cells('trust') === 'C' ? 'low-trust' : speculative ? 'speculative' : disaggregated ? 'disaggregated' : 'colocated';
  const key = [cells('point_id') || id, speculative].join('|');
  const configuration: Configuration = {
    key,
    replica: speculative ? withPrediction(replica) : replica,
    lengths,
    load,
    copies,
    accelerators,
    beams,
    ...(pools
      ? {
          pools: speculative
            ? { prefill: pools.prefill, decode: { ...pools.decode, replica: withPrediction(pools.decode.replica) } }
            : pools,
        }
      : {}),
  };
  return {
    ok: true,
    cases: [
      {
        id,
        metric,
        unit: cells('unit'),
        measured,
        slice,
        group: cells('group') || `${source}|${m.id}|${a.id}`,
        weight: 1 / (Number(cells('group_rows')) || 1),
        model: m.id,
        accelerator: a.id,
        source,
        configuration,
        assumed,
      },
    ],
  };
}

/** Speculation of rows that only say "yes": three drafted tokens, the acceptance of pricing/calibration (docs/performance-model.md#speculation). */
export function withPrediction(replica: Replica): Replica {
  const drafts = assume('draft_tokens', '', '') ?? 3;
  const tokens = assume('tokens_per_step', '', '') ?? 2.3;
  return {
    ...replica,
    speculation: { tokensPerStep: tokens, draftTokens: drafts, overhead: assume('draft_overhead', '', '') ?? 0.08 },
  };
}

function lengthsOf(cells: Cells, source: string, model: string, assumed: string[]): Lengths {
  // InferenceX draws lengths from 0.8 to 1.0 of the nominal ones.
  const scale = source === 'InferenceX' ? 0.9 : 1;
  let input = Number(cells('isl')) * scale;
  let output = Number(cells('osl')) * scale;
  const task = /task ([a-z-]+)/.exec(cells('notes'))?.[1] ?? '';
  if (!input) {
    input = (assume('isl', `${source} ${task}`.trim(), model) ?? assume('isl', source, model) ?? 512) as number;
    assumed.push('isl');
  }
  if (!output) {
    output = (assume('osl', source, model) ?? 256) as number;
    assumed.push('osl');
  }
  const cached = /prefix caching on/i.test(cells('notes')) ? 0.9 : 0;
  return { input: Math.max(1, input), output: Math.max(1, output), cached };
}

/** `yes P8/D16 (prefill 1x TP1 EP8; decode 2x TP1 EP8 DPattn)`, `yes P1/D3 workers, TP2 each (2/6 GPUs)`, or words only. */
function poolsOf(text: string, replica: Replica, accelerators: number): { prefill: PoolCase; decode: PoolCase } {
  const workers = /P(\d+)\/D(\d+) workers, TP(\d+)/.exec(text);
  const pool = (count: number, each: number, data: boolean, expert: number): PoolCase => ({
    workers: Math.max(1, count),
    replica: {
      ...replica,
      parallelism: { tensor: each, pipeline: 1, expert: Math.max(1, Math.min(each, expert)), data: data ? each : 1 },
    },
  });
  if (workers) {
    const each = Number(workers[3]);
    return { prefill: pool(Number(workers[1]), each, false, 1), decode: pool(Number(workers[2]), each, false, 1) };
  }
  const gpus = /P(\d+)\/D(\d+)/.exec(text);
  const part = (name: string): { count: number; data: boolean; expert: number } => {
    const found = new RegExp(`${name} (\\d+)x TP(\\d+) EP(\\d+)( DPattn)?`).exec(text);
    return {
      count: Number(found?.[1] ?? 1),
      data: Boolean(found?.[4]) || Number(found?.[2] ?? 2) === 1,
      expert: Number(found?.[3] ?? 1),
    };
  };
  const half = Math.max(1, Math.floor(accelerators / 2));
  const prefill = part('prefill');
  const decode = part('decode');
  const prefillGpus = gpus ? Number(gpus[1]) : half;
  const decodeGpus = gpus ? Number(gpus[2]) : half;
  const perPrefill = Math.max(1, Math.round(prefillGpus / prefill.count));
  const perDecode = Math.max(1, Math.round(decodeGpus / decode.count));
  return {
    prefill: pool(prefill.count, perPrefill, prefill.data && perPrefill > 1, perPrefill),
    decode: pool(decode.count, perDecode, decode.data && perDecode > 1, perDecode),
  };
}

/** A row of `serving-points.csv`: two cases, TTFT and TPOT. */
export function readServingPoint(context: RowContext, cells: Cells, line: number): ReadRow {
  const id = cells('id') || String(line);
  const ttft = Number(cells('silicon_ttft_ms'));
  const tpot = Number(cells('silicon_tpot_ms'));
  const metrics = [
    ...(cells('silicon_ttft_ms') ? [{ metric: 'ttft_ms', measured: ttft }] : []),
    ...(cells('silicon_tpot_ms') ? [{ metric: 'tpot_ms', measured: tpot }] : []),
  ];
  const failed = (reason: string): ReadRow => ({ ok: false, id, metrics, reason });
  const m = architecture(context, cells('model'));
  if (!m) return failed(`unknown model ${cells('model') || '(blank)'}`);
  const a = machine(context, cells('accelerator'));
  if (!a) return failed(`unknown accelerator ${cells('accelerator') || '(blank)'}`);
  const backend = cells('backend');
  const engine = backend === 'trtllm' ? 'trt' : backend;
  const stated = cells('precision');
  const weights = precisionOf(
    stated || (m.checkpoint === 'bf16' && cells('gemm_quant_mode') === '' ? 'bf16' : ''),
    m.checkpoint,
  );
  const kvCache = cacheOf('', weights, engine, a);
  const wide = wideRun(cells, m);
  const split = cells('mode') === 'disagg' || wide !== undefined;
  // InferenceX runs (dated, lengths 1024 or 8192) draw lengths from 0.8 to 1.0 of the nominal ones.
  const drawn = cells('measured') !== '' && /^(1024|8192)$/.test(cells('isl')) && /^(1024|8192)$/.test(cells('osl'));
  const scale = drawn ? 0.9 : 1;
  const lengths: Lengths = {
    input: Math.max(1, (Number(cells('isl')) || 1024) * scale),
    output: Math.max(1, (Number(cells('osl')) || 1024) * scale),
    cached: 0,
  };
  const base = { architecture: m, accelerator: a, engine, weights, kvCache };
  const own = (prefix: string): Parallelism => gridOf(cells, prefix, m, a, weights);
  const decodeParallelism = wide ? wide.decode : split ? decodeGrid(cells, own('decode_')) : own('');
  const perRank = Number(cells('batch_size')) || 1;
  const clients =
    Number(cells('concurrency')) ||
    (split
      ? (Number(cells('decode_batch_size')) || 1) * (Number(cells('decode_num_workers')) || 1) * decodeParallelism.data
      : perRank * decodeParallelism.data);
  const replica: Replica = { ...base, parallelism: decodeParallelism };
  const pools = split
    ? {
        prefill: {
          workers: wide?.prefillWorkers ?? (Number(cells('prefill_num_workers')) || 0),
          replica: { ...base, parallelism: wide?.prefill ?? own('prefill_') },
        },
        decode: { workers: wide?.decodeWorkers ?? (Number(cells('decode_num_workers')) || 1), replica },
      }
    : undefined;
  const accelerators = pools
    ? pools.prefill.workers * size(pools.prefill.replica) + pools.decode.workers * size(replica)
    : size(replica);
  const configuration: Configuration = {
    key: `${line}`,
    replica,
    lengths,
    // Undated TensorRT-LLM runs start a request one place late: the batch limit is the clients less one.
    load: {
      kind: 'closed',
      clients,
      rounds: 10,
      ...(backend === 'trtllm' && !cells('measured') && clients > 1 ? { slots: clients - 1 } : {}),
    },
    copies: 1,
    accelerators,
    beams: 1,
    ...(pools ? { pools } : {}),
  };
  return {
    ok: true,
    cases: metrics.map(({ metric, measured }) => ({
      id,
      metric,
      unit: 'ms (mean)',
      measured,
      slice: cells('mode') === 'disagg' ? 'disaggregated' : 'colocated',
      group: `${m.id}|${a.id}|${backend}`,
      weight: 1,
      model: m.id,
      accelerator: a.id,
      source: 'serving-points',
      configuration,
      assumed: [],
    })),
  };
}

function size(replica: Replica): number {
  return replica.parallelism.tensor * replica.parallelism.pipeline;
}

/**
 * Parallelism columns of a serving point. The dump multiplies degrees that describe the same accelerators: TP 8 with EP 8 stands
 * as tp 64, moe_tp 8, moe_ep 8; attention data parallelism over 4 as tp 4, dp 4, moe_ep 16. Both are undone where the product
 * exceeds the node and the single degree holds the weights.
 */
function gridOf(cells: Cells, prefix: string, m: Architecture, a: Accelerator, weights: Precision): Parallelism {
  const n = (column: string): number => Number(cells(`${prefix}${column}`)) || 1;
  const tp = n('tp_size');
  const dp = n('attention_dp_size');
  const moeTensor = n('moe_tp_size');
  const moeExpert = n('moe_ep_size');
  const stated = cells(`${prefix}attention_dp_size`) !== '';
  const holds = (tensor: number): boolean =>
    weightBytes(m, weights, { tensor, pipeline: 1, expert: 1, data: 1 }) < 0.85 * a.memory;
  let tensor = tp * dp;
  let expert = Math.min(moeExpert, tensor);
  let data = dp;
  if (stated && moeTensor > 1 && moeTensor === moeExpert && tp * dp === moeTensor * moeExpert && holds(moeTensor)) {
    tensor = moeTensor;
    expert = moeTensor;
    data = dp > 1 ? moeTensor : 1;
  } else if (tp > 1 && dp > 1 && tp === dp) {
    tensor = tp;
    expert = tp;
    data = tp;
  }
  return { tensor, pipeline: n('pp_size'), expert: Math.max(1, expert), data: Math.max(1, data) };
}

/** Decode pools over more than a node whose worker count is blank: spread experts with attention data parallelism when they are busy. */
function decodeGrid(cells: Cells, stated: Parallelism): Parallelism {
  const { tensor } = stated;
  if (tensor <= 8 || cells('decode_num_workers') !== '' || stated.data > 1) return stated;
  const clients = Number(cells('concurrency')) || 1;
  return { ...stated, expert: tensor, data: clients / tensor >= 8 ? tensor : 1 };
}

interface WideRun {
  readonly prefill: Parallelism;
  readonly prefillWorkers: number;
  readonly decode: Parallelism;
  readonly decodeWorkers: number;
}

/**
 * Rows marked `agg` with one tensor degree over more than a node: no engine splits an expert so far. Their sizes are the totals of the
 * InferenceX prefill–decode runs of the same weeks (P4/D32 is 36, P24/D48 is 72), so they are read as such: four accelerators a prefill
 * worker, a third of them prefill for short prompts and three fifths for long ones.
 */
function wideRun(cells: Cells, m: Architecture): WideRun | undefined {
  const total = Number(cells('tp_size')) || 1;
  if (cells('mode') === 'disagg' || !m.routed || total <= 8 || Number(cells('moe_tp_size')) !== total) return undefined;
  const long = Number(cells('isl')) > 2 * Number(cells('osl'));
  const clients = Number(cells('concurrency')) || Number(cells('batch_size')) || 1;
  const share = long ? 0.6 : total <= 36 ? 4 / total : 1 / 3;
  const prefillWorkers = Math.max(1, Math.round((total * share) / 4));
  const decode = Math.max(8, total - 4 * prefillWorkers);
  const one = (tensor: number, data: boolean): Parallelism => ({
    tensor,
    pipeline: 1,
    expert: tensor,
    data: data ? tensor : 1,
  });
  const small = clients / decode < 8;
  return {
    prefill: one(4, true),
    prefillWorkers,
    decode: small ? one(8, false) : one(decode, true),
    decodeWorkers: small ? Math.max(1, Math.round(decode / 8)) : 1,
  };
}
