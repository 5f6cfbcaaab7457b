/**
 * Catalog: what exists and what it costs. Rows of the pricing tables with their evidence, look-ups, overlays, validation.
 *
 * Start at types.ts (the rows), then columns.ts (the tables), then catalog.ts (the look-ups). Nothing is read from disk or
 * network here: hosts bring the compiled tables and the texts of overlays. `sources/` turns public price feeds into tables.
 */
export { createCatalog, type OverlayTables } from './catalog.ts';
export { readOverlay, type OverlayFile, type OverlayOptions, type ReadOverlay } from './overlay.ts';
export { compile, type CatalogData, type CompiledTable } from './compiled.ts';
export { parseConfig, withQuantization } from './config/text.ts';
export { readConfig, type ConfigOptions, type ConfigProblem } from './huggingFaceConfig.ts';
export { importNames } from './machineNames.ts';
export { plainName } from './modelNames.ts';
export { kindOf, TABLES, TABLE_KINDS, type Column, type TableDefinition, type TableKind } from './columns.ts';
export { measurements } from './schema/measurements.ts';
export {
  LOADS,
  SPECULATIVE,
  STATISTICS,
  TRUST,
  WEIGHTS,
  type Speculative,
  type Statistic,
  type Trust,
} from './schema/measurementWords.ts';
export { countriesOf, REGION_GROUPS } from './places.ts';
export { tableProblemMessage, tableProblemText, type TableProblem, type TableProblemCode } from './problem.ts';
export { readCsv, readCsvAs, writeCsv, type RawRow, type RawTable } from './table.ts';
export { validate, validateAs, type ValidateOptions } from './validate.ts';
export type * from './types.ts';
export * from './sources/index.ts';
