/**
 * Sources: public price feeds, each one small adapter, and the update that asks them.
 *
 * Start at source.ts (what an adapter is), then any adapter, then update.ts. No network here: hosts lend theirs.
 */
import { awsPriceList } from './awsPriceList.ts';
import { awsSpotAdvisor, vantage } from './awsSpot.ts';
import { azureRetail } from './azureRetail.ts';
import { gcpPricing } from './gcpPricing.ts';
import { gpuRentalPrices } from './gpuRentalPrices.ts';
import { litellm } from './litellm.ts';
import { openRouter } from './openRouter.ts';
import { skypilot } from './skypilot.ts';
import type { PriceSource } from './source.ts';

/** All sources; those marked `heavy` are asked only when named. */
export const PRICE_SOURCES: readonly PriceSource[] = [
  gpuRentalPrices,
  azureRetail,
  gcpPricing,
  skypilot,
  awsSpotAdvisor,
  awsPriceList,
  vantage,
  litellm,
  openRouter,
];

export { sourceContext } from './context.ts';
export type { PriceChange } from './compare.ts';
export type { FetchInit, ResponseLike, World } from './download.ts';
export type { KnownInstance, LineReader, Parsed, PriceSource, Rejected, SourceContext, SourceRow } from './source.ts';
export {
  updatePrices,
  type SourceReport,
  type UpdateOptions,
  type UpdateProgress,
  type UpdateResult,
} from './update.ts';
