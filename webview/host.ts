/** The editor on the other side: messages, and the little state that survives hiding and reloading the panel. */
import type { BetterOrder } from '../src/estimate/index.ts';
import type { Sorting } from '../src/report/parts/index.ts';
import { type FromWebview, type LeverValues, MEMORY_ID, type ToWebview } from '../src/panel/protocol.ts';
import { dataOfPage } from './pageData.ts';

/** What the person did to the panel, not what the document says. */
export interface Remembered {
  readonly sorting?: Sorting;
  readonly chart?: string;
  readonly metric?: string;
  /** Order of the better options, and whether in any precision. */
  readonly better?: BetterOrder;
  readonly anyPrecision?: boolean;
  /** Levers belong to one workload of one document. */
  readonly levers?: { readonly of: string; readonly values: LeverValues };
  readonly scroll?: number;
  /** When it was remembered, ms since 1970. */
  readonly at?: number;
}

export interface Host {
  post(message: FromWebview): void;
  onMessage(listener: (message: ToWebview) => void): () => void;
  recall(): Remembered;
  remember(state: Remembered): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      // Only the host can post into a webview's window: the frame around it drops everything else.
      const heard = (event: MessageEvent<ToWebview>): void => listener(event.data);
      window.addEventListener('message', heard);
      return () => window.removeEventListener('message', heard);
    },
    recall: () => {
      const state = api.getState();
      const own: Remembered = typeof state === 'object' && state !== null ? state : {};
      // What the host kept from an earlier window.
      const kept = dataOfPage(document, MEMORY_ID) as Remembered;
      // VS Code may give back an older state than the one that the host has kept, and the page may be older than both.
      return (own.at ?? 0) >= (kept.at ?? 0) ? own : kept;
    },
    // Twice: the webview's own state is there at once, the host's also in the next window.
    remember: (remembered) => {
      const state = { ...remembered, at: Date.now() };
      api.setState(state);
      api.postMessage({ type: 'remember', state } satisfies FromWebview);
    },
  };
}
