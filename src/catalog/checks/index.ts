/**
 * Checks of the price tables: what rows say about each other that a person would look at. Pure functions over rows, closed codes.
 *
 * Start at check.ts (all checks and the exceptions), then offers.ts and apis.ts. Whether a row may be read at all (columns, dates,
 * bounds) is the business of tables/.
 */
export { blended, NEAR, placeholders, SAME } from './apis.ts';
export { type CheckedTables, checkTables } from './check.ts';
export { apart, type Finding, findingText } from './finding.ts';
