/** The engine as its users see it: what it is made of, and what it may be asked. The answers stand in the files beside. */
import type { Catalog } from '../../catalog/index.ts';
import type { Slices } from '../../economics/index.ts';
import type { PerformanceModel } from '../../performance/index.ts';
import type { Derivation, Localization } from '../../quantity/index.ts';
import type { Workload } from '../../workload/index.ts';
import type { BetterWay } from './better.ts';
import type { Curve, DayProfile } from './curves.ts';
import type { BreakEven, Sensitivity, TwoWayTable } from './decide.ts';
import type { Diff } from './diff.ts';
import type { EvaluateOptions, Evaluation } from './evaluation.ts';
import type { OfferReason } from './offerReasons.ts';
import type { InfeasibleRow, Ranking, RankOptions, RankRow } from './ranking.ts';
import type { FileAnswer } from './types.ts';
import type { Levers, WhatIf } from './whatIf.ts';
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

export interface Engine {
  readonly catalog: Catalog;
  readonly asOf: string;
  readonly performance: PerformanceModel;
  evaluateText(text: string, options?: EvaluateOptions): Evaluation;
  /** The same in slices of a few milliseconds; stop pulling to cancel. */
  evaluateTextSlices(text: string, options?: EvaluateOptions): Slices<Evaluation>;
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
