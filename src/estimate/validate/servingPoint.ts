/** A row with the columns of `serving-points.csv` becomes two cases, TTFT and TPOT of one closed loop. */
import type { Lengths, Replica } from '../../performance/index.ts';
import { architecture, assume, machine, withPrediction, type RowContext } from './context.ts';
import type { Cells, Configuration, ReadRow } from './case.ts';
import { cacheOf, precisionOf, servingEngine } from './names.ts';
import { gridOf, poolsOf } from './servingPools.ts';

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
  const split = poolsOf(cells, m, a, weights);
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
  const parallelism = split?.decode ?? gridOf(cells, '', m, a, weights);
  const perRank = Number(cells('batch_size')) || 1;
  const clients =
    Number(cells('concurrency')) ||
    (split
      ? (Number(cells('decode_batch_size')) || 1) * (Number(cells('decode_num_workers')) || 1) * parallelism.data
      : perRank * parallelism.data);
  // Nothing says whether a run speculated; where most of a kind did, all are read so.
  const speculated =
    assume(context, 'speculative', `serving-points ${backend} ${cells('mode')} ${a.id} ${cells('measured')}`, m.id) ===
    1;
  const plain: Replica = { ...base, parallelism };
  const replica = speculated ? withPrediction(context, plain, 'serving-points') : plain;
  const pools = split && {
    prefill: {
      workers: split.prefillWorkers,
      most: split.mostPrefill,
      replica: { ...base, parallelism: split.prefill },
    },
    decode: { workers: split.decodeWorkers, replica },
  };
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
