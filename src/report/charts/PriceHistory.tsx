/** What each seller asked for the machine, by date: only lines of one seller tell which way prices went. */
import { driftSentence, type MachineHistory, type SellerHistory } from '../../estimate/index.ts';
import { ageInDays } from '../../quantity/index.ts';
import { money, useSurface } from '../kit/index.ts';
import { ChartFrame } from './frame.tsx';
import { useMarks } from './marks.ts';
import { type Axis, linearAxis, round, tickMoney } from './scale.ts';
import { series as wear } from './series.ts';

const LEFT = 42;
const HEIGHT = 190;
const BOTTOM = 20;

const USD = { currency: 'USD' } as const;

/** Days before the last date that is drawn. */
const daysBefore = (asOf: string, last: string): number => ageInDays(asOf, last) ?? 0;

export function PriceHistory({ history }: { readonly history: MachineHistory }) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Price history');
  const words = { ...surface, ...USD };
  // A seller seen once is a dot and no line: it stands in the table alone.
  const lines = history.series.filter(({ prices }) => prices.length > 1);
  const dates = [...new Set(lines.flatMap(({ prices }) => prices.map(({ asOf }) => asOf)))].sort();
  const last = dates.at(-1) ?? '';
  const prices = lines.flatMap((line) => line.prices.map(({ price }) => price));
  const oldest = Math.max(1, ...dates.map((date) => daysBefore(date, last)));
  const width = surface.plotWidth;
  const x = linearAxis([-oldest, 0], [LEFT + 6, width - 8]);
  const y = linearAxis([Math.min(0, ...prices), Math.max(1e-9, ...prices) * 1.08], [HEIGHT - BOTTOM, 8]);
  const label = ({ seller, prices: of }: SellerHistory): string =>
    `${seller}: ${of.map(({ asOf, price }) => `${asOf} ${money(price, words)}`).join(', ')}`;
  const marks = useMarks(t('Price of {0} by seller and date', history.accelerator), lines.map(label), name);
  return (
    <ChartFrame
      name={name}
      finding={`${history.accelerator}: ${driftSentence(history, surface)}`}
      readout={lines.length === 0 ? undefined : marks.readout}
      legend={<p class="legend-note">{t('USD per accelerator-hour on demand; a line for each seller.')}</p>}
      table={{
        head: [t('Seller'), ...dates],
        rows: history.series.map(({ seller, prices: of }) => [
          seller,
          ...dates.map((date) => {
            const found = of.find(({ asOf }) => asOf === date);
            return found ? money(found.price, words) : '–';
          }),
        ]),
      }}
    >
      {lines.length === 0 ? null : (
        <svg class="plot" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} {...marks.plot}>
          <Ground y={y} width={width} ends={[dates[0] ?? '', last]} />
          {lines.map((line, i) => (
            <g key={line.seller} class={wear(i).class} {...marks.mark(i)}>
              <path class="curve" stroke-dasharray={wear(i).dash} d={pathOf(line, { x, y, last })} />
            </g>
          ))}
        </svg>
      )}
    </ChartFrame>
  );
}

function pathOf(
  { prices }: SellerHistory,
  { x, y, last }: { readonly x: Axis; readonly y: Axis; readonly last: string },
): string {
  return prices
    .map(({ asOf, price }, i) => `${i === 0 ? 'M' : 'L'}${round(x.at(-daysBefore(asOf, last)))} ${y.at(price)}`)
    .join('');
}

function Ground({
  y,
  width,
  ends,
}: {
  readonly y: Axis;
  readonly width: number;
  readonly ends: readonly [string, string];
}) {
  const { locale } = useSurface();
  return (
    <g aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={LEFT} x2={width} y1={y.at(tick)} y2={y.at(tick)} />
          <text class="tick" x={LEFT - 5} y={y.at(tick) + 4} text-anchor="end">
            {tickMoney(tick, { locale, ...USD })}
          </text>
        </g>
      ))}
      <text class="tick" x={LEFT} y={HEIGHT - 4}>
        {ends[0]}
      </text>
      <text class="tick" x={width - 2} y={HEIGHT - 4} text-anchor="end">
        {ends[1]}
      </text>
    </g>
  );
}
