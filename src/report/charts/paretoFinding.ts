/** The sentence of the Pareto chart: who is cheapest at which speed. */
import type { Curve, CurvePoint, Estimate } from '../../estimate/index.ts';
import { count, type NumberStyle } from '../kit/index.ts';

export type PricedPoint = CurvePoint & { readonly perMillionTokens: number };

export function priced(curve: Curve): readonly PricedPoint[] {
  return curve.points.filter(
    (point): point is PricedPoint => point.perMillionTokens !== null && point.tokensPerSecondPerUser > 0,
  );
}

/** Cost of the curve at a speed, log-linear between its points; undefined beyond its ends. */
export function costAt(curve: Curve, speed: number): number | undefined {
  const points = [...priced(curve)].sort((a, b) => a.tokensPerSecondPerUser - b.tokensPerSecondPerUser);
  const last = points.at(-1);
  const first = points[0];
  if (first === undefined || last === undefined || speed > last.tokensPerSecondPerUser) return undefined;
  // Slower than its slowest point is always possible: it just runs faster than asked.
  if (speed <= first.tokensPerSecondPerUser) return Math.min(...points.map((point) => point.perMillionTokens));
  const after = points.findIndex((point) => point.tokensPerSecondPerUser >= speed);
  const [a, b] = [points[after - 1], points[after]];
  if (a === undefined || b === undefined) return undefined;
  const t =
    Math.log(speed / a.tokensPerSecondPerUser) / Math.log(b.tokensPerSecondPerUser / a.tokensPerSecondPerUser || 1) ||
    0;
  return Math.exp(Math.log(a.perMillionTokens) * (1 - t) + Math.log(b.perMillionTokens) * t);
}

const STEPS = 60;

export function paretoFinding(estimate: Estimate, curves: readonly Curve[], words: NumberStyle): string {
  const { t } = words;
  const speeds = curves.flatMap((curve) => priced(curve).map((point) => point.tokensPerSecondPerUser));
  const [only] = curves;
  if (speeds.length === 0 || only === undefined) return t('No deployment has both a price and a speed to draw.');
  if (curves.length === 1)
    return t(
      '{0} reaches up to {1} tokens/s per user; cheaper tokens come slower.',
      only.deployment,
      count(Math.max(...speeds), words),
    );
  const spans = winners(curves, Math.min(...speeds), Math.max(...speeds));
  const [first, second] = spans;
  if (first === undefined) return t('No deployment has both a price and a speed to draw.');
  if (second === undefined) return t('{0} is cheapest at every speed drawn.', first.name);
  const from = count(second.from, words);
  if (spans.length > 2) {
    const names = spans.slice(1).map(({ name }) => name);
    const order = names.filter(unique).join(t(', then '));
    return t('{0} is cheapest up to {1} tokens/s per user; beyond that {2} are cheaper.', first.name, from, order);
  }
  return alone(curves, second.name, second.from)
    ? t('{0} is cheapest up to {1} tokens/s per user; beyond that only {2} gets there.', first.name, from, second.name)
    : t('{0} is cheapest up to {1} tokens/s per user; beyond that {2} is cheaper.', first.name, from, second.name);
}

interface Span {
  readonly name: string;
  readonly from: number;
}

function winners(curves: readonly Curve[], low: number, high: number): readonly Span[] {
  const spans: Span[] = [];
  for (let i = 0; i <= STEPS; i++) {
    const speed = low * (high / low) ** (i / STEPS);
    const best = curves
      .map((curve) => ({ name: curve.deployment, cost: costAt(curve, speed) }))
      .filter((one): one is { name: string; cost: number } => one.cost !== undefined)
      .sort((a, b) => a.cost - b.cost)[0];
    if (best !== undefined && spans.at(-1)?.name !== best.name) spans.push({ name: best.name, from: speed });
  }
  return spans;
}

function alone(curves: readonly Curve[], name: string, speed: number): boolean {
  return curves.every((curve) => curve.deployment === name || costAt(curve, speed * 1.02) === undefined);
}

function unique(name: string, i: number, all: readonly string[]): boolean {
  return all.indexOf(name) === i;
}
