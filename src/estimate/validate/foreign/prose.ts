/**
 * Files that say in words how a run was made: one metric a row, the load in `scenario` and `concurrency_or_batch`, pools in
 * `disaggregated`, engine and version in `framework`, statistic in `unit`, limits and attention data parallelism in `notes`.
 */
import type { Statistic } from '../../../catalog/index.ts';
import { architecture, assume, machine, type RowContext } from '../context.ts';
import type { Cells, Grid, LoadRow, MeasuredRow } from '../row.ts';
import { precisionOf, engineOf } from './words.ts';
import { poolsOf } from './prosePools.ts';

export function readProse(context: RowContext, cells: Cells, line: number): readonly MeasuredRow[] {
  const id = cells('id') || String(line);
  const source = cells('source');
  const model = architecture(context, cells('model'))?.id ?? '';
  const accelerator = machine(context, cells('accelerator'))?.id ?? '';
  const accelerators = acceleratorsOf(context, cells, model);
  const disaggregated = cells('disaggregated').startsWith('yes');
  const engine = engineOf(cells('framework'), source, accelerator);
  const pools = disaggregated ? poolsOf(cells('disaggregated'), engine) : undefined;
  const beams = assume(context, 'beams', { source, model });
  const maxBatch = maxBatchOf(cells);
  const row: MeasuredRow = {
    id,
    run: cells('point_id') || id,
    source,
    model: cells('model'),
    accelerator: cells('accelerator'),
    ...(cells('group') === '' ? {} : { group: cells('group') }),
    ...(accelerators > 0 ? { accelerators } : {}),
    grid: gridOf(context, cells, accelerators),
    disaggregated,
    ...(pools === undefined ? {} : { pools }),
    engine,
    ...precisions(cells),
    ...lengthsOf(cells, source),
    load: loadOf(cells, accelerators),
    ...(maxBatch === undefined ? {} : { maxBatch }),
    ...(beams === undefined ? {} : { beams }),
    speculative: cells('speculative') === 'yes' ? 'yes' : cells('speculative') === 'no' ? 'no' : 'unknown',
    metric: cells('metric'),
    value: Number(cells('value')),
    statistic: statisticOf(cells('unit')),
    trust: cells('trust') === 'C' ? 'C' : cells('trust') === 'A' ? 'A' : 'B',
  };
  return [row];
}

const numeric = (text: string): number =>
  /\d/.test(text) ? Number(/[\d.]+(?:e[+-]?\d+)?/i.exec(text)?.[0]) : Number.NaN;

const statisticOf = (unit: string): Statistic => (/median|p50/.test(unit) ? 'median' : 'mean');

/** TPU recipes give the batch of one device. */
const perDevice = (cells: Cells): boolean => cells('concurrency_or_batch').startsWith('per_device');

function acceleratorsOf(context: RowContext, cells: Cells, model: string): number {
  const stated = Number(cells('n_accelerators')) || Number(cells('tp'));
  if (stated || !perDevice(cells)) return stated || 0;
  return assume(context, 'accelerators', { source: cells('source'), model }) ?? 8;
}

function gridOf(context: RowContext, cells: Cells, accelerators: number): Grid {
  const pipeline = Number(cells('pp')) || 1;
  const neuron = machine(context, cells('accelerator'))?.class === 'neuron';
  // `tp` of Neuron rows counts logical cores, of which a chip has several: all chips of a stage share its layers.
  const tensor = neuron && accelerators ? Math.max(1, Math.floor(accelerators / pipeline)) : Number(cells('tp'));
  const expert = Number(cells('ep'));
  return {
    ...(tensor ? { tensor } : {}),
    pipeline,
    ...(expert ? { expert } : {}),
    ...(attentionData(cells) ? { attentionData: Infinity } : {}),
  };
}

/** Whether `dp` or `DEP` of a row means attention data parallelism rather than copies. */
function attentionData(cells: Cells): boolean {
  const notes = cells('notes');
  if (/DEP=attention/.test(notes)) return Number(cells('dp')) > 1;
  return /attention DP|DPattn|DEP=attention/i.test(notes + cells('disaggregated')) || /enable_attention_dp/.test(notes);
}

