import { describe, expect, it } from 'vitest';
import { loadObservations, type Observation } from '../../../scripts/calibrate/measurements.ts';
import { checkMeasurements, readMeasurements, type MeasurementTable } from '../../../scripts/measurementTables.ts';
import { rowContext } from '../../../src/estimate/validate/context.ts';
import { measurements } from '../../../src/catalog/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const { tables, problems } = readMeasurements();
const rows = tables.flatMap((table) => table.rows.map(({ cells }) => cells));

describe('the tables of measurements', () => {
  it('hold what their schema says, of models, accelerators and engines that exist', () => {
    expect(problems).toEqual([]);
    expect(checkMeasurements(tables, catalog())).toEqual([]);
  });

  it('use every column of the schema, and every word of its vocabularies', () => {
    for (const { name, values = [] } of measurements.columns) {
      const cells = new Set(rows.map((row) => row[name]));
      expect(cells.size, name).toBeGreaterThan(1);
      for (const value of values) expect(cells.has(value), `${name} ${value}`).toBe(true);
    }
  });

  const first = tables[0] as MeasurementTable;
  const row = (cells: Record<string, string>): string[] => {
    const changed = { line: 2, cells: { ...rows.find((one) => one['load'] === 'closed' && !one['tp']), ...cells } };
    const table: MeasurementTable = {
      ...first,
      columns: measurements.columns.map(({ name }) => name),
      rows: [changed],
    };
    return checkMeasurements([table], catalog()).map(({ code, expected }) => `${code} ${expected ?? ''}`);
  };

  it('refuse a word that is not in a vocabulary, and columns that contradict the load', () => {
    expect(row({ tuning: 'good' })).toHaveLength(1);
    expect(row({ engine: 'vllm-99' })).toEqual(['unknown-value constants.json']);
    expect(row({ model: 'gpt-9' })[0]).toMatch(/^dangling-id models/);
    expect(row({ rate: '3' })).toEqual(['inconsistent-row rate says nothing of a load of kind closed. Empty it.']);
    expect(row({ inferred: 'beams' })[0]).toContain('inferred names beams');
  });
});

describe('observations', () => {
  const { observations, configurations, skipped } = loadObservations(catalog());
  const sum = (pick: (o: Observation) => boolean): number =>
    observations.filter(pick).reduce((total, o) => total + o.weight, 0);

  it('leave no row out of the report, and fit none that is excluded, claimed or of the wall', () => {
    expect(skipped).toEqual([]);
    expect(observations).toHaveLength(rows.length);
    observations.forEach((o, i) => {
      const cells = rows[i];
      const held =
        cells?.['excluded'] !== undefined || cells?.['trust'] === 'C' || cells?.['metric'] === 'system_watts';
      expect(o.fitted, o.item.id).toBe(!held && o.item.measured > 0);
    });
  });

  it('weigh every group the same, and groups of one or two rows less', () => {
    const sizes = (pick: (o: Observation) => boolean): number[] => {
      const groups = new Map<string, number>();
      for (const o of observations.filter(pick)) groups.set(o.item.group, (groups.get(o.item.group) ?? 0) + 1);
      return [...groups.values()];
    };
    const measured = (o: Observation): boolean => o.file === 'measurements';
    const served = (o: Observation): boolean => o.file === 'serving' && o.kind === 'ttft';
    for (const pick of [measured, served]) {
      const expected = sizes(pick).reduce((total, rows) => total + Math.min(1, rows / 3), 0);
      expect(sum(pick)).toBeCloseTo(expected, 6);
    }
  });

  it('of a campaign are read as somebody reads them who never saw it', () => {
    const slots = observations.filter(
      ({ item: { configuration } }) =>
        // The places of pools are those of published recipes, which anybody can look up.
        'slots' in configuration.load && configuration.load.slots !== undefined && !configuration.pools,
    );
    expect(slots.length).toBeGreaterThan(100);
    for (const { at, blind } of slots) {
      expect(configurations[at]?.load).toHaveProperty('slots');
      expect(configurations[blind]?.load).not.toHaveProperty('slots');
    }
    // What the source states is the same to everybody.
    const stated = observations.filter(({ item }) => item.source === 'TRT-LLM-docs');
    for (const { at, blind } of stated) expect(blind).toBe(at);
  });

  it('are read by rules that hold for the runs they were read off, or rest on five groups', () => {
    const { assumptions } = rowContext(catalog());
    const learned = assumptions.filter(({ campaign }) => campaign.rows !== undefined);
    expect(learned.length).toBeGreaterThan(3);
    const speculative = new Set(
      observations.filter(({ item }) => item.slice === 'speculative').map(({ item }) => item.group),
    );
    for (const { quantity, where, campaign } of learned) {
      const own = (where.source ?? '').startsWith(campaign.rows ?? '');
      expect(own || (quantity === 'tokens_per_step' && speculative.size >= 5), quantity).toBe(true);
    }
  });

  it('leave out together what one harness measured on a pair', () => {
    const folds = (source: string, model: string, accelerator: string): readonly string[] => {
      const of = observations.filter(({ item }) => item.source === source && item.accelerator === accelerator);
      return [...new Set(of.filter(({ item }) => item.model === model).map(({ fold }) => fold))];
    };
    const inferencex = folds('InferenceX', 'deepseek-r1', 'h200-sxm');
    expect(inferencex).toHaveLength(1);
    expect(folds('serving-points', 'deepseek-r1', 'h200-sxm')).toEqual(inferencex);
    // The same shape under another name.
    expect(folds('serving-points', 'deepseek-v3', 'h200-sxm')).toEqual(inferencex);
    expect(folds('TRT-LLM-docs', 'deepseek-r1', 'h200-sxm')).not.toEqual(inferencex);
  });
});
