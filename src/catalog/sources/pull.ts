/** All pages of a source: downloaded, parsed, joined by identity. */
import { TABLES } from '../schema/index.ts';
import { download, type World } from './download.ts';
import { broken, type Parsed, type PriceSource, type Rejected, type SourceContext, type SourceRow } from './source.ts';

const MAX_PAGES = 80;
const MAX_LINE = 1_000_000;

export interface PullOptions {
  readonly timeoutMs?: number;
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

export interface Pulled {
  readonly rows: readonly SourceRow[];
  readonly rejected: readonly Rejected[];
  readonly bytes: number;
  readonly failure?: string;
}

/** All pages of all addresses; the first failure ends it, because half a price list is none. */
export async function pull(
  source: PriceSource,
  context: SourceContext,
  world: World,
  options: PullOptions,
  onBytes: (bytes: number) => void,
): Promise<Pulled> {
  const merged = new Map<string, Record<string, string>>();
  const rejected: Rejected[] = [];
  const queue = [...source.urls()];
  let bytes = 0;
  for (let page = 0; queue.length > 0; page += 1) {
    const url = queue.shift() ?? '';
    const done = (failure: string): Pulled => ({ rows: [], rejected, bytes, failure });
    if (page >= MAX_PAGES) return done(`more than ${MAX_PAGES} pages. The table of before stays.`);
    const read = await readPage(source, url, context, { world, options, onBytes: (got) => onBytes(bytes + got) });
    bytes += read.bytes;
    if (read.failure !== undefined) return done(`${hostOf(url)}: ${read.failure}. The table of before stays.`);
    const parsed = read.parsed;
    if (parsed?.broken !== undefined)
      return done(`${hostOf(url)} answered something else: ${parsed.broken}. The table of before stays.`);
    for (const row of parsed?.rows ?? []) {
      const identity = TABLES[source.kind].identity.map((name) => row[name] ?? '').join('|');
      merged.set(identity, { ...merged.get(identity), ...row });
    }
    // One at a time: a call takes no hundred thousand arguments.
    for (const each of parsed?.rejected ?? []) rejected.push(each);
    if (parsed?.next !== undefined) queue.unshift(parsed.next);
  }
  return { rows: [...merged.values()], rejected, bytes };
}

/** How a page is fetched. */
interface Fetching {
  readonly world: World;
  readonly options: PullOptions;
  /** Hears the bytes of this page so far. */
  onBytes(bytes: number): void;
}

async function readPage(
  source: PriceSource,
  url: string,
  context: SourceContext,
  { world, options, onBytes }: Fetching,
): Promise<{ bytes: number; failure?: string; parsed?: Parsed }> {
  let parts: string[] = [];
  let reader = source.lines?.(context, url);
  let rest = '';
  const got = await download(url, world, {
    maxBytes: source.maxBytes,
    timeoutMs: options.timeoutMs ?? (source.heavy === true ? 900_000 : 60_000),
    attempts: options.attempts ?? 3,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    start: () => {
      parts = [];
      rest = '';
      reader = source.lines?.(context, url);
    },
    chunk: (text, bytes) => {
      onBytes(bytes);
      if (reader === undefined) {
        parts.push(text);
        return;
      }
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE) rest = '';
      for (const line of lines) reader.push(line);
    },
  });
  if (!got.ok) return { bytes: 0, failure: `${got.failure} (${got.detail})` };
  const parse = (): Parsed | Promise<Parsed> => {
    const text = parts.join('');
    if (reader === undefined) return world.parse?.(source.id, text, url) ?? source.parse(text, context, url);
    reader.push(rest);
    return reader.end();
  };
  return { bytes: got.bytes, parsed: await readable(parse) };
}

/** No text may end an update: what a parser cannot stand is an answer that is not used. */
async function readable(parse: () => Parsed | Promise<Parsed>): Promise<Parsed> {
  try {
    return await parse();
  } catch (error) {
    return broken(`it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
