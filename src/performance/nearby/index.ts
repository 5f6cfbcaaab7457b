/**
 * Nearby measurements: where runs of the same model, machine and engine were published (or made by the user), a prediction is drawn
 * towards them, and its interval narrows by what they tell.
 *
 * Start at nearby.ts (which runs speak), then posterior.ts (what they say together), then draw.ts (what becomes of a prediction).
 * Plain data: nothing here predicts, reads tables or knows where a run came from.
 * @see docs/performance-model.md#nearby-measurements
 */
export { drawnFirst, drawnStep, drawOf, firstSlopes, REFERENCE, stepSlopes, UNDRAWN, type Draw } from './draw.ts';
export { configurationOf, createNearby, nearbyCell, type Nearby, type Place } from './nearby.ts';
export { leftOut, type LeftOutRun } from './posterior.ts';
export { nearbyTable, withRuns, type ConfigurationRow, type NearbyFile, type RunRow } from './table.ts';
export type { Covariance, FieldName, NearbyCell, NearbyConfiguration, NearbyRun, NearbyTable, Told } from './types.ts';
