/** The default of a key as a value: what its definition writes, read as any literal of a document is. */
import { parseLiteral, type Origin } from '../../quantity/index.ts';
import { inShape, MEASURES, type Key, type Measure, type ValueType } from './language.ts';
import type { Amount } from './values.ts';

/** @returns undefined where the key has no default, or its default is a phrase in parentheses */
export function defaultOf(name: string, key: Key): unknown {
  if (key.default === undefined || key.default.startsWith('(')) return undefined;
  const origin: Origin = { kind: 'default', reason: `${name} is ${key.default} where the document says nothing` };
  const value = valueOf(key.type, key.default, origin);
  if (value === undefined) throw new Error(`the default of ${name} does not fit its type`);
  return inShape(key.type, value, origin);
}

function valueOf(type: ValueType, text: string, origin: Origin): unknown {
  switch (type.kind) {
    case 'quantity':
      return amountOf(MEASURES[type.measure], text, origin);
    case 'boolean':
      return { value: text === 'true', origin };
    case 'choice':
      return Object.hasOwn(type.values, text) ? { value: text, origin } : undefined;
    case 'text':
    case 'name':
      return { value: text, origin };
    case 'either':
      return type.options.map((option) => valueOf(option, text, origin)).find((value) => value !== undefined);
    default:
      return undefined;
  }
}

function amountOf(measure: Measure, text: string, origin: Origin): Amount | undefined {
  const literal = parseLiteral(text);
  if (!literal) return undefined;
  const value = literal.value * (measure.accepts[0]?.scale ?? 1);
  return { low: value, mid: value, high: value, origin };
}
