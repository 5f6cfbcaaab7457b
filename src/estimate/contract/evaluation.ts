/** The answer to a text: its documents, their estimates and problems, and the way to every calculation. */
import type { Derivation } from '../../quantity/index.ts';
import type { Deployment, Workload, WorkloadDocument, WorkloadFile } from '../../workload/index.ts';
import type { Problem } from '../problems/index.ts';
import type { Estimate, FileAnswer } from './types.ts';

export interface EvaluateOptions {
  readonly fileName?: string;
  /** Read as a workload whatever its keys (a file named on the command line). */
  readonly force?: boolean;
  /** Reads the files that the document names, instead of the engine's own reader: those of another revision. */
  readonly readFile?: (path: string) => FileAnswer;
}

export interface EvaluatedWorkload {
  readonly document: WorkloadDocument;
  readonly workload?: Workload;
  readonly estimate: Estimate;
  /** Deployments the tool proposed, as they would be written; empty where the document has its own. */
  readonly proposals: readonly Deployment[];
  /**
   * The tree behind one quantity of the estimate, such as `cost.perMillionTokens` or `stages.0.replicas`; also of what
   * stands beside it: `traffic.requests`, `versus.cost`, `stages.0.memory.free`, `day.14.costPerHour`, `curve.3`.
   */
  readonly explain: (deployment: string, valuePath: string) => Derivation | undefined;
}

export interface Evaluation {
  readonly file: WorkloadFile;
  /** One for each document that is a workload. */
  readonly workloads: readonly EvaluatedWorkload[];
  /** Problems of all documents, in the order of the text. */
  readonly problems: readonly Problem[];
}
