import type { Catalog, InstanceRow, ModelRow } from '../../catalog/index.ts';
import type { Accelerator, Architecture, PerformanceModel, PreparedServing } from '../../performance/index.ts';
import type { Words } from '../../quantity/index.ts';
import type { Site, Traffic } from '../../workload/index.ts';

/** What every deployment of a document shares. */
export interface Subject {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
  readonly today: string;
  readonly words: Words;
  readonly modelRow: ModelRow;
  readonly architecture: Architecture;
  readonly traffic: Traffic;
  readonly documentSite?: Site | undefined;
  /** Offers a ranking is limited to. */
  readonly accept?: ((row: InstanceRow) => boolean) | undefined;
  /** Rates already found, shared by deployments that differ in payment alone. */
  readonly physics?: Physics | undefined;
}
/** What `prepare` and `maximumRate` gave for one configuration. */
export interface Known {
  readonly prepared: PreparedServing;
  readonly found: Maximum | undefined;
}
/** By accelerator object, then by configuration. */
export type Physics = Map<Accelerator, Map<string, Known>>;
export type Maximum = NonNullable<ReturnType<PerformanceModel['maximumRate']>>;
