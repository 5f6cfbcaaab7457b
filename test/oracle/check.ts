/** Compares a figure of the program with arithmetic of a case. */
import { expect } from 'vitest';
import type { Quantity } from '../../src/quantity/index.ts';
import { evaluate, type Scope } from './sheet.ts';

/** Parts of a path are separated by "/"; in a list the part is the `code` of the entry or its index. */
export function at(root: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((value, key) => {
    if (Array.isArray(value))
      return (
        /^\d+$/.test(key) ? value[Number(key)] : value.find((entry) => (entry as { code?: string }).code === key)
      ) as unknown;
    return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  }, root);
}

/** @param expected arithmetic, `unknown`, or `>= arithmetic` for a lower bound */
export function check(root: unknown, path: string, expected: string | number, scope: Scope, digits = 9): void {
  const found = at(root, path);
  const text = String(expected);
  if (typeof found === 'number') return close(found, evaluate(text, scope), path, digits);
  if (typeof found === 'string') return expect(found, path).toBe(text);
  const quantity = found as Quantity | undefined;
  expect(quantity, `${path} exists`).toBeDefined();
  if (!quantity) return;
  if (text === 'unknown') {
    expect(quantity, path).toMatchObject({ value: null, state: 'unknown' });
    expect(quantity.low, `${path} has no lower bound`).toBeUndefined();
    return;
  }
  if (text.startsWith('>=')) {
    expect(quantity, path).toMatchObject({ value: null, state: 'unknown' });
    expect(quantity.high, `${path} has no upper bound`).toBeUndefined();
    return close(quantity.low ?? NaN, evaluate(text.slice(2), scope), path, digits);
  }
  close(quantity.value ?? NaN, evaluate(text, scope), path, digits);
}

function close(found: number, wanted: number, path: string, digits: number): void {
  const scale = Math.max(Math.abs(wanted), 1e-12);
  expect(Math.abs(found - wanted) / scale, `${path}: program ${found}, sheet ${wanted}`).toBeLessThan(10 ** -digits);
}
