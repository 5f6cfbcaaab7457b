/** Every hand-worked case: the program must agree with the arithmetic in the file to nine digits. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Quantity } from '../../src/quantity/index.ts';
import type { Case } from './case.ts';
import { compose } from './compose.ts';
import { evaluate, evaluateSheet } from './sheet.ts';

const folder = new URL('./cases/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const cases = files.flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[]);

/** `cost.breakdown[code].perMonth` and plain paths; the last part may be `low` or `high`. */
function at(root: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value.find((entry) => (entry as { code?: string }).code === key) as unknown;
    return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  }, root);
}

function check(
  result: unknown,
  path: string,
  expected: string | number,
  scope: Readonly<Record<string, number>>,
): void {
  const found = at(result, path);
  const text = String(expected);
  if (typeof found === 'number') {
    close(found, evaluate(text, scope), path);
    return;
  }
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
    close(quantity.low ?? NaN, evaluate(text.slice(2), scope), path);
    return;
  }
  close(quantity.value ?? NaN, evaluate(text, scope), path);
}

function close(found: number, wanted: number, path: string): void {
  const scale = Math.max(Math.abs(wanted), 1e-12);
  expect(Math.abs(found - wanted) / scale, `${path}: program ${found}, sheet ${wanted}`).toBeLessThan(1e-9);
}

describe('hand-worked cases', () => {
  it('are at least 25, each with a name of its own', () => {
    expect(new Set(cases.map((entry) => entry.name)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(25);
  });
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
    const scope = evaluateSheet(entry.sheet ?? {});
    const result = compose(entry.given);
    const expectations = Object.entries(entry.expect);
    expect(expectations.length).toBeGreaterThan(0);
    for (const [path, expected] of expectations) check(result, path, expected, scope);
  });
});
