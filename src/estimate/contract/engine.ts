/** The engine as its users see it: what goes in, what comes out. Implementations stand in the files named beside. */
import type { Catalog } from '../../catalog/index.ts';
import type { Slices } from '../../economics/index.ts';
import type { PerformanceModel } from '../../performance/index.ts';
import type { Derivation, Precision, Quantity, Localization } from '../../quantity/index.ts';
import type { Deployment, Purchase, Target, Workload, WorkloadDocument, WorkloadFile } from '../../workload/index.ts';
import type { BetterWay } from './better.ts';
import type { OfferReason } from './offerReasons.ts';
import type { InputCode } from './inputs.ts';
import type { DeploymentEstimate, Estimate, FileAnswer, StageName } from './types.ts';
import type { Problem, Reason } from '../problems/index.ts';
import type { WorkloadYears, YearsOptions } from './years.ts';

export interface EngineOptions {
  readonly catalog: Catalog;
  /** ISO date that prices are aged against; the engine has no clock. */
  readonly asOf: string;
  /** Of every sentence and the numbers in it; codes stay as they are. Default: English. */
  readonly words?: Localization;
  /** What `include` of a ranking is where it does not say. */
  readonly include?: readonly OfferReason[];
  /** Default: the model with the catalog's calibration. */
  readonly performance?: PerformanceModel;
  /** Reads a path relative to the document, inside the workspace only. Without it, references to files are problems. */
  readonly readFile?: (path: string, from: string) => FileAnswer;
}

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

export const RANK_ORDERS = ['cost', 'energy', 'carbon', 'ttft', 'tpot'] as const;
export type RankBy = (typeof RANK_ORDERS)[number];

export interface RankOptions {
  readonly by?: RankBy;
  /** `workload`: the precision the document gives or the checkpoint has. `any`: every precision. */
  readonly precision?: 'workload' | 'any';
  readonly top?: number;
  /** `cheapest` (default): each purchase at its cheapest place. `all`: at every cloud and region that has a price. */
  readonly places?: 'cheapest' | 'all';
  readonly clouds?: readonly string[];
  readonly regions?: readonly string[];
  readonly vendors?: readonly string[];
  readonly purchases?: readonly Purchase[];
  readonly kinds?: readonly ('rent' | 'own' | 'api')[];
  /** Leave out what is announced, internal or cancelled. */
  readonly availableNow?: boolean;
  /** Offers that do not lead by themselves and stand in the ranking all the same, marked with their reasons. */
  readonly include?: readonly OfferReason[];
  /** Leave out prices, of hardware too, less sure than this. */
  readonly minimumConfidence?: 'published' | 'third-party';
}

export interface RankRow {
  readonly kind: 'row';
  readonly estimate: DeploymentEstimate;
  readonly deployment: Deployment;
  readonly weights?: Precision;
  readonly meetsSlo: boolean;
  /** The fleet serves the whole demand. */
  readonly servesAll: boolean;
  /** No other row is better in cost, energy and speed at once. Set once all rows are known. */
  readonly pareto: boolean;
}

export interface InfeasibleRow {
  readonly kind: 'infeasible';
  readonly accelerator: string;
  readonly name: string;
  readonly reasons: readonly Reason[];
}

export interface Ranking {
  readonly by: RankBy;
  readonly rows: readonly RankRow[];
  readonly infeasible: readonly InfeasibleRow[];
}

/** One bar of a tornado: `input` moved to `low` and `high`, and the value there. */
export interface SensitivityRow {
  /** The input's own key in the deployment: `traffic.requests`, `own.life`, `prefill.rent.price`. */
  readonly input: string;
  readonly code: InputCode;
  /** The pool it belongs to, where the deployment has several. */
  readonly stage?: StageName;
  /** English name, for JSON and terminals; surfaces name it by `code` and `stage`. */
  readonly label: string;
  readonly base: Quantity;
  /** Percent change of the value for one percent change of the input (central difference). */
  readonly elasticity: number;
  readonly low: { readonly input: number; readonly value: number | null };
  readonly high: { readonly input: number; readonly value: number | null };
}

export interface Sensitivity {
  readonly deployment: string;
  readonly value: string;
  readonly base: Quantity;
  /** Largest swing first. */
  readonly rows: readonly SensitivityRow[];
}

export interface TwoWayTable {
  readonly deployment: string;
  readonly value: string;
  readonly unit: string;
  readonly rowInput: string;
  readonly rowUnit: string;
  readonly columnInput: string;
  readonly columnUnit: string;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
  /** Where the number in `values` is only a lower bound: a part of it is unknown. */
  readonly lowerBounds: readonly (readonly boolean[])[];
}

export interface BreakEvenPair {
  readonly kind: 'own-rent' | 'self-api';
  readonly first: string;
  readonly second: string;
  /** own-rent: months until owning has cost less. self-api: requests/s above which self-hosting is cheaper. */
  readonly at?: Quantity;
  /** self-api: mean utilisation of the fleet at that traffic. */
  readonly utilization?: number;
  /** own-rent: the offer that is rented, as its cloud names it. */
  readonly against?: string;
  /** own-rent: months over the offers of other clouds one would act on; without `high` the cheapest is never overtaken. */
  readonly range?: { readonly low: Quantity; readonly high?: Quantity };
  readonly outcome: 'crosses' | 'first-always' | 'second-always' | 'unknown';
  readonly message: string;
}

export interface BreakEven {
  readonly pairs: readonly BreakEvenPair[];
}

