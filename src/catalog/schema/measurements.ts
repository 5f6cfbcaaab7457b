/**
 * Columns of pricing/measurements: one metric of one run a row, everything that a reader needs in a column of its own.
 *
 * These tables calibrate and judge the model; they are not compiled into pricing.json.
 */
import { date, flag, integer, needed, number, oneOf, text, type Column, type TableDefinition } from './column.ts';
import {
  KV_CACHES,
  LOADS,
  METRICS,
  SOFTWARE,
  SPECULATIVE,
  STATISTICS,
  TRUST,
  TUNINGS,
  WEIGHTS,
} from './measurementWords.ts';

const MANY = 100_000;

/** Parallelism of one engine, or of one engine of a pool. */
const grid = (prefix: '' | 'prefill_' | 'decode_', of: string): readonly Column[] => [
  integer(`${prefix}tp`, 1, 1024, `Accelerators that share a layer${of}, ranks of attention data parallelism included.`),
  integer(`${prefix}pp`, 1, 64, `Pipeline stages${of}.`),
  integer(`${prefix}ep`, 1, 1024, `Accelerators that the experts are spread over${of}.`),
  integer(`${prefix}attention_dp`, 1, 1024, `Ranks of attention data parallelism${of}: at most its tp.`),
];

export const measurements: TableDefinition<'measurements'> = {
  kind: 'measurements',
  title: 'Published runs that the model is calibrated on and scored against',
  identity: ['id'],
  columns: [
    text('id', 'One per row.', needed),
    text('run', 'Joins the metrics of one run.', needed),
    text('source', 'Campaign the row is of; pricing/measurements/README.md has page, commit and licence.', needed),
    text('group', 'Runs that speak as one: by default source, model and accelerator.'),
    text('harness', 'Benchmark whose runs of several sources are left out together.'),
    date('measured', 'Day of the run, where it is told.'),
    text('model', 'Model id.', { ...needed, references: 'models' }),
    text('accelerator', 'Accelerator id.', { ...needed, references: 'accelerators' }),
    integer('n_accelerators', 1, MANY, 'Accelerators the value belongs to, both pools together; a Neuron or TPU accelerator is one chip.'),
    ...grid('', ''),
    integer('dp', 1, MANY, 'Data parallelism as published: copies, or ranks of attention.'),
    flag('disaggregated', 'Published as prefill split from decode.', needed),
    integer('prefill_workers', 1, MANY, 'Prefill engines; blank: as many as the decode pool needs.'),
    integer('prefill_workers_max', 1, MANY, 'Most of them, where they are blank.'),
    ...grid('prefill_', ' of a prefill engine'),
    integer('decode_workers', 1, MANY, 'Decode engines; filled: the run had pools.'),
    ...grid('decode_', ' of a decode engine'),
    oneOf('software', SOFTWARE, 'Engine the run was served by; unnamed: the source does not say.', needed),
    text('version', 'Version or date of it, as published.'),
    text('engine', 'Engine of pricing/calibration/constants.json: software of an age.', needed),
    oneOf('weight_precision', WEIGHTS, 'Weights as stated; blank: those of the checkpoint.'),
    oneOf('kv_precision', KV_CACHES, 'KV cache as stated; blank: the rule of pricing/measurements/README.md.'),
    number('isl', 1, 1e7, 'Input tokens per request, mean.'),
    number('osl', 1, 1e7, 'Output tokens per request, mean.'),
    number('range_ratio', 0, 1, 'isl and osl are the most: lengths were drawn evenly from this share of them.'),
    number('cached_input', 0, 1, 'Share of the input that a prefix cache held.'),
    text('task', 'Data set, where it stands for the lengths.'),
    oneOf(
      'load',
      LOADS,
      'closed: clients that wait for their answer; open: Poisson arrivals at a rate; burst: all at once; offline: a queue that never empties; static: one batch from start to end; steady: a batch kept full; server, interactive: the highest Poisson rate within limits (MLPerf); hosted: an API, load unknown.',
      needed,
    ),
    number('concurrency', 0, 1e6, 'Clients of a closed loop, all copies together.'),
    number('rounds', 0, 1e6, 'Requests per client of a closed loop; blank: 10.'),
    integer('slots', 1, 1e6, 'Requests that a closed loop ran at once, where fewer than its clients.'),
    number('rate', 0, 1e6, 'Requests per second of an open load.'),
    integer('requests', 1, 1e9, 'Requests of a finite open load or burst.'),
    number('batch', 0, 1e6, 'Requests in a static, steady or offline batch, all copies together.'),
    integer('max_batch', 1, 1e6, 'Limit of the engine’s batch, per rank of attention data parallelism.'),
    number('ttft_limit_ms', 1, 1e6, 'p99 limit of a server or interactive load.'),
    number('tpot_limit_ms', 1, 1e5, 'p99 limit of a server or interactive load.'),
    integer('beams', 1, 64, 'Beams searched per request; blank: 1.'),
    oneOf('speculative', SPECULATIVE, 'Whether tokens were drafted; inferred: nothing says so, but it decodes as those that do.', needed),
    oneOf('metric', METRICS, 'What was measured; the unit is in the name. Energy and power are the accelerators’, system_watts the wall’s.', needed),
    number('value', 0, 1e12, 'In the unit of the metric.', needed),
    oneOf('statistic', STATISTICS, 'Of a latency; blank: mean.'),
    oneOf('trust', TRUST, 'A: raw logs or a documented method; B: a table with thin method; C: headline, hosted API or claim.', needed),
    oneOf(
      'tuning',
      TUNINGS,
      'vendor-tuned: configured by the maker of accelerator, engine or model for this benchmark; independent: by a third party; stock: defaults.',
      needed,
    ),
    text('inferred', 'Columns that the source does not state in this row, with a space between: read off like runs, as README.md says.'),
    text('excluded', 'Why the row is predicted and reported but never fitted.'),
    text('notes', 'What a reader should know.'),
  ],
  check,
};

