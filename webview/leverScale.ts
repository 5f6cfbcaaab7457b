/** A lever between its slider (0 … STEPS), its SI value, and the number written beside it. */
import type { AmountLever } from '../src/panel/protocol.ts';

export const STEPS = 200;

export function position(lever: AmountLever, value: number): number {
  const share =
    lever.scale === 'log'
      ? Math.log(Math.max(value, lever.min) / lever.min) / Math.log(lever.max / lever.min)
      : (value - lever.min) / (lever.max - lever.min);
  return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
}

/** Rounded, so that slider, field and YAML agree. */
export function fromPosition(lever: AmountLever, at: number): number {
  const share = at / STEPS;
  const value =
    lever.scale === 'log' ? lever.min * (lever.max / lever.min) ** share : lever.min + (lever.max - lever.min) * share;
  return (lever.scale === 'log' ? round(value * lever.factor) : shown(lever, value)) / lever.factor;
}

/** To a step that a person would say, at most as wide as the slider's own: 2067 becomes 2050. */
function round(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / power;
  const step = power * (mantissa < 2 ? 0.02 : mantissa < 5 ? 0.05 : 0.1);
  return Number((Math.round(value / step) * step).toPrecision(3));
}

/** The value in the unit shown, three significant digits; thousands keep their fourth. */
export function shown(lever: AmountLever, value: number): number {
  const inUnit = value * lever.factor;
  return Number(inUnit.toPrecision(Math.abs(inUnit) >= 1000 ? 4 : 3));
}

export function written(lever: AmountLever, value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, useGrouping: false }).format(shown(lever, value));
}

/** What a person types, in the unit shown; a comma may be the decimal sign. Undefined: not a number, or negative. */
export function typed(lever: AmountLever, text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) || number < 0 ? undefined : number / lever.factor;
}
