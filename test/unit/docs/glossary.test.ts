import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/glossary.md', root), 'utf8');

it('names a file for each term, and each term once', () => {
  const rows = text.split('\n').filter((line) => /^\| (?!term|---)/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  const places = rows.map((row) => /`([^`]+)` \|$/.exec(row)?.[1] ?? row);
  expect(places.filter((place) => !existsSync(new URL(place, root)))).toEqual([]);
  const terms = rows.map((row) => row.split('|')[1]!.trim());
  expect(new Set(terms).size).toBe(terms.length);
});
