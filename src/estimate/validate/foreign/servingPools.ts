/**
 * Sizes of the pools of a serving point. The dump states them for one run in six of those that split prefill from decode; the others have
 * blanks, ones or totals, and are read as the stated runs of the same engine are, many of which are the same run under another model name.
 */
import { weightBytes, type Accelerator, type Architecture, type Parallelism } from '../../../performance/index.ts';
import type { Precision } from '../../../quantity/index.ts';
import type { Cells } from '../row.ts';
import { assumedTensor } from '../blanks.ts';

export interface Pools {
  readonly prefill: Parallelism;
  /** 0: as many as the decode pool needs, `mostPrefill` at most. */
  readonly prefillWorkers: number;
  readonly mostPrefill: number;
  readonly decode: Parallelism;
  readonly decodeWorkers: number;
}

/** Undefined: one pool does both. */
export function poolsOf(cells: Cells, m: Architecture, a: Accelerator, weights: Precision): Pools | undefined {
  const total = m.routed ? totalOf(cells) : undefined;
  if (total !== undefined) return poolsOfTotal(cells, total);
  if (cells('mode') !== 'disagg') return undefined;
  const racks = a.scaleUp.domain > 8;
  const clients = Number(cells('concurrency')) || 1;
  let prefill = gridOf(cells, 'prefill_', m, a, weights);
  let stated = gridOf(cells, 'decode_', m, a, weights);
  const counted = cells('decode_num_workers') !== '';
  // Ones where one accelerator could not hold the weights say nothing. Such runs are on racks: decode pools of 32 above 64 clients.
  if (!counted && stated.tensor === 1 && weightBytes(m, weights, stated) > 0.85 * a.memory) {
    prefill = plain(assumedTensor(m, a, weights, 8));
    stated = plain(racks && clients > 64 ? 32 : 8);
  }
  // A prefill worker with its experts spread is stated with attention data parallelism in four runs of five; the others drop the column.
  if (!counted && prefill.expert > 1 && prefill.expert === prefill.tensor)
    prefill = { ...prefill, data: prefill.tensor };
  const blank = counted ? undefined : blankPool(cells, clients, stated.tensor, racks);
  const decode = blank === undefined ? stated : spread(stated, blank.data);
  const decodeWorkers = Number(cells('decode_num_workers')) || blank?.workers || 1;
  return {
    prefill,
    prefillWorkers: Number(cells('prefill_num_workers')) || 0,
    mostPrefill: Math.ceil((prefillShare(cells) * decodeWorkers * size(decode)) / size(prefill)),
    decode,
    decodeWorkers,
  };
}

const size = (p: Parallelism): number => p.tensor * p.pipeline;
const plain = (tensor: number): Parallelism => ({ tensor, pipeline: 1, expert: 1, data: 1 });

/**
 * Parallelism columns of a serving point. Colocated rows multiply degrees that describe the same accelerators: TP 8 with EP 8 stands as tp
 * 64, moe_tp 8, moe_ep 8; attention data parallelism over 4 as tp 4, dp 4, moe_ep 16. Both are undone where the single degree holds the
 * weights.
 */
