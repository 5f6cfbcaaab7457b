/**
 * Schema: every column of every table, the types of the rows, and what a catalog answers. Start at tables.ts; a column
 * is defined in machines.ts, models.ts or places.ts and nowhere else.
 */
export { CHECK_CODES, type CheckCode } from './checks.ts';
export { type Column, CONFIDENCES, isEvidence, isPrice, type TableDefinition, type TableKind } from './column.ts';
export { instances } from './machines.ts';
export { measurements } from './measurements.ts';
export { LOADS, type MeasuredMetric, type Speculative, SPECULATIVE, type Statistic, STATISTICS, type Trust, TRUST, WEIGHTS } from './measurementWords.ts';
export { apis } from './models.ts';
export type { Row } from './row.ts';
export { identityOf, identityOfRow, tableKindOf, TABLE_KINDS, TABLE_NAMES, TABLES } from './tables.ts';
export type { AcceleratorRow, AliasRow, ApiPriceRow, Catalog, CommitmentRow, CurrencyRow, ExceptionRow, HistoryRow, ImageRow, InstanceRow, LimitRow, MachineNameRow, ModelParts, ModelRow, NamedAccelerator, NamedInstance, OwnershipRow, PriorRow, ReferenceRow, RegionRow, Rows, SiteFactKind, SiteFactRow, SpeculationRow, SupportRow, SystemRow } from './types.ts';
