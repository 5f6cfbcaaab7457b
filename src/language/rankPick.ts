/** One row of the ranking as an item to pick from. */
import type { LimitSummary, RankRow } from '../estimate/index.ts';
import { headline } from './headline.ts';
import type { LanguageContext } from './types.ts';

export interface RankPick {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** @param limits of the workload that is ranked */
export function rankPick(
  row: RankRow,
  limits: LimitSummary | undefined,
  words: Pick<LanguageContext, 'locale' | 't'>,
): RankPick {
  const { estimate, meetsSlo } = row;
  return {
    label: estimate.name,
    description: meetsSlo ? '' : words.t('misses a target'),
    detail: headline(estimate, limits, words),
  };
}
