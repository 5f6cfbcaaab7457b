/**
 * Compile pricing/ into the compact JSON that every host loads.
 *
 * Usage: compile-pricing [output], default dist/pricing.json. Exit 1 with `file:line: error code: sentence` per problem.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  compile,
  tableKindOf,
  readCsv,
  tableProblemText,
  validate,
  type CatalogData,
  type RawTable,
  type TableProblem,
} from '../src/catalog/index.ts';

export const PRICING = join(dirname(fileURLToPath(import.meta.url)), '..', 'pricing');

export interface PricingFiles {
  readonly tables: readonly RawTable[];
  readonly problems: readonly TableProblem[];
  readonly calibration: Readonly<Record<string, unknown>>;
}

/** Folders of pricing/ that are not tables of the catalog: they have readers of their own. */
const OTHER = new Set(['calibration', 'measurements', 'claims']);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Read every table under pricing/, and the JSON documents of pricing/calibration. */
export function readPricing(folder: string = PRICING): PricingFiles {
  const tables: RawTable[] = [];
  const problems: TableProblem[] = [];
  const calibration: Record<string, unknown> = {};
  for (const path of filesUnder(folder)) {
    const top = path.split('/')[0] ?? '';
    if (top === 'calibration' && path.endsWith('.json'))
      calibration[path.slice('calibration/'.length, -'.json'.length)] = JSON.parse(
        readFileSync(join(folder, path), 'utf8'),
      ) as unknown;
    if (OTHER.has(top) || !path.endsWith('.csv')) continue;
    if (tableKindOf(path) === undefined)
      problems.push({ file: path, line: 1, code: 'unknown-table', severity: 'error' });
    const read = readCsv(path, readFileSync(join(folder, path), 'utf8'));
    if (read.table !== undefined) tables.push(read.table);
    problems.push(...read.problems);
  }
  return { tables, problems, calibration };
}

export function compilePricing(folder: string = PRICING): { data: CatalogData; problems: readonly TableProblem[] } {
  const { tables, problems, calibration } = readPricing(folder);
  return { data: compile(tables, calibration), problems: [...problems, ...validate(tables)] };
}

function main(): void {
  const output = process.argv[2] ?? join(PRICING, '..', 'dist', 'pricing.json');
  const { data, problems } = compilePricing();
  for (const problem of problems) console.error(`pricing/${tableProblemText(problem)}`);
  if (problems.some((problem) => problem.severity === 'error')) {
    process.exitCode = 1;
    return;
  }
  const json = JSON.stringify(data);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, json);
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
  console.log(`${output}: ${kilobytes(json.length)}, gzip ${kilobytes(gzipSync(json, { level: 9 }).length)}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
