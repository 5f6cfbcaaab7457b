/** A day hour by hour: the traffic, what the fleet could serve, how many replicas run, and what the hour costs. */
import { markPath } from '../../quantity/index.ts';
import type { DayHour, DayProfile } from '../../estimate/index.ts';
import { amount, count, money, percent, useSurface, type NumberStyle } from '../kit/index.ts';
import { ChartFrame, type NumberCell } from './frame.tsx';
import { useMarks } from './marks.ts';
import { type Axis, linearAxis, tickMoney } from './scale.ts';

const LEFT = 42;
const TRAFFIC = 118;
const COST = 56;
const GAP = 26;

interface DayScale {
  readonly width: number;
  readonly height: number;
  /** Width of an hour. */
  readonly step: number;
  x(hour: number): number;
  readonly rate: Axis;
  readonly cost: Axis;
  /** Cost of the dearest hour. */
  readonly dearest: number;
}

function dayScale(hours: readonly DayHour[], width: number): DayScale {
  const step = (width - LEFT - 2) / Math.max(1, hours.length);
  const top = Math.max(...hours.map((hour) => Math.max(hour.requestsPerSecond, hour.capacity)), 1e-9);
  const dearest = Math.max(...hours.map((hour) => hour.costPerHour ?? 0), 1e-9 / 1.1);
  return {
    width,
    height: TRAFFIC + GAP + COST + 18,
    step,
    x: (i) => Math.round((LEFT + i * step) * 10) / 10,
    rate: linearAxis([0, top * 1.05], [TRAFFIC, 6]),
    cost: linearAxis([0, dearest * 1.1], [TRAFFIC + GAP + COST, TRAFFIC + GAP]),
    dearest,
  };
}

