/** What the processes of `npm run fuzz` say to each other. */
import type { Failure } from '../../test/fuzz/run.ts';

/** Seeds of one target, `to` not included. */
export interface Stretch {
  readonly target: string;
  readonly from: number;
  readonly to: number;
}

export type FromWorker =
  | { readonly kind: 'ready' }
  /** Before each input: who never comes back hangs on this one. */
  | { readonly kind: 'trying'; readonly seed: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly slowest: { readonly seed: number; readonly ms: number } };
