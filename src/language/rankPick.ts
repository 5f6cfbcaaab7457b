/** One row of the ranking as an item to pick from. */
import type { RankRow } from '../estimate/index.ts';
import { costPart, headline } from './headline.ts';
import type { LanguageContext } from './types.ts';

export interface RankPick {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export function rankPick(row: RankRow, words: Pick<LanguageContext, 'locale' | 't'>): RankPick {
  const { estimate, meetsSlo } = row;
  return {
    label: estimate.name,
    description: costPart(estimate.cost.perMillionTokens, words),
    detail: `${meetsSlo ? '' : `${words.t('misses a target')} · `}${headline(estimate, words)}`,
  };
}
