/** One download: https only, a limit on time and size, a few retries with back-off. The network and the clock come in as arguments. */

import type { Parsed } from './source.ts';

export interface ResponseLike {
  readonly status: number;
  /** Address after redirects. */
  readonly url?: string;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

export interface FetchInit {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Redirects are followed here, each looked at before it is asked. */
  readonly redirect: 'manual';
}

/** What the host lends: its network, its clock. */
export interface World {
  fetch(url: string, init: FetchInit): Promise<ResponseLike>;
  /** Resolves after the time, or as soon as the signal says so. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Reads an answer of a source where it can be stopped. Default: here and now. */
  parse?(source: string, text: string, url: string): Promise<Parsed>;
  /** Default: https only. Tests allow their loopback server. */
  allow?(url: URL): boolean;
}

export type DownloadFailure =
  'not-https' | 'elsewhere' | 'timeout' | 'network' | 'http-status' | 'too-large' | 'truncated' | 'cancelled';

export type Download =
  | { readonly ok: true; readonly bytes: number }
  | { readonly ok: false; readonly failure: DownloadFailure; readonly detail: string };

export interface DownloadOptions {
  readonly maxBytes: number;
  /** Of one attempt, body included. */
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly signal?: AbortSignal;
  /** Called for every attempt: forget what an earlier one brought. */
  start(): void;
  chunk(text: string, bytes: number): void;
}

const RETRIED: ReadonlySet<DownloadFailure> = new Set(['timeout', 'network', 'truncated']);
/** First pause; doubles with every attempt. */
const BACK_OFF_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export async function download(url: string, world: World, options: DownloadOptions): Promise<Download> {
  let last: Download & { readonly retryAfterMs?: number; readonly retry?: boolean } = failed('network', 'not tried');
  for (let attempt = 0; attempt < options.attempts; attempt += 1) {
    if (attempt > 0) {
      const pause = Math.min(last.retryAfterMs ?? BACK_OFF_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
      await world.sleep(pause, options.signal);
    }
    if (options.signal?.aborted === true) return failed('cancelled', 'stopped by the user');
    options.start();
    last = await attemptOnce(url, world, options);
    if (last.ok || !(last.retry ?? RETRIED.has(last.failure))) break;
  }
  return last.ok ? { ok: true, bytes: last.bytes } : failed(last.failure, last.detail);
}

type Attempt = Download & { readonly retry?: boolean; readonly retryAfterMs?: number };

async function attemptOnce(url: string, world: World, options: DownloadOptions): Promise<Attempt> {
  if (!allowed(url, world)) return failed('not-https', `${url} is not https`);
  const limit = new AbortController();
  const done = new AbortController();
  let timedOut = false;
  const timer = world.sleep(options.timeoutMs, done.signal).then(() => {
    if (done.signal.aborted) return;
    timedOut = true;
    limit.abort();
  });
  const cancel = (): void => limit.abort();
  options.signal?.addEventListener('abort', cancel);
  try {
    return await receive(url, world, options, limit);
  } catch (error) {
    if (timedOut) return failed('timeout', `no complete answer within ${options.timeoutMs / 1000} s`);
    if (options.signal?.aborted === true) return failed('cancelled', 'stopped by the user');
    return failed('network', error instanceof Error ? error.message : 'unknown');
  } finally {
    options.signal?.removeEventListener('abort', cancel);
    done.abort();
    limit.abort();
    await timer.catch(() => undefined);
  }
}

async function receive(url: string, world: World, options: DownloadOptions, limit: AbortController): Promise<Attempt> {
  const response = await answerOf(url, world, limit.signal);
  if ('failure' in response) return response;
  if (response.status !== 200) {
    const after = Number(response.headers.get('retry-after'));
    const retry = response.status === 429 || response.status >= 500;
    const failure = failed('http-status', `status ${response.status}`);
    return { ...failure, retry, ...(after > 0 ? { retryAfterMs: after * 1000 } : {}) };
  }
  const promised = contentLength(response);
  if (promised !== undefined && promised > options.maxBytes)
    return failed('too-large', `${promised} bytes announced, the limit is ${options.maxBytes}`);
  if (response.body === null) return failed('network', 'an answer without a body');
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await unlessAborted(reader.read(), limit.signal);
    if (done) break;
    bytes += value.byteLength;
    if (bytes > options.maxBytes) {
      void reader.cancel().catch(() => undefined);
      return failed('too-large', `more than ${options.maxBytes} bytes`);
    }
    options.chunk(decoder.decode(value, { stream: true }), bytes);
  }
  options.chunk(decoder.decode(), bytes);
  if (promised !== undefined && bytes < promised) return failed('truncated', `${bytes} of ${promised} bytes`);
  return { ok: true, bytes };
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/** The answer at the end of the redirects; none is followed that leaves https or the owner of the address. */
async function answerOf(
  first: string,
  world: World,
  signal: AbortSignal,
): Promise<ResponseLike | (Download & { readonly ok: false })> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await world.fetch(url, { signal, headers: { accept: '*/*' }, redirect: 'manual' });
    const target = REDIRECTS.has(response.status) ? response.headers.get('location') : (response.url ?? '');
    // A host that followed by itself says where it came out.
    const next = target === null || target === '' ? url : new URL(target, url).href;
    if (next === url) return response;
    if (!allowed(next, world)) return failed('not-https', `${url} redirects to ${next}`);
    if (!sameOwner(url, next)) return failed('elsewhere', `${url} redirects to ${next}`);
    if (!REDIRECTS.has(response.status)) return response;
    await response.body?.cancel();
    url = next;
  }
  return failed('elsewhere', `${first} redirects more than ${MOST_REDIRECTS} times`);
}

/** Names under which anybody may have a host of their own: there, only the same host is the same owner. */
const SHARED: ReadonlySet<string> = new Set(['amazonaws.com', 'githubusercontent.com', 'github.io', 'windows.net']);

/** The same host, or two of one registrable name (its last two labels; every feed of ours has such a name). */
export function sameOwner(from: string, to: string): boolean {
  const [a, b] = [new URL(from), new URL(to)];
  if (a.host === b.host) return true;
  const owner = ({ hostname }: URL): string => hostname.split('.').slice(-2).join('.');
  return a.port === b.port && owner(a) === owner(b) && !SHARED.has(owner(a)) && /[a-z]/.test(owner(a));
}

/** Only an identity encoding tells the length of what is read. */
function contentLength(response: ResponseLike): number | undefined {
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const encoding = response.headers.get('content-encoding');
  return Number.isFinite(length) && (encoding === null || encoding === 'identity') ? length : undefined;
}

/** A body that stalls does not always hear the signal. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function allowed(url: string, world: World): boolean {
  try {
    const parsed = new URL(url);
    return world.allow?.(parsed) ?? parsed.protocol === 'https:';
  } catch {
    return false;
  }
}

function failed(failure: DownloadFailure, detail: string): Download & { readonly ok: false } {
  return { ok: false, failure, detail };
}
