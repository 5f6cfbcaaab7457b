/** What is said of the offers an answer stands on: the reasons of recommendable.ts, and doubts about how many there are. */
import type { Localization } from '../../quantity/index.ts';
import { OFFER_SENTENCES, type StageEstimate } from '../contract/index.ts';
import { type ResolvedWorkload } from '../names/index.ts';
import { ownStanding, rentStandingsOf, type Standing, typicalCommitment, typicalReason } from '../offers/index.ts';
import type { Reason } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';

/** Spot accelerators of one deployment from which on they may not be there: more than a cloud keeps idle in a place. */
const MANY_SPOT = 100;

export function offerReasons({ against, marks }: Standing, { t }: Localization): readonly Reason[] {
  return [...against, ...marks].map((code) => ({ code, message: t(OFFER_SENTENCES[code]) }));
}

/** Of the prices that the tables gave; a price of the document's own is its author's. */
export function offerMarks(
  pools: readonly PoolResult[],
  stages: readonly StageEstimate[],
  { catalog, words }: ResolvedWorkload,
): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const { setup, candidate } of pools)
    for (const reason of [
      ...offerReasons(standingOf(setup, candidate.option), words),
      ...typicalOf(setup, candidate.option),
    ])
      found.set(reason.code, reason);
  const spot = stages.reduce((n, { purchase, accelerators }) => n + (purchase === 'spot' ? accelerators : 0), 0);
  if (spot >= MANY_SPOT)
    found.set('capacity-doubt', {
      code: 'capacity-doubt',
      message: words.t('{0} spot accelerators at once: a cloud may not have so many idle.', spot),
    });
  return [...found.values()];

  function typicalOf({ pool: { payment } }: PoolResult['setup'], { row, purchase }: Option): readonly Reason[] {
    if (payment.kind === 'own' || payment.price || !row || purchase === undefined) return [];
    const typical = typicalCommitment(row, purchase, catalog);
    return typical ? [typicalReason(row, typical, words)] : [];
  }

  function standingOf({ pool: { payment }, row }: PoolResult['setup'], option: Option): Standing {
    if (payment.kind === 'own')
      return payment.acceleratorPrice || payment.serverPrice ? NOTHING_SAID : ownStanding(row, catalog.pricesAsOf());
    if (payment.price || !option.row || option.purchase === undefined) return NOTHING_SAID;
    return rentStandingsOf(catalog, row)(option.row, option.purchase);
  }
}

type Option = PoolResult['candidate']['option'];
const NOTHING_SAID: Standing = { against: [], marks: [] };
