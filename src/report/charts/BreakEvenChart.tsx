/** From when on one way to pay is cheaper than the other: two zones on one line, the crossing with its interval. */
import { markPath } from '../../quantity/index.ts';
import type { BreakEven, BreakEvenPair, Estimate } from '../../estimate/index.ts';
import { count, percent, useSurface, type NumberStyle } from '../kit/index.ts';
import { breakEvenFinding, crosses, type Crossing } from './breakEvenFinding.ts';
import { ChartFrame } from './frame.tsx';
import { useMarks } from './marks.ts';
import { type Axis, logAxis } from './scale.ts';
import { hatch } from './series.ts';

const ROW = 76;
const BAR = 16;
const SHOWN = 6;

export function BreakEvenChart({
  breakEven,
  estimate,
}: {
  readonly breakEven: BreakEven;
  readonly estimate: Estimate;
}) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Break-even');
  const now = estimate.traffic?.requestsPerSecond;
  const pairs = breakEven.pairs.slice(0, SHOWN);
  const crossing = pairs.filter(crosses);
  const marks = useMarks(
    t('Where one way to pay overtakes the other'),
    crossing.map((pair) => label(pair, surface)),
    name,
    crossing.map(({ first, second }) => ({ deployment: first, path: markPath.breakEven(second) })),
  );
  const width = surface.plotWidth;
  const height = crossing.length * ROW;
  return (
    <ChartFrame
      name={name}
      finding={breakEvenFinding(breakEven, surface)}
      readout={crossing.length === 0 ? undefined : marks.readout}
      legend={<Settled pairs={pairs.filter((pair) => !crosses(pair))} />}
      table={{
        head: [t('First'), t('Second'), t('Crossing'), t('Load there'), t('What it says')],
        rows: pairs.map((pair) => [
          pair.first,
          pair.second,
          crosses(pair)
            ? {
                quantity: pair.at,
                deployment: pair.first,
                path: markPath.breakEven(pair.second),
                name: t('Crossing of {0} and {1}', pair.first, pair.second),
                text: at(pair.at.value, pair, surface),
              }
            : '–',
          pair.utilization === undefined ? '–' : percent(pair.utilization, surface),
          pair.message,
        ]),
      }}
    >
      {crossing.length === 0 ? null : (
        <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
          {crossing.map((pair, i) => (
            <g key={`${pair.first}/${pair.second}`} transform={`translate(0 ${i * ROW})`} {...marks.mark(i)}>
              <Zones pair={pair} width={width} now={pair.kind === 'self-api' ? now : undefined} />
            </g>
          ))}
        </svg>
      )}
    </ChartFrame>
  );
}

function Zones({
  pair,
  width,
  now,
}: {
  readonly pair: Crossing;
  readonly width: number;
  readonly now: number | undefined;
}) {
  const surface = useSurface();
  const { value } = pair.at;
  const bounds = pair.at;
  const axis = logAxis(
    [Math.min(value / 6, (now ?? value) / 1.5), Math.max(value * 6, (now ?? value) * 1.5)],
    [0, width],
  );
  const x = axis.at(value);
  return (
    <>
      <rect class="hit" x={0} y={0} width={width} height={ROW - 4} />
      <text class="bar-name" x={0} y={12}>
        {`${surface.t('{0} cheaper', pair.second)} `}
      </text>
      <text class="bar-name" x={width} y={12} text-anchor="end">
        {`${surface.t('{0} cheaper', pair.first)} `}
      </text>
      <g class="s0">
        <rect class="fill fill-soft" x={0} y={20} width={Math.max(0, x - 1)} height={BAR} />
      </g>
      <g class="s1">
        <rect class="fill fill-soft" x={x + 1} y={20} width={Math.max(0, width - x - 1)} height={BAR} />
        <path class="hatch" d={hatch(1, x + 1, 20, Math.max(0, width - x - 1), BAR)} />
      </g>
      {bounds.low === undefined || bounds.high === undefined ? null : (
        <path
          class="whisker"
          d={`M${axis.at(bounds.low)} 28H${axis.at(bounds.high)}M${axis.at(bounds.low)} 24v8M${axis.at(bounds.high)} 24v8`}
        />
      )}
      <path class="base" d={`M${x} 17v22`} />
      <text class="bar-value" x={Math.min(Math.max(x, 40), width - 40)} y={53} text-anchor="middle">
        {at(value, pair, surface)}
      </text>
      {now === undefined ? null : <Now axis={axis} now={now} width={width} away={Math.abs(axis.at(now) - x) > 90} />}
    </>
  );
}

/** Today's traffic on the same line. */
function Now({
  axis,
  now,
  width,
  away,
}: {
  readonly axis: Axis;
  readonly now: number;
  readonly width: number;
  readonly away: boolean;
}) {
  const { t } = useSurface();
  const x = axis.at(now);
  return (
    <g aria-hidden="true">
      <path class="limit" d={`M${x} 17v22`} />
      {away ? (
        <text class="tick" x={Math.min(Math.max(x, 24), width - 24)} y={53} text-anchor="middle">
          {t('now')}
        </text>
      ) : null}
    </g>
  );
}

function Settled({ pairs }: { readonly pairs: readonly BreakEvenPair[] }) {
  if (pairs.length === 0) return null;
  return (
    <ul class="notes">
      {pairs.map((pair) => (
        <li key={`${pair.first}/${pair.second}`}>{pair.message}</li>
      ))}
    </ul>
  );
}

/** What is seen comes first, as it is seen: who speaks to the screen says what stands there. */
function label(pair: Crossing, words: NumberStyle): string {
  const { t } = words;
  const seen = [t('{0} cheaper', pair.second), t('{0} cheaper', pair.first), at(pair.at.value, pair, words)];
  return `${seen.join(' ')}: ${pair.message}`;
}

function at(value: number, pair: BreakEvenPair, words: NumberStyle): string {
  const { t } = words;
  return pair.kind === 'own-rent' ? t('{0} months', count(value, words)) : t('{0} requests/s', count(value, words));
}
