/** Reads pricing/measurements into cases, with what a fit must know beside: weights, folds, rows to leave out. */
import type { Catalog } from '../../src/catalog/index.ts';
import { shapeOf } from '../../src/performance/index.ts';
import type { MeasuredCase } from '../../src/estimate/validate/case.ts';
import { rowContext } from '../../src/estimate/validate/context.ts';
import { kindOf } from '../../src/estimate/validate/predict.ts';
import { resolveRow } from '../../src/estimate/validate/resolve.ts';
import { readTableRow } from '../../src/estimate/validate/table.ts';
import { readMeasurements, type MeasurementTable } from '../measurementTables.ts';

export type Kind = 'throughput' | 'tpot' | 'ttft' | 'energy';

/** One measured value in a fit. */
export interface Observation {
  readonly item: MeasuredCase;
  readonly kind: Kind;
  /** Which line of the accuracy table it counts in. */
  readonly file: 'measurements' | 'serving';
  /** Weight of the accuracy table: 1 ÷ rows of its group. */
  readonly weight: number;
  /** Groups left out together: sources that ran the same harness on the same pair are one. */
  readonly fold: string;
  /** Index of its configuration in `configurations`. */
  readonly at: number;
  readonly fitted: boolean;
}

export interface Observations {
  readonly observations: readonly Observation[];
  readonly configurations: readonly MeasuredCase['configuration'][];
  readonly skipped: readonly string[];
}

export function loadObservations(catalog: Catalog, folder?: string): Observations {
  const context = rowContext(catalog);
  const { tables } = readMeasurements(folder);
  const weight = weights(tables);
  const observations: Observation[] = [];
  const configurations: MeasuredCase['configuration'][] = [];
  const index = new Map<string, number>();
  const skipped: string[] = [];
  for (const table of tables)
    for (const { line, cells } of table.rows) {
      const read = readTableRow((column) => cells[column] ?? '', line);
      const resolved = read.ok ? resolveRow(context, read.row) : read;
      if (!resolved.ok) {
        skipped.push(`${table.path} ${cells['id'] ?? line}: ${resolved.reason}`);
        continue;
      }
      const { item } = resolved;
      const key = `${table.path}|${item.configuration.key}`;
      const at = index.get(key) ?? configurations.push(item.configuration) - 1;
      index.set(key, at);
      observations.push({
        item,
        kind: kindOf(item.metric),
        file: fileOf(table),
        weight: weight(table, item),
        fold: foldOf(item, cells['harness']),
        at,
        fitted: cells['excluded'] === undefined && fittable(item),
      });
    }
  return { observations, configurations, skipped };
}

const fileOf = ({ path }: MeasurementTable): Observation['file'] =>
  path === 'serving-points.csv' ? 'serving' : 'measurements';

/** Runs of one harness on one pair are one, whatever source has them. */
function foldOf(item: MeasuredCase, harness: string | undefined): string {
  return harness === undefined ? item.group : `harness|${shapeOf(item.model)}|${item.accelerator}`;
}

/** Power at the wall has no constants of its own, and claims are no measurements. */
function fittable(item: MeasuredCase): boolean {
  return item.metric !== 'system_watts' && item.slice !== 'low-trust' && item.measured > 0;
}

/** A group weighs the same whatever its rows: 1 ÷ rows; of serving points, whose rows are all pairs, 1 ÷ points. */
function weights(tables: readonly MeasurementTable[]): (table: MeasurementTable, item: MeasuredCase) => number {
  const counts = new Map<string, number>();
  const keyOf = (table: MeasurementTable, group: string, metric: string): string =>
    fileOf(table) === 'serving' ? `${group}|${metric}` : group;
  for (const table of tables)
    for (const { cells } of table.rows) {
      const group = cells['group'] ?? [cells['source'], cells['model'], cells['accelerator']].join('|');
      const key = keyOf(table, group, cells['metric'] ?? '');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return (table, item) => 1 / (counts.get(keyOf(table, item.group, item.metric)) ?? 1);
}
