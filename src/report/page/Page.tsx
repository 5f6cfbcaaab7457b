/** The report: the panel's components on paper, every deployment and every chart, nothing to click. */
import type { ChartData, DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import { Bars, CHARTS, metricsFor } from '../charts/index.ts';
import { Calculations, type Explain } from './Calculations.tsx';
import { Comparison, Headline, Options, Problems, WorkloadHeader } from '../parts/index.ts';
import { machineLine, Section, SurfaceContext, useSurface } from '../kit/index.ts';
import { english, formatDate, type Translate } from '../../quantity/index.ts';

export interface ReportedWorkload {
  readonly estimate: Estimate;
  readonly charts?: ChartData;
  /** Whose headline and charts are shown first; default the baseline, else the first with an answer. */
  readonly selected?: string;
  /** Where given, headline numbers come with their derivation, to be unfolded. */
  readonly explain?: Explain;
}

export interface PageProps {
  readonly workloads: readonly ReportedWorkload[];
  /** ISO date that prices are aged against. */
  readonly asOf: string;
  /** ISO date of the tables that prices come from. */
  readonly tables: string;
  readonly locale: string;
  /** Default: English. */
  readonly t?: Translate;
}

/** Width of a chart on a printed A4 page between its margins, CSS pixels. */
const PLOT = 660;

export function Page({ workloads, asOf, tables, locale, t = english }: PageProps) {
  return (
    <main class="report">
      {workloads.map((workload, i) => (
        <SurfaceContext.Provider key={i} value={{ locale, currency: workload.estimate.currency, t, plotWidth: PLOT }}>
          <Workload reported={workload} id={`w${i + 1}`} />
        </SurfaceContext.Provider>
      ))}
      <footer class="colophon">
        {t(
          'Tables of {0}, evaluated on {1}. Intervals are 80 %, from the residuals of the model against published measurements and from the age and source of each price. ≥ marks a lower bound: part of it is unknown. Inference TCO computed this page offline.',
          formatDate(tables, locale),
          formatDate(asOf, locale),
        )}
      </footer>
    </main>
  );
}

function Workload({ reported, id }: { readonly reported: ReportedWorkload; readonly id: string }) {
  const { t } = useSurface();
  const { estimate, charts = {} } = reported;
  const selected = leading(estimate, reported.selected);
  const problems = estimate.problems.filter(({ severity }) => severity !== 'information');
  return (
    <article class="reported">
      <header>
        <WorkloadHeader estimate={estimate} />
      </header>
      {selected === undefined ? (
        <p>{t('No deployment could be estimated; the problems below say why.')}</p>
      ) : (
        <Section
          id={`${id}-answer`}
          title={selected.name}
          aside={<span class="muted">{machineLine(selected, t)}</span>}
        >
          <Headline estimate={estimate} deployment={selected} />
          {reported.explain === undefined ? null : (
            <Calculations deployment={selected} limits={estimate.limits} explain={reported.explain} />
          )}
        </Section>
      )}
      {estimate.deployments.length === 0 ? null : (
        <Section id={`${id}-deployments`} title={t('Deployments')}>
          <Comparison estimate={estimate} selected={selected?.name} />
        </Section>
      )}
      {selected === undefined ? null : (
        <ChartSections id={id} estimate={estimate} charts={charts} selected={selected} />
      )}
      {problems.length === 0 ? null : (
        <Section id={`${id}-problems`} title={t('Problems in the text')}>
          <Problems problems={problems} />
        </Section>
      )}
    </article>
  );
}

interface ChartSectionsProps {
  readonly id: string;
  readonly estimate: Estimate;
  readonly charts: ChartData;
  readonly selected: DeploymentEstimate;
}

function ChartSections({ id, estimate, charts, selected }: ChartSectionsProps) {
  const { t } = useSurface();
  const [cost] = metricsFor(estimate.limits);
  const { options } = charts;
  const drawn = CHARTS.flatMap(({ paper }) => paper({ estimate, deployment: selected, data: charts }, t));
  return (
    <>
      {cost === undefined ? null : (
        <Section id={`${id}-cost`} title={t('Cost compared')}>
          <Bars estimate={estimate} metric={cost} selected={selected.name} />
        </Section>
      )}
      {drawn.map(({ id: of, title, drawing }) => (
        <Section key={of} id={`${id}-${of}`} title={title}>
          {drawing}
        </Section>
      ))}
      {options === undefined || options.cost.length === 0 ? null : (
        <Section id={`${id}-better`} title={t('Better for this traffic')}>
          <Options options={options.cost} against={selected.name} />
        </Section>
      )}
    </>
  );
}

function leading(estimate: Estimate, selected: string | undefined): DeploymentEstimate | undefined {
  const usable = estimate.deployments.filter(({ status }) => status === 'ok' || status === 'incomplete');
  return (
    usable.find(({ name }) => name === selected) ?? usable.find(({ name }) => name === estimate.baseline) ?? usable[0]
  );
}
