/** Scales and ticks, sparse enough for a side bar: about one label per 70 pixels. */
import { scaleLinear, scaleLog } from 'd3-scale';

export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

export function linearAxis(domain: readonly [number, number], range: readonly [number, number]): Axis {
  const scale = scaleLinear([...domain], [...range]);
  return { at: (value) => round(scale(value)), ticks: scale.ticks(Math.max(2, Math.abs(range[1] - range[0]) / 70)) };
}

/** Ticks at 1, 2 and 5 of each decade, thinned to 1 and 3, then to 1, until they have room. */
export function logAxis(domain: readonly [number, number], range: readonly [number, number], spacing = 52): Axis {
  const [low, high] = [Math.max(domain[0], 1e-12), Math.max(domain[1], domain[0] * 1.01, 1e-12)];
  const scale = scaleLog([low, high], [...range]);
  const room = Math.max(2, Math.abs(range[1] - range[0]) / spacing);
  const ticks = [[1, 2, 5], [1, 3], [1]].map((digits) => decades(low, high, digits)).find((set) => set.length <= room);
  const chosen = ticks ?? decades(low, high, [1]);
  return { at: (value) => round(scale(Math.max(value, low / 1e3))), ticks: chosen.length >= 2 ? chosen : [low, high] };
}

function decades(low: number, high: number, digits: readonly number[]): readonly number[] {
  const out: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const digit of digits) {
      const tick = digit * 10 ** power;
      if (tick >= low * 0.999 && tick <= high * 1.001) out.push(Number(tick.toPrecision(1)));
    }
  return out;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Money on an axis: "$0.3", "$1", "$30". */
export function tickMoney(
  value: number,
  { locale, currency }: { readonly locale: string; readonly currency: string },
): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumSignificantDigits: 2,
  }).format(value);
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

const LINE = 13;

/** A line of text that is there already. */
export interface Taken {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

export function textWidth(text: string): number {
  return text.length * 6.3;
}

/**
 * Baselines of labels beside their points, moved apart where they would lie on each other; undefined where there is no
 * room at all: the shape and the legend still tell who it is.
 */
export function placeLabels(
  points: readonly { readonly x: number; readonly y: number; readonly text: string }[],
  width: number,
  bottom: number,
  taken: readonly Taken[] = [],
): readonly (Label | undefined)[] {
  const lines: Taken[] = [...taken];
  return points.map(({ x, y, text }) => {
    const size = textWidth(text);
    const anchor = x + 9 + size > width ? 'end' : 'start';
    const [left, right] = anchor === 'end' ? [x - 9 - size, x - 9] : [x + 9, x + 9 + size];
    const free = (at: number): boolean =>
      at > 9 &&
      at < bottom &&
      lines.every((other) => Math.abs(other.y - at) >= LINE || right < other.left || left > other.right);
    const at = [y - 8, y + 16, y + 4, y - 21, y + 29, y - 34].find(free);
    if (at === undefined) return undefined;
    lines.push({ left, right, y: at });
    return { x: anchor === 'end' ? x - 9 : x + 9, y: at, anchor };
  });
}
