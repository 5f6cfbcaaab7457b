/** What better may mean, in words. */
import type { BetterOrder } from '../../estimate/index.ts';
import { message } from '../../quantity/index.ts';

/** English; surfaces translate. */
interface OrderWords {
  /** For a button. */
  readonly title: string;
  /** As it stands in a sentence. */
  readonly gain: string;
}

export const BETTER_ORDERS: Readonly<Record<BetterOrder, OrderWords>> = {
  cost: { title: message('Cost'), gain: message('cost') },
  energy: { title: message('Energy'), gain: message('energy') },
  carbon: { title: message('Carbon'), gain: message('carbon') },
  latency: { title: message('Latency'), gain: message('time per token') },
};
