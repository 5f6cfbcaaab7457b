/** The panel of one workload: header, headline, comparison, one chart at a time, levers, better options, footer. */
import { useEffect, useState } from 'preact/hooks';
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

export function WorkloadPanel({ snapshot, wide, remembered, remember, levers, moveLevers, post }: WorkloadPanelProps) {
  const { t } = useSurface();
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
          <StatusLine snapshot={snapshot} moved={moved} />
        </header>
        {deployment === undefined ? (
          <Nothing snapshot={snapshot} />
        ) : (
          <Selected estimate={estimate} deployment={deployment} before={before} />
        )}
        {estimate.deployments.length === 0 ? null : (
          <Section id="deployments" title={estimate.proposed === true ? t('Proposed deployments') : t('Deployments')}>
            {estimate.proposed === true ? (
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
              selected={deployment?.name}
              sorting={remembered.sorting}
              onSort={(sorting) => remember({ ...remembered, sorting: sorting as never })}
            />
          </Section>
        )}
        {problems.length === 0 ? null : (
          <section class="section tight" aria-label={t('Problems in the text')}>
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
