/** Order of positions, and what ranges share. */
import type { Position, Range } from '../quantity/index.ts';

/** Ends included: a cursor behind the last character of a document still stands in it. */
export function contains(range: Range, position: Position): boolean {
  return compare(range.start, position) <= 0 && compare(position, range.end) <= 0;
}

export function overlaps(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

/** Smallest range over both. */
export function union(a: Range, b: Range): Range {
  return { start: compare(a.start, b.start) <= 0 ? a.start : b.start, end: compare(a.end, b.end) >= 0 ? a.end : b.end };
}
