/**
 * Measured by you: results of the user's own runs in `.inference-tco/measurements/` draw predictions as published runs do, with more
 * weight, since what differs from machine to machine is then the user's own.
 */
import { readCsvAs, type Catalog } from '../../catalog/index.ts';
import {
  calibrationOf,
  createNearby,
  createPerformanceModel,
  UNDRAWN,
  withRuns,
  type PerformanceModel,
} from '../../performance/index.ts';
import type { MeasuredCase } from './case.ts';
import { rowContext, type RowContext } from './context.ts';
import { readResults } from './foreign/index.ts';
import { formatOf } from './format.ts';
import { predictConfiguration } from './predict.ts';
import { resolveRow } from './resolve.ts';
import type { MeasuredRow } from './row.ts';
import { otherTold, pointOf, stepTold, type PlacedRun } from './runs.ts';

export interface MeasuredFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

/** A model drawn by the user's runs, and what of the files could not be used. */
export interface Yours {
  readonly performance: PerformanceModel;
  readonly runs: number;
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

/** Folder of a workspace that is looked into. */
export const MEASUREMENTS_FOLDER = '.inference-tco/measurements';
/** What such a folder may hold. */
export const MEASUREMENT_FILE = /\.(csv|jsonl?)$/;

/** Times a published run that one of the user's counts. */
const WEIGHT = 4;

export function measuredByYou(catalog: Catalog, files: readonly MeasuredFile[]): Yours {
  const calibration = calibrationOf(catalog.calibration);
  const { nearby, constants } = calibration;
  const problems: { file: string; reason: string }[] = [];
  const plain = createPerformanceModel({ ...calibration, nearby: undefined });
  const runs = files.flatMap((file) => casesOf(rowContext(catalog), file, problems));
  if (!nearby || runs.length === 0) return { performance: createPerformanceModel(calibration), runs: 0, problems };
  const placed = runs.map(({ file, items }) => {
    const [first] = items as readonly [MeasuredCase];
    const { configuration } = first;
    const {
      cell,
      configuration: of,
      ...place
    } = pointOf(plain, configuration, predictConfiguration(plain, configuration));
    const step = stepTold(plain, configuration, items);
    const run: PlacedRun = {
      cell,
      configuration: { ...of, source: file, yours: true },
      run: { ...place, date: '', weight: WEIGHT, told: step ? { step } : {} },
    };
    return { run, items, configuration };
  });
  const steps = createNearby(
    withRuns(
      nearby,
      placed.map(({ run }) => run),
    ),
    constants,
  );
  const whole = placed.map(({ run, items, configuration }): PlacedRun => {
    const draw = steps.draw(configuration.replica, configuration.pools !== undefined) ?? UNDRAWN;
    return { ...run, run: { ...run.run, told: { ...run.run.told, ...otherTold(plain, configuration, items, draw) } } };
  });
  return {
    performance: createPerformanceModel({ ...calibration, nearby: withRuns(nearby, whole) }),
    runs: whole.length,
    problems,
  };
}

interface Run {
  readonly file: string;
  readonly items: readonly MeasuredCase[];
}

/** The runs of a file, each with its values. */
function casesOf(
  context: RowContext,
  file: MeasuredFile,
  problems: { file: string; reason: string }[],
): readonly Run[] {
  const say = (reason: string): void => {
    if (!problems.some((one) => one.file === file.path && one.reason === reason))
      problems.push({ file: file.path, reason });
  };
  const rows = rowsOf(context, file);
  if (typeof rows === 'string') {
    say(rows);
    return [];
  }
  const runs = new Map<string, MeasuredCase[]>();
  for (const row of rows) {
    const resolved = resolveRow(context, row);
    if (!resolved.ok) say(resolved.reason);
    else if (resolved.item.measured > 0)
      runs.set(row.run, [...(runs.get(row.run) ?? []), { ...resolved.item, slice: 'colocated' }]);
  }
  return [...runs.values()].map((items) => ({ file: file.path, items }));
}

/** Rows of a file, or why there are none. */
function rowsOf(context: RowContext, { path, text }: MeasuredFile): readonly MeasuredRow[] | string {
  if (path.endsWith('.csv')) {
    const { table } = readCsvAs('measurements', path, text);
    const format = formatOf(table?.columns ?? []);
    if (!table || !format) return 'its columns are neither those of measurements nor those of serving points.';
    return table.rows.flatMap(({ cells, line }) =>
      format.read(context, (column) => cells[column] ?? '', line).flatMap((read) => (read.ok ? [read.row] : [])),
    );
  }
  try {
    const lines = path.endsWith('.jsonl') ? text.split('\n').filter((line) => line.trim() !== '') : [text];
    const values = lines.map((line): unknown => JSON.parse(line));
    return (
      readResults(context, path.endsWith('.jsonl') ? values : values[0]) ?? 'no benchmark tool that is known wrote it.'
    );
  } catch {
    return 'it is not JSON.';
  }
}
