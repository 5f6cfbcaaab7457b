import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../scripts/claims/answers.ts';
import { claimsPage, readClaims } from '../../../scripts/claims.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const PAGE = new URL('../../../docs/claims.md', import.meta.url);
const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });

describe('claims beside answers', () => {
  it('stand in docs/claims.md as the model answers today', () => {
    const now = claimsPage(engine);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, now);
    expect(readFileSync(PAGE, 'utf8')).toBe(now);
  });

  it('each name claimant, date, source and where the number holds', () => {
    for (const claim of readClaims())
      for (const field of ['claimant', 'date', 'source', 'operating_point', 'unit'] as const)
        expect(claim[field], `${claim.id}: ${field}`).not.toBe('');
  });

  it('that only repeat specifications agree with our tables within 5 %', () => {
    const specifications = readClaims().filter((claim) => claim.answer.startsWith('table '));
    expect(specifications.length).toBeGreaterThan(5);
    for (const claim of specifications) {
      const given = answer(claim.answer, engine, '.');
      if (given.kind !== 'number') expect.fail(claim.id);
      expect(Math.abs(given.value / Number(claim.value) - 1), claim.id).toBeLessThan(0.05);
    }
  });

  it('refuse an answer that is not in the tables', () => {
    expect(() => answer('table 2 * h100-sxm:luck', engine, '.')).toThrow('h100-sxm:luck is not in the tables');
  });
});
