/** What can be wrong with a table, as data; `tableProblemText` makes the one sentence. */
import { TABLE_NAMES } from '../schema/index.ts';

export type TableProblemCode =
  | 'unknown-table'
  | 'empty-table'
  | 'wrong-cell-count'
  | 'unknown-column'
  | 'missing-column'
  | 'missing-cell'
  | 'not-a-number'
  | 'not-an-integer'
  | 'not-a-flag'
  | 'not-a-date'
  | 'vague-date'
  | 'not-a-period'
  | 'future-date'
  | 'too-old'
  | 'unknown-value'
  | 'out-of-range'
  | 'placeholder'
  | 'duplicate-row'
  | 'dangling-id'
  | 'no-discount'
  | 'incomplete-row'
  | 'inconsistent-row'
  | 'unreadable-file';

export interface TableProblem {
  readonly file: string;
  readonly line: number;
  readonly column?: string;
  readonly code: TableProblemCode;
  readonly severity: 'error' | 'warning';
  readonly value?: string;
  readonly expected?: string;
  readonly got?: string;
}

/** One line with file and line. */
export function tableProblemText(problem: TableProblem): string {
  return `${problem.file}:${problem.line}: ${problem.severity} ${problem.code}: ${tableProblemMessage(problem)}`;
}

/** The sentence alone: what is, then what to do. */
export function tableProblemMessage({ code, column, value, expected, got }: TableProblem): string {
  const cell = `${column ?? 'The row'}${value === undefined ? '' : ` “${value}”`}`;
  switch (code) {
    case 'unknown-table':
      return `no table has this name. Use a folder or a file named ${TABLE_NAMES.slice(0, -1).join(', ')} or ${TABLE_NAMES.at(-1)}.`;
    case 'empty-table':
      return 'the file has no header line. Start it with the column names.';
    case 'wrong-cell-count':
      return `the line has ${got} cells, the header has ${expected}. Quote cells that contain commas.`;
    case 'unknown-column':
      return `${cell} is not a column of this table.${expected === undefined ? '' : ` Did you mean ${expected}?`}`;
    case 'missing-column':
      return `the column ${column} is missing. Add it to the header.`;
    case 'missing-cell':
      return `${column} is empty and every row needs it. Fill it in, or remove the row.`;
    case 'not-a-number':
      return `${cell} is not a number. Write it with a decimal point and no unit; leave it empty if it is not known.`;
    case 'not-an-integer':
      return `${cell} is not a whole number.`;
    case 'not-a-flag':
      return `${cell} is neither yes nor no.`;
    case 'not-a-date':
      return `${cell} is not a date. Write 2026-07-20, 2026-07 or 2026.`;
    case 'vague-date':
      return `${cell} names a year: a price that is of any month of it never seems old. Write the month; the first one possible, if the source does not say it.`;
    case 'not-a-period':
      return `${cell} is not a time. Write 2026-07, 2026-H2, 2026-Q3 or 2026.`;
    case 'future-date':
      return `${cell} is later than ${expected}. A source cannot speak from the future.`;
    case 'too-old':
      return `${cell} is more than ${expected} years ago. Look for a newer price, or remove the row.`;
    case 'unknown-value':
      return `${cell} is not one of ${expected}.${got === undefined ? '' : ` Did you mean ${got}?`}`;
    case 'out-of-range':
      return `${cell} is outside ${expected}. Check the unit in the column name.`;
    case 'placeholder':
      return `${cell} is the placeholder some catalogues write for a missing price. Leave the cell empty.`;
    case 'duplicate-row':
      return `${value} is already on line ${expected}. Keep the row with the better evidence.`;
    case 'dangling-id':
      return `${cell} is not in ${expected}. Add it there, or correct the name.${got === undefined ? '' : ` Did you mean ${got}?`}`;
    case 'no-discount':
      return `${cell} equals the on-demand price: that is no spot offer. Leave the cell empty.`;
    case 'incomplete-row':
      return `${expected}`;
    case 'inconsistent-row':
      return `${expected}`;
    case 'unreadable-file':
      return `${expected ?? 'the file cannot be read'}`;
  }
}
