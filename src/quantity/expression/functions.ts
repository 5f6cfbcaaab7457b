/** Functions an expression may call: all of them, by name. What each demands of its arguments' dimensions stands here too. */
import { medianOf } from '../medianOf.ts';

export interface AllowedFunction {
  readonly doc: string;
  readonly arity: readonly [least: number, most: number];
  /** `same`: arguments agree and the result is like them. `plain`: numbers without unit. `root`: the n-th root of a dimension. */
  readonly dimensions: 'same' | 'plain' | { readonly root: number };
  readonly apply: (values: number[]) => number;
}

const ANY = 20;

/** Rounding of a quantity with unit depends on the unit, so it takes plain numbers only. */
function plain(doc: string, apply: (value: number) => number): AllowedFunction {
  return { doc, arity: [1, 1], dimensions: 'plain', apply: ([value = NaN]) => apply(value) };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function round([value = NaN, digits = 0]: number[]): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

export const FUNCTIONS: ReadonlyMap<string, AllowedFunction> = new Map<string, AllowedFunction>([
  ['min', { doc: 'the smallest', arity: [1, ANY], dimensions: 'same', apply: (v) => Math.min(...v) }],
  ['max', { doc: 'the largest', arity: [1, ANY], dimensions: 'same', apply: (v) => Math.max(...v) }],
  ['sum', { doc: 'the sum', arity: [1, ANY], dimensions: 'same', apply: (v) => v.reduce((a, b) => a + b, 0) }],
  ['mean', { doc: 'the mean', arity: [1, ANY], dimensions: 'same', apply: mean }],
  ['median', { doc: 'the median', arity: [1, ANY], dimensions: 'same', apply: medianOf }],
  ['abs', { doc: 'without its sign', arity: [1, 1], dimensions: 'same', apply: ([v = NaN]) => Math.abs(v) }],
  ['sqrt', { doc: 'the square root', arity: [1, 1], dimensions: { root: 2 }, apply: ([v = NaN]) => Math.sqrt(v) }],
  ['cbrt', { doc: 'the cube root', arity: [1, 1], dimensions: { root: 3 }, apply: ([v = NaN]) => Math.cbrt(v) }],
  ['round', { doc: 'rounded, to n digits', arity: [1, 2], dimensions: 'plain', apply: round }],
  ['ceil', plain('rounded up', Math.ceil)],
  ['floor', plain('rounded down', Math.floor)],
  ['exp', plain('e to the power', Math.exp)],
  ['log', { doc: 'natural, or to a base', arity: [1, 2], dimensions: 'plain', apply: logarithm }],
  ['log2', plain('logarithm to base 2', Math.log2)],
  ['log10', plain('logarithm to base 10', Math.log10)],
  ['pow', { doc: 'a power', arity: [2, 2], dimensions: 'plain', apply: ([a = NaN, b = NaN]) => a ** b }],
]);

function logarithm([value = NaN, base]: number[]): number {
  return base === undefined ? Math.log(value) : Math.log(value) / Math.log(base);
}
