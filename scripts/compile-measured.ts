/**
 * Published runs of pricing/measurements that say both a speed per user and a throughput per accelerator, as a compact
 * table for the dots of the Pareto chart: dist/measured.json.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import type { MeasuredRun, MeasuredTable } from '../src/estimate/index.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'pricing', 'measurements');

/** Columns of other kinds live here; vendors' claims are not measurements. */
const OTHER = new Set(['serving-points.csv', 'vendor-claims.csv']);

type Row = Readonly<Record<string, string>>;

export function compileMeasured(folder: string = FOLDER): MeasuredTable {
  const runs = readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && !OTHER.has(name))
    .sort()
    .flatMap((name) => runsOf(name, readFileSync(join(folder, name), 'utf8')));
  return { runs };
}

/** Rows with one `point_id` are one run. */
function runsOf(file: string, text: string): readonly MeasuredRun[] {
  const { data } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true });
  const points = new Map<string, Row[]>();
  for (const row of data) {
    const id = row['point_id'];
    if (!id || row['disaggregated'] === 'yes' || row['speculative'] === 'yes' || !'AB'.includes(row['trust'] ?? ''))
      continue;
    points.set(id, [...(points.get(id) ?? []), row]);
  }
  return [...points].map(([id, rows]) => run(`${file} ${id}`, rows)).filter((one) => one !== undefined);
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
    framework: row['framework'] ?? '',
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const output = process.argv[2] ?? join(FOLDER, '..', '..', 'dist', 'measured.json');
  mkdirSync(dirname(output), { recursive: true });
  const table = compileMeasured();
  writeFileSync(output, JSON.stringify(table));
  console.log(`${output}: ${table.runs.length} measured runs`);
}
