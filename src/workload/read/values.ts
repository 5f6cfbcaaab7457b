/** Checked values as the fields of a Workload: what is written, or the default of the definition with its reason. */
import { parseLiteral } from '../../quantity/index.ts';
import { MEASURES, type Key, type Measure } from '../schema/language.ts';
import type { Amount, Given } from '../types.ts';
import { originOfChecked, type Checked, type CheckedMapping } from './check.ts';
import type { Context } from './context.ts';

export function amountOf(mapping: CheckedMapping | undefined, key: string): Amount | undefined {
  const value = mapping?.values.get(key);
  return value?.kind === 'amount' ? value.amount : undefined;
}

export function mappingOf(mapping: CheckedMapping | undefined, key: string): CheckedMapping | undefined {
  const value = mapping?.values.get(key);
  return value?.kind === 'mapping' ? value : undefined;
}

export function givenText(
  mapping: CheckedMapping | undefined,
  key: string,
  context: Context,
): Given<string> | undefined {
  const value = mapping?.values.get(key);
  return value?.kind === 'text' ? { value: value.value, origin: originOfChecked(value, context) } : undefined;
}

/** A word of a `choice`: the validator has seen that it is one of them. */
export function givenChoice<T extends string>(
  mapping: CheckedMapping | undefined,
  key: string,
  context: Context,
): Given<T> | undefined {
  return givenText(mapping, key, context) as Given<T> | undefined;
}

export function givenBoolean(mapping: CheckedMapping, key: string, context: Context): Given<boolean> {
  const value = mapping.values.get(key);
  if (value?.kind === 'boolean') return { value: value.value, origin: originOfChecked(value, context) };
  const definition = definitionOf(mapping, key);
  return { value: definition.default === 'true', origin: defaultOrigin(key, definition) };
}

export function definitionOf(mapping: CheckedMapping, key: string): Key {
  const definition = mapping.type.keys[key];
  if (!definition) throw new Error(`no key ${key} in the definition`);
  return definition;
}

export function defaultOrigin(key: string, definition: Key): { readonly kind: 'default'; readonly reason: string } {
  return { kind: 'default', reason: `${key} is ${definition.default ?? ''} where the document says nothing` };
}

/** The default as the definition writes it, read as any literal of the document is. */
export function defaultAmount(key: string, definition: Key): Amount {
  const literal = definition.type.kind === 'quantity' ? parseLiteral(definition.default ?? '') : undefined;
  if (!literal || definition.type.kind !== 'quantity') throw new Error(`the default of ${key} is not a literal`);
  const measure: Measure = MEASURES[definition.type.measure];
  const value = literal.value * (measure.accepts[0]?.scale ?? 1);
  return { low: value, mid: value, high: value, origin: defaultOrigin(key, definition) };
}

export function amountOrDefault(mapping: CheckedMapping, key: string): Amount {
  return amountOf(mapping, key) ?? defaultAmount(key, definitionOf(mapping, key));
}

export type { Checked };
