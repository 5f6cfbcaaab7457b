/** The command line as a stranger meets it: names, options and help of every command; the work is in commands/. */
import { Command, CommanderError, Option } from 'commander';
import { breakEvenCommand, sensitivityCommand } from './commands/decide.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { estimateCommand } from './commands/estimate.ts';
import { explainCommand } from './commands/explain.ts';
import { importCommand, type ImportOptions } from './commands/import.ts';
import { pricesListCommand, pricesShowCommand } from './commands/prices.ts';
import { pricesUpdateCommand, type PricesUpdateOptions } from './commands/pricesUpdate.ts';
import { rankCommand } from './commands/rank.ts';
import { traceCommand, type TraceOptions } from './commands/trace.ts';
import { validateCommand, type ValidateOptions } from './commands/validate.ts';
import { EXIT, UsageError, type ExitCode } from './exit.ts';
import type { CommonOptions, Format } from './session.ts';
import { visible, type Terminal } from './terminal.ts';

/**
 * Runs one command line.
 *
 * @param args what stands after the program's name
 * @returns the exit code; never throws
 */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  let exit: ExitCode = EXIT.fine;
  const program = buildProgram({ ...terminal, out: (text) => terminal.out(visible(text)) }, version, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    return failed(error, terminal);
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

  const command = (usage: string, formats: readonly Format[], description: string): Command =>
    program
      .command(usage)
      .description(description)
      .addOption(new Option('--format <format>', 'how to write the answer').choices(formats).default('table'))
      .option(
        '--workload <name>',
        'the document to take, by name or index; default: the first that has the deployment asked for',
      )
      .option('--as-of <date>', 'the date prices are aged against; default: today')
      .option('--pricing <folder>', 'tables of our own format that go before the bundled ones');

  command(
    'estimate <files...>',
    ['table', 'json', 'markdown', 'csv', 'html'],
    'Every deployment: fit, speed, cost, energy.',
  ).action((files: string[], options: CommonOptions) => done(estimateCommand(terminal, files, options)));
  command(
    'rank <file>',
    ['table', 'json', 'markdown', 'csv'],
    'Every feasible accelerator and purchase of the catalog for this workload.',
  )
    .option('--by <order>', 'cost, energy, carbon, ttft or tpot', 'cost')
    .option('--top <n>', 'only the first n')
    .option('--precision <which>', 'any: every weight precision; workload: the one of the document')
    .option('--places <which>', 'cheapest: each purchase where it costs least; all: every cloud and region')
    .option('--pay <list>', 'only these ways to pay: rent, own, api')
    .option('--clouds <list>', 'only these clouds, comma between')
    .option('--regions <list>', 'only these regions or groups')
    .option('--vendors <list>', 'only these makers')
    .option('--available', 'leave out what is announced, internal or cancelled')
    .option('--min-confidence <class>', 'published, or third-party')
    .action((file: string, options) => done(rankCommand(terminal, file, options)));
  command(
    'explain <file>',
    ['table', 'json', 'markdown'],
    'How a number came to be: formulas, table rows, lines of the document.',
  )
    .option('--deployment <name>', 'default: the first')
    .option('--value <path>', 'such as cost.perMillionTokens', 'cost.perMillionTokens')
    .action((file: string, options) => done(explainCommand(terminal, file, options)));
  command(
    'diff <files...>',
    ['table', 'json', 'markdown'],
    'What a change does to cost, energy and latency: two files, or one file --against a git revision.',
  )
    .option('--against <revision>', 'compare the file with itself at this git revision')
    .action((files: string[], options) => done(diffCommand(terminal, files, options)));
  command(
    'check <files...>',
    ['table', 'json', 'markdown', 'junit', 'sarif'],
    'Budgets and latency targets of files and folders; exit 1 if one fails.',
  )
    .option('--all', 'every deployment, even where a baseline is named')
    .option('--allow-unknown', 'an undecided check passes')
    .option('--against <revision>', 'git revision that --max-increase is measured from')
    .option(
      '--max-increase <limits>',
      'how much the bill of a month may rise: 10%, 500 USD, or both with a comma between',
    )
    .action((files: string[], options) => done(checkCommand(terminal, files, options)));
  command('sensitivity <file>', ['table', 'json'], 'What moves the cost, most first.')
    .option('--deployment <name>', 'default: the baseline, else the first')
    .option('--value <path>', 'such as cost.perMillionTokens', 'cost.perMillionTokens')
    .option('--table <inputs>', 'two inputs, comma between: a two-way table')
    .action((file: string, options) => done(sensitivityCommand(terminal, file, options)));
  command('break-even <file>', ['table', 'json'], 'When owning beats renting, and self-hosting beats the API.').action(
    (file: string, options: CommonOptions) => done(breakEvenCommand(terminal, file, options)),
  );
  program
    .command('trace [file]')
    .description(
      'A log of requests (CSV or Parquet) reduced to a summary beside it, which a workload reads as its traffic.',
    )
    .addOption(new Option('--format <format>', 'how to write the answer').choices(['table', 'json']).default('table'))
    .option('--sql', 'print the statement for the engine where the trace lives')
    .option('--dialect <name>', 'duckdb, spark, trino or bigquery', 'duckdb')
    .option('--from <table>', 'the table the statement reads', 'requests')
    .option('--columns <list>', 'names of timestamp, input, output and cached, comma between')
    .action(async (file: string | undefined, options: TraceOptions) =>
      done(await traceCommand(terminal, file, options)),
    );
  program
    .command('import <file>')
    .description(
      "Somebody else's deployment file as a workload: vLLM, Kubernetes, KServe, Dynamo, llm-d, SkyPilot, config.json.",
    )
    .addOption(
      new Option('--format <format>', 'the document, or JSON around it').choices(['table', 'json']).default('table'),
    )
    .option('--from <format>', 'read it as this format instead of looking')
    .action((file: string, options: ImportOptions) => done(importCommand(terminal, file, options)));
  program
    .command('validate <files...>')
    .description('Predicted against measured, for CSV files of measured runs.')
    .addOption(
      new Option('--format <format>', 'how to write the answer').choices(['table', 'json', 'csv']).default('table'),
    )
    .option('--pricing <folder>', 'tables of our own format that go before the bundled ones')
    .action(async (files: string[], options: ValidateOptions) => done(await validateCommand(terminal, files, options)));
  addPrices(program, terminal, done);
  return program;
}

