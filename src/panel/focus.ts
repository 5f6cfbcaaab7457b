/** The workload that the panel shows, and its document, in no editor's terms. */
import type { Evaluation } from '../estimate/index.ts';
import type { ShownWorkload } from '../language/index.ts';

/** One document at one version with its answer. A snapshot: never changes, a newer one replaces it. */
export interface EvaluatedText {
  readonly uri: string;
  /** Path of the URI. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly evaluation: Evaluation;
}

export interface Focus {
  readonly document: EvaluatedText;
  readonly workload: ShownWorkload;
  /** Undefined: the cursor stands outside any deployment; the panel shows the baseline or the first. */
  readonly deployment?: string;
}

/** Names one workload of one document. */
export function scopeOf({ document, workload }: Focus): string {
  return `${document.uri}#${workload.document.index}`;
}

export function fileName({ document: { path } }: Focus): string {
  return path.split('/').at(-1) ?? path;
}
