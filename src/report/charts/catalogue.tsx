/**
 * Every chart, once: the panel's tabs, the wide panel, the sections of the HTML report and the progress line read this table.
 * A new chart is a file with its component, and a line here; where it needs more than the estimate, a part in
 * estimate/explore/chartData.ts.
 */
import type { ComponentChild } from 'preact';
import type { ChartData, ChartPart, DeploymentEstimate, Estimate, LimitSummary } from '../../estimate/index.ts';
import { message, type Translate } from '../../quantity/index.ts';
import { Bars } from './Bars.tsx';
import { Breakdown } from './Breakdown.tsx';
import { BreakEvenChart } from './BreakEvenChart.tsx';
import { Day } from './Day.tsx';
import { Memory } from './Memory.tsx';
import { ENERGY_METRICS, type Metric, metricsFor } from './metrics.ts';
import { Pareto } from './Pareto.tsx';
import { PriceHistory } from './PriceHistory.tsx';
import { Tornado } from './Tornado.tsx';

/** What a chart is drawn from. */
export interface Drawn {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  readonly data: ChartData;
  /** The one chosen among `metrics`. */
  readonly metric?: Metric | undefined;
}

/** A chart as a section of the HTML report. */
export interface PaperSection {
  readonly id: string;
  readonly title: string;
  readonly drawing: ComponentChild;
}

export interface Chart {
  readonly code: string;
  /** Of its tab, English. */
  readonly label: string;
  /** Of its section where all charts are shown, English. */
  readonly title: string;
  /** The part of the chart data it waits for; absent: the estimate is enough. */
  readonly waitsFor?: ChartPart;
  /** Numbers that a person may choose among. */
  readonly metrics?: (limits: LimitSummary | undefined) => readonly Metric[];
  /** Undefined: its data is not there (yet). */
  readonly draw: (from: Drawn) => ComponentChild;
  /** Its sections on paper, where there is something to show. */
  readonly paper: (from: Drawn, t: Translate) => readonly PaperSection[];
}

const bars = ({ estimate, deployment, metric }: Drawn): ComponentChild =>
  metric && <Bars estimate={estimate} metric={metric} selected={deployment.name} />;

/** Data of the deployment that was selected before says nothing of this one. */
function ofSelected<T extends { readonly deployment: string }>(part: T | null | undefined, from: Drawn): T | undefined {
  return part?.deployment === from.deployment.name ? part : undefined;
}

const pareto = ({ estimate, deployment, data: { curves, measurements } }: Drawn): ComponentChild =>
  curves && (
    <Pareto
      estimate={estimate}
      curves={curves}
      selected={deployment.name}
      {...(measurements === undefined ? {} : { measurements })}
    />
  );

const day = (from: Drawn): ComponentChild => {
  const profile = ofSelected(from.data.day, from);
  return profile && <Day profile={profile} />;
};

const tornado = (from: Drawn): ComponentChild => {
  const sensitivity = ofSelected(from.data.sensitivity, from);
  return sensitivity && <Tornado sensitivity={sensitivity} />;
};

const breakEven = ({ estimate, data }: Drawn): ComponentChild =>
  data.breakEven && <BreakEvenChart breakEven={data.breakEven} estimate={estimate} />;

const prices = ({ data: { history } }: Drawn): ComponentChild =>
  history?.series.length ? <PriceHistory history={history} /> : undefined;

export const CHARTS: readonly Chart[] = [
  {
    code: 'pareto',
    label: message('Speed'),
    title: message('Cost against speed'),
    waitsFor: 'curves',
    draw: pareto,
    paper: (from, t) =>
      from.data.curves?.length ? [{ id: 'speed', title: t('Cost against speed'), drawing: pareto(from) }] : [],
  },
  {
    code: 'compare',
    label: message('Compare'),
    title: message('Deployments compared'),
    metrics: metricsFor,
    draw: bars,
    // On paper it stands beside the table of deployments.
    paper: () => [],
  },
  {
    code: 'breakdown',
    label: message('Bill'),
    title: message('Where the money goes'),
    draw: ({ deployment }) => <Breakdown deployment={deployment} />,
    paper: ({ estimate }, t) =>
      estimate.deployments
        .filter(({ cost }) => cost.breakdown.length > 0)
        .map((deployment) => ({
          id: `bill-${deployment.name.replace(/[^A-Za-z0-9]+/g, '-')}`,
          title: t('Bill of {0}', deployment.name),
          drawing: <Breakdown deployment={deployment} />,
        })),
  },
  {
    code: 'energy',
    label: message('Energy'),
    title: message('Energy and carbon'),
    metrics: () => ENERGY_METRICS,
    draw: bars,
    paper: (from, t) =>
      ENERGY_METRICS.slice(0, 2).map((metric) => ({
        id: metric.key,
        title: metric.short(t),
        drawing: bars({ ...from, metric }),
      })),
  },
  {
    code: 'memory',
    label: message('Memory'),
    title: message('Memory of one accelerator'),
    draw: ({ deployment }) => <Memory deployment={deployment} />,
    paper: ({ deployment }, t) =>
      deployment.stages.length === 0
        ? []
        : [
            {
              id: 'memory',
              title: t('Memory of {0}', deployment.name),
              drawing: <Memory deployment={deployment} />,
            },
          ],
  },
  {
    code: 'day',
    label: message('Day'),
    title: message('A day'),
    waitsFor: 'day',
    draw: day,
    paper: (from, t) => section('day', t('A day of {0}', from.deployment.name), day(from)),
  },
  {
    code: 'sensitivity',
    label: message('Sensitivity'),
    title: message('What moves the cost'),
    waitsFor: 'sensitivity',
    draw: tornado,
    paper: (from, t) => section('sensitivity', t('What moves the cost of {0}', from.deployment.name), tornado(from)),
  },
  {
    code: 'breakeven',
    label: message('Break-even'),
    title: message('Rent, own or call'),
    waitsFor: 'break-even',
    draw: breakEven,
    paper: (from, t) =>
      from.data.breakEven?.pairs.length ? section('break-even', t('Break-even'), breakEven(from)) : [],
  },
  {
    code: 'prices',
    label: message('Prices'),
    title: message('What the machine cost before'),
    waitsFor: 'prices',
    draw: prices,
    paper: (from, t) => section('prices', t('What the machine cost before'), prices(from)),
  },
];

function section(id: string, title: string, drawing: ComponentChild): readonly PaperSection[] {
  return drawing === undefined ? [] : [{ id, title, drawing }];
}
