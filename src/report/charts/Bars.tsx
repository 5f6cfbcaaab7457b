/** One number of every deployment as bars from zero with 80 % whiskers. Lower bounds end open, unknowns say so. */
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { change, interval, short, useSurface, type NumberStyle } from '../kit/index.ts';
import { ChartFrame } from './frame.tsx';
import { numberOf, useMarks } from './marks.ts';
import type { Metric } from './metrics.ts';
import { round } from './scale.ts';
import { hatch } from './series.ts';

export interface BarsProps {
  readonly estimate: Estimate;
  readonly metric: Metric;
  readonly selected?: string | undefined;
}

const ROW = 38;
const BAR = 10;
/** More bars than this are in the table. */
const SHOWN = 20;

export function Bars({ estimate, metric, selected }: BarsProps) {
  const surface = useSurface();
  const { t } = surface;
  const name = metric.name(t);
  const usable = estimate.deployments.filter(({ status }) => status !== 'infeasible' && status !== 'invalid');
  const rows = usable.filter(({ name }, i) => i < SHOWN || name === selected);
  const limit = metric.limit?.(estimate);
  const unit = rows[0] === undefined ? '' : metric.quantity(rows[0]).unit;
  const labels = rows.map((row) => label(row, metric, surface));
  const marks = useMarks(
    t('{0}, by deployment', name),
    labels,
    name,
    rows.map((row) => numberOf(row.name, metric.quantity(row))),
  );
  const width = surface.plotWidth;
  const top = topOf(rows.map(metric.quantity), limit);
  const x = (value: number): number => round(Math.min(1, value / (top * 1.04)) * (width - 12));
  const height = rows.length * ROW + (limit === undefined ? 0 : 14);
  return (
    <ChartFrame
      name={name}
      finding={barsFinding(estimate, metric, surface)}
      readout={marks.readout}
      table={{
        head: [t('Deployment'), name, t('80 % interval')],
        rows: usable.map((row) => [
          row.name,
          { quantity: metric.quantity(row), deployment: row.name, name: t('{0} of {1}', name, row.name) },
          interval(metric.quantity(row), surface) ?? '–',
        ]),
      }}
    >
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
        <line class="axis" x1={0.5} x2={0.5} y1={14} y2={rows.length * ROW - 6} />
        {limit === undefined ? null : (
          <g>
            <path class="limit" d={`M${x(limit)} 4V${rows.length * ROW}`} />
            <text
              class="tick limit-label"
              x={Math.min(Math.max(x(limit), 40), width - 40)}
              y={height - 3}
              text-anchor="middle"
            >
              {t('limit {0}', short({ value: limit, unit, state: 'known' }, surface))}
            </text>
          </g>
        )}
        {rows.map((row, i) => (
          <Bar
            key={row.name}
            row={row}
            quantity={metric.quantity(row)}
            y={i * ROW}
            x={x}
            width={width}
            selected={row.name === selected}
            mark={marks.mark(i)}
            words={surface}
          />
        ))}
      </svg>
    </ChartFrame>
  );
}

interface BarProps {
  readonly row: DeploymentEstimate;
  readonly quantity: Quantity;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly width: number;
  readonly selected: boolean;
  readonly mark: Readonly<Record<string, unknown>>;
  readonly words: NumberStyle;
}

function Bar({ row, quantity, y, x, width, selected, mark, words }: BarProps) {
  const value = quantity.value ?? quantity.low;
  const open = quantity.value === null;
  const middle = y + 20 + BAR / 2;
  return (
    <g class={`bar s0 ${selected ? 'selected' : ''}`} {...mark}>
      <rect class="hit" x={0} y={y} width={width} height={ROW - 2} />
      <text class="bar-name" x={4} y={y + 13}>
        {`${row.name} `}
      </text>
      <text class={`bar-value ${value === undefined ? 'unknown' : ''}`} x={width - 1} y={y + 13} text-anchor="end">
        {short(quantity, words)}
      </text>
      {value === undefined ? null : (
        <>
          <rect
            class={selected ? 'fill' : 'fill fill-soft'}
            x={1}
            y={y + 20}
            width={Math.max(1, x(value))}
            height={BAR}
          />
          {open ? <path class="hatch" d={hatch(1, 1, y + 20, Math.max(1, x(value)), BAR)} /> : null}
          {open ? <path class="whisker" d={`M${x(value) + 4} ${middle - 4}l5 4l-5 4`} /> : null}
          {quantity.low !== undefined && quantity.high !== undefined && quantity.low !== quantity.high ? (
            <path
              class="whisker"
              d={`M${x(quantity.low)} ${middle}H${x(quantity.high)}M${x(quantity.low)} ${middle - 4}v8M${x(quantity.high)} ${middle - 4}v8`}
            />
          ) : null}
        </>
      )}
    </g>
  );
}

/** End of the axis. A lower bound far beyond what is known runs into the edge rather than squeezing the rest. */
function topOf(quantities: readonly Quantity[], limit: number | undefined): number {
  const known = quantities.filter(({ value }) => value !== null).map(({ value, high }) => high ?? value ?? 0);
  const bounds = quantities.filter(({ value }) => value === null).map(({ low }) => (low ?? 0) * 1.1);
  const most = Math.max(0, limit ?? 0, ...known);
  const beyond = Math.max(0, ...bounds);
  return (most > 0 ? Math.max(most, Math.min(most * 1.5, beyond)) : beyond) || 1;
}

function label(row: DeploymentEstimate, metric: Metric, words: NumberStyle): string {
  const quantity = metric.quantity(row);
  const range = interval(quantity, words);
  // What is seen comes first, as it is seen: who speaks to the screen says what stands there.
  return `${row.name} ${short(quantity, words)}: ${metric.name(words.t)}${range === undefined ? '' : `, ${range}`}`;
}

/** Who is lowest, by how much, and whether the intervals say so. */
export function barsFinding(estimate: Estimate, metric: Metric, words: NumberStyle): string {
  const { t } = words;
  const name = metric.name(t);
  const rows = estimate.deployments
    .map((row) => ({ name: row.name, quantity: metric.quantity(row) }))
    .filter((row): row is { name: string; quantity: Quantity & { value: number } } => row.quantity.value !== null)
    .sort((a, b) => a.quantity.value - b.quantity.value);
  const [best, second] = rows;
  if (best === undefined) return t('The {0} of no deployment is known.', name);
  const said = short(best.quantity, words);
  if (second === undefined) return t('{0}: {1} {2}; nothing to compare it with.', best.name, name, said);
  const base = rows.find((row) => row.name === estimate.baseline && row.name !== best.name) ?? second;
  const less = t('{0} against {1}', change(best.quantity.value / base.quantity.value - 1, words), base.name);
  const overlap = (best.quantity.high ?? best.quantity.value) > (second.quantity.low ?? second.quantity.value);
  return overlap
    ? t(
        '{0} has the lowest {1}: {2}, {3}; its interval overlaps that of {4}.',
        best.name,
        name,
        said,
        less,
        second.name,
      )
    : t('{0} has the lowest {1}: {2}, {3}.', best.name, name, said, less);
}
