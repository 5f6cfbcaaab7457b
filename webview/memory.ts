import type { FromWebview } from '../src/panel/protocol.ts';
import type { Remembered } from './host.ts';

/** What sections of the panel keep over a reload, and whom they ask. */
export interface Memory {
  readonly remembered: Remembered;
  readonly remember: (change: Partial<Remembered>) => void;
  readonly post: (message: FromWebview) => void;
}
