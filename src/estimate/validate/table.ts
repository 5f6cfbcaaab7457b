/** A row of pricing/measurements, or of a file with its columns, as a `MeasuredRow`. The schema is catalog/schema/measurements.ts. */
import { LOADS, SPECULATIVE, STATISTICS, TRUST, WEIGHTS } from '../../catalog/index.ts';
import type { Tuning } from '../../performance/index.ts';
import { PRECISIONS, type Precision } from '../../quantity/index.ts';
import type { Cells, Grid, LoadRow, MeasuredRow, PoolRow, ReadRow } from './row.ts';

/** Columns that only such a table has. */
export const TABLE_COLUMNS = ['model', 'accelerator', 'engine', 'load', 'speculative', 'metric', 'value'];

/** A word that its column does not know is reported like an unknown model. */
export function readTableRow(cells: Cells, line: number): ReadRow {
  const id = cells('id') || String(line);
  const metric = cells('metric');
  const value = Number(cells('value'));
  const reason = unknownWord(cells);
  if (reason !== undefined) return { ok: false, id, metric, measured: value, reason };
  const amount = numbers(cells);
  return {
    ok: true,
    row: {
      id,
      run: cells('run') || id,
      source: cells('source'),
      ...words(cells),
      model: cells('model'),
      accelerator: cells('accelerator'),
      grid: gridOf(cells, ''),
      disaggregated: cells('disaggregated') === 'yes',
      ...(cells('decode_workers') === '' ? {} : { pools: poolsOf(cells) }),
      engine: cells('engine'),
      ...amount('n_accelerators', 'accelerators'),
      ...amount('isl', 'input'),
      ...amount('osl', 'output'),
      ...amount('range_ratio', 'rangeRatio'),
      ...amount('cached_input', 'cached'),
      ...amount('max_batch', 'maxBatch'),
      ...amount('beams', 'beams'),
      load: loadOf(cells),
      speculative: pick(SPECULATIVE, cells('speculative')) ?? 'unknown',
      metric,
      value,
      trust: pick(TRUST, cells('trust')) ?? 'B',
      ...(TUNING_OF[cells('tuning')] === undefined ? {} : { tuning: TUNING_OF[cells('tuning')] }),
    },
  };
}

/** Who set a run up, in the words of the column. */
const TUNING_OF: Readonly<Record<string, Tuning>> = {
  'vendor-tuned': 'tuned',
  independent: 'independent',
  stock: 'stock',
};

const CLOSED = {
  load: LOADS,
  speculative: SPECULATIVE,
  trust: TRUST,
  statistic: STATISTICS,
  weight_precision: WEIGHTS,
  kv_precision: PRECISIONS,
} as const;

function unknownWord(cells: Cells): string | undefined {
  for (const [column, values] of Object.entries<readonly string[]>(CLOSED)) {
    const cell = cells(column);
    if (cell === '' ? column === 'load' : !values.includes(cell)) return `unknown ${column} ${cell || '(blank)'}`;
  }
  return undefined;
}

const pick = <T extends string>(values: readonly T[], cell: string): T | undefined => values.find((v) => v === cell);

function words(cells: Cells): Pick<MeasuredRow, 'group' | 'weights' | 'kvCache' | 'task' | 'statistic'> {
  const weights = precisionOf(cells('weight_precision'));
  const kvCache = precisionOf(cells('kv_precision'));
  const statistic = pick(STATISTICS, cells('statistic'));
  return {
    ...(cells('group') === '' ? {} : { group: cells('group') }),
    ...(cells('task') === '' ? {} : { task: cells('task') }),
    ...(weights === undefined ? {} : { weights }),
    ...(kvCache === undefined ? {} : { kvCache }),
    ...(statistic === undefined ? {} : { statistic }),
  };
}

/** Formats that the model does not tell apart. */
const SAME: Readonly<Record<string, Precision>> = { mxfp4: 'fp4', nvfp4: 'fp4', q4_k_m: 'int4' };

function precisionOf(cell: string): Precision | undefined {
  return SAME[cell] ?? pick(PRECISIONS, cell);
}

/** `amount('isl', 'input')` is `{input: 1024}`, or nothing where the cell is blank. */
function numbers(cells: Cells): <K extends string>(column: string, key: K) => Partial<Record<K, number>> {
  return <K extends string>(column: string, key: K) =>
    (cells(column) === '' ? {} : { [key]: Number(cells(column)) }) as Partial<Record<K, number>>;
}

type Pool = '' | 'prefill_' | 'decode_';

function gridOf(cells: Cells, pool: Pool): Grid {
  const amount = numbers(cells);
  return {
    ...amount(`${pool}tp`, 'tensor'),
    ...amount(`${pool}pp`, 'pipeline'),
    ...amount(`${pool}ep`, 'expert'),
    ...amount(`${pool}attention_dp`, 'attentionData'),
  };
}

function poolsOf(cells: Cells): { readonly prefill: PoolRow; readonly decode: PoolRow } {
  const one = { tensor: 1, pipeline: 1, expert: 1, attentionData: 1 };
  const amount = numbers(cells);
  return {
    prefill: {
      ...amount('prefill_workers', 'workers'),
      ...amount('prefill_workers_max', 'most'),
      grid: { ...one, ...gridOf(cells, 'prefill_') },
    },
    decode: { ...amount('decode_workers', 'workers'), grid: { ...one, ...gridOf(cells, 'decode_') } },
  };
}

/** Clients, requests and batches that a row leaves blank are one. */
function loadOf(cells: Cells): LoadRow {
  const amount = numbers(cells);
  const n = (column: string): number => Number(cells(column)) || 1;
  const kind = pick(LOADS, cells('load')) ?? 'hosted';
  switch (kind) {
    case 'closed':
      return { kind, clients: n('concurrency'), ...amount('rounds', 'rounds'), ...amount('slots', 'slots') };
    case 'open':
      return { kind, rate: n('rate'), ...amount('requests', 'requests') };
    case 'burst':
      return { kind, requests: n('requests') };
    case 'offline':
      return { kind, ...amount('batch', 'batch') };
    case 'static':
    case 'steady':
      return { kind, batch: n('batch') };
    case 'server':
    case 'interactive':
      return { kind, ...seconds(cells, 'ttft'), ...seconds(cells, 'tpot') };
    case 'hosted':
      return { kind };
  }
}

function seconds<K extends 'ttft' | 'tpot'>(cells: Cells, key: K): Partial<Record<K, number>> {
  const cell = cells(`${key}_limit_ms`);
  return (cell === '' ? {} : { [key]: Number(cell) / 1e3 }) as Partial<Record<K, number>>;
}
