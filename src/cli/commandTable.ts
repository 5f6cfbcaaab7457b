/** Every command as a stranger meets it: usage, formats, options, and the function that does it (commands/). */
import { breakEvenCommand, sensitivityCommand } from './commands/decide.ts';
import { actualsCommand } from './commands/actuals.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { estimateCommand } from './commands/estimate.ts';
import { explainCommand } from './commands/explain.ts';
import { importCommand } from './commands/import.ts';
import { lspCommand, mcpCommand } from './commands/serve.ts';
import { exportCommand, portfolioCommand } from './commands/portfolio.ts';
import { pricesListCommand, pricesShowCommand } from './commands/prices.ts';
import { pricesUpdateCommand, type PricesUpdateOptions } from './commands/pricesUpdate.ts';
import { rankCommand } from './commands/rank.ts';
import { tcoCommand } from './commands/tco.ts';
import { traceCommand } from './commands/trace.ts';
import { validateCommand } from './commands/validate.ts';
import type { ExitCode } from './exit.ts';
import type { CommandName } from './formats.ts';
import type { Terminal } from './terminal.ts';

/** As commander reads it; what is left out has the default of its command. One with an empty list may be given again and again. */
type OptionRow = readonly [flags: string, description: string, byDefault?: string | readonly string[]];

type Run<Argument, Options> = (
  terminal: Terminal,
  argument: Argument,
  options: Options,
) => ExitCode | Promise<ExitCode>;

export interface CommandRow {
  /** Whose formats it has. */
  readonly name: CommandName;
  /** With its arguments; a group before the name: `prices list`. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly OptionRow[];
  /** What commander read of the command line, by `options`: checked there and not by the compiler. */
  readonly run: Run<never, never>;
}

const workload: OptionRow = [
  '--workload <name>',
  'the document to take, by name or index; default: the first that has the deployment asked for',
];
const asOf: OptionRow = ['--as-of <date>', 'the date prices are aged against; default: today'];
const pricing: OptionRow = ['--pricing <folder>', 'tables of our own format that go before the bundled ones'];
const common = [workload, asOf, pricing];

const deployment = (byDefault: string): OptionRow => ['--deployment <name>', `default: ${byDefault}`];
const value: OptionRow = ['--value <path>', 'such as cost.perMillionTokens', 'cost.perMillionTokens'];

const rankOptions: readonly OptionRow[] = [
  ['--by <order>', 'cost, energy, carbon, ttft or tpot', 'cost'],
  ['--top <n>', 'only the first n'],
  ['--precision <which>', 'any: every weight precision; workload: the one of the document'],
  ['--places <which>', 'cheapest: each purchase where it costs least; all: every cloud and region'],
  ['--pay <list>', 'only these ways to pay: rent, own, api'],
  ['--clouds <list>', 'only these clouds, comma between'],
  ['--regions <list>', 'only these regions or groups'],
  ['--vendors <list>', 'only these makers'],
  ['--available', 'leave out what is announced, internal or cancelled'],
  ['--min-confidence <class>', 'published, or third-party; of hardware prices too'],
  ['--include <list>', 'offers that do not lead by themselves: spot, old, outlier, uncorroborated …'],
];

const checkOptions: readonly OptionRow[] = [
  ['--all', 'every deployment, even where a baseline is named'],
  ['--allow-unknown', 'an undecided check passes'],
  ['--fail-on <rule>', 'also fail where this holds, such as "cost_per_month > 60000 USD or ttft_p95 > 800 ms"', []],
  ['--changed', 'the files are those that changed: check the workloads among them and those that read one of them'],
  ['--against <revision>', 'git revision whose bills are shown beside, and --max-increase is measured from'],
  ['--max-increase <limits>', 'how much the bill of a month may rise: 10%, 500 USD, or both with a comma between'],
];

const traceOptions: readonly OptionRow[] = [
  ['--sql', 'print the statement for the engine where the trace lives'],
  ['--dialect <name>', 'duckdb, spark, trino or bigquery', 'duckdb'],
  ['--from <table>', 'the table the statement reads', 'requests'],
  ['--columns <list>', 'names of timestamp, input, output and cached, comma between'],
];

const updateOptions: readonly OptionRow[] = [
  ['--source <id...>', 'only these sources; the large AWS list only when named'],
  ['--yes', 'do not ask'],
  ['--dry-run', 'show what would change'],
  ['--as-of <date>', 'the date new prices carry; default: today'],
];

