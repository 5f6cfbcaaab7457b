/** Marks of a chart in the hand: by mouse, by keyboard, each a button where its number has a derivation. */
import { useState } from 'preact/hooks';
import type { Quantity } from '../../quantity/index.ts';
import { type NumberKey, sameNumber, useSurface } from '../kit/index.ts';

/** What a mark shows, as `explain` knows it; undefined where the mark is no single number of the estimate. */
export type MarkNumber = Pick<NumberKey, 'deployment' | 'path'> | undefined;

/** The number behind a quantity of a deployment; undefined where it has no derivation. */
export function numberOf(deployment: string, quantity: Quantity): MarkNumber {
  return quantity.derivation === undefined ? undefined : { deployment, path: quantity.derivation };
}

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
    readout:
      (active === undefined ? undefined : labels[active]) ??
      surface.t('Point at a mark, or tab to the chart and use the arrow keys; press it to see where it comes from.'),
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
