/** Power at the wall against MLPerf Power: the published watts of whole systems with eight accelerators. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { linearPower, ratedWatts, serverWatts } from '../../../src/economics/index.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { predictConfiguration } from '../../../src/estimate/validate/predict.ts';
import { rowContext } from '../../../src/estimate/validate/context.ts';
import { resolveRow } from '../../../src/estimate/validate/resolve.ts';
import { readTableRow } from '../../../src/estimate/validate/table.ts';
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
    const read = readTableRow((column) => row[column] ?? '', index + 2);
    const resolved = read.ok ? resolveRow(context, read.row) : read;
    const configuration = resolved.ok ? resolved.item.configuration : undefined;
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

describe('power between the loads it was asked at', () => {
  const power = { idle: 75, limit: 700 };
  it('is idle at no load and follows straight lines', () => {
    const watts = linearPower(power, { load: 0.1, watts: 445 }, { load: 0.5, watts: 552 }, { load: 1, watts: 620 });
    expect(watts(0)).toBe(75);
    expect(watts(0.05)).toBeCloseTo(260, 9);
    expect(watts(0.3)).toBeCloseTo(498.5, 9);
    expect(watts(1)).toBeCloseTo(620, 9);
  });
  it('goes on as steep beyond the last, up to the limit', () => {
    const watts = linearPower(power, { load: 0.5, watts: 375 });
    expect(watts(0.75)).toBeCloseTo(525, 9);
    expect(watts(2)).toBe(700);
  });
  it('leaves out points that do not rise in load', () => {
    const watts = linearPower(power, { load: 0.5, watts: 375 }, { load: 0.5, watts: 400 }, { load: 1, watts: 600 });
    expect(watts(0.75)).toBeCloseTo(487.5, 9);
  });
});
