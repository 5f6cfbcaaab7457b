/** Who wears which line and shape, what the dots are, and who is not drawn, with the reason. */
import type { Curve, Estimate } from '../../estimate/index.ts';
import { useSurface } from '../kit/index.ts';
import type { Translate } from '../../quantity/index.ts';
import { series } from './series.ts';

export function Legend({
  estimate,
  curves,
  measured,
}: {
  readonly estimate: Estimate;
  readonly curves: readonly Curve[];
  readonly measured: boolean;
}) {
  const { t } = useSurface();
  const missing = estimate.deployments.filter(
    ({ name, kind, status }) =>
      kind !== 'api' &&
      (status === 'ok' || status === 'incomplete') &&
      !curves.some((curve) => curve.deployment === name),
  );
  const unpriced = missing.filter(({ cost }) => cost.perMillionTokens.value === null);
  const others = missing.filter(({ cost }) => cost.perMillionTokens.value !== null);
  return (
    <ul class="legend-list">
      {curves.map((curve) => {
        const style = series(estimate.deployments.findIndex(({ name }) => name === curve.deployment));
        return (
          <li key={curve.deployment}>
            <svg class={`legend-line ${style.class}`} width={30} height={12} aria-hidden="true">
              <path class="curve" d="M0 6H30" stroke-dasharray={style.dash || undefined} />
              <path d={style.shape} transform="translate(15 6)" />
            </svg>
            {curve.deployment}
          </li>
        );
      })}
      {measured ? (
        <li class="muted">
          <svg class="legend-line s0" width={12} height={12} aria-hidden="true">
            <circle class="measured" cx={6} cy={6} r={3} />
          </svg>
          {t('published measurement, at this deployment’s price')}
        </li>
      ) : null}
      <li class="muted">{t('Cost of a replica that runs so all day; idle hours, headroom and spares come on top.')}</li>
      {unpriced.length === 0 ? null : <li class="muted">{t('Not drawn, price unknown: {0}', few(unpriced, t))}</li>}
      {others.length === 0 ? null : (
        <li class="muted">{t('Not drawn, too many for one chart: {0}', few(others, t))}</li>
      )}
    </ul>
  );
}

const NAMED = 6;

/** The first names, and how many more. */
function few(deployments: readonly { readonly name: string }[], t: Translate): string {
  const names = deployments.slice(0, NAMED).map(({ name }) => name);
  const more = deployments.length - names.length;
  return more > 0 ? t('{0} and {1} more', names.join(', '), more) : names.join(', ');
}
