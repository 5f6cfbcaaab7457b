/** What every chart has around it: a sentence with the finding, the drawing, a line that reads the mark in hand, a table twin. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useSurface } from '../components/surface.ts';

export interface TwinTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
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
      {legend === undefined ? null : <div class="legend">{legend}</div>}
      <details class="twin">
        <summary>As a table</summary>
        <Twin name={name} table={table} />
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
                    {cell}
                  </th>
                ) : (
                  <td key={j}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
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

/** One tab stop per chart; arrows, Home and End walk over its marks; Escape lets go. On paper: one labelled image. */
export function useMarks(name: string, labels: readonly string[]): Marks {
  const live = useSurface().explain !== undefined;
  const [stop, setStop] = useState(0);
  const [active, setActive] = useState<number | undefined>(undefined);
  const at = Math.min(stop, Math.max(0, labels.length - 1));
  if (!live) return { readout: '', mark: () => ({}), plot: { role: 'img', 'aria-label': name } };
  return {
    readout: (active === undefined ? undefined : labels[active]) ?? HINT,
    mark: (i) => ({
      tabindex: i === at ? 0 : -1,
      role: 'img',
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

/** Where an arrow key leads; undefined: not our key. */
export function nextStop(key: string, at: number, last: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}
