/**
 * What a machine costs an hour: offers of clouds, owned systems, sites, and which of them a document allows.
 *
 * Start at options.ts (what an offer is), then rentOptions.ts and ownOption.ts. Which offer wins is decided in choice/.
 */
export { typicalCommitment, typicalReason } from './typicalCommitment.ts';
export { machineHistory } from './market.ts';
export { listPrice, type MachineOption, PURCHASES } from './options.ts';
export { operationsOf } from './operations.ts';
export { ownOptions } from './ownOption.ts';
export { apiPriceOrigin, priceOrigin } from './priceOrigin.ts';
export { admitted, FINE, ownStanding, perAccelerator, PRICE_KIND, type Standing } from './recommendable.ts';
export { rentOptions } from './rentOptions.ts';
export { apiStandingsOf, offersAdmitted, rentStandingsOf } from './standings.ts';
