/**
 * What a commitment costs where nobody publishes its price: the on-demand price less what such a commitment typically takes
 * off (pricing/commitments.csv). Derived, wide, and never called a list price; it does not lead, as nobody offers it.
 */
import type { Catalog, CommitmentRow, InstanceRow } from '../../catalog/index.ts';
import { isCommitment } from '../../economics/index.ts';
import { compute, type Figure, formatPercent, leaf, type Localization } from '../../quantity/index.ts';
import type { Purchase } from '../../workload/index.ts';
import type { Reason } from '../problems/index.ts';
import { listPrice } from './options.ts';

/** The discount that stands for a price nobody publishes; undefined where one is published, or the plan is none. */
export function typicalCommitment(row: InstanceRow, purchase: Purchase, catalog: Catalog): CommitmentRow | undefined {
  if (!isCommitment(purchase) || row.billing !== undefined) return undefined;
  if (row.onDemandUsdH === undefined || listPrice(row, purchase) !== undefined) return undefined;
  return catalog.commitment(row.cloud, purchase);
}

/** USD per instance-hour of a plan as it is reckoned with: published, else as commitments typically are. */
export function askingPrice(row: InstanceRow, purchase: Purchase, catalog: Catalog): number | undefined {
  const published = listPrice(row, purchase);
  if (published !== undefined) return published;
  const typical = typicalCommitment(row, purchase, catalog);
  return typical && (row.onDemandUsdH ?? NaN) * (1 - typical.discount);
}

/** @param onDemand USD per instance-hour */
export function typicalPrice(
  label: string,
  onDemand: Figure,
  { discount, low, high, term, origin }: CommitmentRow,
): Figure {
  const share = leaf(`typical discount, ${term}`, { value: discount, low, high }, '1', origin, 'derived');
  const formula = 'on-demand price × (1 − typical discount): nobody publishes a price of this plan';
  return compute(label, 'USD', [onDemand, share], formula, ([price = 0, off = 0]) => price * (1 - off));
}

/** Said beside an answer that stands on such a price. */
export function typicalReason(
  { cloud, instance }: InstanceRow,
  { discount, term }: CommitmentRow,
  { t, locale }: Localization,
): Reason {
  return {
    code: 'typical-commitment',
    message: t(
      'Nobody publishes a {0} price of {1} ({2}): reckoned at {3} below on demand, as commitments typically are.',
      term,
      instance,
      cloud,
      formatPercent(discount, locale),
    ),
  };
}
