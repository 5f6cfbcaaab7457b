/** What every chart has around it: a sentence with the finding, the drawing, a line that describes the mark under pointer or focus, the same numbers as a table. */
import type { ComponentChildren } from 'preact';
import type { Quantity } from '../../quantity/index.ts';
import { Explanation, NumberButton, short, useSurface } from '../kit/index.ts';
import { numberOf } from './marks.ts';

/** A cell that shows a number of the estimate, which can be asked where it comes from. */
export interface NumberCell {
  readonly quantity: Quantity;
  readonly deployment: string;
  /** What `explain` knows it by, where it is no quantity of the estimate. */
  readonly path?: string;
  /** How it is written, where not in the unit of the quantity. */
  readonly text?: string;
  /** "cost per million tokens of aws-h100": for those who hear it. */
  readonly name: string;
}

export interface TwinTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | NumberCell)[])[];
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
  const { explain, t } = useSurface();
  const live = explain !== undefined;
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
        <summary>{t('As a table')}</summary>
        <Twin name={name} table={table} />
        <Explanation place={`twin ${name}`} />
      </details>
    </figure>
  );
}

function Twin({ name, table }: { readonly name: string; readonly table: TwinTable }) {
  const { t } = useSurface();
  return (
    <div class="twin-scroll" tabIndex={0} role="group" aria-label={t('{0}, table', name)}>
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
  const { quantity, deployment, name, text, path } = cell;
  const number = path === undefined ? numberOf(deployment, quantity) : { deployment, path };
  if (number === undefined) return <>{text ?? short(quantity, surface)}</>;
  const as = text === undefined ? undefined : () => text;
  return <NumberButton quantity={quantity} of={{ ...number, place: `twin ${chart}` }} name={name} as={as} />;
}
