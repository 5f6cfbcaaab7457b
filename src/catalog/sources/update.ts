/**
 * `prices update`: ask the public sources, believe nothing, hand back new tables and what they change.
 *
 * Nothing is written here. A source that fails in any way gives no file, so the table of before stays.
 */
import type { Finding } from '../checks/index.ts';
import { type Catalog, TABLES } from '../schema/index.ts';
import { type RawTable, tableProblemMessage, validate, writeCsv } from '../tables/index.ts';
import { compare, type Known, knownPrices, type PriceChange, priceRows } from './compare.ts';
import { sourceContext } from './context.ts';
import type { World } from './download.ts';
import { type Brought, inspect } from './inspect.ts';
import { pull, type PullOptions } from './pull.ts';
import type { PriceSource, Rejected, SourceContext, SourceRow } from './source.ts';

export interface UpdateOptions extends PullOptions {
  /** ISO date of today. */
  readonly today: string;
  onProgress?(progress: UpdateProgress): void;
}

export interface UpdateProgress {
  readonly source: string;
  readonly step: 'downloading' | 'reading' | 'done';
  /** Sources finished, of how many. */
  readonly done: number;
  readonly of: number;
  readonly bytes: number;
}

export interface SourceReport {
  readonly id: string;
  readonly title: string;
  readonly status: 'updated' | 'unchanged' | 'failed';
  /** Why it failed, as a sentence. */
  readonly failure?: string;
  readonly rows: number;
  readonly bytes: number;
  /** Rejections by reason, with one example each. */
  readonly rejected: readonly { readonly reason: string; readonly count: number; readonly example: string }[];
  readonly quarantined: readonly PriceChange[];
  readonly licence: string;
  readonly attribution?: string;
}

export interface UpdateResult {
  readonly reports: readonly SourceReport[];
  /** Tables of the refreshed layer, to be written whole. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly changes: readonly PriceChange[];
  /** What a person should look at among the new rows, after the exceptions. */
  readonly findings: readonly Finding[];
}

/** A table that loses more than half of its rows was cut off somewhere. */
const SHRUNK = 0.5;

export async function updatePrices(
  sources: readonly PriceSource[],
  catalog: Catalog,
  world: World,
  options: UpdateOptions,
): Promise<UpdateResult> {
  const asking: Asking = {
    catalog,
    context: sourceContext(catalog, options.today),
    known: knownPrices(catalog),
    world,
    options,
  };
  const reports: SourceReport[] = [];
  const files: { path: string; text: string }[] = [];
  const changes: PriceChange[] = [];
  const brought: Brought[] = [];
  for (const [done, source] of sources.entries()) {
    const tell = (step: UpdateProgress['step'], bytes: number): void =>
      options.onProgress?.({ source: source.id, step, done, of: sources.length, bytes });
    const outcome = await updateOne(source, asking, tell);
    tell('done', outcome.report.bytes);
    reports.push(outcome.report);
    if (outcome.written !== undefined) {
      const columns = TABLES[source.kind].columns.map((column) => column.name);
      files.push({ path: source.file, text: writeCsv(columns, outcome.written) });
      brought.push({ kind: source.kind, file: source.file, rows: outcome.written });
    }
    changes.push(...outcome.changes);
  }
  return { reports, files, changes, findings: inspect(catalog, brought, options.today) };
}

interface Outcome {
  readonly report: SourceReport;
  /** Rows of the new table. */
  readonly written?: readonly SourceRow[];
  readonly changes: readonly PriceChange[];
}

/** The same for every source of one update. */
interface Asking {
  readonly catalog: Catalog;
  readonly context: SourceContext;
  readonly known: (kind: PriceSource['kind']) => Known;
  readonly world: World;
  readonly options: UpdateOptions;
}

