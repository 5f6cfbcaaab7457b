/**
 * Cost per million tokens against tokens per second and user: the curve of each deployment over its batch, where it runs
 * in the peak hour, what the target asks, and what others have measured.
 */
import { line, curveMonotoneX } from 'd3-shape';
import type { Curve, CurvePoint, Estimate } from '../../estimate/index.ts';
import { useSurface } from '../components/surface.ts';
import { count, money, type Words } from '../components/words.ts';
import type { MeasuredPoint } from './data.ts';
import { ChartFrame, useMarks } from './frame.tsx';
import { paretoFinding, priced } from './paretoFinding.ts';
import { logAxis, placeLabels, tickMoney, type Axis } from './scale.ts';
import { series } from './series.ts';

export interface ParetoProps {
  readonly estimate: Estimate;
  readonly curves: readonly Curve[];
  readonly measurements?: readonly MeasuredPoint[];
  readonly selected?: string | undefined;
}

const LEFT = 44;
const BOTTOM = 30;
const TOP = 8;
const TPOT = 'performance.tpot';
const MEASURED_SHOWN = 60;

export function Pareto({ estimate, curves, measurements = [], selected }: ParetoProps) {
  const surface = useSurface();
  const shown = curves.filter((curve) => priced(curve).length > 0);
  const dots = measurements.filter((dot) => inRange(dot, shown)).slice(0, MEASURED_SHOWN);
  const chosen = shown.map((curve) => operating(curve));
  const labels = [
    ...shown.map((curve, i) => pointLabel(curve.deployment, chosen[i], surface)),
    ...dots.map(
      (dot) =>
        `measured by ${dot.source}, ${dot.lengths}: ${speed(dot.tokensPerSecondPerUser, surface)}, ${money(dot.perMillionTokens, surface)} at the price of ${dot.deployment}`,
    ),
  ];
  const marks = useMarks(
    'Cost per million tokens against tokens per second per user',
    labels,
    'Cost against speed',
    // The speed of a point is the inverse of its time per output token.
    shown.map((curve, i) => (chosen[i] === undefined ? undefined : { deployment: curve.deployment, path: TPOT })),
  );
  const finding = paretoFinding(estimate, shown, surface);
  if (shown.length === 0) return <p class="finding">{finding}</p>;
  const width = surface.plotWidth;
  const height = Math.round(Math.min(320, Math.max(200, width * 0.56)));
  const { x, y } = axes(shown, dots, width, height);
  const target = estimate.limits?.tpot?.limit;
  const labelled = placeLabels(
    shown.map((curve, i) => ({
      x: x.at(chosen[i]?.tokensPerSecondPerUser ?? 0),
      y: y.at(chosen[i]?.perMillionTokens ?? 1),
      text: curve.deployment,
    })),
    width,
    height - BOTTOM,
  );
  const inside = { x: LEFT, y: TOP, width: width - 4 - LEFT, height: height - BOTTOM - TOP };
  const order = (name: string): number => estimate.deployments.findIndex((deployment) => deployment.name === name);
  return (
    <ChartFrame
      name="Cost against speed"
      finding={finding}
      readout={marks.readout}
      legend={<Legend estimate={estimate} curves={shown} measured={dots.length > 0} />}
      table={{
        head: ['Deployment', 'tokens/s per user', `${estimate.currency} per 1M tokens`, 'batch', 'TTFT, s', 'target'],
        rows: shown.flatMap((curve) => thinned(priced(curve)).map((point) => tableRow(curve, point, surface))),
      }}
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
        {dots.map((dot, i) => (
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
              <text class="direct" x={label?.x} y={label?.y} text-anchor={label?.anchor}>
                {curve.deployment}
              </text>
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}

function axes(
  curves: readonly Curve[],
  dots: readonly MeasuredPoint[],
  width: number,
  height: number,
): { x: Axis; y: Axis } {
  const points = curves.flatMap(priced);
  const xs = [...points.map((p) => p.tokensPerSecondPerUser), ...dots.map((d) => d.tokensPerSecondPerUser)].filter(
    (v) => v > 0,
  );
  const ys = [...points.map((p) => p.perMillionTokens), ...dots.map((d) => d.perMillionTokens)].filter((v) => v > 0);
  const floor = Math.min(...ys);
  // An almost empty machine costs hundreds of times more per token: the part worth reading stands near the floor.
  const ceiling = Math.min(Math.max(...ys), ceilingOf(curves));
  return {
    x: logAxis([Math.min(...xs) / 1.1, Math.max(...xs) * 1.1], [LEFT, width - 4]),
    y: logAxis([floor / 1.25, ceiling * 1.15], [height - BOTTOM, TOP], 34),
  };
}

/** Cost above which nothing is drawn. */
function ceilingOf(curves: readonly Curve[]): number {
  const floor = Math.min(...curves.flatMap(priced).map(({ perMillionTokens }) => perMillionTokens));
  const chosen = curves.map((curve) => operating(curve)?.perMillionTokens ?? 0);
  return Math.max(floor * 20, 2 * Math.max(...chosen));
}

/** A run far off the drawn costs would squeeze everything else. */
function inRange({ perMillionTokens }: MeasuredPoint, curves: readonly Curve[]): boolean {
  const costs = curves.flatMap(priced).map((point) => point.perMillionTokens);
  return perMillionTokens > Math.min(...costs) / 3 && perMillionTokens < ceilingOf(curves);
}

function Grid({
  x,
  y,
  width,
  height,
}: {
  readonly x: Axis;
  readonly y: Axis;
  readonly width: number;
  readonly height: number;
}) {
  const surface = useSurface();
  return (
    <g aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={LEFT} x2={width - 4} y1={y.at(tick)} y2={y.at(tick)} />
          <text class="tick" x={LEFT - 6} y={y.at(tick) + 4} text-anchor="end">
            {tickMoney(tick, surface)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} class="tick" x={x.at(tick)} y={height - BOTTOM + 14} text-anchor="middle">
          {count(tick, surface)}
        </text>
      ))}
      <text class="tick" x={width - 4} y={height - 3} text-anchor="end">
        tokens/s per user →
      </text>
    </g>
  );
}

function TargetZone({ x, width, height }: { readonly x: number; readonly width: number; readonly height: number }) {
  const left = Math.max(LEFT, Math.min(x, width - 4));
  const room = width - left > 90;
  return (
    <g aria-hidden="true">
      <rect class="zone" x={left} y={TOP} width={Math.max(0, width - 4 - left)} height={height - BOTTOM - TOP} />
      <path class="limit" d={`M${left} ${TOP}V${height - BOTTOM}`} />
      <text class="tick limit-label" x={room ? left + 5 : left - 5} y={TOP + 11} text-anchor={room ? 'start' : 'end'}>
        TPOT target
      </text>
    </g>
  );
}

function Legend({
  estimate,
  curves,
  measured,
}: {
  readonly estimate: Estimate;
  readonly curves: readonly Curve[];
  readonly measured: boolean;
}) {
  const missing = estimate.deployments.filter(
    ({ name, kind, status }) =>
      kind !== 'api' &&
      (status === 'ok' || status === 'incomplete') &&
      !curves.some((curve) => curve.deployment === name),
  );
  const unpriced = missing.filter(({ cost }) => cost.perMillionTokens.value === null);
  const others = missing.filter(({ cost }) => cost.perMillionTokens.value !== null);
  return (
    <ul class="legend-list">
      {curves.map((curve) => {
        const style = series(estimate.deployments.findIndex(({ name }) => name === curve.deployment));
        return (
          <li key={curve.deployment}>
            <svg class={`legend-line ${style.class}`} width={30} height={12} aria-hidden="true">
              <path class="curve" d="M0 6H30" stroke-dasharray={style.dash || undefined} />
              <path d={style.shape} transform="translate(15 6)" />
            </svg>
            {curve.deployment}
          </li>
        );
      })}
      {measured ? <li class="muted">○ published measurement, at this deployment’s price</li> : null}
      <li class="muted">Cost of a replica that runs so all day; idle hours, headroom and spares come on top.</li>
      {unpriced.length === 0 ? null : <li class="muted">Not drawn, price unknown: {few(unpriced)}</li>}
      {others.length === 0 ? null : <li class="muted">Not drawn, too many for one chart: {few(others)}</li>}
    </ul>
  );
}

const NAMED = 6;

/** The first names, and how many more. */
function few(deployments: readonly { readonly name: string }[]): string {
  const names = deployments.slice(0, NAMED).map(({ name }) => name);
  const more = deployments.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
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

type PricedPoint = CurvePoint & { readonly perMillionTokens: number };

function operating(curve: Curve): CurvePoint | undefined {
  return curve.points.find(({ chosen }) => chosen);
}

function speed(value: number, words: Words): string {
  return `${count(value, words)} tokens/s per user`;
}

function pointLabel(name: string, point: CurvePoint | undefined, words: Words): string {
  if (point === undefined) return name;
  const price =
    point.perMillionTokens === null ? 'cost unknown' : `${money(point.perMillionTokens, words)} per million tokens`;
  return `${name} in the peak hour: ${speed(point.tokensPerSecondPerUser, words)}, ${price}, batch ${Math.round(point.batch)}${point.meetsSlo ? '' : ', misses a target'}`;
}

function tableRow(curve: Curve, point: PricedPoint, words: Words): readonly string[] {
  return [
    point.chosen ? `${curve.deployment} (runs here)` : curve.deployment,
    count(point.tokensPerSecondPerUser, words),
    money(point.perMillionTokens, words),
    count(Math.round(point.batch), words),
    count(point.ttft, words),
    point.meetsSlo ? 'met' : 'missed',
  ];
}

/** Eight rows per curve tell its shape; the operating point always stays. */
function thinned(points: readonly PricedPoint[]): readonly PricedPoint[] {
  const step = Math.max(1, Math.ceil(points.length / 8));
  return points.filter((point, i) => point.chosen || i % step === 0 || i === points.length - 1);
}
