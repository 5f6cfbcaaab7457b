/** Short words in which the keys are written down: types, bounds, mappings. All keep the literal types (fields.ts). */
import type { Origin } from '../../quantity/index.ts';
import type { ValueOf } from './fields.ts';
import type { CatalogTable, Keys, MeasureName, ValueType } from './language.ts';

export type Bounds = {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly integer?: true;
};

export function quantity(measure: MeasureName, bounds: Bounds = {}) {
  return { kind: 'quantity', measure, ...bounds } as const;
}

export function name(table: CatalogTable) {
  return { kind: 'name', table } as const;
}

export function choice<const Values extends Readonly<Record<string, string>>>(values: Values) {
  return { kind: 'choice', values } as const;
}

export function mapping<const Known extends Keys>(keys: Known) {
  return { kind: 'mapping', keys } as const;
}

export function either<const Options extends readonly ValueType[]>(...options: Options) {
  return { kind: 'either', options } as const;
}

/** A type whose value is made into something else as it is read: see `Shaped`. */
export function shaped<const Type extends ValueType, Value>(
  type: Type,
  shape: (value: ValueOf<Type>, origin: Origin) => Value,
) {
  return { ...type, shape };
}

/** Keys as they are, with their literal types. */
export function keys<const Known extends Keys>(known: Known): Known {
  return known;
}

export const text = { kind: 'text' } as const;
export const flag = { kind: 'boolean' } as const;

export const positive: Bounds = { above: 0 };
export const notNegative: Bounds = { minimum: 0 };
export const share: Bounds = { minimum: 0, maximum: 1 };
export const whole: Bounds = { minimum: 1, integer: true };
