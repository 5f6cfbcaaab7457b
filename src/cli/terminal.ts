/** Where the command line speaks and what it finds beside it: injected, so that tests read what a person would. */
import { readFileSync } from 'node:fs';
import type { CatalogData } from '../catalog/index.ts';

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  readonly locale: string;
  /** Progress lines are drawn only where a person watches. */
  readonly interactive: boolean;
  /** The bundled tables, read when a command needs them. */
  readonly tables: () => CatalogData;
}

/**
 * Text of documents as a terminal may show it: control characters, which could move the cursor or recolour what follows,
 * become their pictures (U+2400 on); line ends and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(/\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Draws a line that the next one replaces, where a person watches; without a line the last one goes away. */
export function progress({ interactive, error }: Terminal, line = ''): void {
  if (interactive) error(`\r\u001b[K${line}`);
}

export function processTerminal(): Terminal {
  goOnWhereNobodyReads();
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    // A terminal that has no width says 0.
    width: process.stdout.columns || Number(process.env['COLUMNS']) || 100,
    locale: 'en-US',
    interactive: process.stderr.isTTY === true,
    tables: () => JSON.parse(readFileSync(new URL('pricing.json', import.meta.url), 'utf8')) as CatalogData,
  };
}

/**
 * A reader that has seen enough (`| head`) closes the pipe. What is written from then on is lost, and no fault; the
 * command goes on to its end, since its exit code is an answer of its own (`check`).
 */
function goOnWhereNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