async function updateOne(
  source: PriceSource,
  { catalog, context, known, world, options }: Asking,
  tell: (step: UpdateProgress['step'], bytes: number) => void,
): Promise<Outcome> {
  const { id, title, licence, attribution } = source;
  const about = { id, title, licence, ...(attribution === undefined ? {} : { attribution }) };
  const pulled = await pull(source, context, world, options, (bytes) => tell('downloading', bytes));
  const fail = (failure: string): Outcome => ({
    report: {
      ...about,
      status: 'failed',
      failure,
      rows: 0,
      bytes: pulled.bytes,
      rejected: summary(pulled.rejected),
      quarantined: [],
    },
    changes: [],
  });
  if (pulled.failure !== undefined) return fail(pulled.failure);
  tell('reading', pulled.bytes);
  const { rows, rejected } = believable(source, pulled.rows.map(named), catalog, options.today);
  const all = [...pulled.rejected, ...rejected];
  if (rows.length === 0) return fail('nothing usable came back. The table of before stays.');
  const before = rowsOfBefore(source, catalog);
  if (rows.length < before * SHRUNK)
    return fail(`${rows.length} rows came back where ${before} are known. The table of before stays.`);
  const compared = compare(source.kind, source.file, rows, known(source.kind));
  const status = compared.changes.length === 0 ? 'unchanged' : 'updated';
  return {
    report: {
      ...about,
      status,
      rows: rows.length,
      bytes: pulled.bytes,
      rejected: summary(all),
      quarantined: compared.quarantined,
    },
    written: compared.rows,
    changes: compared.changes,
  };
}

/** Rows that pass the checks of our own tables; the others with the sentence that says why. */
function believable(
  source: PriceSource,
  rows: readonly SourceRow[],
  catalog: Catalog,
  today: string,
): { rows: SourceRow[]; rejected: Rejected[] } {
  const columns = TABLES[source.kind].columns.map((column) => column.name);
  const table: RawTable = {
    kind: source.kind,
    path: source.file,
    columns,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  };
  const strangers = new Set(rows.flatMap((row, index) => (mayWrite(source, row) ? [] : [index + 2])));
  const problems = validate([table], {
    today,
    // Rows that amend one price of a known row have the evidence of that row.
    overlay: 'completed',
    known: (kind, id) =>
      kind === 'accelerators' ? catalog.accelerator(id) !== undefined : catalog.model(id) !== undefined,
  });
  const broken = new Map(problems.map((problem) => [problem.line, problem]));
  return {
    rows: rows.filter((_, index) => !broken.has(index + 2) && !strangers.has(index + 2)),
    rejected: [
      ...[...broken.values()].map((problem) => ({ reason: 'malformed' as const, what: tableProblemMessage(problem) })),
      ...[...strangers].map((line) => ({ reason: 'other-market' as const, what: ownerOf(rows[line - 2]) })),
    ],
  };
}

/** Clouds with a list of their own, under every name they go by: a feed about everybody may not overrule it. */
const OFFICIAL: ReadonlySet<string> = new Set([
  'aws',
  'amazon',
  'amazon-web-services',
  'azure',
  'microsoft-azure',
  'gcp',
  'google-cloud',
  'google-cloud-platform',
]);

/** A name as our tables write it. */
const spelled = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** What names are compared by; undefined for one in signs that could pass for those of another name. */
function comparable(name: string): string | undefined {
  const plain = spelled(name).replace(/[\s_]+/g, '-');
  return /^[a-z0-9][a-z0-9.+-]{0,60}$/.test(plain) ? plain : undefined;
}

const ownerOf = (row: SourceRow | undefined): string => row?.['cloud'] ?? row?.['provider'] ?? '';

function mayWrite(source: PriceSource, row: SourceRow): boolean {
  const owner = comparable(ownerOf(row));
  if (owner === undefined) return false;
  return source.covers === 'many' ? !OFFICIAL.has(owner) : source.covers.includes(owner);
}

/** One spelling of an owner, so that two of them are not two owners. */
function named(row: SourceRow): SourceRow {
  const column = row['cloud'] === undefined ? 'provider' : 'cloud';
  return { ...row, [column]: spelled(ownerOf(row)) };
}

/** Rows of the refreshed table that this source wrote last time. */
function rowsOfBefore(source: PriceSource, catalog: Catalog): number {
  return priceRows(catalog, source.kind).filter(
    ({ origin }) => origin.layer === 'refreshed' && origin.table.endsWith(source.file),
  ).length;
}

function summary(rejected: readonly Rejected[]): SourceReport['rejected'] {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { reason, what } of rejected) {
    const known = counts.get(reason);
    if (known === undefined) counts.set(reason, { count: 1, example: what });
    else known.count += 1;
  }
  return [...counts].map(([reason, { count, example }]) => ({ reason, count, example }));
}
