import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bills, billsPage } from '../../../scripts/bills.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const PAGE = new URL('../../../docs/bills.md', import.meta.url);
const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });

/** Groups of experts over many accelerators, whose bills the model must meet. */
const MANY_NODES = ['deepseek-inference-system', 'sglang-96-h100', 'sglang-gb200'];

describe('bills beside answers', () => {
  it('stand in docs/bills.md as the model answers today', () => {
    const now = billsPage(engine);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, now);
    expect(readFileSync(PAGE, 'utf8')).toBe(now);
  });

  it('have a reason where they differ', () => {
    for (const { row, near } of bills(engine)) if (!near) expect(row.reason, row.document).not.toBe('');
  });

  it('of groups over many accelerators are within a factor of 1.55', () => {
    const many = bills(engine).filter(({ row }) => MANY_NODES.includes(row.document));
    expect(many.length).toBe(4);
    for (const { row, ratio } of many) {
      expect(ratio, row.document).toBeLessThan(1.55);
      expect(ratio, row.document).toBeGreaterThan(1 / 1.55);
    }
  });
});
