/** Reads and checks pricing/measurements: every table against its schema, every name against the tables of the catalog. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createCatalog,
  measurements,
  readCsvAs,
  validateAs,
  type Catalog,
  type RawTable,
  type TableProblem,
} from '../src/catalog/index.ts';
import { compilePricing, PRICING } from './compile-pricing.ts';

export const MEASUREMENTS = join(PRICING, 'measurements');

export type MeasurementTable = RawTable<'measurements'>;

/** Tables in the order of their names; `path` is the name of the file. */
export function readMeasurements(folder: string = MEASUREMENTS): {
  readonly tables: readonly MeasurementTable[];
  readonly problems: readonly TableProblem[];
} {
  const tables: MeasurementTable[] = [];
  const problems: TableProblem[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .sort()) {
    const read = readCsvAs('measurements', name, readFileSync(join(folder, name), 'utf8'));
    if (read.table !== undefined) tables.push(read.table);
    problems.push(...read.problems);
  }
  return { tables, problems };
}

/** Problems of cells, rows and names; an engine must be one of the calibration. */
export function checkMeasurements(
  tables: readonly MeasurementTable[],
  catalog: Catalog = createCatalog(compilePricing().data),
): TableProblem[] {
  const known = (kind: string, id: string): boolean =>
    kind === 'models' ? catalog.model(id) !== undefined : catalog.accelerator(id) !== undefined;
  const { constants } = catalog.calibration as {
    readonly constants: { readonly constants: Readonly<Record<string, unknown>> };
  };
  const engines = tables.flatMap((table) =>
    table.rows
      .filter(({ cells }) => constants.constants[`engine:${cells['engine']}`] === undefined)
      .map(({ line, cells }): TableProblem => {
        const engine = { column: 'engine', value: cells['engine'] ?? '' };
        return {
          file: table.path,
          line,
          code: 'unknown-value',
          severity: 'error',
          expected: 'constants.json',
          ...engine,
        };
      }),
  );
  return [...validateAs({ measurements }, tables, { known }), ...engines];
}
