/**
 * What the document leaves open is chosen: parallelism, batch, machine size, on plain numbers.
 *
 * Start at choice.ts (the search), then grid.ts (what is searched) and pool.ts (one pool made ready for it).
 */
export type { Candidate } from './candidate.ts';
export { onMachines } from './onMachines.ts';
export { best, candidates, choose } from './choice.ts';
export { acceleratorsOf, gridOf, impossible } from './grid.ts';
export {
  latencyFigures,
  layoutInputs,
  lengthRanges,
  modelFigure,
  neighboursOf,
  NO_RANGE,
  type Ranged,
  rangedPoints,
  replicaInputs,
  stateOf,
} from './performanceFigures.ts';
export { type PoolSetup, setUpPool } from './pool.ts';
export { poolPower, wattsAt } from './power.ts';
export { capacityResidual } from './ranges.ts';
export { chooseSplit, type Split } from './split.ts';
export { trafficFigures } from './traffic.ts';