/** What a load needs to be run again. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  closed: ['concurrency'],
  open: ['rate'],
  burst: ['requests'],
  static: ['batch'],
  steady: ['batch'],
};
/** Columns that one kind of load alone has. */
const OF_LOADS: Readonly<Record<string, readonly string[]>> = {
  concurrency: ['closed'],
  rounds: ['closed'],
  slots: ['closed'],
  rate: ['open'],
  requests: ['open', 'burst'],
  batch: ['static', 'steady', 'offline'],
  ttft_limit_ms: ['server', 'interactive'],
  tpot_limit_ms: ['server', 'interactive'],
};
const POOL_COLUMNS = ['tp', 'pp', 'ep', 'attention_dp'];

function check(cells: Readonly<Record<string, string>>): readonly string[] {
  const load = cells['load'] ?? '';
  const has = (column: string): boolean => cells[column] !== undefined;
  const sentences: string[] = [];
  for (const column of NEEDS[load] ?? [])
    if (!has(column)) sentences.push(`a load of kind ${load} needs ${column}. Fill it in.`);
  for (const [column, loads] of Object.entries(OF_LOADS))
    if (has(column) && !loads.includes(load)) sentences.push(`${column} says nothing of a load of kind ${load}. Empty it.`);
  for (const column of (cells['inferred'] ?? '').split(' ').filter(Boolean))
    if (!has(column)) sentences.push(`inferred names ${column}, which is empty or no column. Remove the name.`);
  for (const pool of ['', 'prefill_', 'decode_'])
    if (Number(cells[`${pool}attention_dp`] ?? 1) > Number(cells[`${pool}tp`] ?? Infinity))
      sentences.push(`${pool}attention_dp is above ${pool}tp, which counts its ranks.`);
  if (has('decode_workers') && POOL_COLUMNS.some(has))
    sentences.push(`${POOL_COLUMNS.join(', ')} are of a run without pools. Use prefill_… and decode_….`);
  return sentences;
}
