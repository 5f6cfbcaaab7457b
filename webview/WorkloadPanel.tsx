/** The panel of one workload: header, headline, comparison, one chart at a time, levers, better options, footer. */
import { useEffect, useState } from 'preact/hooks';
import type { DeploymentEstimate, Estimate } from '../src/estimate/index.ts';
import {
  Comparison,
  Headline,
  Problems,
  Section,
  useSurface,
  money,
  WorkloadHeader,
} from '../src/report/components/index.ts';
import { Better } from './Better.tsx';
import { Charts } from './Charts.tsx';
import { Column } from './Column.tsx';
import { Footer } from './Footer.tsx';
import type { Remembered } from './host.ts';
import type { FromWebview, LeverValues, PanelSnapshot } from './protocol.ts';
import { WhatIf } from './WhatIf.tsx';

export interface WorkloadPanelProps {
  readonly snapshot: PanelSnapshot;
  /** Every chart at once. */
  readonly wide: boolean;
  readonly remembered: Remembered;
  readonly remember: (change: Partial<Remembered>) => void;
  readonly levers: LeverValues;
  readonly moveLevers: (values: LeverValues) => void;
  readonly post: (message: FromWebview) => void;
}

export function WorkloadPanel({ snapshot, wide, remembered, remember, levers, moveLevers, post }: WorkloadPanelProps) {
  const below = useAfterPaint();
  const moved = Object.keys(levers).length > 0;
  const estimate = moved && snapshot.whatIf !== undefined ? snapshot.whatIf.estimate : snapshot.estimate;
  const deployment = chosen(estimate, snapshot.selected);
  const before = moved ? snapshot.estimate.deployments.find(({ name }) => name === deployment?.name) : undefined;
  const problems = snapshot.estimate.problems.filter(({ severity }) => severity !== 'information');
  return (
    <main class={wide ? 'panel panel-wide' : 'panel'}>
      <Column class="column answer">
        <header class="section first">
          <WorkloadHeader estimate={estimate} />
          <Workloads snapshot={snapshot} post={post} />
          <Standing snapshot={snapshot} moved={moved} />
        </header>
        {deployment === undefined ? (
          <Nothing snapshot={snapshot} />
        ) : (
          <Selected estimate={estimate} deployment={deployment} before={before} />
        )}
        {estimate.deployments.length === 0 ? null : (
          <Section id="deployments" title={estimate.proposed === true ? 'Proposed deployments' : 'Deployments'}>
            {estimate.proposed === true ? (
              <p class="finding">The file names no deployment; these are the cheapest of the catalog.</p>
            ) : null}
            <Comparison
              estimate={estimate}
              selected={deployment?.name}
              sorting={remembered.sorting}
              onSort={(sorting) => remember({ ...remembered, sorting: sorting as never })}
            />
          </Section>
        )}
        {problems.length === 0 ? null : (
          <section class="section tight" aria-label="Problems in the text">
            <Problems problems={problems} />
          </section>
        )}
      </Column>
      {deployment === undefined ? null : (
        <Column class="column charts">
          <Charts
            snapshot={snapshot}
            wide={wide}
            estimate={estimate}
            deployment={deployment}
            remembered={remembered}
            remember={remember}
            post={post}
          />
        </Column>
      )}
      {below ? (
        <Column class="column play">
          {snapshot.levers.length === 0 ? null : (
            <WhatIf
              levers={snapshot.levers}
              values={levers}
              move={moveLevers}
              apply={(values, review) => post({ type: 'apply', values, review })}
            />
          )}
          {deployment === undefined ? null : (
            <Better
              snapshot={snapshot}
              deployment={deployment}
              remembered={remembered}
              remember={remember}
              post={post}
            />
          )}
          <Footer snapshot={snapshot} post={post} />
        </Column>
      ) : null}
      <Announcement deployment={deployment} />
    </main>
  );
}

/** Controls cost more to make than the answer; the answer is painted first. */
function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true), 0));
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
}

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

function Selected({
  estimate,
  deployment,
  before,
}: {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  readonly before: DeploymentEstimate | undefined;
}) {
  const { reveal } = useSurface();
  const impossible = deployment.status === 'infeasible' || deployment.status === 'invalid';
  return (
    <section class="section" aria-labelledby="selected-title">
      <div class="section-head">
        <h2 id="selected-title" class="deployment-name">
          {deployment.name}
        </h2>
        {estimate.proposed === true ? null : (
          <button type="button" class="link" onClick={() => reveal?.(['deployments', deployment.name])}>
            Go to line
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
  return (
    <div class="state-inline">
      <p class="big-word">{deployment.status === 'infeasible' ? 'Does not fit' : 'Not estimated'}</p>
      {deployment.reasons.length === 0 ? (
        <p>The text of this deployment has an error; its line is in the Problems view.</p>
      ) : (
        deployment.reasons.map((reason) => <p key={reason.code}>{reason.message}</p>)
      )}
    </div>
  );
}

/** Always one line, so that nothing below moves when the text breaks for a moment. */
function Standing({ snapshot, moved }: { readonly snapshot: PanelSnapshot; readonly moved: boolean }) {
  const { revealLine } = useSurface();
  const { broken } = snapshot;
  if (broken !== undefined)
    return (
      <p class="standing standing-broken">
        <span aria-hidden="true">✕ </span>
        <button type="button" class="link" onClick={() => revealLine?.(broken.line)}>
          Line {broken.line}
        </button>{' '}
        does not read yet; figures are of the text before.
      </p>
    );
  if (moved) return <p class="standing">What-if: the file is unchanged.</p>;
  const errors = snapshot.estimate.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <p class="standing">
      {errors === 0
        ? `Prices as of ${snapshot.asOf}`
        : `${errors} ${errors === 1 ? 'error' : 'errors'} in the text, listed below`}
    </p>
  );
}

function Workloads({ snapshot, post }: Pick<WorkloadPanelProps, 'snapshot' | 'post'>) {
  if (snapshot.workloads.length < 2) return null;
  return (
    <label class="workloads">
      <span class="hidden">Workload</span>
      <select
        value={String(snapshot.documentIndex)}
        onChange={(event) => post({ type: 'selectWorkload', index: Number(event.currentTarget.value) })}
      >
        {snapshot.workloads.map(({ index, name }) => (
          <option key={index} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Nothing({ snapshot }: { readonly snapshot: PanelSnapshot }) {
  const errors = snapshot.estimate.problems.some(({ severity }) => severity === 'error');
  return (
    <section class="section state-inline">
      <p class="big-word">{errors ? 'No estimate yet' : 'No deployment yet'}</p>
      <p class="muted">
        {errors
          ? 'The text has errors, listed below. The estimate appears as soon as model and traffic can be read.'
          : 'Give model and traffic: {requests, input_tokens, output_tokens}. Without deployments the cheapest of the catalog are proposed.'}
      </p>
    </section>
  );
}

/** One polite sentence for those who hear the panel; it changes only with the headline. */
function Announcement({ deployment }: { readonly deployment: DeploymentEstimate | undefined }) {
  const surface = useSurface();
  const value = deployment?.cost.perMillionTokens.value;
  const text =
    deployment === undefined || typeof value !== 'number'
      ? ''
      : `${deployment.name}: ${money(value, surface)} per million tokens`;
  return (
    <p class="hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
