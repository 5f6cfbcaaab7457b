/** What a break-even says first: the pair that crosses, else the first that was weighed. Sentences are the engine's. */
import type { BreakEven, BreakEvenPair } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { NumberStyle } from '../kit/index.ts';

export type Crossing = BreakEvenPair & { readonly at: Quantity & { readonly value: number } };

export function crosses(pair: BreakEvenPair): pair is Crossing {
  return pair.outcome === 'crosses' && typeof pair.at?.value === 'number' && pair.at.value > 0;
}

export function breakEvenFinding({ pairs }: BreakEven, { t }: Pick<NumberStyle, 't'>): string {
  const first = pairs.find(crosses) ?? pairs[0];
  return (
    first?.message ??
    t(
      'There is nothing to weigh: a break-even needs an owned and a rented deployment, or a hosted one beside your own.',
    )
  );
}
