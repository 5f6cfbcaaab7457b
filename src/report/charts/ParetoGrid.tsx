/** Ground of the Pareto chart: ticks, and the side of the target where speed is enough. */
import type { Translate } from '../../quantity/index.ts';
import { count, useSurface } from '../kit/index.ts';
import { BOTTOM, LEFT, TOP } from './paretoScale.ts';
import { type Axis, type Taken, textWidth, tickMoney } from './scale.ts';

export function Grid({
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
        {surface.t('tokens/s per user →')}
      </text>
    </g>
  );
}

export function TargetZone({
  x,
  width,
  height,
}: {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}) {
  const { left, text, room } = targetLabel(x, width, useSurface().t);
  return (
    <g aria-hidden="true">
      <rect class="zone" x={left} y={TOP} width={Math.max(0, width - 4 - left)} height={height - BOTTOM - TOP} />
      <path class="limit" d={`M${left} ${TOP}V${height - BOTTOM}`} />
      <text class="tick limit-label" x={room ? left + 5 : left - 5} y={TOP + 11} text-anchor={room ? 'start' : 'end'}>
        {text}
      </text>
    </g>
  );
}

/** Where the words of the target stand: right of its line, or left of it where there is no room. */
export function targetLabel(
  x: number,
  width: number,
  t: Translate,
): Taken & { readonly text: string; readonly room: boolean } {
  const text = t('TPOT target');
  const left = Math.max(LEFT, Math.min(x, width - 4));
  const room = width - left > textWidth(text) + 12;
  return { text, room, left, right: left + (room ? textWidth(text) + 5 : 0), y: TOP + 11 };
}
