/** What the catalog offers instead: ordered by what matters to the reader, in the file's precision or in any. */
import { useEffect } from 'preact/hooks';
import { betterText, type BetterOrder, type DeploymentEstimate } from '../src/estimate/index.ts';
import { Section, useSurface } from '../src/report/kit/index.ts';
import { BETTER_ORDERS, Options } from '../src/report/parts/index.ts';
import type { Memory } from './memory.ts';
import type { PanelSnapshot } from '../src/panel/protocol.ts';

export interface BetterProps extends Memory {
  readonly snapshot: PanelSnapshot;
  readonly deployment: DeploymentEstimate;
}

const ORDERS = Object.keys(BETTER_ORDERS) as readonly BetterOrder[];

export function Better({ snapshot, deployment, remembered, remember, post }: BetterProps) {
  const surface = useSurface();
  const { t } = surface;
  const { options, ways: [way] = [] } = snapshot.charts;
  const by = ORDERS.find((order) => order === remembered.better) ?? 'cost';
  const any = remembered.anyPrecision === true;
  useEffect(() => {
    // After a reload the host has forgotten what was asked for.
    if (any) post({ type: 'precision', any });
  }, []);
  if (options === undefined && snapshot.work === undefined) return null;
  return (
    <Section id="better" title={t('Better for this traffic')}>
      <div class="choice" role="group" aria-label={t('Order of the better options')}>
        {ORDERS.map((order) => (
          <button
            key={order}
            type="button"
            class="chip"
            aria-pressed={order === by}
            onClick={() => remember({ better: order })}
          >
            {t(BETTER_ORDERS[order].title)}
          </button>
        ))}
        <button
          type="button"
          class="chip"
          aria-pressed={any}
          title={t('Also in precisions that the file does not name; accuracy may differ')}
          onClick={() => {
            remember({ anyPrecision: !any });
            post({ type: 'precision', any: !any });
          }}
        >
          {t('Any precision')}
        </button>
      </div>
      {options === undefined ? (
        <p class="finding" role="status">
          {t('Looking through the catalog …')}
        </p>
      ) : (
        <>
          {way && <p class="finding">{betterText(way, deployment.cost.perMonth.value, surface)}</p>}
          <Options
            options={options[by]}
            by={by}
            against={deployment.name}
            add={(name) => post({ type: 'add', name })}
          />
        </>
      )}
    </Section>
  );
}
