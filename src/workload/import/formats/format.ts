/** A format: how a document is recognised, and which serving units stand in it. Each is one file here and a line in index.ts. */
import type { Cursor } from '../source/cursor.ts';
import type { ImportFormat } from '../types.ts';
import type { Surroundings, Unit } from '../units/unit.ts';

export interface Format {
  readonly id: ImportFormat;
  /** With its article, for "Read from …". */
  readonly title: string;
  readonly is: (document: Cursor) => boolean;
  readonly units: (document: Cursor, around: Surroundings) => readonly Unit[];
}
