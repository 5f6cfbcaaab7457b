/** The panel of one workload: header, headline, comparison, one chart at a time, levers, better options, footer. */
import { useEffect, useState } from 'preact/hooks';
import type { DeploymentEstimate, Estimate } from '../src/estimate/index.ts';
import { Comparison, Problems, WorkloadHeader } from '../src/report/parts/index.ts';
import { Section, useSurface } from '../src/report/kit/index.ts';
import { Better } from './Better.tsx';
import { Charts } from './Charts.tsx';
import { Column } from './Column.tsx';
import { Footer } from './Footer.tsx';
import type { Memory } from './memory.ts';
import { Announcement, chosen, Nothing, Selected } from './Selected.tsx';
import { StatusLine, Workloads } from './StatusLine.tsx';
import type { LeverValues, PanelSnapshot } from '../src/panel/protocol.ts';
import { WhatIf } from './WhatIf.tsx';

export interface WorkloadPanelProps extends Memory {
  readonly snapshot: PanelSnapshot;
  /** Every chart at once. */
  readonly wide: boolean;
  readonly levers: LeverValues;
  readonly moveLevers: (values: LeverValues) => void;
}

export function WorkloadPanel(props: WorkloadPanelProps) {
  const { snapshot, wide, levers, remembered, remember, post } = props;
  const below = useAfterPaint();
  const moved = Object.keys(levers).length > 0;
  const estimate = moved && snapshot.whatIf !== undefined ? snapshot.whatIf.estimate : snapshot.estimate;
  const deployment = chosen(estimate, snapshot.selected);
  const before = moved ? snapshot.estimate.deployments.find(({ name }) => name === deployment?.name) : undefined;
  // Errors stand under the headline that they keep from being true; remarks can wait.
  const erroneous = snapshot.estimate.problems.some(({ severity }) => severity === 'error');
  const memory: Memory = { remembered, remember, post };
  return (
    <main class={wide ? 'panel panel-wide' : 'panel'}>
      <Column class="column answer">
        <header class="section first">
          <WorkloadHeader estimate={estimate} />
          <Workloads snapshot={snapshot} post={post} />
          <StatusLine snapshot={snapshot} moved={moved} />
        </header>
        {deployment === undefined ? (
          <Nothing snapshot={snapshot} />
        ) : (
          <Selected
            estimate={estimate}
            deployment={deployment}
            before={before}
            unread={snapshot.unread?.includes(deployment.name) === true}
          />
        )}
        {erroneous ? <TextProblems snapshot={snapshot} /> : null}
        <Deployments
          estimate={estimate}
          selected={deployment?.name}
          unread={snapshot.unread}
          remembered={remembered}
          remember={remember}
        />
        {erroneous ? null : <TextProblems snapshot={snapshot} />}
      </Column>
      {deployment === undefined ? null : (
        <Column class="column charts">
          <Charts snapshot={snapshot} wide={wide} estimate={estimate} deployment={deployment} {...memory} />
        </Column>
      )}
      {below ? <Controls {...props} deployment={deployment} before={before} /> : null}
      <Announcement deployment={deployment} />
    </main>
  );
}

interface DeploymentsProps extends Pick<Memory, 'remembered' | 'remember'> {
  readonly estimate: Estimate;
  readonly selected: string | undefined;
  readonly unread: PanelSnapshot['unread'];
}

/** The deployments side by side, and where those of a file without any come from. */
function Deployments({ estimate, selected, unread, remembered, remember }: DeploymentsProps) {
  const { t } = useSurface();
  if (estimate.deployments.length === 0) return null;
  const proposed = estimate.proposed === true;
  return (
    <Section id="deployments" title={proposed ? t('Proposed deployments') : t('Deployments')}>
      {proposed ? (
        <p class="finding">
          {estimate.assumedTargets === true
            ? t(
                'The file names no deployment and no slo; these are offers one would act on, judged at TTFT 2 s and TPOT 50 ms.',
              )
            : t('The file names no deployment; these are offers of the catalog that one would act on.')}
        </p>
      ) : null}
      <Comparison
        estimate={estimate}
        selected={selected}
        unread={unread}
        sorting={remembered.sorting}
        onSort={(sorting) => remember({ ...remembered, sorting: sorting as never })}
      />
    </Section>
  );
}

function TextProblems({ snapshot }: { readonly snapshot: PanelSnapshot }) {
  const { t } = useSurface();
  const problems = snapshot.estimate.problems.filter(({ severity }) => severity !== 'information');
  return problems.length === 0 ? null : (
    <section class="section tight" aria-label={t('Problems in the text')}>
      <Problems problems={problems} />
    </section>
  );
}

/** What a user changes: inputs to try, better options to take. */
function Controls({
  snapshot,
  levers,
  moveLevers,
  deployment,
  before,
  remembered,
  remember,
  post,
}: WorkloadPanelProps & Record<'deployment' | 'before', DeploymentEstimate | undefined>) {
  return (
    <Column class="column play">
      {snapshot.levers.length === 0 ? null : (
        <WhatIf
          played={deployment === undefined ? undefined : { before, now: deployment }}
          levers={snapshot.levers}
          values={levers}
          move={moveLevers}
          apply={(values, review) => post({ type: 'apply', values, review })}
        />
      )}
      {deployment === undefined ? null : (
        <Better snapshot={snapshot} deployment={deployment} remembered={remembered} remember={remember} post={post} />
      )}
      <Footer snapshot={snapshot} post={post} />
    </Column>
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
