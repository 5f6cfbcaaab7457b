/** The command line in this process: what a person would read, and the exit code. */
import { run } from '../../src/cli/program.ts';
import { catalogData } from './catalog.ts';

export interface CliResult {
  readonly exit: number;
  readonly out: string;
  readonly error: string;
}

export interface CliOptions {
  readonly width?: number;
  /** Print both streams in the order they were written, as a terminal shows them. */
  readonly together?: boolean;
}

export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  let out = '';
  let error = '';
  const exit = await run(
    args,
    {
      out: (text) => (out += text),
      error: (text) => (options.together ? (out += text) : (error += text)),
      width: options.width ?? 100,
      locale: 'en-US',
      interactive: false,
      tables: catalogData,
    },
    '0.0.0',
  );
  return { exit, out, error };
}