export function Day({ profile }: { readonly profile: DayProfile }) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Day profile');
  const { hours, deployment } = profile;
  const labels = hours.map((hour) => hourLabel(hour, profile, surface));
  const marks = useMarks(
    t('A day of {0}, hour by hour', deployment),
    labels,
    name,
    hours.map(({ hour }) => ({ deployment, path: markPath.day(hour, 'costPerHour') })),
  );
  const scale = dayScale(hours, surface.plotWidth);
  const { width, height, x, rate } = scale;
  const steps = hours.map((hour, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${rate.at(hour.capacity)}H${x(i + 1)}`);
  return (
    <ChartFrame
      name={name}
      finding={dayFinding(profile, surface)}
      readout={marks.readout}
      legend={
        <p class="legend-note">{t('Bars: requests/s. Line: what the fleet can serve. Below: cost of the hour.')}</p>
      }
      table={{
        head: [t('Hour'), t('requests/s'), t('replicas'), t('capacity'), t('cost per hour'), t('power')],
        rows: hours.map((hour) => [clock(hour.hour), ...cells(hour, profile, surface)]),
      }}
    >
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
        <Ground scale={scale} currency={profile.currency} />
        {hours.map((hour, i) => (
          <g key={hour.hour} class="hour" {...marks.mark(i)}>
            <Hour hour={hour} left={x(i)} scale={scale} />
          </g>
        ))}
        <path class="capacity" d={steps.join('')} aria-hidden="true" />
      </svg>
    </ChartFrame>
  );
}

/** Ticks of the traffic, of the hours, and the dearest hour. */
function Ground({ scale, currency }: { readonly scale: DayScale; readonly currency: string }) {
  const surface = useSurface();
  const { rate, width, height, x, step, dearest } = scale;
  return (
    <g aria-hidden="true">
      {rate.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={LEFT} x2={width} y1={rate.at(tick)} y2={rate.at(tick)} />
          <text class="tick" x={LEFT - 5} y={rate.at(tick) + 4} text-anchor="end">
            {count(tick, surface)}
          </text>
        </g>
      ))}
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} class="tick" x={x(hour) + step / 2} y={height - 4} text-anchor="middle">
          {clock(hour)}
        </text>
      ))}
      <text class="tick" x={LEFT - 5} y={TRAFFIC + GAP + 8} text-anchor="end">
        {tickMoney(dearest, { ...surface, currency })}
      </text>
    </g>
  );
}

/** Two bars: the traffic of the hour above, its cost below. */
function Hour({ hour, left, scale }: { readonly hour: DayHour; readonly left: number; readonly scale: DayScale }) {
  const { height, step, rate, cost } = scale;
  const { requestsPerSecond, costPerHour } = hour;
  const wide = Math.max(1, step - 1.5);
  return (
    <>
      <rect class="hit" x={left} y={4} width={step} height={height - 20} />
      <g class="s0">
        <rect
          class="fill"
          x={left + 0.5}
          y={rate.at(requestsPerSecond)}
          width={wide}
          height={Math.max(0, TRAFFIC - rate.at(requestsPerSecond))}
        />
      </g>
      {costPerHour === null ? null : (
        <g class="s2">
          <rect
            class="fill fill-soft"
            x={left + 0.5}
            y={cost.at(costPerHour)}
            width={wide}
            height={Math.max(0.5, TRAFFIC + GAP + COST - cost.at(costPerHour))}
          />
        </g>
      )}
    </>
  );
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** The numbers of an hour, each back to how it came to be. */
function cells(hour: DayHour, { deployment, currency }: DayProfile, words: NumberStyle): readonly NumberCell[] {
  const { t } = words;
  const cell = (key: Exclude<keyof DayHour, 'hour' | 'served'>, name: string, text: string): NumberCell => ({
    quantity: { value: hour[key], unit: '', state: hour[key] === null ? 'unknown' : 'derived' },
    deployment,
    path: markPath.day(hour.hour, key),
    name: `${clock(hour.hour)}, ${name}`,
    text,
  });
  const { costPerHour, averagePower } = hour;
  return [
    cell('requestsPerSecond', t('requests/s'), count(hour.requestsPerSecond, words)),
    cell('replicas', t('replicas'), count(hour.replicas, words)),
    cell('capacity', t('capacity'), count(hour.capacity, words)),
    cell(
      'costPerHour',
      t('cost per hour'),
      costPerHour === null ? t('unknown') : money(costPerHour, { ...words, currency }),
    ),
    cell('averagePower', t('power'), averagePower === null ? t('unknown') : amount(averagePower, 'W', words)),
  ];
}

function hourLabel(hour: DayHour, { currency }: DayProfile, words: NumberStyle): string {
  const { t } = words;
  const { costPerHour } = hour;
  const price =
    costPerHour === null ? t('cost unknown') : t('{0} per hour', money(costPerHour, { ...words, currency }));
  const short = hour.served < hour.requestsPerSecond * 0.995;
  return [
    t('{0}: {1} requests/s', clock(hour.hour), count(hour.requestsPerSecond, words)),
    ...(short ? [t('only {0} served', count(hour.served, words))] : []),
    t('{0} replicas for up to {1}', count(hour.replicas, words), count(hour.capacity, words)),
    price,
  ].join(', ');
}

export function dayFinding({ hours }: DayProfile, words: NumberStyle): string {
  const { t } = words;
  const peak = [...hours].sort((a, b) => b.requestsPerSecond - a.requestsPerSecond)[0];
  if (peak === undefined) return t('The day has no hours.');
  const at = clock(peak.hour);
  const lost = hours.filter((hour) => hour.served < hour.requestsPerSecond * 0.995);
  if (lost.length > 0)
    return t(
      'In {0} of 24 hours the fleet cannot serve everything; at {1} {2} requests/s are turned away.',
      lost.length,
      at,
      count(peak.requestsPerSecond - peak.served, words),
    );
  const replicas = hours.map((hour) => hour.replicas);
  const [least, most] = [Math.min(...replicas), Math.max(...replicas)];
  const total = (of: (hour: DayHour) => number): number => hours.reduce((sum, hour) => sum + of(hour), 0);
  const used =
    total((hour) => hour.requestsPerSecond) /
    Math.max(
      1e-12,
      total((hour) => hour.capacity),
    );
  const running = least === 1 ? t('1 replica runs') : t('{0} replicas run', count(least, words));
  return least === most
    ? t(
        '{0} all day for the peak at {1}; the traffic fills {2} of what it could serve over the day.',
        running,
        at,
        percent(used, words),
      )
    : t(
        '{0} in the quietest hour and {1} at the peak at {2}; the traffic fills {3} of what it could serve over the day.',
        running,
        count(most, words),
        at,
        percent(used, words),
      );
}
