/** The answer for one deployment: what a million tokens costs, whether it meets what is asked, then the facts and machines. */
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import { isSkewed, type Quantity } from '../../quantity/index.ts';
import {
  Delta,
  Explanation,
  interval,
  IntervalBar,
  money,
  NumberButton,
  plusMinus,
  type Surface,
  useSurface,
} from '../kit/index.ts';
import { Facts } from './Facts.tsx';
import { Machines } from './Machines.tsx';
import { verdict } from './verdict.ts';

export interface HeadlineProps {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  /** The same deployment as the file says, where `deployment` is a what-if. */
  readonly before?: DeploymentEstimate | undefined;
}

export function Headline({ estimate, deployment, before }: HeadlineProps) {
  const surface = useSurface();
  const { t } = surface;
  const cost = deployment.cost.perMillionTokens;
  const limit = estimate.limits?.perMillionTokens;
  const shown = cost.value !== null || cost.low !== undefined;
  return (
    <div class="headline">
      <p class="big">
        <NumberButton
          quantity={cost}
          of={{ deployment: deployment.name, path: 'cost.perMillionTokens', place: 'headline' }}
          name={t('Cost per million tokens of {0}', deployment.name)}
          as={(value) => money(value, surface)}
          class="big-number"
        />
        <span class="muted">{t('per million tokens')}</span>
        <Versus deployment={deployment} before={before} />
      </p>
      {shown ? (
        <>
          <IntervalBar quantity={cost} limit={limit} />
          <p class="caption">{costCaption(cost, limit, surface)}</p>
        </>
      ) : (
        <p class="caption">{deployment.reasons[0]?.message ?? t('A price is missing; the rest is estimated.')}</p>
      )}
      <Explanation place="headline" deployment={deployment.name} />
      <Sentence estimate={estimate} deployment={deployment} />
      <Facts estimate={estimate} deployment={deployment} />
      <Explanation place="facts" deployment={deployment.name} />
      <Machines deployment={deployment} />
      <Explanation place="machines" deployment={deployment.name} />
    </div>
  );
}

function Sentence({ estimate, deployment }: Pick<HeadlineProps, 'estimate' | 'deployment'>) {
  const { holds, judgement, cheaper } = verdict(estimate, deployment, useSurface());
  if (judgement === '' && cheaper === '') return null;
  const look = { yes: 'good', no: 'bad', undecided: 'muted', 'not-asked': '' }[holds];
  return (
    <p class="verdict">
      {judgement === '' ? null : <span class={look}>{judgement}</span>} {cheaper}
    </p>
  );
}

function Versus({ deployment, before }: Pick<HeadlineProps, 'deployment' | 'before'>) {
  const surface = useSurface();
  const now = deployment.cost.perMillionTokens.value;
  const was = before?.cost.perMillionTokens.value;
  if (typeof was === 'number' && now !== null && was > 0)
    return <Delta share={now / was - 1} against={surface.t('{0} in the file', money(was, surface))} />;
  const versus = deployment.versusBaseline;
  if (versus?.cost === undefined || versus.baseline === deployment.name) return null;
  return (
    <Delta
      share={versus.cost}
      against={versus.baseline}
      of={{ deployment: deployment.name, path: 'versus.cost', place: 'headline' }}
    />
  );
}

function costCaption(cost: Quantity, limit: number | undefined, surface: Surface): string {
  const { t } = surface;
  const range = interval(cost, surface, (value) => money(value, surface));
  return [
    cost.value === null ? t('Lower bound: part of the price is unknown') : undefined,
    cost.value === null ? undefined : range,
    cost.value === null || isSkewed(cost) ? undefined : plusMinus(cost, surface),
    cost.state === 'stale' ? t('old price') : undefined,
    limit === undefined ? undefined : budget(cost, limit, surface),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function budget(cost: Quantity, limit: number, surface: Surface): string {
  const { t } = surface;
  const written = money(limit, surface);
  if (cost.value === null)
    return (cost.low ?? 0) > limit ? t('✕ over {0} budget', written) : t('? undecided against {0} budget', written);
  return cost.value <= limit ? t('✓ within {0} budget', written) : t('✕ over {0} budget', written);
}