function addPrices(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const prices = program
    .command('prices')
    .description('The tables: search them, see how old a price is and who says so, refresh them.');
  const format = (): Option =>
    new Option('--format <format>', 'how to write the answer').choices(['table', 'json']).default('table');
  const command = (usage: string, description: string): Command =>
    prices
      .command(usage)
      .description(description)
      .addOption(format())
      .option('--as-of <date>', 'the date prices are aged against; default: today')
      .option('--pricing <folder>', 'tables of our own format that go before the bundled ones');
  command('list [words...]', 'Rows that have all the words in them.')
    .option('--top <n>', 'how many rows', '30')
    .action((words: string[], options) => done(pricesListCommand(terminal, words, options)));
  command('show <accelerator>', 'One accelerator: specification, offers, sources.')
    .option('--top <n>', 'how many offers, the cheapest first', '30')
    .action((id: string, options) => done(pricesShowCommand(terminal, id, options)));
  prices
    .command('update')
    .description(
      'Read public prices over https into your own layer; asks first, keeps the old table where a source fails.',
    )
    .addOption(format())
    .option('--source <id...>', 'only these sources; the large AWS list only when named')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would change')
    .option('--as-of <date>', 'the date new prices carry; default: today')
    .action(async (options: PricesUpdateOptions) => done(await pricesUpdateCommand(terminal, options)));
}
