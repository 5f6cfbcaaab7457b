/** A day hour by hour: the traffic, what the fleet could serve, how many replicas run, and what the hour costs. */
import type { DayHour, DayProfile } from '../../estimate/index.ts';
import { useSurface } from '../components/surface.ts';
import { amount, count, money, percent, type Words } from '../components/words.ts';
import { ChartFrame, useMarks } from './frame.tsx';
import { linearAxis } from './scale.ts';

const LEFT = 38;
const TRAFFIC = 118;
const COST = 56;
const GAP = 26;

export function Day({ profile }: { readonly profile: DayProfile }) {
  const surface = useSurface();
  const { hours } = profile;
  const labels = hours.map((hour) => hourLabel(hour, profile, surface));
  const marks = useMarks(`A day of ${profile.deployment}, hour by hour`, labels);
  const width = surface.plotWidth;
  const height = TRAFFIC + GAP + COST + 18;
  const step = (width - LEFT - 2) / Math.max(1, hours.length);
  const top = Math.max(...hours.map((hour) => Math.max(hour.requestsPerSecond, hour.capacity)), 1e-9) * 1.05;
  const rate = linearAxis([0, top], [TRAFFIC, 6]);
  const dearest = Math.max(...hours.map((hour) => hour.costPerHour ?? 0), 1e-9) * 1.1;
  const cost = linearAxis([0, dearest], [TRAFFIC + GAP + COST, TRAFFIC + GAP]);
  const x = (i: number): number => Math.round((LEFT + i * step) * 10) / 10;
  return (
    <ChartFrame
      name="Day profile"
      finding={dayFinding(profile, surface)}
      readout={marks.readout}
      legend={<p class="legend-note">Bars: requests/s. Line: what the fleet can serve. Below: cost of the hour.</p>}
      table={{
        head: ['Hour', 'requests/s', 'replicas', 'capacity', 'cost per hour', 'power'],
        rows: hours.map((hour) => [
          clock(hour.hour),
          count(hour.requestsPerSecond, surface),
          count(hour.replicas, surface),
          count(hour.capacity, surface),
          hour.costPerHour === null ? 'unknown' : money(hour.costPerHour, surface),
          hour.averagePower === null ? 'unknown' : amount(hour.averagePower, 'W', surface),
        ]),
      }}
    >
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
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
            {money(dearest / 1.1, surface)}
          </text>
        </g>
        {hours.map((hour, i) => (
          <g key={hour.hour} class="hour" {...marks.mark(i)}>
            <rect class="hit" x={x(i)} y={4} width={step} height={height - 20} />
            <g class="s0">
              <rect
                class="fill"
                x={x(i) + 0.5}
                y={rate.at(hour.requestsPerSecond)}
                width={Math.max(1, step - 1.5)}
                height={Math.max(0, TRAFFIC - rate.at(hour.requestsPerSecond))}
              />
            </g>
            {hour.costPerHour === null ? null : (
              <g class="s2">
                <rect
                  class="fill fill-soft"
                  x={x(i) + 0.5}
                  y={cost.at(hour.costPerHour)}
                  width={Math.max(1, step - 1.5)}
                  height={Math.max(0.5, TRAFFIC + GAP + COST - cost.at(hour.costPerHour))}
                />
              </g>
            )}
          </g>
        ))}
        <path
          class="capacity"
          d={hours.map((hour, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${rate.at(hour.capacity)}H${x(i + 1)}`).join('')}
          aria-hidden="true"
        />
      </svg>
    </ChartFrame>
  );
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function hourLabel(hour: DayHour, profile: DayProfile, words: Words): string {
  const price =
    hour.costPerHour === null
      ? 'cost unknown'
      : `${money(hour.costPerHour, { ...words, currency: profile.currency })} per hour`;
  const unserved = hour.served < hour.requestsPerSecond * 0.995 ? `, only ${count(hour.served, words)} served` : '';
  return `${clock(hour.hour)}: ${count(hour.requestsPerSecond, words)} requests/s${unserved}, ${count(hour.replicas, words)} replicas for up to ${count(hour.capacity, words)}, ${price}`;
}

export function dayFinding(profile: DayProfile, words: Words): string {
  const { hours } = profile;
  const peak = [...hours].sort((a, b) => b.requestsPerSecond - a.requestsPerSecond)[0];
  if (peak === undefined) return 'The day has no hours.';
  const lost = hours.filter((hour) => hour.served < hour.requestsPerSecond * 0.995);
  if (lost.length > 0)
    return `In ${lost.length} of 24 hours the fleet cannot serve everything; at ${clock(peak.hour)} ${count(peak.requestsPerSecond - peak.served, words)} requests/s are turned away.`;
  const replicas = hours.map((hour) => hour.replicas);
  const [least, most] = [Math.min(...replicas), Math.max(...replicas)];
  const used =
    hours.reduce((sum, hour) => sum + hour.requestsPerSecond, 0) /
    Math.max(
      1e-12,
      hours.reduce((sum, hour) => sum + hour.capacity, 0),
    );
  const use = `${percent(used, words)} of what it could serve over the day`;
  return least === most
    ? `${runningReplicas(most, words)} all day for the peak at ${clock(peak.hour)}; the traffic fills ${use}.`
    : `${runningReplicas(least, words)} in the quietest hour and ${count(most, words)} at the peak at ${clock(peak.hour)}; the traffic fills ${use}.`;
}

function runningReplicas(number: number, words: Words): string {
  return number === 1 ? '1 replica runs' : `${count(number, words)} replicas run`;
}
