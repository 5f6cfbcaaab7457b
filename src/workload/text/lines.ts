/** Offsets and positions of one text. Lines and columns count from 1, columns in UTF-16 units, as in every surface. */
import type { Position, Range } from '../../quantity/index.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Lines {
  readonly text: string;
  readonly positionAt: (offset: number) => Position;
  readonly offsetAt: (position: Position) => number;
  readonly rangeOf: (span: Span) => Range;
  /** Offset of the first character of the line that holds `offset`. */
  readonly lineStart: (offset: number) => number;
  /** Offset of the end of that line, its line break excluded. */
  readonly lineEnd: (offset: number) => number;
}

export function createLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  /** Index of the last line that starts at or before the offset. */
  function lineIndex(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const clamp = (offset: number): number => Math.max(0, Math.min(text.length, offset));

  function endOfLine(index: number): number {
    const next = starts[index + 1];
    if (next === undefined) return text.length;
    return text[next - 2] === '\r' ? next - 2 : next - 1;
  }

  function positionAt(offset: number): Position {
    const index = lineIndex(clamp(offset));
    return { line: index + 1, column: clamp(offset) - (starts[index] ?? 0) + 1 };
  }

  return {
    text,
    positionAt,
    offsetAt({ line, column }) {
      const index = Math.max(0, Math.min(starts.length - 1, line - 1));
      return Math.max(starts[index] ?? 0, Math.min(endOfLine(index), (starts[index] ?? 0) + column - 1));
    },
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    lineStart: (offset) => starts[lineIndex(clamp(offset))] ?? 0,
    lineEnd: (offset) => endOfLine(lineIndex(clamp(offset))),
  };
}