export function gridOf(
  cells: Cells,
  prefix: '' | 'prefill_' | 'decode_',
  m: Architecture,
  a: Accelerator,
  weights: Precision,
): Parallelism {
  const n = (column: string): number => Number(cells(`${prefix}${column}`)) || 1;
  const tp = n('tp_size');
  const dp = n('attention_dp_size');
  const moeTensor = n('moe_tp_size');
  const moeExpert = n('moe_ep_size');
  const twice = prefix === '' && cells('attention_dp_size') !== '' && moeTensor > 1 && moeTensor === moeExpert;
  let tensor = tp * dp;
  let expert = Math.min(moeExpert, tensor);
  let data = dp;
  if (
    twice &&
    tp * dp === moeTensor * moeExpert &&
    weightBytes(m, weights, { tensor: moeTensor, pipeline: 1, expert: 1, data: 1 }) < 0.85 * a.memory
  ) {
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

/** Decode workers of TensorRT-LLM runs, most usual first: every worker has as many clients. */
const WORKERS_OF_NODES = [9, 7, 6, 5, 3, 2];
const WORKERS_OF_RACKS = { narrow: [5, 4, 3], wide: [4, 7, 5, 3] };
/** No pool that states its workers is larger than a rack. */
const RACK = 72;

/**
 * TensorRT-LLM below 600 clients: tensor-parallel workers of up to 16 accelerators. Above: attention data parallelism, with a power of two
 * of requests a rank, so that the odd factor counts the workers. SGLang: one worker, in 2026 two to three small ones up to 600 clients.
 */
function blankPool(
  cells: Cells,
  clients: number,
  tensor: number,
  racks: boolean,
): { readonly workers: number; readonly data: boolean } {
  const crowded = clients / tensor >= (tensor <= 8 ? 64 : 8);
  if (cells('backend') !== 'trtllm') {
    const several = cells('backend') === 'sglang' && cells('measured') >= '2026' && tensor <= 8 && clients <= 600;
    return { workers: several ? (clients <= 64 ? 3 : 2) : 1, data: crowded };
  }
  if (tensor <= 16 && clients <= 600) {
    const usual = racks ? WORKERS_OF_RACKS[tensor <= 4 ? 'narrow' : 'wide'] : WORKERS_OF_NODES;
    const fitting = usual.filter((n) => n * tensor <= RACK);
    return { workers: fitting.find((n) => clients % n === 0) ?? Math.min(4, fitting[0] ?? 1), data: false };
  }
  let odd = Math.max(1, Math.round(clients / tensor));
  while (odd % 2 === 0) odd /= 2;
  return { workers: odd <= 9 && odd * tensor <= RACK ? odd : 1, data: crowded };
}

/** A decode pool that states its size alone: its experts are over all of it where it is wide, or its attention data-parallel. */
function spread(stated: Parallelism, data: boolean): Parallelism {
  const { tensor } = stated;
  if (stated.data > 1 || tensor < 2) return stated;
  return { ...stated, expert: data || tensor > 8 ? tensor : stated.expert, data: data ? tensor : 1 };
}

const long = (cells: Cells): boolean => Number(cells('isl')) > 2 * Number(cells('osl'));

/** Prefill accelerators per decode accelerator that runs which state both have at most: three for long prompts, three to four for short ones. */
const prefillShare = (cells: Cells): number => (long(cells) ? 3 : 0.75);

/** Accelerators of both pools together, where the size columns hold that: no engine splits one expert, nor one prompt's heads, so far. */
function totalOf(cells: Cells): number | undefined {
  if (cells('mode') !== 'disagg') {
    const total = Number(cells('tp_size')) || 1;
    return total > 8 && Number(cells('moe_tp_size')) === total ? total : undefined;
  }
  const total = Number(cells('decode_tp_size')) || 1;
  const same = cells('decode_num_workers') === '' && Number(cells('prefill_tp_size')) === total;
  return same && (total > 16 || !Number.isInteger(Math.log2(total))) ? total : undefined;
}

/**
 * Totals of the InferenceX prefill–decode runs of the same weeks (P4/D32 is 36, P24/D48 is 72), marked `agg` or with the total at both
 * pools: four accelerators a prefill worker, a third of them prefill for short prompts and three fifths for long ones.
 */
function poolsOfTotal(cells: Cells, total: number): Pools {
  const clients = Number(cells('concurrency')) || Number(cells('batch_size')) || 1;
  const share = long(cells) ? 0.6 : total <= 36 ? 4 / total : 1 / 3;
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
    mostPrefill: prefillWorkers,
    decode: small ? one(8, false) : one(decode, true),
    decodeWorkers: small ? Math.max(1, Math.round(decode / 8)) : 1,
  };
}
