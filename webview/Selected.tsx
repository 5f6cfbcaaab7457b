/** The selected deployment: its headline, or why it has none. */
import type { DeploymentEstimate, Estimate } from '../src/estimate/index.ts';
import { Headline } from '../src/report/parts/index.ts';
import { money, useSurface } from '../src/report/kit/index.ts';
import type { PanelSnapshot } from '../src/panel/protocol.ts';

/** The selected deployment, else the baseline, else the first that has an answer. */
export function chosen(estimate: Estimate, selected: string | undefined): DeploymentEstimate | undefined {
  const named = (name: string | undefined): DeploymentEstimate | undefined =>
    estimate.deployments.find((one) => one.name === name);
  return (
    named(selected) ??
    named(estimate.baseline) ??
    estimate.deployments.find(({ status }) => status === 'ok') ??
    estimate.deployments[0]
  );
}

export function Selected({
  estimate,
  deployment,
  before,
  unread,
}: {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  readonly before: DeploymentEstimate | undefined;
  /** The figures are not of the present text. */
  readonly unread: boolean;
}) {
  const { reveal, t } = useSurface();
  const impossible = deployment.status === 'infeasible' || deployment.status === 'invalid';
  return (
    <section class={unread ? 'section unread' : 'section'} aria-labelledby="selected-title">
      <div class="section-head">
        <h2 id="selected-title" class="deployment-name">
          {deployment.name}
        </h2>
        {estimate.proposed === true ? null : (
          <button type="button" class="link" onClick={() => reveal?.(['deployments', deployment.name])}>
            {t('Go to line')}
          </button>
        )}
      </div>
      {impossible ? (
        <Impossible deployment={deployment} />
      ) : (
        <Headline estimate={estimate} deployment={deployment} before={before} />
      )}
    </section>
  );
}

function Impossible({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const { t } = useSurface();
  return (
    <div class="state-inline">
      <p class="big-word">{deployment.status === 'infeasible' ? t('Does not fit') : t('Not estimated')}</p>
      {deployment.reasons.length === 0 ? (
        <p>{t('The text of this deployment has an error; its line is in the Problems view.')}</p>
      ) : (
        deployment.reasons.map((reason) => <p key={reason.code}>{reason.message}</p>)
      )}
    </div>
  );
}

export function Nothing({ snapshot }: { readonly snapshot: PanelSnapshot }) {
  const { t } = useSurface();
  const errors = snapshot.estimate.problems.some(({ severity }) => severity === 'error');
  return (
    <section class="section state-inline">
      <p class="big-word">{errors ? t('No estimate yet') : t('No deployment yet')}</p>
      <p class="muted">
        {errors
          ? t('The text has errors, listed below. The estimate appears as soon as model and traffic can be read.')
          : t('Give model and traffic. Without deployments five of the catalog are proposed.')}
      </p>
    </section>
  );
}

/** One polite sentence for those who hear the panel; it changes only with the headline. */
export function Announcement({ deployment }: { readonly deployment: DeploymentEstimate | undefined }) {
  const surface = useSurface();
  const value = deployment?.cost.perMillionTokens.value;
  const text =
    deployment === undefined || typeof value !== 'number'
      ? ''
      : surface.t('{0}: {1} per million tokens', deployment.name, money(value, surface));
  return (
    <p class="hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
