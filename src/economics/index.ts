/**
 * Economics: what a deployment costs and what it burns. Arithmetic on plain inputs and figures.
 *
 * Start at cost.ts (the definitions users read), then fleet.ts (traffic to machines), then rent.ts, own.ts, api.ts
 * (the three ways to pay) and energy.ts. YAML and tables are not known here: callers bring numbers and figures.
 */
export { type AskedTokens, longShare, type TokenPrices } from './apiTiers.ts';
export { apiLines, type ApiPrices, apiRates, apiRequestCost, contextFits } from './api.ts';
export { alwaysBelowFrom, alwaysBelowFromSlices, breakEvenUtilization, monthsToBreakEven } from './breakEven.ts';
export { annuity, hardwarePerAccelerator } from './capital.ts';
export { apiCostFigures, type CostFigures, costFigures, HOURS_PER_MONTH } from './cost.ts';
export { type CostLine, type CostLineKey, type CostStage, lineCode, lineLabel } from './costLine.ts';
export {
  burstMachinesAt,
  cheapestCommitment,
  type Commitment,
  committedReplicas,
  splitMachines,
  type SplitMachines,
} from './commitment.ts';
export { reachable, type Reliability, spareReplicas, withSpares } from './availability.ts';
export { convertCost, inCurrency } from './currency.ts';
export {
  busyWatts,
  type EnergyFigures,
  energyFigures,
  gridPower,
  linearPower,
  type PoolPower,
  type PowerPoint,
  spareAccelerators,
} from './energy.ts';
export {
  billedMachines,
  type FleetRule,
  machinesFor,
  meanMachines,
  meanReplicas,
  type Packing,
  peakMachines,
  peakReplicas,
  replicasAt,
  type Scaling,
  servedShare,
  spareAtPeak,
  utilization,
} from './fleet.ts';
export { fleetFigures, type FleetFigures } from './fleetFigures.ts';
export {
  capitalPerAccelerator,
  type Housing,
  ownAcceleratorHour,
  type Ownership,
  ownLines,
  ownPurchases,
  type Purchased,
} from './own.ts';
export { type Operations, operationsLines, type OperationsUse } from './operations.ts';
export { acceleratorPower, powerConstants } from './power.ts';
export { type DatedPrice, type Lean, leanOf, type Trend, trendOf } from './trend.ts';
export { ageOf, isStale, priceFigure, type PriceKind, priceWidth } from './prices.ts';
export { isCommitment } from './purchase.ts';
export { instanceHour, rentLines, type RentPlan } from './rent.ts';
export { sensitivities, type SensitivityInput, sensitivitySlices } from './sensitivity.ts';
export { ratedWatts, serverWatts } from './server.ts';
export { finished, type Slices } from './slices.ts';
export { fullLoadPerRequest, type Phases, type PoolCost, replicasInMachine } from './split.ts';
export { NO_OUTPUT, type Tokens, tokensOf } from './tokens.ts';
export { cosineDay, type Day, day, solvePower } from './traffic.ts';
export {
  type Ageing,
  aliveAt,
  capitalPayments,
  type Cohort,
  cohortsOf,
  committedPayments,
  demandAt,
  discountAt,
  type Horizon,
  internalRate,
  MONTHS_PER_YEAR,
  presentValue,
  priceAt,
  shareBrought,
} from './years/index.ts';
