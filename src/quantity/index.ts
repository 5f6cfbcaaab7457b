/**
 * Quantity: numbers with units, intervals and origins, and how they are written for people.
 *
 * Start at quantity.ts, figure.ts and arithmetic.ts (intervals, states and derivations flow through), then expression/ (what users
 * may write as a number). YAML, tables and machines are not known here.
 */
export * from './camelCase.ts';
export * from './quantity.ts';
export * from './figure.ts';
export * from './arithmetic.ts';
export * from './derivation.ts';
export * from './precision.ts';
export * from './machineKind.ts';
export * from './dimension.ts';
export * from './units.ts';
export * from './literal.ts';
export * from './format.ts';
export * from './message.ts';
export { isInText, markPath, readPath } from './valuePath.ts';
export { closest } from './closest.ts';
