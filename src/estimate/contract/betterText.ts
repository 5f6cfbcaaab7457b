/** The sentence of a way to save, one for all surfaces. */
import { formatMoney, formatQuantity, type Localization } from '../../quantity/index.ts';
import type { BetterChange, BetterWay } from './better.ts';

/** "pools of their own for prefill and decode, and multi-token prediction (1 drafted)". */
export function changesText(changes: readonly BetterChange[], { t }: Pick<Localization, 't'>): string {
  const commitment = changes.find((change) => change.code === 'commitment');
  if (commitment) return t('{0} replicas committed for {1}', commitment.replicas, t(commitment.purchase));
  const prediction = changes.find((change) => change.code === 'multi-token-prediction');
  const pools = changes.some(({ code }) => code === 'pools');
  const drafted = prediction && t('multi-token prediction ({0} drafted)', prediction.draftTokens);
  if (!pools) return drafted ?? '';
  const split = t('pools of their own for prefill and decode');
  return drafted === undefined ? split : t('{0}, and {1}', split, drafted);
}

/** What the first way would cost and save a month, against what the deployment costs. */
export function betterText(
  { changes, perMillionTokens, perMonth }: Omit<BetterWay, 'deployment'>,
  now: number | null,
  { locale, t }: Localization,
): string {
  const saved = formatMoney((now ?? 0) - (perMonth.value ?? 0), perMonth.unit, locale);
  const cost = formatQuantity(perMillionTokens, { locale });
  return t('With {0} it would cost {1} and save {2} a month.', changesText(changes, { t }), cost, saved);
}
