/** docs/performance-model.md shows the tables that the last calibration wrote. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentationTables, withTables, type Accuracy } from '../../../scripts/calibrate/write.ts';
import type { Table } from '../../../scripts/calibrate/fit.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('docs/performance-model.md', () => {
  const text = read('docs/performance-model.md');
  const { accuracy } = JSON.parse(read('pricing/calibration/accuracy.json')) as { accuracy: Accuracy };
  const { constants, date } = JSON.parse(read('pricing/calibration/constants.json')) as {
    constants: Table;
    date: string;
  };

  it('is current: run npm run calibrate', () => {
    expect(withTables(text, documentationTables(accuracy, constants)) === text).toBe(true);
    expect(text).toContain(`Calibrated on ${date}`);
  });

  it('names every constant that the code reads', () => {
    for (const name of Object.keys(constants.all ?? {})) expect(text).toContain(`| ${name} |`);
  });
});
