/** Every hand-worked case: the program must agree with the arithmetic in the file to nine digits. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Case } from './case.ts';
import { check } from './check.ts';
import { compose } from './compose.ts';
import { evaluateSheet } from './sheet.ts';

const folder = new URL('./cases/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const cases = files.flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[]);

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
