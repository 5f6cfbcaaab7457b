/** The command line: reads commandTable.ts with commander, runs what was asked, and says how it ended. */
import { Command, CommanderError, Option } from 'commander';
import { commandTable, type CommandRow } from './commandTable.ts';
import { EXIT, UsageError, type ExitCode } from './exit.ts';
import { FORMATS } from './formats.ts';
import { visible, type Terminal } from './terminal.ts';

/**
 * Runs one command line.
 *
 * @param args what stands after the program's name
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  let exit: ExitCode = EXIT.fine;
  const safe: Terminal = {
    ...terminal,
    out: (text) => terminal.out(visible(text)),
    error: (text) => terminal.error(visible(text)),
  };
  const program = buildProgram(safe, version, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    return failed(error, safe);
  }
}

function failed(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.inputErrors;
  if (error instanceof UsageError) {
    terminal.error(`error: ${error.message}\n`);
    return EXIT.inputErrors;
  }
  terminal.error(
    `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nThis is a bug. Please report it with the input.\n`,
  );
  return EXIT.internal;
}

function buildProgram(terminal: Terminal, version: string, done: (code: ExitCode) => void): Command {
  const program = new Command('inference-tco')
    .description(
      'What an LLM serving workload costs and burns, whether it fits and meets its latency target, and what would serve it better.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error });
  let prices: Command | undefined;
  for (const row of commandTable) {
    const grouped = /^prices (.*)$/.exec(row.usage)?.[1];
    const parent =
      grouped === undefined
        ? program
        : (prices ??= program
            .command('prices')
            .description('The tables: search them, see how old a price is and who says so, refresh them.'));
    addCommand(parent.command(grouped ?? row.usage), row, terminal, done);
  }
  return program;
}

function addCommand(
  command: Command,
  { name, description, options, run }: CommandRow,
  terminal: Terminal,
  done: (code: ExitCode) => void,
): void {
  command.description(description);
  const [byDefault] = FORMATS[name];
  if (byDefault !== undefined)
    command.addOption(
      new Option('--format <format>', 'how to write the answer').choices(FORMATS[name]).default(byDefault),
    );
  for (const [flags, about, value] of options)
    if (typeof value === 'object')
      command.option(flags, about, (text: string, all: readonly string[]) => [...all, text], value);
    else command.option(flags, about, value);
  const given = run as (terminal: Terminal, argument: unknown, options: unknown) => ExitCode | Promise<ExitCode>;
  // commander hands over the argument, where the usage has one, then the options and itself.
  command.action(async (...parts: unknown[]) => done(await given(terminal, parts.at(-3), parts.at(-2))));
}
