import type { Catalog } from '../../catalog/index.ts';
import type { Slices } from '../../economics/index.ts';
import type { PerformanceModel } from '../../performance/index.ts';
import type { Localization } from '../../quantity/index.ts';
import type { Deployment, Workload, WorkloadDocument } from '../../workload/index.ts';
import type { Evaluated } from '../deployment/index.ts';
import type { CapacityCache, EvaluationRequest, ReadFile } from '../names/index.ts';
import type { Estimate } from '../contract/index.ts';

export interface EvaluationContext {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
  readonly capacities: CapacityCache;
  readonly today: string;
  readonly words: Localization;
  readonly file: string;
  readonly documentIndex: number;
  readonly readFile?: ReadFile | undefined;
  /** Where problems without a place of their own are shown. */
  readonly document?: WorkloadDocument | undefined;
  /** Proposes deployments where the document has none. */
  readonly propose: (request: EvaluationRequest, workload: Workload) => Slices<Proposals>;
  /** Evaluates, or answers from a cache. */
  readonly evaluate: (deployment: Deployment, request: EvaluationRequest) => Evaluated;
}
export interface Proposals {
  readonly evaluated: readonly Evaluated[];
  readonly deployments: readonly Deployment[];
}
export interface Answer {
  /** With its traces read. */
  readonly workload: Workload;
  readonly estimate: Estimate;
  readonly evaluated: ReadonlyMap<string, Evaluated>;
  readonly proposals: readonly Deployment[];
  readonly request?: EvaluationRequest;
}
