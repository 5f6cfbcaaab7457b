/** What the values of a document are read into: SI base units, each with its origin in the text or its default. */
import type { Origin } from '../../quantity/index.ts';

/** A number; `low` = `mid` = `high` unless the document gives a range. Its unit is that of the key's measure (`MEASURES`). */
export interface Amount {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly origin: Origin;
}

/** A value that is not a number, with where it stands. */
export interface Given<T> {
  readonly value: T;
  readonly origin: Origin;
}
