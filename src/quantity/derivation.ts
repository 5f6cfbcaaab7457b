/** Where a number comes from: the table row, the line of the user's YAML, a default, a choice, the model. */
import type { Neighbours } from './neighbours.ts';

/** `published`: the vendor's own page or API. `third-party`: a published measurement or copy. `estimate`: ours, or inferred. */
export type Confidence = 'published' | 'third-party' | 'estimate';

/** Where a table row was read from; earlier wins (design §2, precedence; the document itself is above all). */
export type Layer = 'workspace' | 'setting' | 'refreshed' | 'bundled';

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface RowOrigin {
  readonly kind: 'row';
  /** File under `pricing/`, such as `clouds/aws.csv`; for an overlay its own path. */
  readonly table: string;
  /** Identity of the row, such as `p5.48xlarge us-east-1`. */
  readonly row: string;
  readonly line?: number;
  readonly source: string;
  /** ISO date or its prefix: `2026-07-20`, `2025-04`, `2024`. */
  readonly asOf: string;
  readonly confidence: Confidence;
  readonly layer: Layer;
}

export interface DocumentOrigin {
  readonly kind: 'document';
  readonly path: readonly string[];
  readonly range: Range;
  /** The value as the user wrote it. */
  readonly text: string;
  /** The file and line that it was read from, where another file says it; `range` is then the reference to it. */
  readonly elsewhere?: { readonly file: string; readonly line: number };
}

export type Origin =
  | RowOrigin
  | DocumentOrigin
  | { readonly kind: 'default'; readonly reason: string }
  /** Chosen by the tool because the document leaves it open. */
  | { readonly kind: 'choice'; readonly reason: string }
  /** The performance or power model; `measurements` is how many stand behind its interval. */
  | {
      readonly kind: 'model';
      readonly documentation: string;
      readonly measurements?: number;
      readonly slice?: string;
      /** Runs that the prediction is drawn to. */
      readonly near?: Neighbours;
    }
  | { readonly kind: 'definition'; readonly documentation: string }
  | { readonly kind: 'unknown'; readonly reason: string };
