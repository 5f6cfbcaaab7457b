/** Reads pricing/measurements into cases, with what a fit must know beside: weights, folds, rows to leave out. */
import type { Catalog } from '../../src/catalog/index.ts';
import { shapeOf } from '../../src/performance/index.ts';
import type { MeasuredCase } from '../../src/estimate/validate/case.ts';
import { rowContext, type Assumption, type RowContext } from '../../src/estimate/validate/context.ts';
import { metricKind } from '../../src/estimate/validate/metrics.ts';
import { resolveRow, type Resolved } from '../../src/estimate/validate/resolve.ts';
import { readTableRow } from '../../src/estimate/validate/table.ts';
import { readMeasurements, type MeasurementTable } from '../measurementTables.ts';

export type Kind = 'throughput' | 'tpot' | 'ttft' | 'energy';

/** One measured value in a fit. */
export interface Observation {
  readonly item: MeasuredCase;
  readonly kind: Kind;
  /** Which line of the accuracy table it counts in. */
  readonly file: 'measurements' | 'serving';
  /** Weight of the accuracy table: 1 ÷ rows of its group, which are taken for three at least. */
  readonly weight: number;
  /** Groups left out together: sources that ran the same harness on the same pair are one. */
  readonly fold: string;
  /** Runs of one source, day and version: what was read off them goes with them. */
  readonly campaign: string;
  /** Who measured, by the harness where one has several names, and when: a day, a month or a version. */
  readonly by: { readonly source: string; readonly date: string };
  /** Index of its configuration in `configurations`. */
  readonly at: number;
  /** The same as somebody reads it who never saw the campaign. */
  readonly blind: number;
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
  const place = (key: string, configuration: MeasuredCase['configuration']): number => {
    const at = index.get(key) ?? configurations.push(configuration) - 1;
    index.set(key, at);
    return at;
  };
  for (const table of tables)
    for (const { line, cells } of table.rows) {
      const resolved = resolve(context, cells, line);
      if (!resolved.ok) {
        skipped.push(`${table.path} ${cells['id'] ?? line}: ${resolved.reason}`);
        continue;
      }
      const { item } = resolved;
      const at = place(`${table.path}|${item.configuration.key}`, item.configuration);
      const unseen = readsOff(context, cells) ? resolve(without(context, cells), blanked(cells), line) : resolved;
      const blind = unseen.ok && unseen !== resolved ? unseen.item.configuration : undefined;
      observations.push({
        item,
        kind: metricKind(item.metric),
        file: fileOf(table),
        weight: weight(table, item),
        fold: foldOf(item, cells['harness']),
        campaign: campaignOf(cells),
        by: {
          source: cells['harness'] === 'inferencex' ? 'InferenceX' : item.source,
          date: cells['measured'] ?? cells['version'] ?? '',
        },
        at,
        blind: blind ? place(`${table.path}|${blind.key}|blind`, blind) : at,
        fitted: cells['excluded'] === undefined && fittable(item),
      });
    }
  return { observations, configurations, skipped };
}

type Cells = MeasurementTable['rows'][number]['cells'];

function resolve(context: RowContext, cells: Cells, line: number): Resolved {
  const read = readTableRow((column) => cells[column] ?? '', line);
  return read.ok ? resolveRow(context, read.row) : read;
}

/** Columns that, where `inferred` names them, were read off the values of the run, not off its other columns. */
const READ_OFF = ['speculative', 'slots', 'cached_input'];

const inferredOf = (cells: Cells): readonly string[] =>
  (cells['inferred'] ?? '').split(' ').filter((column) => READ_OFF.includes(column));

const ofCampaign = ({ campaign }: Assumption, cells: Cells): boolean =>
  campaign.rows !== undefined && (cells['source'] ?? '').startsWith(campaign.rows);

/** Whether anything of the row is read as its own campaign taught. */
function readsOff(context: RowContext, cells: Cells): boolean {
  return inferredOf(cells).length > 0 || context.assumptions.some((rule) => ofCampaign(rule, cells));
}

function without(context: RowContext, cells: Cells): RowContext {
  return { ...context, assumptions: context.assumptions.filter((rule) => !ofCampaign(rule, cells)) };
}

function blanked(cells: Cells): Cells {
  const blank = { ...cells };
  for (const column of inferredOf(cells))
    if (column === 'speculative') blank[column] = 'no';
    else delete blank[column];
  return blank;
}

/** Source, day and version; runs of one harness are of one source, and a month stands for a version that is not told. */
function campaignOf(cells: Cells): string {
  const version = cells['version'] ?? '';
  if (cells['harness'] !== undefined)
    return `${cells['harness']}|${version || (cells['measured'] ?? '').slice(0, 7)}|${cells['software']}`;
  return `${cells['source']}|${cells['measured'] ?? ''}|${version}`;
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

/** A single row is no evidence of a group: it weighs a third of one. */
const LEAST_ROWS = 3;

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
  return (table, item) => 1 / Math.max(LEAST_ROWS, counts.get(keyOf(table, item.group, item.metric)) ?? 1);
}
