import type { Catalog, InstanceRow, ModelRow } from '../../catalog/index.ts';
import type { Architecture, PerformanceModel } from '../../performance/index.ts';
import type { OfferReason } from '../contract/index.ts';
import type { Localization } from '../../quantity/index.ts';
import type { Amount, Site, Traffic, Workload } from '../../workload/index.ts';
import type { ImageTokens } from './images.ts';
import type { CapacityCache } from './capacityCache.ts';

/** What every deployment of a document shares. */
export interface ResolvedWorkload {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
  readonly today: string;
  readonly words: Localization;
  readonly modelRow: ModelRow;
  readonly architecture: Architecture;
  readonly traffic: Traffic;
  /** Part of the input tokens of `traffic`. */
  readonly images?: ImageTokens | undefined;
  readonly documentSite?: Site | undefined;
  /** Share of time that the fleet must be there, and the zones it is spread over. */
  readonly availability?: Amount | undefined;
  readonly zones?: number | undefined;
  /** Of the document, and over them those of the deployment. */
  readonly operations?: Workload['operations'] | undefined;
  /** Offers a ranking is limited to. */
  readonly accept?: ((row: InstanceRow) => boolean) | undefined;
  /** Reasons for which an offer is not left out. */
  readonly include?: ReadonlySet<OfferReason> | undefined;
  /** Rates already found. */
  readonly capacities: CapacityCache;
}
