/** A row with the columns of `serving-points.csv` becomes two cases, TTFT and TPOT of one closed loop. */
import {
  weightBytes,
  type Accelerator,
  type Architecture,
  type Lengths,
  type Parallelism,
  type Replica,
} from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';
import { architecture, assume, machine, withPrediction, type RowContext } from './context.ts';
import type { Cells, Configuration, ReadRow } from './case.ts';
import { cacheOf, precisionOf, servingEngine } from './names.ts';

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
  const engine = servingEngine(backend, cells('backend_version'), cells('measured'));
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
  const undated = cells('measured') === '' ? ' undated' : '';
  const lengths: Lengths = {
    input: Math.max(1, (Number(cells('isl')) || 1024) * scale),
    output: Math.max(1, (Number(cells('osl')) || 1024) * scale),
    cached: assume(context, 'cached_input', `serving-points ${backend}${undated}`, m.id) ?? 0,
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
  // Nothing says whether a run speculated; where most of a kind did, all are read so.
  const speculated =
    assume(context, 'speculative', `serving-points ${backend} ${cells('mode')} ${a.id} ${cells('measured')}`, m.id) ===
    1;
  const plain: Replica = { ...base, parallelism: decodeParallelism };
  const replica = speculated ? withPrediction(context, plain, 'serving-points') : plain;
  const decodeWorkers =
    wide?.decodeWorkers ??
    (Number(cells('decode_num_workers')) || blankWorkers(cells, decodeParallelism.tensor).workers);
  const prefillReplica: Replica = { ...base, parallelism: wide?.prefill ?? own('prefill_') };
  const pools = split
    ? {
        prefill: {
          workers: wide?.prefillWorkers ?? (Number(cells('prefill_num_workers')) || 0),
          most: Math.ceil((prefillShare(cells) * decodeWorkers * size(replica)) / size(prefillReplica)),
          replica: prefillReplica,
        },
        decode: { workers: decodeWorkers, replica },
      }
    : undefined;
  const accelerators = pools
    ? pools.prefill.workers * size(pools.prefill.replica) + pools.decode.workers * size(replica)
    : size(replica);
  const configuration: Configuration = {
    key: `${line}`,
    replica,
    lengths,
    // Undated TensorRT-LLM runs of dense models start a request one place late: the batch limit is the clients less one.
    load: {
      kind: 'closed',
      clients,
      rounds: 10,
      ...(backend === 'trtllm' && !cells('measured') && !m.routed && clients > 1 ? { slots: clients - 1 } : {}),
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

/**
 * Decode pools whose worker count is blank. TensorRT-LLM runs that state it have four to nine workers of up to 16 accelerators, about 32
 * requests each, below 600 clients, and one with attention data parallelism above; SGLang runs have one.
 */
function blankWorkers(cells: Cells, tensor: number): { readonly workers: number; readonly data: boolean } {
  const clients = Number(cells('concurrency')) || 1;
  if (cells('backend') === 'trtllm' && tensor <= 16 && clients <= 600)
    return { workers: Math.min(9, Math.max(4, Math.round(clients / 32))), data: false };
  // SGLang runs of 2026 that state it have two to four small workers up to 600 clients.
  const several = cells('backend') === 'sglang' && cells('measured') >= '2026' && tensor <= 8 && clients <= 600;
  return { workers: several ? (clients <= 64 ? 3 : 2) : 1, data: clients / tensor >= (tensor <= 8 ? 64 : 8) };
}

/** Prefill accelerators per decode accelerator that runs which state both have at most: five to four for long prompts, one to two for short ones. */
function prefillShare(cells: Cells): number {
  return Number(cells('isl')) > 2 * Number(cells('osl')) ? 1.25 : 0.5;
}

function decodeGrid(cells: Cells, stated: Parallelism): Parallelism {
  const { tensor } = stated;
  if (cells('decode_num_workers') !== '' || stated.data > 1 || tensor < 2) return stated;
  const { data } = blankWorkers(cells, tensor);
  return { ...stated, expert: data || tensor > 8 ? tensor : stated.expert, data: data ? tensor : 1 };
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
