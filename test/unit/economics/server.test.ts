/** Power at the wall against MLPerf Power: the published watts of whole systems with eight accelerators. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ratedWatts, serverWatts } from '../../../src/economics/index.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { predictConfiguration } from '../../../src/estimate/validate/predict.ts';
import { rowContext } from '../../../src/estimate/validate/context.ts';
import { readMeasurement } from '../../../src/estimate/validate/measurement.ts';
import { catalog } from '../../helpers/catalog.ts';

describe('the rest of a server', () => {
  it('draws three tenths of the accelerator limit', () => {
    expect(serverWatts(700)).toEqual({ value: 210, low: 140, high: 315 });
  });
  it('never draws more than the rated server leaves', () => {
    expect(serverWatts(1000, 1100).value).toBe(100);
    expect(serverWatts(1000, 1250)).toEqual({ value: 250, low: 200, high: 250 });
  });
  it('is nothing beside an appliance whose limit is the whole', () => {
    expect(serverWatts(23_000, 23_000)).toEqual({ value: 0, low: 0, high: 0 });
  });
  it('is provisioned at its rated limit', () => {
    expect(ratedWatts(700, 1275).value).toBe(1275);
    expect(ratedWatts(1000)).toEqual({ value: 1600, low: 1300, high: 1800 });
  });
});

describe('MLPerf Power', () => {
  const text = readFileSync(new URL('../../../pricing/measurements/mlperf.csv', import.meta.url), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });
  const context = rowContext(catalog());
  const errors = data.flatMap((row, index) => {
    if (row.metric !== 'system_watts') return [];
    const read = readMeasurement(context, (column) => row[column] ?? '', index + 2);
    const configuration = read.ok ? read.cases[0]?.configuration : undefined;
    const machine = catalog().accelerator(row.accelerator ?? '');
    if (!configuration || !machine?.tdpW) return [];
    const { systemWatts: wall } = predictConfiguration(engine.performance, configuration);
    return [{ model: row.model, accelerator: row.accelerator, error: wall / Number(row.value) - 1 }];
  });
  it('is met on B200 within 12 %, and by the median of all rows', () => {
    expect(errors.length).toBeGreaterThanOrEqual(8);
    for (const { accelerator, error, model } of errors)
      if (accelerator === 'b200') expect(Math.abs(error), model).toBeLessThan(0.12);
    const sorted = errors.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(0.12);
  });
  it('is far below rated servers, which would be wrong by a third and more', () => {
    for (const row of data.filter((each) => each.metric === 'system_watts')) {
      const machine = catalog().accelerator(row.accelerator ?? '');
      expect(Number(row.value) / Number(row.n_accelerators)).toBeLessThan(0.75 * (machine?.serverW ?? NaN));
    }
  });
});
