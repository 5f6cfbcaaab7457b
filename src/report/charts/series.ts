/** Which colour, shape and dash a deployment wears. The three always go together, so that none carries meaning alone. */
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';

const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '5 2', '1 3', '12 4'];

export interface Series {
  /** `s0` … `s6`: sets the colour of everything inside. */
  readonly class: string;
  readonly shape: string;
  readonly dash: string;
}

/** @param area of the mark in square pixels */
export function series(index: number, area = 64): Series {
  const i = index % SHAPES.length;
  return { class: `s${i}`, shape: symbol(SHAPES[i], area)() ?? '', dash: DASHES[i] ?? '' };
}

/** Fill patterns of stacked parts: solid, then hatches, so that neighbours differ without colour. */
export const FILLS = 6;

export function fillClass(index: number): string {
  return `s${index % 7}`;
}

/** Path of hatch lines over a rectangle for part `index`; the first is plain. Drawn, not patterned: no ids to collide. */
export function hatch(index: number, x: number, y: number, width: number, height: number): string {
  const kind = index % FILLS;
  if (kind === 0 || width < 3) return '';
  const step = kind > 3 ? 4 : 7;
  const lines: string[] = [];
  if (kind === 3) {
    for (let at = x + 3; at < x + width; at += 5) lines.push(`M${at} ${y}v${height}`);
    return lines.join('');
  }
  const rising = kind % 2 === 1;
  for (let at = -height; at < width; at += step) {
    const from = Math.max(0, at);
    const to = Math.min(width, at + height);
    const [y0, y1] = [from - at, to - at];
    lines.push(
      rising
        ? `M${x + from} ${y + height - y0}L${x + to} ${y + height - y1}`
        : `M${x + from} ${y + y0}L${x + to} ${y + y1}`,
    );
  }
  return lines.map((line) => line.replace(/(\.\d)\d+/g, '$1')).join('');
}
