/** Where the command line speaks: injected, so that tests read what a person would. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  readonly locale: string;
  /** Progress lines are drawn only where a person watches. */
  readonly interactive: boolean;
}

export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    width: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 100),
    locale: 'en-US',
    interactive: process.stderr.isTTY === true,
  };
}
