/** What a what-if changes, always in sight above its sliders: before → after, the month, the targets. */
import type { DeploymentEstimate } from '../src/estimate/index.ts';
import { change, money, short, useSurface } from '../src/report/kit/index.ts';

export interface PlayLineProps {
  /** As the file says; absent while nothing is moved. */
  readonly before: DeploymentEstimate | undefined;
  readonly now: DeploymentEstimate;
}

export function PlayLine({ before, now }: PlayLineProps) {
  const surface = useSurface();
  const { t } = surface;
  const write = (value: number): string => money(value, surface);
  const cost = short(now.cost.perMillionTokens, surface, write);
  const [was, is] = [before?.cost.perMillionTokens.value, now.cost.perMillionTokens.value];
  const moved = typeof was === 'number' && typeof is === 'number' && was > 0;
  return (
    <p class="play-line" role="status">
      {moved ? <span class="muted">{write(was)} → </span> : null}
      <strong>{cost}</strong> {moved ? `(${change(is / was - 1, surface)}) ` : ''}
      <span class="muted">
        {'· '}
        {t('{0} a month', short(now.cost.perMonth, surface, write))}
      </span>{' '}
      <Mark name="TTFT" state={now.slo.ttft} />
      <Mark name="TPOT" state={now.slo.tpot} />
    </p>
  );
}

function Mark({ name, state }: { readonly name: string; readonly state: 'met' | 'missed' | 'unset' }) {
  const { t } = useSurface();
  if (state === 'unset') return null;
  const words = state === 'met' ? t('target met') : t('target missed');
  return (
    <span class={state === 'met' ? 'good' : 'bad'}>
      {' '}
      {name}{' '}
      <span role="img" aria-label={words}>
        {state === 'met' ? '✓' : '✕'}
      </span>
    </span>
  );
}
