/**
 * The answer of a price feed is read in a thread of its own: what takes too long or too much memory is ended with it, and
 * the update goes on. The thread runs the same program, which asks `feedToRead` before anything else.
 */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PRICE_SOURCES, sourceContext, type Parsed } from '../catalog/sources/index.ts';
import { createHost, type HostOptions } from './host.ts';
import type { Terminal } from './terminal.ts';

export interface FeedText {
  readonly kind: 'feed';
  readonly source: string;
  readonly text: string;
  readonly url: string;
  readonly options: HostOptions;
}

const LONGEST_MS = 60_000;
const MOST_MEMORY_MB = 1500;
const AGAIN_MS = 100;

/**
 * @param program the file that the thread runs
 * @param longestMs from where the thread has started. A thread that is ended before may run on and never end.
 */
export function readInThread(feed: FeedText, program: URL, longestMs = LONGEST_MS): Promise<Parsed> {
  return new Promise((resolve) => {
    const thread = new Worker(fileURLToPath(program), {
      workerData: feed,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    let alarm: NodeJS.Timeout | undefined;
    const end = (parsed: Parsed): void => {
      clearTimeout(alarm);
      thread.removeAllListeners();
      // A busy thread may miss that it is to end: it is told again until it has.
      const again = setInterval(() => void thread.terminate(), AGAIN_MS);
      void thread.terminate().then(() => {
        clearInterval(again);
        resolve(parsed);
      });
    };
    const broken = (reason: string): void => end({ rows: [], rejected: [], broken: reason });
    thread.once('online', () => {
      alarm = setTimeout(() => broken(`it takes more than ${longestMs / 1000} s to read`), longestMs);
    });
    thread.once('message', (parsed: Parsed) => end(parsed));
    thread.once('error', ({ message }) => broken(`it cannot be read (${message})`));
    thread.once('exit', () => broken('it cannot be read'));
  });
}

/** The text that this thread was started for; undefined in the program itself. */
export function feedToRead(): FeedText | undefined {
  const data = workerData as Partial<FeedText> | null;
  return !isMainThread && data?.kind === 'feed' ? (data as FeedText) : undefined;
}

/** Reads it and hands back the rows. A parser that throws ends the thread, which is an answer too. */
export function readFeed({ source, text, url, options }: FeedText, terminal: Terminal): void {
  const found = PRICE_SOURCES.find(({ id }) => id === source);
  if (found === undefined) throw new Error(`no source ${source}`);
  const host = createHost({ ...terminal, error: () => undefined }, options);
  const { catalog } = host.engineFor(process.cwd());
  parentPort?.postMessage(found.parse(text, sourceContext(catalog, host.asOf), url));
}