/** Levers of the panel: absolute values in SI; undefined leaves the document's. */
export interface Levers {
  readonly requests?: number;
  readonly peakToAverage?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cachedInput?: number;
  readonly ttft?: Target['limit']['mid'];
  readonly tpot?: Target['limit']['mid'];
  readonly weights?: Precision;
  readonly kvCache?: Precision;
  readonly purchase?: Purchase;
  /** USD/J. */
  readonly electricity?: number;
  /** s. */
  readonly life?: number;
  readonly costOfCapital?: number;
  readonly pue?: number;
  readonly headroom?: number;
  /** Sequences per replica. */
  readonly maxBatch?: number;
}

/** What the engine answers about a workload that is not (or no longer) a text. */
export interface WhatIf {
  readonly workload: Workload;
  readonly estimate: Estimate;
  readonly explain: (deployment: string, valuePath: string) => Derivation | undefined;
}

/** One operating point of one deployment, from an empty replica to a full one. */
export interface CurvePoint {
  /** Requests/s of one replica. */
  readonly requestsPerSecond: number;
  readonly batch: number;
  readonly tokensPerSecondPerUser: number;
  readonly tokensPerSecondPerAccelerator: number;
  readonly ttft: number;
  readonly perMillionTokens: number | null;
  readonly joulesPerOutputToken: number;
  readonly meetsSlo: boolean;
  /** The point of the peak hour as sized. */
  readonly chosen: boolean;
}

export interface Curve {
  readonly deployment: string;
  readonly currency: string;
  readonly points: readonly CurvePoint[];
}

export interface DayHour {
  readonly hour: number;
  readonly requestsPerSecond: number;
  readonly served: number;
  readonly replicas: number;
  /** Requests/s the fleet could serve within memory and SLO. */
  readonly capacity: number;
  readonly costPerHour: number | null;
  readonly averagePower: number | null;
}

export interface DayProfile {
  readonly deployment: string;
  readonly currency: string;
  readonly hours: readonly DayHour[];
}

export interface QuantityChange {
  readonly path: string;
  readonly label: string;
  readonly before?: Quantity;
  readonly after?: Quantity;
  /** Share, −0.2 is 20 % less; absent with `comparable: false`, and where `before` is 0 and `after` is not. */
  readonly change?: number;
  readonly comparable: boolean;
}

/** One edit of the YAML and what it alone contributes to the change of monthly cost, in order of size. */
export interface EditShare {
  readonly path: readonly string[];
  readonly before?: string;
  readonly after?: string;
  /** USD or currency per month; absent where not comparable. */
  readonly perMonth?: number;
  /** Share of the whole change. */
  readonly share?: number;
}

export interface DeploymentDiff {
  readonly workload: string;
  readonly deployment: string;
  readonly kind: 'changed' | 'same' | 'added' | 'removed';
  readonly before?: DeploymentEstimate;
  readonly after?: DeploymentEstimate;
  readonly changes: readonly QuantityChange[];
  readonly edits: readonly EditShare[];
}

export interface Diff {
  readonly before: Evaluation;
  readonly after: Evaluation;
  readonly deployments: readonly DeploymentDiff[];
}

export interface Engine {
  readonly catalog: Catalog;
  readonly asOf: string;
  readonly performance: PerformanceModel;
  evaluateText(text: string, options?: EvaluateOptions): Evaluation;
  /** What a deployment that stays as written would save, cheapest first. Some evaluations each: ask when somebody asks. */
  better(workload: Workload, deployment: string): readonly BetterWay[];
  /** A workload without its text (levers, ranking, tests). */
  evaluate(workload: Workload, options?: EvaluateOptions): WhatIf;
  /** @param seen hears each row as it is found, before it has its place */
  rank(workload: Workload, options?: RankOptions, seen?: (row: RankRow | InfeasibleRow) => void): Ranking;
  /** Rows as they are found, unsorted; stop pulling to cancel. */
  rankStream(workload: Workload, options?: RankOptions): Generator<RankRow | InfeasibleRow, void, undefined>;
  sensitivity(workload: Workload, deployment: string, value?: string): Sensitivity | undefined;
  /** The same in slices of a few milliseconds; stop pulling to cancel. */
  sensitivitySlices(workload: Workload, deployment: string, value?: string): Slices<Sensitivity | undefined>;
  twoWay(
    workload: Workload,
    deployment: string,
    rowInput: string,
    columnInput: string,
    value?: string,
  ): TwoWayTable | undefined;
  breakEven(workload: Workload): BreakEven;
  breakEvenSlices(workload: Workload): Slices<BreakEven>;
  /** The bill over the document's `horizon`, in cash; undefined where the model is unknown. */
  years(workload: Workload, options?: YearsOptions): WorkloadYears | undefined;
  yearsSlices(workload: Workload, options?: YearsOptions): Slices<WorkloadYears | undefined>;
  whatIf(workload: Workload, levers: Levers): WhatIf;
  curve(workload: Workload, deployment: string): Curve | undefined;
  dayProfile(workload: Workload, deployment: string): DayProfile | undefined;
  /** What sets two evaluations side by side: `breakEven.<second>` and `sensitivity.<input>` of a deployment; and its `years.…`. */
  explainAcross(workload: Workload, deployment: string, path: string): Derivation | undefined;
  /** @param beforeOptions how the text before is read, where that differs */
  diff(before: string, after: string, options?: EvaluateOptions, beforeOptions?: EvaluateOptions): Diff;
}
