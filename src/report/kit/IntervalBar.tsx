/** The 80 % interval of one number on an axis from zero, with the budget as a tick. Text repeats all of it. */
import type { Quantity } from '../../quantity/index.ts';
import { useSurface } from './surface.ts';

export interface IntervalBarProps {
  readonly quantity: Quantity;
  readonly limit?: number | undefined;
  readonly width?: number;
}

const HEIGHT = 16;

export function IntervalBar({ quantity, limit, width }: IntervalBarProps) {
  const surface = useSurface();
  const w = width ?? surface.plotWidth;
  const value = quantity.value ?? quantity.low;
  if (value === undefined) return <svg class="interval-bar" width={w} height={HEIGHT} aria-hidden="true" />;
  const open = quantity.value === null;
  const low = quantity.low ?? value;
  const high = open ? undefined : (quantity.high ?? value);
  const end = Math.max(high ?? value * 1.6, limit ?? 0) * 1.08;
  const x = (v: number): number => Math.round((1 + (v / end) * (w - 2)) * 10) / 10;
  const y = HEIGHT / 2;
  return (
    <svg class="interval-bar" width={w} height={HEIGHT} viewBox={`0 0 ${w} ${HEIGHT}`} aria-hidden="true">
      <line class="axis" x1={0} x2={w} y1={y} y2={y} />
      <rect
        class="interval-range"
        x={x(low)}
        y={y - 3.5}
        width={Math.max(2, (high === undefined ? w : x(high)) - x(low))}
        height={7}
        rx={high === undefined ? 0 : 3.5}
      />
      {open ? (
        <path class="interval-value" d={`M${x(low)} ${y - 6}v12`} />
      ) : (
        <circle class="interval-point" cx={x(value)} cy={y} r={4.5} />
      )}
      {limit === undefined ? null : <path class="limit" d={`M${x(limit)} 1v${HEIGHT - 2}`} />}
    </svg>
  );
}
