/**
 * Cost per million tokens against tokens per second and user: the curve of each deployment over its batch, where it runs
 * in the peak hour, what the target asks, and what others have measured.
 */
import { line, curveMonotoneX } from 'd3-shape';
import { type Curve, type Estimate, type MeasuredPoint, tpotMetric } from '../../estimate/index.ts';
import { markPath } from '../../quantity/index.ts';
import { useSurface } from '../kit/index.ts';
import { ChartFrame } from './frame.tsx';
import { type MarkNumber, useMarks } from './marks.ts';
import { paretoFinding, priced, type PricedPoint } from './paretoFinding.ts';
import { Grid, targetLabel, TargetZone } from './ParetoGrid.tsx';
import { Legend } from './ParetoLegend.tsx';
import { axes, BOTTOM, inRange, LEFT, operating, TOP } from './paretoScale.ts';
import { measuredLabel, paretoTable, pointLabel } from './paretoWords.ts';
import { type Axis, placeLabels, type Taken } from './scale.ts';
import { series } from './series.ts';

export interface ParetoProps {
  readonly estimate: Estimate;
  readonly curves: readonly Curve[];
  readonly measurements?: readonly MeasuredPoint[];
  readonly selected?: string | undefined;
}

const MEASURED_SHOWN = 60;

interface Drawn {
  readonly shown: readonly Curve[];
  /** Measured points, with their place in the whole list. */
  readonly dots: readonly { readonly dot: MeasuredPoint; readonly index: number }[];
}

function drawnOf(curves: readonly Curve[], measurements: readonly MeasuredPoint[]): Drawn {
  const shown = curves.filter((curve) => priced(curve).length > 0);
  const dots = measurements
    .map((dot, index) => ({ dot, index }))
    .filter(({ dot }) => inRange(dot, shown))
    .slice(0, MEASURED_SHOWN);
  return { shown, dots };
}

export function Pareto({ estimate, curves, measurements = [], selected }: ParetoProps) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Cost against speed');
  const { shown, dots } = drawnOf(curves, measurements);
  const marks = useMarks(
    t('Cost per million tokens against tokens per second per user'),
    [
      ...shown.map((curve) => pointLabel(curve.deployment, operating(curve), surface)),
      ...dots.map(({ dot }) => measuredLabel(dot, surface)),
    ],
    name,
    [
      ...shown.map(operatingNumber),
      ...dots.map(({ dot, index }) => ({ deployment: dot.deployment, path: markPath.measured(index) })),
    ],
  );
  const finding = paretoFinding(estimate, shown, surface);
  if (shown.length === 0) return <p class="finding">{finding}</p>;
  const width = surface.plotWidth;
  const height = Math.round(Math.min(320, Math.max(200, width * 0.56)));
  const measured = dots.map(({ dot }) => dot);
  const plot: Plot = { ...axes(shown, measured, width, height), width, height };
  // The axis is the mean: a target for a percentile has no place on it.
  const target = tpotMetric(estimate.limits).path === 'performance.tpot' ? estimate.limits?.tpot?.limit : undefined;
  const order = (of: string): number => estimate.deployments.findIndex((deployment) => deployment.name === of);
  return (
    <ChartFrame
      name={name}
      finding={finding}
      readout={marks.readout}
      legend={<Legend estimate={estimate} curves={shown} measured={dots.length > 0} />}
      table={paretoTable(estimate, shown, dots, surface)}
    >
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
        <Grid {...plot} />
        {target === undefined ? null : <TargetZone x={plot.x.at(1 / target)} width={width} height={height} />}
        <Lines curves={shown} plot={plot} order={order} selected={selected} />
        {measured.map((dot, i) => (
          <circle
            key={i}
            class={`measured ${series(order(dot.deployment)).class}`}
            cx={plot.x.at(dot.tokensPerSecondPerUser)}
            cy={plot.y.at(dot.perMillionTokens)}
            r={3}
            {...marks.mark(shown.length + i)}
          />
        ))}
        {operatingMarks(shown, plot, target === undefined ? [] : [targetLabel(plot.x.at(1 / target), width, t)]).map(
          ({ curve, at, label }, i) => {
            if (at === undefined) return null;
            const style = series(order(curve.deployment), curve.deployment === selected ? 120 : 70);
            return (
              <g key={curve.deployment} class={`operating ${style.class}`} {...marks.mark(i)}>
                <path d={style.shape} transform={`translate(${at.x} ${at.y})`} />
                {label === undefined ? null : (
                  <text class="direct" x={label.x} y={label.y} text-anchor={label.anchor}>
                    {curve.deployment}
                  </text>
                )}
              </g>
            );
          },
        )}
      </svg>
    </ChartFrame>
  );
}

interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  readonly width: number;
  readonly height: number;
}

interface LinesProps {
  readonly curves: readonly Curve[];
  readonly plot: Plot;
  /** Place of a deployment in the document: its colour. */
  readonly order: (deployment: string) => number;
  readonly selected: string | undefined;
}

/** The curves, cut at the edges of the plot. */
function Lines({ curves, plot, order, selected }: LinesProps) {
  const { x, y, width, height } = plot;
  const inside = { x: LEFT, y: TOP, width: width - 4 - LEFT, height: height - BOTTOM - TOP };
  return (
    <svg
      {...inside}
      viewBox={`${inside.x} ${inside.y} ${inside.width} ${inside.height}`}
      overflow="hidden"
      aria-hidden="true"
    >
      {curves.map((curve) => {
        const style = series(order(curve.deployment));
        return (
          <path
            key={curve.deployment}
            class={`curve ${style.class} ${curve.deployment === selected ? 'selected' : ''}`}
            stroke-dasharray={style.dash || undefined}
            d={path(priced(curve), x, y)}
          />
        );
      })}
    </svg>
  );
}

/** Where each curve's operating point is drawn and its name written. @param taken places of other words */
function operatingMarks(curves: readonly Curve[], { x, y, width, height }: Plot, taken: readonly Taken[]) {
  const chosen = curves.map(operating);
  const labels = placeLabels(
    curves.map((curve, i) => ({
      x: x.at(chosen[i]?.tokensPerSecondPerUser ?? 0),
      y: y.at(chosen[i]?.perMillionTokens ?? 1),
      text: curve.deployment,
    })),
    width,
    height - BOTTOM,
    taken,
  );
  return curves.map((curve, i) => {
    const point = chosen[i];
    const at =
      point?.perMillionTokens == null
        ? undefined
        : { x: x.at(point.tokensPerSecondPerUser), y: y.at(point.perMillionTokens) };
    return { curve, at, label: labels[i] };
  });
}

/** The cost at the operating point; undefined where the curve has none. */
function operatingNumber({ deployment, points }: Curve): MarkNumber {
  const index = points.findIndex(({ chosen }) => chosen);
  return index < 0 ? undefined : { deployment, path: markPath.curve(index) };
}

function path(points: readonly PricedPoint[], x: Axis, y: Axis): string {
  const drawn = [...points].sort((a, b) => a.tokensPerSecondPerUser - b.tokensPerSecondPerUser);
  return (
    line<PricedPoint>()
      .x((point) => x.at(point.tokensPerSecondPerUser))
      .y((point) => y.at(point.perMillionTokens))
      .curve(curveMonotoneX)(drawn) ?? ''
  );
}
