/** What better may mean, in words, and the number that each order compares. */
import type { BetterOrder } from '../../estimate/index.ts';
import { message } from '../../quantity/index.ts';

/** English; surfaces translate. */
interface OrderWords {
  /** For a button. */
  readonly title: string;
  /** As it stands in a sentence. */
  readonly gain: string;
  readonly path: string;
}

export const BETTER_ORDERS: Readonly<Record<BetterOrder, OrderWords>> = {
  cost: { title: message('Cost'), gain: message('cost'), path: 'cost.perMonth' },
  energy: { title: message('Energy'), gain: message('energy'), path: 'energy.kwhPerMillionTokens' },
  carbon: { title: message('Carbon'), gain: message('carbon'), path: 'energy.carbonPerMillionTokens' },
  latency: { title: message('Latency'), gain: message('time per token'), path: 'performance.tpot' },
};
