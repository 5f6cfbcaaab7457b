/** Checked values as the fields that their keys define: what is written, or the default with its reason. */
import { camelCase } from '../../quantity/index.ts';
import { type Amount, defaultOf, type Fields, inShape, type Key, type Keys, type ValueOf } from '../schema/index.ts';
import { type Checked, type CheckedMapping, originOfChecked } from './check.ts';
import type { Context } from './context.ts';

type Level = CheckedMapping | undefined;

/**
 * @param levels innermost first: the first that has a key decides about it, even where its value has an error
 * @returns undefined where the value of a required key is absent or has an error
 */
export function fieldsOf<const K extends Keys>(keys: K, levels: readonly Level[], context: Context) {
  return read(keys, levels, context) as Fields<K> | undefined;
}

/** As {@link fieldsOf}, for keys of which none is required. */
export function allFieldsOf<const K extends Keys>(keys: K, levels: readonly Level[], context: Context): Fields<K> {
  const fields = fieldsOf(keys, levels, context);
  if (!fields) throw new Error('one of these keys is required');
  return fields;
}

/** The value of a single key. */
export function valueOf<K extends Key>(
  mapping: Level,
  name: string,
  key: K,
  context: Context,
): ValueOf<K['type']> | undefined {
  return valueIn([mapping], name, key, context) as never;
}

function read(keys: Keys, levels: readonly Level[], context: Context): object | undefined {
  const fields: Record<string, unknown> = {};
  for (const { name, field, key, fallback } of planOf(keys)) {
    const value = valueIn(levels, name, key, context) ?? fallback;
    if (value !== undefined) fields[field] = value;
    else if (key.required) return undefined;
  }
  return fields;
}

function valueIn(levels: readonly Level[], name: string, key: Key, context: Context): unknown {
  const checked = levels.find((level) => level?.present.has(name))?.values.get(name);
  if (!checked) return undefined;
  const value = plainValue(checked, context);
  return value === undefined ? undefined : inShape(key.type, value, originOfChecked(checked, context));
}

function plainValue(checked: Checked, context: Context): unknown {
  switch (checked.kind) {
    case 'amount':
      return checked.amount;
    case 'mapping':
      return checked.type.names ? undefined : read(checked.type.keys, [checked], context);
    case 'list': {
      const value = checked.items.map((item) => (item.kind === 'amount' ? item.amount.mid : 0));
      return { value, origin: originOfChecked(checked, context) };
    }
    default:
      return { value: checked.value, origin: originOfChecked(checked, context) };
  }
}

interface Step {
  readonly name: string;
  readonly field: string;
  readonly key: Key;
  readonly fallback: unknown;
}

const plans = new WeakMap<Keys, readonly Step[]>();

/** Names and defaults do not depend on the document: they are worked out once. */
function planOf(keys: Keys): readonly Step[] {
  let plan = plans.get(keys);
  if (!plan) {
    plan = Object.entries(keys).map(([name, key]) => {
      const fallback = key.neutral ? undefined : defaultOf(name, key);
      return { name, field: key.field ?? camelCase(name), key, fallback };
    });
    plans.set(keys, plan);
  }
  return plan;
}

export function amountOf(mapping: Level, key: string): Amount | undefined {
  const value = mapping?.values.get(key);
  return value?.kind === 'amount' ? value.amount : undefined;
}

export function mappingOf(mapping: Level, key: string): CheckedMapping | undefined {
  const value = mapping?.values.get(key);
  return value?.kind === 'mapping' ? value : undefined;
}