function precisions(cells: Cells): Pick<MeasuredRow, 'weights' | 'kvCache'> {
  const weights = precisionOf(cells('weight_precision'));
  const kv = cells('kv_precision');
  const kvCache = kv === '' ? undefined : (precisionOf(kv) ?? 'bf16');
  return { ...(weights === undefined ? {} : { weights }), ...(kvCache === undefined ? {} : { kvCache }) };
}

/** InferenceX draws lengths evenly from this share of the nominal ones to all of them. */
export const INFERENCEX_RANGE = 0.8;
/** Share of the input that a prefix cache is taken to hold where a row says that it was on. */
const PREFIX_CACHE = 0.9;

function lengthsOf(
  cells: Cells,
  source: string,
): Pick<MeasuredRow, 'input' | 'output' | 'rangeRatio' | 'cached' | 'task'> {
  const input = Number(cells('isl'));
  const output = Number(cells('osl'));
  const task = /task ([a-z-]+)/.exec(cells('notes'))?.[1];
  return {
    ...(input ? { input } : {}),
    ...(output ? { output } : {}),
    ...(source === 'InferenceX' ? { rangeRatio: INFERENCEX_RANGE } : {}),
    ...(/prefix caching on/i.test(cells('notes')) ? { cached: PREFIX_CACHE } : {}),
    ...(task === undefined ? {} : { task }),
  };
}

function maxBatchOf(cells: Cells): number | undefined {
  const found =
    /max batch (\d+) per engine/.exec(cells('notes')) ?? /max_num_seqs=(\d+)/.exec(cells('concurrency_or_batch'));
  return found ? Number(found[1]) : undefined;
}

const ARRIVING = 64;
const REQUESTS = 500;

/** The first kind whose words the scenario has. */
function loadOf(cells: Cells, accelerators: number): LoadRow {
  const scenario = cells('scenario').toLowerCase();
  const amount = numeric(cells('concurrency_or_batch'));
  if (scenario.startsWith('closed')) return closedLoad(cells, amount || 1);
  if (scenario.startsWith('steady')) return { kind: 'steady', batch: amount || ARRIVING };
  if (scenario === 'server' || scenario === 'interactive') return { kind: scenario, ...limitsOf(cells('notes')) };
  if (scenario.includes('open-loop')) return openLoad(cells, scenario, amount);
  if (scenario.includes('arriving')) return { kind: 'closed', clients: amount || ARRIVING, rounds: 1 };
  if (/num_prompts|static|^latency|slots/.test(scenario)) return { kind: 'static', batch: amount || 1 };
  if (scenario === 'hosted api') return { kind: 'hosted' };
  if (scenario.startsWith('offline')) return offlineLoad(cells, accelerators, amount);
  return Number.isFinite(amount) ? { kind: 'steady', batch: amount } : { kind: 'offline' };
}

/** A run of a fixed number of prompts is that many rounds of its clients. */
function closedLoad(cells: Cells, clients: number): LoadRow {
  const prompts = Number(/(\d+) prompts/.exec(cells('notes'))?.[1]) || undefined;
  return { kind: 'closed', clients, ...(prompts === undefined ? {} : { rounds: prompts / clients }) };
}

function limitsOf(notes: string): { readonly ttft?: number; readonly tpot?: number } {
  const limit = /TTFT<=(\d+)ms TPOT<=(\d+)ms/.exec(notes);
  return limit ? { ttft: Number(limit[1]) / 1e3, tpot: Number(limit[2]) / 1e3 } : {};
}

/** Requests arrive at a rate, or all at once where the rate is infinite. */
function openLoad(cells: Cells, scenario: string, amount: number): LoadRow {
  const requests = Number(/\((\d+) requests\)/.exec(scenario)?.[1] ?? REQUESTS);
  return /inf/i.test(cells('concurrency_or_batch'))
    ? { kind: 'burst', requests }
    : { kind: 'open', rate: amount || 1, requests };
}

/** A batch that the row states, or one that the engine makes, up to its limit. */
function offlineLoad(cells: Cells, accelerators: number, amount: number): LoadRow {
  if (perDevice(cells)) return { kind: 'offline', batch: amount * accelerators };
  return Number.isFinite(amount) && maxBatchOf(cells) === undefined
    ? { kind: 'offline', batch: amount }
    : { kind: 'offline' };
}
