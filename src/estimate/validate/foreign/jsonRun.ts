/** Cells of a run in JSON. */
import type { Statistic } from '../../../catalog/index.ts';
import type { RowContext } from '../context.ts';
import type { MeasuredRow } from '../row.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What one tool writes. */
export interface ResultFormat {
  recognises(run: Json): boolean;
  /** @param id of the run in its file: rows add their metric */
  read(context: RowContext, run: Json, id: string): readonly MeasuredRow[];
}

export function textOf(run: Json, ...keys: readonly string[]): string {
  const found = keys.map((key) => run[key]).find((value) => typeof value === 'string' || typeof value === 'number');
  return found === undefined ? '' : String(found);
}

/** The mapping at a path; undefined where something else stands there. */
export function inside(run: Json, ...keys: readonly string[]): Json | undefined {
  let found: unknown = run;
  for (const key of keys) found = isJson(found) ? found[key] : undefined;
  return isJson(found) ? found : undefined;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers, and texts of digits as flags make them; undefined: absent, infinite or not above 0. */
export function numberOf(run: Json, ...keys: readonly string[]): number | undefined {
  const value = Number(textOf(run, ...keys));
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** A key with a number as a field of a row, or nothing. */
export function field<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, number>>;
}

/** Which key of a run holds which metric; `scale` turns its unit into the metric's. */
export interface Reported {
  readonly key: string;
  readonly metric: string;
  readonly statistic?: Statistic;
  readonly scale?: number;
}

/** One row for each metric that the run reports. */
export function rowsOf(
  run: Json,
  reported: readonly Reported[],
  shared: Omit<MeasuredRow, 'metric' | 'value' | 'statistic'>,
): readonly MeasuredRow[] {
  return reported.flatMap(({ key, metric, statistic, scale = 1 }): readonly MeasuredRow[] => {
    const value = numberOf(run, key);
    const of = statistic === undefined ? {} : { statistic };
    return value === undefined ? [] : [{ ...shared, id: `${shared.id} ${key}`, metric, value: value * scale, ...of }];
  });
}
