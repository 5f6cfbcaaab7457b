/** A number that can be asked where it comes from. On paper it is text. */
import type { Quantity } from '../../quantity/index.ts';
import { sameNumber, useSurface, type NumberKey } from './surface.ts';
import { interval, short } from './words.ts';

export interface NumberButtonProps {
  readonly quantity: Quantity;
  readonly of: NumberKey;
  /** What it is, for those who hear it: "cost per million tokens of aws-h100". */
  readonly name: string;
  readonly as?: ((value: number) => string) | undefined;
  readonly class?: string;
}

export function NumberButton({ quantity, of, name, as, class: extra = '' }: NumberButtonProps) {
  const surface = useSurface();
  const text = short(quantity, surface, as);
  const unknown = quantity.value === null && quantity.low === undefined;
  const classes = `number ${unknown ? 'number-unknown' : ''} ${quantity.state === 'stale' ? 'number-stale' : ''} ${extra}`;
  if (surface.explain === undefined) return <span class={trim(classes)}>{text}</span>;
  const open = sameNumber(surface.explained, of);
  const range = interval(quantity, surface, as);
  const spoken = [`${name}: ${text}`, range, quantity.state === 'stale' ? surface.t('from an old price') : undefined];
  return (
    <button
      type="button"
      class={trim(`${classes} number-button`)}
      aria-expanded={open}
      aria-label={surface.t('{0}. Where it comes from', spoken.filter(Boolean).join(', '))}
      title={
        range === undefined
          ? surface.t('Show where it comes from')
          : surface.t('{0} (80 % interval). Show where it comes from', range)
      }
      data-number={`${of.place}:${of.deployment}:${of.path}`}
      onClick={(event) => {
        event.stopPropagation();
        if (open) surface.closeExplanation?.();
        else surface.explain?.(of);
      }}
    >
      {text}
    </button>
  );
}

function trim(classes: string): string {
  return classes.replace(/\s+/g, ' ').trim();
}
