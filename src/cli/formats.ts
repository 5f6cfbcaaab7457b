/** In which formats a command answers: its option, its help and its writers follow from this one table. */
import type { Terminal } from './terminal.ts';

export const FORMATS = {
  estimate: ['table', 'json', 'markdown', 'csv', 'html'],
  rank: ['table', 'json', 'markdown', 'csv'],
  explain: ['table', 'json', 'markdown'],
  diff: ['table', 'json', 'markdown'],
  check: ['table', 'json', 'markdown', 'junit', 'sarif'],
  sensitivity: ['table', 'json'],
  'break-even': ['table', 'json'],
  portfolio: ['table', 'json', 'markdown', 'csv', 'focus'],
  export: ['prometheus', 'openmetrics'],
  actuals: ['table', 'json', 'markdown'],
  tco: ['table', 'json', 'markdown', 'csv'],
  trace: ['table', 'json'],
  import: ['table', 'json'],
  validate: ['table', 'json', 'csv'],
  prices: ['table', 'json'],
  /** A server answers in its protocol. */
  lsp: [],
  mcp: [],
} as const;

export type CommandName = keyof typeof FORMATS;
export type FormatOf<Name extends CommandName> = (typeof FORMATS)[Name][number];

/** One writer for each format of a command. */
export type Writers<Name extends CommandName> = Readonly<Record<FormatOf<Name>, () => string>>;

/** Writes an answer in the format asked for; the other writers do not run. */
export function write<Name extends CommandName>(
  terminal: Terminal,
  format: FormatOf<Name>,
  writers: Writers<Name>,
): void {
  terminal.out(writers[format]());
}
