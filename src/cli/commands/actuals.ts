import Papa from 'papaparse';
import { actualsOf, type BillLine, hoursOf, portfolioOf, readBill } from '../../estimate/index.ts';
import { actualsMarkdown, actualsText, commandJson } from '../../report/index.ts';
import { loadDuckDb, rowsOfParquet } from '../duckdb.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { refusalText } from '../files.ts';
import { write } from '../formats.ts';
import { readData } from '../input.ts';
import { type CommonOptions, Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface ActualsOptions extends CommonOptions<'actuals'> {
  /** Folder with the workloads; default: here. */
  readonly in: string;
  /** Hours that the bill covers, where its lines have no times. */
  readonly hours?: string;
}

const LARGEST_BILL_BYTES = 256e6;

/** `actuals FILE…`: bills beside the estimates of the workloads they are for. */
export async function actualsCommand(
  terminal: Terminal,
  files: readonly string[],
  options: ActualsOptions,
): Promise<ExitCode> {
  const lines: BillLine[] = [];
  for (const file of files) for (const line of await linesOf(file)) lines.push(line);
  const hours = options.hours === undefined ? hoursOf(lines) : Number(options.hours);
  if (hours === undefined || !(hours > 0))
    throw new UsageError('The lines of the bill have no times. Say with --hours how many hours it covers.');
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateBelow([options.in]));
  const catalog = selected[0]?.engine.catalog;
  const usd = (currency: string): number | undefined => (currency === 'USD' ? 1 : catalog?.currency(currency)?.usd);
  const portfolio = portfolioOf(
    selected.map(({ workload }) => workload.estimate),
    usd,
  );
  const convert = (cost: number, currency: string): number | undefined => {
    const [from, to] = [usd(currency), usd(portfolio.currency)];
    return from === undefined || to === undefined ? undefined : (cost * from) / to;
  };
  const actuals = actualsOf(portfolio, lines, hours, convert);
  const { locale, width } = terminal;
  write<'actuals'>(terminal, options.format, {
    table: () => actualsText(actuals, { locale, width }),
    json: () => commandJson('actuals', actuals),
    markdown: () => actualsMarkdown(actuals, locale),
  });
  return session.exit;
}

async function linesOf(file: string): Promise<readonly BillLine[]> {
  const bill = readBill(/\.parquet$/i.test(file) ? await parquet(file) : parsed(file));
  if (bill !== undefined) return bill.lines;
  throw new UsageError(
    `${file} is no bill that is known: FOCUS (CSV or Parquet), an allocation of OpenCost or Kubecost (JSON), spend logs of LiteLLM.`,
  );
}

function parsed(file: string): unknown {
  const read = readData(file, LARGEST_BILL_BYTES);
  if (!read.ok) throw new UsageError(`${file} could not be read: ${refusalText(read.refusal)}`);
  const text = read.text.replace(/^\uFEFF/, '');
  if (/^\s*[[{]/.test(text)) return json(file, text);
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

/** One value, or one a line. */
function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
    } catch {
      throw new UsageError(`${file} is not JSON.`);
    }
  }
}

async function parquet(file: string): Promise<unknown> {
  const duckdb = await loadDuckDb();
  if (duckdb === undefined)
    throw new UsageError(`${file} is Parquet, which needs DuckDB: npm install @duckdb/node-api. CSV needs nothing.`);
  return rowsOfParquet(duckdb, file);
}
