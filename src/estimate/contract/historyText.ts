/** The drift of a class of machines, in one sentence. */
import { formatPercent, type Localization } from '../../quantity/index.ts';
import type { MachineHistory } from './history.ts';

/** "Rents of nvidia-hopper rise by 12 % a year (2 % to 23 %), by 20 sellers." */
export function driftSentence({ drift }: MachineHistory, { t, locale }: Localization): string {
  if (!drift) return t('Too few sellers were seen twice to say which way the prices went.');
  const { value, low, high, sellers } = drift;
  const scope = drift.scope === 'all' ? t('all machines') : drift.scope;
  const share = (of: number): string => `${of < 0 ? '−' : '+'}${formatPercent(Math.abs(of), locale)}`;
  return t(
    'Rents of {0} move by {1} a year ({2} to {3}, 80 %), by {4} sellers.',
    scope,
    share(value),
    share(low),
    share(high),
    sellers,
  );
}
