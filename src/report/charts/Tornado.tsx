/** How far each input moves the cost: from its low end to its high end, largest swing first. */
import { capitalised, markPath } from '../../quantity/index.ts';
import type { Sensitivity, SensitivityRow } from '../../estimate/index.ts';
import { amount, inputName, short, useSurface, type NumberStyle } from '../kit/index.ts';
import { ChartFrame, type NumberCell } from './frame.tsx';
import { useMarks } from './marks.ts';
import { round } from './scale.ts';
import { hatch } from './series.ts';

const ROW = 34;
const SHOWN = 9;

type Ended = SensitivityRow & { readonly low: { readonly value: number }; readonly high: { readonly value: number } };

export function Tornado({ sensitivity }: { readonly sensitivity: Sensitivity }) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Sensitivity');
  const rows = ended(sensitivity).slice(0, SHOWN);
  const labels = rows.map((row) => label(row, sensitivity, surface));
  const { deployment } = sensitivity;
  const marks = useMarks(
    t('What moves the cost of {0}', deployment),
    labels,
    name,
    rows.map(({ input }) => ({ deployment, path: markPath.sensitivity(input) })),
  );
  const finding = tornadoFinding(sensitivity, surface);
  const base = sensitivity.base.value;
  if (base === null || rows.length === 0) return <p class="finding">{finding}</p>;
  const width = surface.plotWidth;
  const height = rows.length * ROW + 16;
  const ends = [base, ...rows.flatMap((row) => [row.low.value, row.high.value])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = (value: number): number => Math.round((2 + ((value - low) / (high - low || 1)) * (width - 4)) * 10) / 10;
  return (
    <ChartFrame
      name={name}
      finding={finding}
      readout={marks.readout}
      legend={
        <p class="legend-note">
          {t(
            'Solid: the input at its low end. Hatched: at its high end. Line: {0} now.',
            short(sensitivity.base, surface),
          )}
        </p>
      }
      table={{
        head: [t('Input'), t('low'), t('cost there'), t('high'), t('cost there'), t('elasticity')],
        rows: rows.map((row) => tableRow(row, sensitivity, surface)),
      }}
    >
      <svg class="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...marks.plot}>
        {rows.map((row, i) => (
          <g key={row.input} transform={`translate(0 ${i * ROW})`} {...marks.mark(i)}>
            <rect class="hit" x={0} y={0} width={width} height={ROW - 2} />
            <text class="bar-name" x={0} y={12}>
              {capitalised(inputName(row, t))}
            </text>{' '}
            <text class="tick" x={width} y={12} text-anchor="end">
              {rangeText(row, surface)}
            </text>
            <Side from={x(base)} to={x(row.low.value)} kind="low" />
            <Side from={x(base)} to={x(row.high.value)} kind="high" />
          </g>
        ))}
        <path class="base" d={`M${x(base)} 4V${rows.length * ROW}`} aria-hidden="true" />
        <text
          class="tick"
          x={Math.min(Math.max(x(base), 24), width - 24)}
          y={height - 3}
          text-anchor="middle"
          aria-hidden="true"
        >
          {short(sensitivity.base, surface)}
        </text>
      </svg>
    </ChartFrame>
  );
}

function Side({ from, to, kind }: { readonly from: number; readonly to: number; readonly kind: 'low' | 'high' }) {
  const x = Math.min(from, to);
  const width = round(Math.max(1, Math.abs(to - from)));
  return (
    <g class={kind === 'low' ? 's0' : 's2'}>
      <rect class="fill" x={x} y={17} width={width} height={10} />
      {kind === 'high' ? <path class="hatch" d={hatch(1, x, 17, width, 10)} /> : null}
    </g>
  );
}

export function ended(sensitivity: Sensitivity): readonly Ended[] {
  return sensitivity.rows.filter(
    (row): row is Ended => row.low.value !== null && row.high.value !== null && row.low.value !== row.high.value,
  );
}

function inputText(value: number, row: SensitivityRow, words: NumberStyle): string {
  return amount(value, row.base.unit, words).replace(/ 1\/s$/, ' /s');
}

/** "15.6 … 19.1 /s", "$29.13 … $43.94": the unit once where it stands behind. */
function rangeText(row: Ended, words: NumberStyle): string {
  const [low, high] = [inputText(row.low.input, row, words), inputText(row.high.input, row, words)];
  const unit = / \S+$/.exec(high)?.[0];
  return unit !== undefined && low.endsWith(unit) ? `${low.slice(0, -unit.length)} … ${high}` : `${low} … ${high}`;
}

function costText(value: number, sensitivity: Sensitivity, words: NumberStyle): string {
  return amount(value, sensitivity.base.unit, words);
}

/** Starts with what is seen, as it is seen. */
function label(row: Ended, sensitivity: Sensitivity, words: NumberStyle): string {
  return words.t(
    '{0} {1}: {2} at the low end, {3} at the high end',
    capitalised(inputName(row, words.t)),
    rangeText(row, words),
    costText(row.low.value, sensitivity, words),
    costText(row.high.value, sensitivity, words),
  );
}

function tableRow(row: Ended, sensitivity: Sensitivity, words: NumberStyle): readonly (string | NumberCell)[] {
  const name = capitalised(inputName(row, words.t));
  const cost = (value: number): NumberCell => ({
    quantity: { ...sensitivity.base, value },
    deployment: sensitivity.deployment,
    path: markPath.sensitivity(row.input),
    name,
    text: costText(value, sensitivity, words),
  });
  return [
    name,
    inputText(row.low.input, row, words),
    cost(row.low.value),
    inputText(row.high.input, row, words),
    cost(row.high.value),
    new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(row.elasticity),
  ];
}

export function tornadoFinding(sensitivity: Sensitivity, words: NumberStyle): string {
  const { t } = words;
  const [first, second] = ended(sensitivity);
  if (first === undefined) return t('Nothing that was varied moves the cost of {0}.', sensitivity.deployment);
  const cost = (pick: (...values: number[]) => number): string =>
    costText(pick(first.low.value, first.high.value), sensitivity, words);
  const name = (row: Ended): string => capitalised(inputName(row, t));
  const most = t('{0} moves the cost most: {1} to {2}.', name(first), cost(Math.min), cost(Math.max));
  return second === undefined ? most : `${most} ${t('{0} comes next.', name(second))}`;
}
