/** Published or own runs that a prediction is drawn to, and the sentence that names them. */
import type { Translate } from './message.ts';

/** Runs whose batch and lengths lie within one factor of the question's. */
export interface Neighbours {
  readonly within: number;
  readonly runs: number;
  readonly sources: readonly { readonly source: string; readonly runs: number; readonly date: string }[];
}

/** Sources named at most; the others are counted with them. */
const NAMED = 3;

/** "drawn to 7 runs of InferenceX (2026-04-18) within ×1.5 of yours" */
export function neighboursText({ within, runs, sources }: Neighbours, t: Translate): string {
  const named = sources
    .slice(0, NAMED)
    .map(({ source, date }) => (date === '' ? source : `${source} (${date})`))
    .join(', ');
  return runs === 1
    ? t('drawn to one run of {0} within ×{1} of yours', named, within)
    : t('drawn to {0} runs of {1} within ×{2} of yours', runs, named, within);
}
