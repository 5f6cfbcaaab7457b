/** A workload changed without its text: what can be pulled, and the answer. */
import type { Derivation, Precision } from '../../quantity/index.ts';
import type { Purchase, Target, Workload } from '../../workload/index.ts';
import type { Estimate } from './types.ts';

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
