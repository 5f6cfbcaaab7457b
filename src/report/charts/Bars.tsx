/** One number of every deployment as bars from zero with 80 % whiskers. Lower bounds end open, unknowns say so. */
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { useSurface } from '../components/surface.ts';
import { change, interval, short, type Words } from '../components/words.ts';
import { ChartFrame, numberOf, useMarks } from './frame.tsx';
import { round } from './scale.ts';
import { hatch } from './series.ts';

export interface Metric {
  readonly key: string;
  /** "cost per million tokens": goes into sentences. */
  readonly name: string;
  /** For a button: "Cost". */
  readonly short: string;
  readonly quantity: (deployment: DeploymentEstimate) => Quantity;
  readonly limit?: (estimate: Estimate) => number | undefined;
}

export const METRICS: readonly Metric[] = [
  {
    key: 'cost',
    name: 'cost per million tokens',
    short: 'Cost',
    quantity: (d) => d.cost.perMillionTokens,
    limit: (e) => e.limits?.perMillionTokens,
  },
  {
    key: 'month',
    name: 'monthly bill',
    short: 'Bill',
    quantity: (d) => d.cost.perMonth,
    limit: (e) => e.limits?.perMonth,
  },
  {
    key: 'output',
    name: 'cost per million output tokens',
    short: 'Output',
    quantity: (d) => d.cost.perMillionOutputTokens,
  },
  {
    key: 'ttft',
    name: 'time to first token (p95)',
    short: 'TTFT',
    quantity: (d) => d.performance.ttftP95,
    limit: (e) => e.limits?.ttft?.limit,
  },
  {
    key: 'tpot',
    name: 'time per output token',
    short: 'TPOT',
    quantity: (d) => d.performance.tpot,
    limit: (e) => e.limits?.tpot?.limit,
  },
];

export const ENERGY_METRICS: readonly Metric[] = [
  {
    key: 'energy',
    name: 'energy per million tokens',
    short: 'Energy',
    quantity: (d) => d.energy.kwhPerMillionTokens,
    limit: (e) => e.limits?.kwhPerMillionTokens,
  },
  {
    key: 'carbon',
    name: 'carbon per million tokens',
    short: 'Carbon',
    quantity: (d) => d.energy.carbonPerMillionTokens,
  },
  {
    key: 'joules',
    name: 'energy of the accelerators per output token',
    short: 'J/token',
    quantity: (d) => d.energy.joulesPerOutputToken,
  },
  { key: 'power', name: 'average power at the wall', short: 'Power', quantity: (d) => d.energy.averagePower },
  {
    key: 'embodied',
    name: 'embodied carbon per month',
    short: 'Embodied',
    quantity: (d) => d.energy.embodiedCarbonPerMonth,
  },
  { key: 'water', name: 'water per month', short: 'Water', quantity: (d) => d.energy.waterPerMonth },
];

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
  const usable = estimate.deployments.filter(({ status }) => status !== 'infeasible' && status !== 'invalid');
  const rows = usable.filter(({ name }, i) => i < SHOWN || name === selected);
  const limit = metric.limit?.(estimate);
  const labels = rows.map((row) => label(row, metric, surface));
  const marks = useMarks(
    `${metric.name}, by deployment`,
    labels,
    metric.name,
    rows.map((row) => numberOf(row.name, metric.quantity(row))),
  );
  const width = surface.plotWidth;
  const top = topOf(rows.map(metric.quantity), limit);
  const x = (value: number): number => round(Math.min(1, value / (top * 1.04)) * (width - 12));
  const height = rows.length * ROW + (limit === undefined ? 0 : 14);
  return (
    <ChartFrame
      name={metric.name}
      finding={barsFinding(estimate, metric, surface)}
      readout={marks.readout}
      table={{
        head: ['Deployment', metric.name, '80 % interval'],
        rows: usable.map((row) => [
          row.name,
          { quantity: metric.quantity(row), deployment: row.name, name: `${metric.name} of ${row.name}` },
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
              limit {short({ value: limit, unit: metric.quantity(rows[0] ?? BLANK).unit, state: 'known' }, surface)}
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

const BLANK = { cost: { perMillionTokens: { unit: '' } } } as unknown as DeploymentEstimate;

interface BarProps {
  readonly row: DeploymentEstimate;
  readonly quantity: Quantity;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly width: number;
  readonly selected: boolean;
  readonly mark: Readonly<Record<string, unknown>>;
  readonly words: Words;
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

function label(row: DeploymentEstimate, metric: Metric, words: Words): string {
  const quantity = metric.quantity(row);
  const range = interval(quantity, words);
  // What is seen comes first, as it is seen: who speaks to the screen says what stands there.
  return `${row.name} ${short(quantity, words)}: ${metric.name}${range === undefined ? '' : `, ${range}`}`;
}

/** Who is lowest, by how much, and whether the intervals say so. */
export function barsFinding(estimate: Estimate, metric: Metric, words: Words): string {
  const rows = estimate.deployments
    .map((row) => ({ name: row.name, quantity: metric.quantity(row) }))
    .filter((row): row is { name: string; quantity: Quantity & { value: number } } => row.quantity.value !== null)
    .sort((a, b) => a.quantity.value - b.quantity.value);
  const [best, second] = rows;
  if (best === undefined) return `The ${metric.name} of no deployment is known.`;
  const said = short(best.quantity, words);
  if (second === undefined) return `${best.name}: ${metric.name} ${said}; nothing to compare it with.`;
  const base = rows.find(({ name }) => name === estimate.baseline && name !== best.name) ?? second;
  const less = `${change(best.quantity.value / base.quantity.value - 1, words)} against ${base.name}`;
  const overlap = (best.quantity.high ?? best.quantity.value) > (second.quantity.low ?? second.quantity.value);
  const sure = overlap ? `; its interval overlaps that of ${second.name}` : '';
  return `${best.name} has the lowest ${metric.name}: ${said}, ${less}${sure}.`;
}
