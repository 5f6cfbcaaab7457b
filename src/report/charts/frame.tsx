/** What every chart has around it: a sentence with the finding, the drawing, a line that reads the mark in hand, a table twin. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Quantity } from '../../quantity/index.ts';
import { Explanation } from '../components/Explanation.tsx';
import { NumberButton } from '../components/NumberButton.tsx';
import { sameNumber, useSurface, type NumberKey } from '../components/surface.ts';
import { short } from '../components/words.ts';

/** A cell that shows a number of the estimate, which can be asked where it comes from. */
export interface NumberCell {
  readonly quantity: Quantity;
  readonly deployment: string;
  /** "cost per million tokens of aws-h100": for those who hear it. */
  readonly name: string;
}

export interface TwinTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | NumberCell)[])[];
}

/** What a mark shows, as `explain` knows it; undefined where the mark is no single number of the estimate. */
export type MarkNumber = Pick<NumberKey, 'deployment' | 'path'> | undefined;

/** The number behind a quantity of a deployment; undefined where it has no derivation. */
export function numberOf(deployment: string, quantity: Quantity): MarkNumber {
  return quantity.derivation === undefined ? undefined : { deployment, path: quantity.derivation };
}

export interface ChartFrameProps {
  readonly name: string;
  readonly finding: string;
  readonly table: TwinTable;
  readonly legend?: ComponentChildren;
  readonly readout?: string | undefined;
  readonly children: ComponentChildren;
}

export function ChartFrame({ name, finding, table, legend, readout, children }: ChartFrameProps) {
  const live = useSurface().explain !== undefined;
  return (
    <figure class="chart" aria-label={name}>
      <figcaption class="finding">{finding}</figcaption>
      {children}
      {live && readout !== undefined ? (
        <p class="readout" aria-live="polite">
          {readout}
        </p>
      ) : null}
      <Explanation place={`chart ${name}`} />
      {legend === undefined ? null : <div class="legend">{legend}</div>}
      <details class="twin">
        <summary>As a table</summary>
        <Twin name={name} table={table} />
        <Explanation place={`twin ${name}`} />
      </details>
    </figure>
  );
}

function Twin({ name, table }: { readonly name: string; readonly table: TwinTable }) {
  return (
    <div class="twin-scroll" tabIndex={0} role="group" aria-label={`${name}, table`}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={j} scope="row">
                    <Cell cell={cell} chart={name} />
                  </th>
                ) : (
                  <td key={j}>
                    <Cell cell={cell} chart={name} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, chart }: { readonly cell: string | NumberCell; readonly chart: string }) {
  const surface = useSurface();
  if (typeof cell === 'string') return <>{cell}</>;
  const { quantity, deployment, name } = cell;
  const number = numberOf(deployment, quantity);
  if (number === undefined) return <>{short(quantity, surface)}</>;
  return <NumberButton quantity={quantity} of={{ ...number, place: `twin ${chart}` }} name={name} />;
}

/** Line under a chart while no mark is in hand. */
export const HINT = 'Point at a mark, or tab to the chart and use the arrow keys.';

export interface Marks {
  readonly readout: string;
  /** Attributes of mark `i`: name, tab stop, hover and focus. */
  readonly mark: (i: number) => Readonly<Record<string, unknown>>;
  /** Attributes of the svg. */
  readonly plot: Readonly<Record<string, unknown>>;
}

/**
 * One tab stop per chart; arrows, Home and End walk over its marks; Enter, Space or a press opens where the number of
 * the mark comes from; Escape lets go. On paper: one labelled image.
 *
 * @param chart name of the frame, which is where explanations open
 */
export function useMarks(
  name: string,
  labels: readonly string[],
  chart = name,
  numbers: readonly MarkNumber[] = [],
): Marks {
  const surface = useSurface();
  const live = surface.explain !== undefined;
  const [stop, setStop] = useState(0);
  const [active, setActive] = useState<number | undefined>(undefined);
  const at = Math.min(stop, Math.max(0, labels.length - 1));
  if (!live) return { readout: '', mark: () => ({}), plot: { role: 'img', 'aria-label': name } };
  const keyOf = (i: number): NumberKey | undefined => {
    const number = numbers[i];
    return number === undefined ? undefined : { ...number, place: `chart ${chart}` };
  };
  const press = (key: NumberKey): void => {
    if (sameNumber(surface.explained, key)) surface.closeExplanation?.();
    else surface.explain?.(key);
  };
  return {
    readout: (active === undefined ? undefined : labels[active]) ?? HINT,
    mark: (i) => ({
      tabindex: i === at ? 0 : -1,
      ...pressable(keyOf(i), surface.explained, press),
      'aria-label': labels[i],
      'data-mark': i,
      onMouseEnter: () => setActive(i),
      onMouseLeave: () => setActive(undefined),
      onFocus: () => {
        setStop(i);
        setActive(i);
      },
      onBlur: () => setActive(undefined),
    }),
    plot: {
      role: 'group',
      'aria-label': name,
      onKeyDown: (event: KeyboardEvent & { currentTarget: SVGSVGElement }) => {
        const last = labels.length - 1;
        const next = nextStop(event.key, at, last);
        if (event.key === 'Escape') setActive(undefined);
        if (next === undefined) return;
        event.preventDefault();
        setStop(next);
        event.currentTarget.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus();
      },
    },
  };
}

/** A mark with a derivation is a button; any other an image with a name. */
function pressable(
  key: NumberKey | undefined,
  explained: NumberKey | undefined,
  press: (key: NumberKey) => void,
): Readonly<Record<string, unknown>> {
  if (key === undefined) return { role: 'img' };
  return {
    role: 'button',
    'aria-expanded': sameNumber(explained, key),
    'data-number': `${key.place}:${key.deployment}:${key.path}`,
    onClick: () => press(key),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press(key);
    },
  };
}

/** Where an arrow key leads; undefined: not our key. */
export function nextStop(key: string, at: number, last: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}
