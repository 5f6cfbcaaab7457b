/** Files of serving points (aiconfigurator's `silicon_sample.csv`): TTFT and TPOT of one closed loop a row. */
import type { Accelerator, Architecture, Parallelism } from '../../../performance/index.ts';
import { architecture, assume, machine, type Facts, type RowContext } from '../context.ts';
import type { Cells, Grid, MeasuredRow, PoolRow } from '../row.ts';
import { INFERENCEX_RANGE } from './prose.ts';
import { precisionOf, servingEngine } from './words.ts';
import { gridOf, poolsOf, type Pools } from './servingPools.ts';

const SOURCE = 'serving-points';

export function readServingPoint(context: RowContext, cells: Cells, line: number): readonly MeasuredRow[] {
  const id = cells('id') || String(line);
  const m = architecture(context, cells('model'));
  const a = machine(context, cells('accelerator'));
  const run: Omit<MeasuredRow, 'metric' | 'value'> = {
    id,
    run: String(line),
    source: SOURCE,
    model: cells('model'),
    accelerator: cells('accelerator'),
    disaggregated: cells('mode') === 'disagg',
    engine: servingEngine(cells('backend'), cells('backend_version'), cells('measured')),
    load: { kind: 'closed', clients: 1 },
    grid: {},
    ...(m && a ? configured(context, cells, m, a) : {}),
    speculative: 'no',
    statistic: 'mean',
    trust: 'B',
    ...(m && a ? speculation(context, cells, m, a) : {}),
  };
  return ['ttft_ms', 'tpot_ms']
    .filter((metric) => cells(`silicon_${metric}`) !== '')
    .map((metric) => ({ ...run, metric, value: Number(cells(`silicon_${metric}`)) }));
}

function configured(context: RowContext, cells: Cells, m: Architecture, a: Accelerator): Partial<MeasuredRow> {
  const backend = cells('backend');
  const silent = m.checkpoint === 'bf16' && cells('gemm_quant_mode') === '' ? 'bf16' : undefined;
  const weights = (cells('precision') === '' ? silent : precisionOf(cells('precision'))) ?? m.checkpoint;
  const split = poolsOf(cells, m, a, weights);
  const parallelism = split?.decode ?? gridOf(cells, '', m, a, weights);
  const clients = clientsOf(cells, split, parallelism);
  // Undated TensorRT-LLM runs of dense models start a request one place late: the batch limit is the clients less one.
  const late = backend === 'trtllm' && cells('measured') === '' && !m.routed && clients > 1;
  const cached = assume(context, 'cached_input', factsOf(cells, m, a));
  return {
    group: [m.id, a.id, backend, cells('mode')].join('|'),
    weights,
    grid: gridRow(parallelism),
    ...(split ? { pools: { prefill: prefillRow(split), decode: decodeRow(split) } } : {}),
    ...lengthsOf(cells),
    ...(cached === undefined ? {} : { cached }),
    load: { kind: 'closed', clients, ...(late ? { slots: clients - 1 } : {}) },
  };
}

function factsOf(cells: Cells, m: Architecture, a: Accelerator): Facts {
  return {
    source: SOURCE,
    backend: cells('backend'),
    mode: cells('mode'),
    measured: cells('measured') || 'undated',
    model: m.id,
    accelerator: a.id,
  };
}

/** Nothing says whether a run speculated; where most of a kind did, all are read so. */
function speculation(
  context: RowContext,
  cells: Cells,
  m: Architecture,
  a: Accelerator,
): Pick<MeasuredRow, 'speculative'> {
  return { speculative: assume(context, 'speculative', factsOf(cells, m, a)) === 1 ? 'inferred' : 'no' };
}

function clientsOf(cells: Cells, split: Pools | undefined, { data }: Parallelism): number {
  const stated = Number(cells('concurrency'));
  if (stated) return stated;
  const perRank = split
    ? (Number(cells('decode_batch_size')) || 1) * (Number(cells('decode_num_workers')) || 1)
    : Number(cells('batch_size')) || 1;
  return perRank * data;
}

const NOMINAL = /^(1024|8192)$/;

/** InferenceX runs (dated, lengths 1024 or 8192) draw their lengths. */
function lengthsOf(cells: Cells): Pick<MeasuredRow, 'input' | 'output' | 'rangeRatio'> {
  const drawn = cells('measured') !== '' && NOMINAL.test(cells('isl')) && NOMINAL.test(cells('osl'));
  return {
    input: Number(cells('isl')) || 1024,
    output: Number(cells('osl')) || 1024,
    ...(drawn ? { rangeRatio: INFERENCEX_RANGE } : {}),
  };
}

function gridRow({ tensor, pipeline, expert, data }: Parallelism): Required<Grid> {
  return { tensor, pipeline, expert, attentionData: data };
}

function prefillRow({ prefill, prefillWorkers, mostPrefill }: Pools): PoolRow {
  return { ...(prefillWorkers ? { workers: prefillWorkers } : { most: mostPrefill }), grid: gridRow(prefill) };
}

function decodeRow({ decode, decodeWorkers }: Pools): PoolRow {
  return { workers: decodeWorkers, grid: gridRow(decode) };
}
