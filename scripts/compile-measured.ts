/**
 * Published runs of pricing/measurements that say both a speed per user and a throughput per accelerator, as a compact
 * table for the dots of the Pareto chart: dist/measured.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tableProblemText } from '../src/catalog/index.ts';
import type { MeasuredRun, MeasuredTable } from '../src/estimate/index.ts';
import { checkMeasurements, MEASUREMENTS, readMeasurements, type MeasurementTable } from './measurementTables.ts';

type Row = Readonly<Record<string, string>>;

export function compileMeasured(folder: string = MEASUREMENTS): MeasuredTable {
  return { runs: readMeasurements(folder).tables.flatMap(runsOf) };
}

/** The same of tables that are as their schema says; a mistake in a row throws with its file and line. */
export function checkedMeasured(): MeasuredTable {
  const { tables, problems } = readMeasurements();
  const all = [...problems, ...checkMeasurements(tables)];
  if (all.length > 0) throw new Error(all.map((one) => `pricing/measurements/${tableProblemText(one)}`).join('\n'));
  return { runs: tables.flatMap(runsOf) };
}

/** Rows with one `run` are one dot. Claims, drafted tokens and pools are no dots: the curve has none of them. */
function runsOf({ path, rows }: MeasurementTable): readonly MeasuredRun[] {
  const runs = new Map<string, Row[]>();
  for (const { cells: row } of rows) {
    const id = row['run'];
    if (!id || row['disaggregated'] === 'yes' || row['speculative'] === 'yes' || row['trust'] === 'C') continue;
    runs.set(id, [...(runs.get(id) ?? []), row]);
  }
  return [...runs].map(([id, list]) => run(`${path} ${id}`, list)).filter((one) => one !== undefined);
}

/** As the projects write themselves; the others as the column has them. */
const NAMES: Readonly<Record<string, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'tensorrt-llm': 'TensorRT-LLM',
  tensorrt: 'TensorRT',
  nim: 'NVIDIA NIM',
  atom: 'ATOM',
  jetstream: 'JetStream',
  maxtext: 'MaxText',
  'nxd-inference': 'NxD Inference',
  'transformers-neuronx': 'Transformers-NeuronX',
  'optimum-habana': 'Optimum-Habana',
  pytorch: 'PyTorch',
  unnamed: '',
};

function framework(row: Row): string {
  const { software = '', version = '' } = row;
  return [NAMES[software] ?? software, version].filter(Boolean).join(' ');
}

function run(id: string, rows: readonly Row[]): MeasuredRun | undefined {
  const [row] = rows;
  const metric = (name: string): number | undefined => {
    const value = Number(rows.find((one) => one['metric'] === name)?.['value']);
    return value > 0 ? value : undefined;
  };
  const total = metric('output_tokens_per_s_total');
  const count = Number(row?.['n_accelerators']);
  const perAccelerator =
    metric('tokens_per_s_per_gpu') ?? (total !== undefined && count > 0 ? total / count : undefined);
  const tpot = metric('tpot_ms');
  const perUser = metric('output_tokens_per_s_per_user') ?? (tpot === undefined ? undefined : 1000 / tpot);
  const [input, output] = [Number(row?.['isl']), Number(row?.['osl'])];
  if (row === undefined || perAccelerator === undefined || perUser === undefined || !(input > 0) || !(output > 0))
    return undefined;
  return {
    id,
    model: row['model'] ?? '',
    accelerator: row['accelerator'] ?? '',
    weights: row['weight_precision'] ?? '',
    input,
    output,
    perUser: Number(perUser.toPrecision(4)),
    perAccelerator: Number(perAccelerator.toPrecision(4)),
    source: row['source'] ?? '',
    framework: framework(row),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const output = process.argv[2] ?? join(MEASUREMENTS, '..', '..', 'dist', 'measured.json');
  mkdirSync(dirname(output), { recursive: true });
  const table = checkedMeasured();
  writeFileSync(output, JSON.stringify(table));
  console.log(`${output}: ${table.runs.length} measured runs`);
}
