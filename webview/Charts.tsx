/** One chart at a time where space is short, all of them where it is not. */
import type { DeploymentEstimate, Estimate } from '../src/estimate/index.ts';
import type { PanelSnapshot } from '../src/panel/protocol.ts';
import { type Chart, CHARTS, type Metric, nextStop } from '../src/report/charts/index.ts';
import { Section, useSurface } from '../src/report/kit/index.ts';
import { Column } from './Column.tsx';
import type { Memory } from './memory.ts';
import { Progress, Waiting } from './progress.tsx';

export interface ChartsProps extends Memory {
  readonly snapshot: PanelSnapshot;
  /** Every chart at once. */
  readonly wide: boolean;
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
}

export function Charts(props: ChartsProps) {
  const { t } = useSurface();
  if (!props.wide) return <Tabs {...props} />;
  return (
    <>
      {CHARTS.map((chart) => (
        <Column key={chart.code} class="chart-cell">
          <Section id={`chart-${chart.code}`} title={t(chart.title)}>
            <Drawing chart={chart} {...props} />
          </Section>
        </Column>
      ))}
    </>
  );
}

function Tabs(props: ChartsProps) {
  const { snapshot, remembered, remember, post } = props;
  const { t } = useSurface();
  const active = CHARTS.find(({ code }) => code === remembered.chart) ?? CHARTS[0];
  if (active === undefined) return null;
  const { work } = snapshot;
  const progress = work === undefined ? undefined : <Progress work={work} cancel={() => post({ type: 'cancel' })} />;
  return (
    <Section id="charts" title={t('Look closer')} aside={progress}>
      <div
        class="tabs"
        role="tablist"
        aria-label={t('Charts')}
        onKeyDown={(event) => {
          const next = nextStop(event.key, CHARTS.indexOf(active), CHARTS.length - 1);
          const chart = next === undefined ? undefined : CHARTS[next];
          if (chart === undefined) return;
          event.preventDefault();
          remember({ chart: chart.code });
          event.currentTarget.querySelector<HTMLElement>(`#tab-${chart.code}`)?.focus();
        }}
      >
        {CHARTS.map(({ code, label }) => (
          <button
            key={code}
            type="button"
            role="tab"
            id={`tab-${code}`}
            aria-selected={code === active.code}
            aria-controls="chart-panel"
            tabIndex={code === active.code ? 0 : -1}
            class="tab"
            onClick={() => remember({ chart: code })}
          >
            {t(label)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="chart-panel" aria-labelledby={`tab-${active.code}`}>
        <Drawing chart={active} {...props} />
      </div>
    </Section>
  );
}

/** A chart with the choice of its number, or why it is not there. */
function Drawing({
  chart,
  snapshot,
  estimate,
  deployment,
  remembered,
  remember,
}: ChartsProps & { readonly chart: Chart }) {
  const metrics = chart.metrics?.(estimate.limits) ?? [];
  const metric = metrics.find(({ key }) => key === remembered.metric) ?? metrics[0];
  const drawing = chart.draw({ estimate, deployment, data: snapshot.charts, metric });
  return (
    <>
      {metric === undefined ? null : (
        <MetricChoice metrics={metrics} shown={metric} choose={(key) => remember({ metric: key })} />
      )}
      {drawing ?? <Waiting working={snapshot.work !== undefined} />}
    </>
  );
}

interface MetricChoiceProps {
  readonly metrics: readonly Metric[];
  readonly shown: Metric;
  readonly choose: (key: string) => void;
}

function MetricChoice({ metrics, shown, choose }: MetricChoiceProps) {
  const { t } = useSurface();
  return (
    <div class="choice" role="group" aria-label={t('Shown number')}>
      {metrics.map((metric) => (
        <button
          key={metric.key}
          type="button"
          class="chip"
          aria-pressed={metric.key === shown.key}
          title={metric.name(t)}
          onClick={() => choose(metric.key)}
        >
          {metric.short(t)}
        </button>
      ))}
    </div>
  );
}
