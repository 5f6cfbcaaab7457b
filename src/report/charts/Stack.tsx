/** Parts of a whole as one bar with its key below: share, amount, and a hatch beside the colour. */
import { NumberButton, type NumberKey, percent, useSurface, type NumberStyle } from '../kit/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { fillClass, hatch } from './series.ts';

export interface Part {
  readonly label: string;
  /** Undefined: unknown, drawn as an open end. */
  readonly amount: number | undefined;
  /** As written: "$34.7K". */
  readonly text: string;
  /** Where it is a number of the estimate. */
  readonly quantity?: Quantity;
  /** Where the amount can be asked how it came to be. */
  readonly of?: NumberKey;
  /** Quiet parts, such as free memory, have no colour. */
  readonly quiet?: boolean;
}

export interface StackProps {
  readonly parts: readonly Part[];
  readonly width: number;
  readonly marks: (i: number) => Readonly<Record<string, unknown>>;
}

const HEIGHT = 18;
const GAP = 2;

/** The bar alone, as marks of the svg around it. */
export function StackBar({ parts, width, marks }: StackProps) {
  const total = parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const open = parts.some(({ amount }) => amount === undefined);
  const room = open ? width * 0.85 : width;
  let at = 0;
  return (
    <>
      {parts.map((part, i) => {
        const x = at;
        const w =
          part.amount === undefined
            ? (width - room) / parts.filter((p) => p.amount === undefined).length
            : total === 0
              ? 0
              : (part.amount / total) * room;
        at += w;
        const drawn = Math.max(1, w - GAP);
        return (
          <g key={part.label} class={`part ${part.quiet ? 'quiet' : fillClass(i)}`} {...marks(i)}>
            <rect
              class={part.amount === undefined ? 'open' : 'fill'}
              x={round(x)}
              y={1}
              width={round(drawn)}
              height={HEIGHT}
            />
            {part.amount === undefined || part.quiet ? null : (
              <path class="hatch" d={hatch(i, round(x), 1, round(drawn), HEIGHT)} />
            )}
          </g>
        );
      })}
    </>
  );
}

export const STACK_HEIGHT = HEIGHT + 2;

/** Key and figures in one: swatch, name, amount, share. */
export function StackKey({ parts, heading }: { readonly parts: readonly Part[]; readonly heading: string }) {
  const surface = useSurface();
  return (
    <table class="key">
      <caption class="hidden">{heading}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">{surface.t('Part')}</th>
          <th scope="col">{surface.t('Amount')}</th>
          <th scope="col">{surface.t('Share')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, i) => (
          <tr key={part.label}>
            <th scope="row">
              <Swatch index={i} quiet={part.quiet === true} />
              {part.label}
            </th>
            <td>
              <Amount part={part} />
            </td>
            <td class="muted">{share(part, parts, surface)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In the panel a press opens it in place, under the chart. */
function Amount({ part }: { readonly part: Part }) {
  const { of, quantity } = part;
  if (of === undefined || quantity === undefined) return <>{part.text}</>;
  return <NumberButton quantity={quantity} of={of} name={part.label} as={() => part.text} />;
}

export function share(part: Part, parts: readonly Part[], words: Pick<NumberStyle, 'locale'>): string {
  if (part.amount === undefined || parts.some(({ amount }) => amount === undefined)) return '';
  const total = parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return total === 0 ? '' : percent(part.amount / total, words);
}

function Swatch({ index, quiet }: { readonly index: number; readonly quiet: boolean }) {
  return (
    <svg class={`swatch ${quiet ? 'quiet' : fillClass(index)}`} width={12} height={12} aria-hidden="true">
      <rect class="fill" x={0.5} y={0.5} width={11} height={11} />
      {quiet ? null : <path class="hatch" d={hatch(index, 0.5, 0.5, 11, 11)} />}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
