/**
 * Plain-text tables for terminals: aligned columns, the least important dropped first when the width is short.
 *
 * Widths are counted in cells of the terminal: a Chinese character or an emoji takes two, a combining accent none.
 */
import measure from 'fast-string-truncated-width';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Columns with the highest number go first where the table is wider than the terminal; 0 always stays. */
  readonly dropOrder: number;
}

const GAP = 2;

/** Composed first: Hangul and accents of a macOS file name come in parts, each of which would count. */
const composed = (text: string): string => text.normalize('NFC');

/** A cell is one line: a line break in a name would begin another row. */
const oneLine = (text: string): string => text.replace(/[\r\n\u0085\u2028\u2029]+/g, '\u240a');

/** Cells of a terminal that a text takes. */
export function cellWidth(text: string): number {
  return measure(composed(text)).width;
}

/** The text where it fits in `width` cells, else its beginning and an ellipsis; no character is cut in two. */
export function clip(text: string, width: number): string {
  const whole = composed(text);
  const { truncated, index } = measure(whole, { limit: width, ellipsis: '…' });
  return truncated ? `${whole.slice(0, index)}…` : whole;
}

/**
 * @param given one array of cells per row, in the order of `columns`
 * @param width terminal columns; the table keeps within it as long as a column may be dropped
 * @returns lines without trailing spaces
 */
export function textTable(
  columns: readonly Column[],
  given: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const rows = given.map((row) => row.map(oneLine));
  const widths = columns.map((column, i) =>
    Math.max(cellWidth(column.title), ...rows.map((row) => cellWidth(row[i] ?? ''))),
  );
  const shown = visibleColumns(columns, widths, width);
  const line = (cells: readonly string[]): string =>
    shown
      .map((i) => pad(cells[i] ?? '', widths[i] ?? 0, columns[i]?.align ?? 'left'))
      .join(' '.repeat(GAP))
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)];
}

/** Of the columns that may go, the most important that still fit: a wide one does not take the narrow ones behind it along. */
function visibleColumns(columns: readonly Column[], widths: readonly number[], width: number): readonly number[] {
  const all = columns.map((_, i) => i).filter((i) => widths[i] !== 0);
  const order = (i: number): number => columns[i]?.dropOrder ?? 0;
  const shown = new Set(all.filter((i) => order(i) === 0));
  let total = [...shown].reduce((sum, i) => sum + (widths[i] ?? 0) + GAP, -GAP);
  for (const i of all.filter((column) => !shown.has(column)).sort((a, b) => order(a) - order(b))) {
    const more = (widths[i] ?? 0) + GAP;
    if (total + more > width) continue;
    shown.add(i);
    total += more;
  }
  return all.filter((i) => shown.has(i));
}

/** Fills a text with spaces up to `width` cells. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - cellWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Breaks a sentence at spaces so that no line is longer than `width`; continuation lines are indented. */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (line !== '' && cellWidth(next) > width) {
      lines.push(line);
      line = indent + word;
    } else line = next;
  }
  return line === '' ? lines : [...lines, line];
}
