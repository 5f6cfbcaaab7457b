/** Where the command line speaks and what it finds beside it: injected, so that tests read what a person would. */
import { readFileSync } from 'node:fs';
import type { CatalogData } from '../catalog/index.ts';
import { EXIT } from './exit.ts';

export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  readonly locale: string;
  /** Whether a person watches. */
  readonly interactive: boolean;
  /** Text that moves the cursor, for progress; absent where nobody watches. */
  readonly draw?: (text: string) => void;
  /** The bundled tables, read when a command needs them. */
  readonly tables: () => CatalogData;
}

/**
 * Text of documents as a terminal and the log of a build may show it. Control characters, which could move the cursor or
 * recolour what follows, become their pictures (U+2400 on), and so do those that turn the direction of writing; line ends
 * and tabs stay. What a build would take for a command to itself (`::error` of GitHub at the start of a line, `##[` and
 * `##vso[` of GitHub and Azure anywhere) loses its first sign to a likeness.
 */
export function visible(text: string): string {
  return text
    .replace(
      /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
      (c) => {
        const code = c.charCodeAt(0);
        return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
      },
    )
    .replace(/^(\s*):(?=:)/gm, '$1\u2236')
    .replace(/#(?=#(?:\[|vso\[))/g, '\uff03');
}

/** Draws a line that the next one replaces, where a person watches; without a line the last one goes away. */
export function progress({ draw }: Terminal, line = ''): void {
  draw?.(`\r\u001b[K${visible(line)}`);
}

export function processTerminal(): Terminal {
  goOnWhereNobodyReads();
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    // A terminal that has no width says 0.
    width: process.stdout.columns || Number(process.env['COLUMNS']) || 100,
    locale: 'en-US',
    interactive: process.stderr.isTTY,
    ...(process.stderr.isTTY ? { draw: (text: string) => void process.stderr.write(text) } : {}),
    tables: () => JSON.parse(readFileSync(new URL('pricing.json', import.meta.url), 'utf8')) as CatalogData,
  };
}

/**
 * A reader that has seen enough (`| head`) closes the pipe. What is written from then on is lost, and no fault; the
 * command goes on to its end, since its exit code is an answer of its own (`check`). Where an answer is lost for another
 * reason (a full disk), a run that went well is none: it says so and ends with 2, and one that failed keeps its code.
 */
function goOnWhereNobodyReads(): void {
  let said = false;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || said) return;
      said = true;
      if (stream === process.stdout)
        process.stderr.write(
          `error: the answer could not be written (${error.code ?? error.message}). It is lost in part.\n`,
        );
      process.once('exit', () => (process.exitCode ||= EXIT.inputErrors));
    });
}
