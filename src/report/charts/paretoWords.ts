/** The Pareto chart in words: its marks, and its table. */
import type { Curve, CurvePoint, Estimate, MeasuredPoint } from '../../estimate/index.ts';
import { markPath } from '../../quantity/index.ts';
import { count, money, type NumberStyle } from '../kit/index.ts';
import type { NumberCell, TwinTable } from './frame.tsx';
import { priced, type PricedPoint } from './paretoFinding.ts';

/** Rows per curve: enough to tell its shape. */
const ROWS = 8;

export function pointLabel(name: string, point: CurvePoint | undefined, words: NumberStyle): string {
  const { t } = words;
  if (point === undefined) return name;
  const price =
    point.perMillionTokens === null
      ? t('cost unknown')
      : t('{0} per million tokens', money(point.perMillionTokens, words));
  const said = t(
    '{0} in the peak hour: {1} tokens/s per user, {2}, batch {3}',
    name,
    count(point.tokensPerSecondPerUser, words),
    price,
    Math.round(point.batch),
  );
  return point.meetsSlo ? said : `${said}, ${t('misses a target')}`;
}

export function measuredLabel(dot: MeasuredPoint, words: NumberStyle): string {
  return words.t(
    'measured by {0}, {1}: {2} tokens/s per user, {3} at the price of {4}',
    dot.source,
    lengths(dot, words),
    count(dot.tokensPerSecondPerUser, words),
    money(dot.perMillionTokens, words),
    dot.deployment,
  );
}

/** Lengths of the run, tokens. */
function lengths({ input, output }: MeasuredPoint, { t }: NumberStyle): string {
  return t('{0} in, {1} out', input, output);
}

export function paretoTable(
  estimate: Estimate,
  curves: readonly Curve[],
  dots: readonly { readonly dot: MeasuredPoint; readonly index: number }[],
  words: NumberStyle,
): TwinTable {
  const { t } = words;
  return {
    head: [
      t('Deployment'),
      t('tokens/s per user'),
      t('{0} per 1M tokens', estimate.currency),
      t('batch'),
      t('TTFT, s'),
      t('target'),
    ],
    rows: [
      ...curves.flatMap((curve) => thinned(curve).map((point) => row(curve, point, words))),
      ...dots.map(({ dot, index }) => [
        t('measured by {0}, {1}', dot.source, lengths(dot, words)),
        count(dot.tokensPerSecondPerUser, words),
        cost(dot.deployment, markPath.measured(index), dot.perMillionTokens, words),
        '–',
        '–',
        '–',
      ]),
    ],
  };
}

function row(curve: Curve, point: PricedPoint, words: NumberStyle): readonly (string | NumberCell)[] {
  const { t } = words;
  return [
    point.chosen ? t('{0} (runs here)', curve.deployment) : curve.deployment,
    count(point.tokensPerSecondPerUser, words),
    cost(curve.deployment, markPath.curve(curve.points.indexOf(point)), point.perMillionTokens, words),
    count(Math.round(point.batch), words),
    count(point.ttft, words),
    point.meetsSlo ? t('met') : t('missed'),
  ];
}

function cost(deployment: string, path: string, value: number, words: NumberStyle): NumberCell {
  return {
    quantity: { value, unit: words.currency, state: 'derived' },
    deployment,
    path,
    name: words.t('{0} of {1}', words.t('cost per million tokens'), deployment),
    text: money(value, words),
  };
}

/** The operating point always stays. */
function thinned(curve: Curve): readonly PricedPoint[] {
  const points = priced(curve);
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  return points.filter((point, i) => point.chosen || i % step === 0 || i === points.length - 1);
}
