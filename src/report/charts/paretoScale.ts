/** How far the axes of the Pareto chart go, and what lies off them. */
import type { Curve, CurvePoint, MeasuredPoint } from '../../estimate/index.ts';
import { priced } from './paretoFinding.ts';
import { logAxis, type Axis } from './scale.ts';

export const LEFT = 44;
export const BOTTOM = 30;
export const TOP = 8;

export function axes(
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
export function inRange({ perMillionTokens }: MeasuredPoint, curves: readonly Curve[]): boolean {
  const costs = curves.flatMap(priced).map((point) => point.perMillionTokens);
  return perMillionTokens > Math.min(...costs) / 3 && perMillionTokens < ceilingOf(curves);
}

/** The point of the peak hour as sized. */
export function operating(curve: Curve): CurvePoint | undefined {
  return curve.points.find(({ chosen }) => chosen);
}
