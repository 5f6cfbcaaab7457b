/**
 * Catalog: what exists and what it costs. Rows of the pricing tables with their evidence, look-ups, overlays, validation.
 *
 * Start at types.ts (the rows), then columns.ts (the tables), then catalog.ts (the look-ups). Nothing is read from disk or
 * network here: hosts bring the compiled tables and the texts of overlays. `sources/` turns public price feeds into tables.
 */
export { createCatalog, type OverlayTables } from './catalog.ts';
export {
  apart,
  blended,
  checkTables,
  type CheckedTables,
  type Finding,
  findingText,
  NEAR,
  placeholders,
  SAME,
} from './checks/index.ts';
export { parseConfig, withQuantization } from './config/index.ts';
export { readConfig } from './huggingFaceConfig.ts';
export { importNames } from './machineNames.ts';
export { plainName } from './modelNames.ts';
export { type OverlayFile, type OverlayOptions, readOverlay, type ReadOverlay } from './overlay.ts';
export { countriesOf, REGION_GROUPS } from './places.ts';
export {
  type AcceleratorRow,
  type AliasRow,
  type ApiPriceRow,
  type Catalog,
  type Column,
  type CurrencyRow,
  type LimitRow,
  type CommitmentRow,
  type HistoryRow,
  type ImageRow,
  type SystemRow,
  type SpeculationRow,
  type InstanceRow,
  tableKindOf,
  LOADS,
  measurements,
  type ModelRow,
  type OwnershipRow,
  type PriorRow,
  type RegionRow,
  type Row,
  type SiteFactKind,
  type SiteFactRow,
  type SupportRow,
  type Speculative,
  SPECULATIVE,
  type MeasuredMetric,
  type Statistic,
  STATISTICS,
  TABLE_KINDS,
  type TableKind,
  TABLES,
  type Trust,
  TRUST,
  WEIGHTS,
} from './schema/index.ts';
export { PRICE_SOURCES } from './sources/index.ts';
export {
  type CatalogData,
  compile,
  type CompiledTable,
  type RawTable,
  readCsv,
  readCsvAs,
  type TableProblem,
  tableProblemText,
  validate,
  validateAs,
  writeCsv,
} from './tables/index.ts';
