/** One chart at a time where space is short, all of them where it is not. */
import type { Translate } from '../src/quantity/index.ts';
import type { DeploymentEstimate, Estimate } from '../src/estimate/index.ts';
import {
  Bars,
  Breakdown,
  BreakEvenChart,
  Day,
  ENERGY_METRICS,
  Memory,
  type Metric,
  METRICS,
  nextStop,
  Pareto,
  Tornado,
} from '../src/report/charts/index.ts';
import { Section, useSurface } from '../src/report/kit/index.ts';
import type { ComponentChildren } from 'preact';
import { Column } from './Column.tsx';
import type { Remembered } from './host.ts';
import type { FromWebview, PanelSnapshot, Work } from '../src/panel/protocol.ts';

export interface ChartsProps {
  readonly snapshot: PanelSnapshot;
  /** Every chart at once. */
  readonly wide: boolean;
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  readonly remembered: Remembered;
  readonly remember: (change: Partial<Remembered>) => void;
  readonly post: (message: FromWebview) => void;
}

interface Tab {
  readonly key: string;
  readonly label: string;
  /** Heading where all charts are shown. */
  readonly title: string;
  readonly draw: () => ComponentChildren;
}

export function Charts(props: ChartsProps) {
  const { snapshot, wide, remembered, remember, post } = props;
  const { t } = useSurface();
  const tabs = tabsOf(props, t);
  const active = tabs.find(({ key }) => key === remembered.chart) ?? tabs[0];
  if (active === undefined) return null;
  if (wide)
    return (
      <>
        {tabs.map(({ key, title, draw }) => (
          <Column key={key} class="chart-cell">
            <Section id={`chart-${key}`} title={title}>
              {draw()}
            </Section>
          </Column>
        ))}
      </>
    );
  return (
    <Section
      id="charts"
      title={t('Look closer')}
      aside={
        snapshot.work === undefined ? undefined : (
          <Progress work={snapshot.work} cancel={() => post({ type: 'cancel' })} />
        )
      }
    >
      <div
        class="tabs"
        role="tablist"
        aria-label={t('Charts')}
        onKeyDown={(event) => {
          const at = tabs.indexOf(active);
          const next = nextStop(event.key, at, tabs.length - 1);
          const tab = next === undefined ? undefined : tabs[next];
          if (tab === undefined) return;
          event.preventDefault();
          remember({ chart: tab.key });
          event.currentTarget.querySelector<HTMLElement>(`#tab-${tab.key}`)?.focus();
        }}
      >
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === active.key}
            aria-controls="chart-panel"
            tabIndex={key === active.key ? 0 : -1}
            class="tab"
            onClick={() => remember({ chart: key })}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="chart-panel" aria-labelledby={`tab-${active.key}`}>
        {active.draw()}
      </div>
    </Section>
  );
}

function tabsOf({ snapshot, estimate, deployment, remembered, remember }: ChartsProps, t: Translate): readonly Tab[] {
  const { charts } = snapshot;
  const selected = deployment.name;
  const metric = (metrics: readonly Metric[]) => metrics.find(({ key }) => key === remembered.metric) ?? metrics[0];
  const bars = (metrics: readonly Metric[]) => {
    const shown = metric(metrics);
    return shown === undefined ? null : (
      <>
        <MetricChoice metrics={metrics} shown={shown} choose={(key) => remember({ metric: key })} />
        <Bars estimate={estimate} metric={shown} selected={selected} />
      </>
    );
  };
  const day = charts.day?.deployment === selected ? charts.day : undefined;
  const sensitivity = charts.sensitivity?.deployment === selected ? charts.sensitivity : undefined;
  const waiting = <Waiting working={snapshot.work !== undefined} />;
  const all: readonly (Tab | undefined)[] = [
    {
      key: 'pareto',
      label: t('Speed'),
      title: t('Cost against speed'),
      draw: () =>
        charts.curves === undefined ? (
          waiting
        ) : (
          <Pareto
            estimate={estimate}
            curves={charts.curves}
            selected={selected}
            {...(charts.measurements === undefined ? {} : { measurements: charts.measurements })}
          />
        ),
    },
    { key: 'compare', label: t('Compare'), title: t('Deployments compared'), draw: () => bars(METRICS) },
    {
      key: 'breakdown',
      label: t('Bill'),
      title: t('Where the money goes'),
      draw: () => <Breakdown deployment={deployment} />,
    },
    { key: 'energy', label: t('Energy'), title: t('Energy and carbon'), draw: () => bars(ENERGY_METRICS) },
    {
      key: 'memory',
      label: t('Memory'),
      title: t('Memory of one accelerator'),
      draw: () => <Memory deployment={deployment} />,
    },
    {
      key: 'day',
      label: t('Day'),
      title: t('A day'),
      draw: () => (day === undefined ? waiting : <Day profile={day} />),
    },
    {
      key: 'sensitivity',
      label: t('Sensitivity'),
      title: t('What moves the cost'),
      draw: () => (sensitivity === undefined ? waiting : <Tornado sensitivity={sensitivity} />),
    },
    {
      key: 'breakeven',
      label: t('Break-even'),
      title: t('Rent, own or call'),
      draw: () =>
        charts.breakEven === undefined ? waiting : <BreakEvenChart breakEven={charts.breakEven} estimate={estimate} />,
    },
  ];
  return all.filter((tab) => tab !== undefined);
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

function Waiting({ working }: { readonly working: boolean }) {
  const { t } = useSurface();
  return (
    <p class="finding waiting" role="status">
      {working ? t('Computing …') : t('Does not apply to this deployment, or was cancelled.')}
    </p>
  );
}

function Progress({ work, cancel }: { readonly work: Work; readonly cancel: () => void }) {
  const { t } = useSurface();
  return (
    <span class="work">
      <span class="muted">
        {doing(work, t)} {work.done}/{work.total}
      </span>
      <button type="button" class="link" onClick={cancel}>
        {t('Cancel')}
      </button>
    </span>
  );
}

function doing(work: Work, t: Translate): string {
  switch (work.doing) {
    case 'curves':
      return t('Curves');
    case 'day':
      return t('Day');
    case 'sensitivity':
      return t('Sensitivity');
    case 'break-even':
      return t('Break-even');
    case 'catalog':
      return work.seen === undefined ? t('Catalog') : t('Catalog, {0} options', work.seen);
  }
}
