/** Short words in which the keys are written down: types, bounds, mappings. */
import type { CatalogTable, Key, MappingType, MeasureName, ValueType } from './language.ts';

export type Bounds = {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly integer?: true;
};

export function quantity(measure: MeasureName, bounds: Bounds = {}): ValueType {
  return { kind: 'quantity', measure, ...bounds };
}

export function name(table: CatalogTable): ValueType {
  return { kind: 'name', table };
}

export function choice(values: Readonly<Record<string, string>>): ValueType {
  return { kind: 'choice', values };
}

export function mapping(keys: Readonly<Record<string, Key>>): MappingType {
  return { kind: 'mapping', keys };
}

export function either(...options: readonly ValueType[]): ValueType {
  return { kind: 'either', options };
}

export const positive: Bounds = { above: 0 };
export const notNegative: Bounds = { minimum: 0 };
export const share: Bounds = { minimum: 0, maximum: 1 };
export const whole: Bounds = { minimum: 1, integer: true };