export const commandTable: readonly CommandRow[] = [
  {
    name: 'estimate',
    usage: 'estimate <files...>',
    description: 'Every deployment: fit, speed, cost, energy.',
    options: common,
    run: estimateCommand,
  },
  {
    name: 'rank',
    usage: 'rank <file>',
    description: 'Every feasible accelerator and purchase of the catalog for this workload.',
    options: [...common, ...rankOptions],
    run: rankCommand,
  },
  {
    name: 'explain',
    usage: 'explain <file>',
    description: 'How a number came to be: formulas, table rows, lines of the document.',
    options: [...common, deployment('the first'), value],
    run: explainCommand,
  },
  {
    name: 'diff',
    usage: 'diff <files...>',
    description: 'What a change does to cost, energy and latency: two files, or one file --against a git revision.',
    options: [...common, ['--against <revision>', 'compare the file with itself at this git revision']],
    run: diffCommand,
  },
  {
    name: 'check',
    usage: 'check <files...>',
    description: 'Budgets and latency targets of files and folders; exit 1 if one fails.',
    options: [...common, ...checkOptions],
    run: checkCommand,
  },
  {
    name: 'sensitivity',
    usage: 'sensitivity <file>',
    description: 'What moves the cost, most first.',
    options: [
      ...common,
      deployment('the baseline, else the first'),
      value,
      ['--table <inputs>', 'two inputs, comma between: a two-way table'],
    ],
    run: sensitivityCommand,
  },
  {
    name: 'break-even',
    usage: 'break-even <file>',
    description: 'When owning beats renting, and self-hosting beats the API.',
    options: common,
    run: breakEvenCommand,
  },
  {
    name: 'tco',
    usage: 'tco <files...>',
    description: 'The bill over years: growth, moving prices, machines bought and sold, what it counts today.',
    options: [...common, ['--years <n>', 'length of the plan; default: `horizon` of the document, else 3']],
    run: tcoCommand,
  },
  {
    name: 'actuals',
    usage: 'actuals <files...>',
    description: 'Bills (FOCUS, OpenCost, Kubecost, LiteLLM) beside the estimates of the workloads they are for.',
    options: [
      ...common,
      ['--in <folder>', 'where the workloads are', '.'],
      ['--hours <n>', 'hours that the bill covers, where its lines have no times'],
    ],
    run: actualsCommand,
  },
  {
    name: 'portfolio',
    usage: 'portfolio <folders...>',
    description: 'All workloads below folders as one bill: by workload, cloud, machine and label.',
    options: common,
    run: portfolioCommand,
  },
  {
    name: 'export',
    usage: 'export <folders...>',
    description: 'Every deployment below folders as metrics for Prometheus.',
    options: common,
    run: exportCommand,
  },
  {
    name: 'trace',
    usage: 'trace [file]',
    description:
      'A log of requests (CSV or Parquet) reduced to a summary beside it, which a workload reads as its traffic.',
    options: traceOptions,
    run: traceCommand,
  },
  {
    name: 'import',
    usage: 'import <files...>',
    description:
      "Somebody else's deployment files, or a folder of them, as workloads: vLLM, Kubernetes, KServe, Dynamo, llm-d, SkyPilot, config.json.",
    options: [['--from <format>', 'read it as this format instead of looking']],
    run: importCommand,
  },
  {
    name: 'validate',
    usage: 'validate <files...>',
    description: 'Predicted against measured, for CSV files of measured runs and results of benchmark tools.',
    options: [
      pricing,
      ['--model <name>', 'of results of benchmark tools that do not name it'],
      ['--accelerator <name>', 'likewise'],
      ['--tensor-parallel <n>', 'likewise'],
      ['--engine <name>', 'vllm, sglang or trtllm, where the tool only spoke its protocol'],
      ['--weights <format>', 'number format of the weights; default: that of the checkpoint'],
    ],
    run: validateCommand,
  },
  {
    name: 'lsp',
    usage: 'lsp',
    description: 'The language server for editors, on standard input and output.',
    options: [['--stdio', 'what editors pass; there is no other way to speak with it']],
    run: lspCommand,
  },
  {
    name: 'mcp',
    usage: 'mcp',
    description: 'The engine as tools for agents: a Model Context Protocol server on standard input and output.',
    options: [],
    run: mcpCommand,
  },
  {
    name: 'prices',
    usage: 'prices list [words...]',
    description: 'Rows that have all the words in them.',
    options: [asOf, pricing, ['--top <n>', 'how many rows', '30']],
    run: pricesListCommand,
  },
  {
    name: 'prices',
    usage: 'prices show <accelerator>',
    description: 'One accelerator: specification, offers, sources.',
    options: [asOf, pricing, ['--top <n>', 'how many offers, the cheapest first', '30']],
    run: pricesShowCommand,
  },
  {
    name: 'prices',
    usage: 'prices update',
    description:
      'Read public prices over https into your own layer; asks first, keeps the old table where a source fails.',
    options: updateOptions,
    run: (terminal, _: undefined, options: PricesUpdateOptions) => pricesUpdateCommand(terminal, options),
  },
];
