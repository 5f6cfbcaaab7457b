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
import { type Axis, placeLabels } from './scale.ts';
import { series } from './series.ts';

export interface ParetoProps {
  readonly estimate: Estimate;
  readonly curves: readonly Curve[];
  readonly measurements?: readonly MeasuredPoint[];
  readonly selected?: string | undefined;
}

const MEASURED_SHOWN = 60;

export function Pareto({ estimate, curves, measurements = [], selected }: ParetoProps) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Cost against speed');
  const shown = curves.filter((curve) => priced(curve).length > 0);
  const dots = measurements
    .map((dot, index) => ({ dot, index }))
    .filter(({ dot }) => inRange(dot, shown))
    .slice(0, MEASURED_SHOWN);
  const chosen = shown.map((curve) => operating(curve));
  const marks = useMarks(
    t('Cost per million tokens against tokens per second per user'),
    [
      ...shown.map((curve, i) => pointLabel(curve.deployment, chosen[i], surface)),
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
  const { x, y } = axes(shown, measured, width, height);
  // The axis is the mean: a target for a percentile has no place on it.
  const target = tpotMetric(estimate.limits).path === 'performance.tpot' ? estimate.limits?.tpot?.limit : undefined;
  const labelled = placeLabels(
    shown.map((curve, i) => ({
      x: x.at(chosen[i]?.tokensPerSecondPerUser ?? 0),
      y: y.at(chosen[i]?.perMillionTokens ?? 1),
      text: curve.deployment,
    })),
    width,
    height - BOTTOM,
    target === undefined ? [] : [targetLabel(x.at(1 / target), width, t)],
  );
  const inside = { x: LEFT, y: TOP, width: width - 4 - LEFT, height: height - BOTTOM - TOP };
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
        <Grid x={x} y={y} width={width} height={height} />
        {target === undefined ? null : <TargetZone x={x.at(1 / target)} width={width} height={height} />}
        <svg
          {...inside}
          viewBox={`${inside.x} ${inside.y} ${inside.width} ${inside.height}`}
          overflow="hidden"
          aria-hidden="true"
        >
          {shown.map((curve) => {
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
        {measured.map((dot, i) => (
          <circle
            key={i}
            class={`measured ${series(order(dot.deployment)).class}`}
            cx={x.at(dot.tokensPerSecondPerUser)}
            cy={y.at(dot.perMillionTokens)}
            r={3}
            {...marks.mark(shown.length + i)}
          />
        ))}
        {shown.map((curve, i) => {
          const point = chosen[i];
          if (point?.perMillionTokens == null) return null;
          const style = series(order(curve.deployment), curve.deployment === selected ? 120 : 70);
          const px = x.at(point.tokensPerSecondPerUser);
          const py = y.at(point.perMillionTokens);
          const label = labelled[i];
          return (
            <g key={curve.deployment} class={`operating ${style.class}`} {...marks.mark(i)}>
              <path d={style.shape} transform={`translate(${px} ${py})`} />
              {label === undefined ? null : (
                <text class="direct" x={label.x} y={label.y} text-anchor={label.anchor}>
                  {curve.deployment}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
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
