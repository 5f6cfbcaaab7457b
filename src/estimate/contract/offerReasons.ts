/** Why an offer does not lead by itself, or leads with a mark (design: recommendable offers). Codes of `reasons` in JSON and of `--include`. */
import { message } from '../../quantity/index.ts';

export const OFFER_REASONS = [
  'old',
  'outlier',
  'spot',
  'uncorroborated',
  'placeholder',
  'not-for-sale',
  'listing-only',
  'does-not-run',
] as const;
export type OfferReason = (typeof OFFER_REASONS)[number];

/** What each says of an offer, in one sentence. */
export const OFFER_SENTENCES: Readonly<Record<OfferReason, string>> = {
  old: message('The price is old, and no younger one of this seller is known.'),
  outlier: message('The price is less than 60 % of the median of other clouds for this machine.'),
  spot: message('Spot machines can be taken away.'),
  uncorroborated: message('No second source or seller confirms the price.'),
  placeholder: message('The seller lists one price for models of very different size: a placeholder.'),
  'not-for-sale': message('Nobody sells this machine today.'),
  'listing-only': message('A listing, not a machine that is held ready: it may be gone.'),
  'does-not-run': message('The engine does not run this model on this machine.'),
};
