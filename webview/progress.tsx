/** Work of the host, as the panel shows it: what is being computed, how far it is, and what waits for it. */
import type { Work } from '../src/panel/protocol.ts';
import type { Translate } from '../src/quantity/index.ts';
import { CHARTS } from '../src/report/charts/index.ts';
import { useSurface } from '../src/report/kit/index.ts';

export function Progress({ work, cancel }: { readonly work: Work; readonly cancel: () => void }) {
  const { t } = useSurface();
  return (
    <span class="work">
      <span class="muted">
        {nameOf(work, t)} {work.done}/{work.total}
      </span>
      <button type="button" class="link" onClick={cancel}>
        {t('Cancel')}
      </button>
    </span>
  );
}

/** The chart that is waited for; the ranking has none. */
function nameOf({ doing, seen }: Work, t: Translate): string {
  const chart = CHARTS.find(({ waitsFor }) => waitsFor === doing);
  if (chart !== undefined) return t(chart.label);
  return seen === undefined ? t('Catalog') : t('Catalog, {0} options', seen);
}

/** In the place of a part that is not there (yet). */
export function Waiting({ working }: { readonly working: boolean }) {
  const { t } = useSurface();
  return (
    <p class="finding waiting" role="status">
      {working ? t('Computing …') : t('Does not apply to this deployment, or was cancelled.')}
    </p>
  );
}
