/**
 * Quantity: numbers with units, intervals and origins, and how they are written for people.
 *
 * Start at quantity.ts, figure.ts and arithmetic.ts (intervals, states and derivations flow through), then expression/ (what users
 * may write as a number). YAML, tables and machines are not known here.
 */
export { ageInDays, lastDay } from './age.ts';
export { compute, multiply, ownRange, product, scale, sum, weightedSum } from './arithmetic.ts';
export { type CamelCase, camelCase } from './camelCase.ts';
export { closest } from './closest.ts';
export { defined } from './defined.ts';
export type { Confidence, DocumentOrigin, Layer, Origin, Position, Range, RowOrigin } from './derivation.ts';
export {
  baseUnitOf,
  describeDimension,
  dimension,
  type Dimension,
  isPlain,
  PLAIN,
  sameDimension,
} from './dimension.ts';
export { changed, derived, leaf, sharing, unknown, withCode, worstState } from './figure.ts';
export {
  formatBytes,
  formatCount,
  formatDate,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatInterval,
  formatSpread,
  isSkewed,
} from './format.ts';
export { groupBy } from './groupBy.ts';
export { parseLiteral } from './literal.ts';
export { COST_ELEMENTS, type CostElement, type CostKind } from './costElement.ts';
export { MACHINE_KINDS, machineKind, type MachineKind } from './machineKind.ts';
export { medianOf } from './medianOf.ts';
export { neighboursText, type Neighbours } from './neighbours.ts';
export {
  type Bundle,
  capitalised,
  ENGLISH,
  english,
  type Localization,
  message,
  type Translate,
  translator,
} from './message.ts';
export { BYTES_PER_VALUE, type Precision, PRECISIONS } from './precision.ts';
export {
  type Derivation,
  Figure,
  type Quantity,
  scaledQuantity,
  type SharedError,
  type State,
  toQuantity,
} from './quantity.ts';
export {
  type CurrencyRates,
  FOREIGN_WORDS,
  SECONDS_PER_HOUR,
  SECONDS_PER_MONTH,
  SECONDS_PER_YEAR,
  unitNamed,
  unitTable,
} from './units.ts';
export { isInText, markPath, readPath } from './valuePath.ts';
