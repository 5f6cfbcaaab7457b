/**
 * The scorer behind `inference-tco validate`: rows in, predicted against measured out, a summary at the end.
 *
 * Streaming: `add` answers row by row and keeps only one number per scored value, so a file of any length can pass. Pure: the host
 * reads files and parses CSV.
 */
import type { Catalog } from '../../catalog/index.ts';
import type { Precision } from '../../quantity/index.ts';
import type { PerformanceModel } from '../../performance/index.ts';
import type { MeasuredCase, Slice } from './case.ts';
import { rowContext } from './context.ts';
import { readResults } from './foreign/index.ts';
import type { FileFormat } from './format.ts';
import { predictLeftOut, type LeftOutPrediction } from './leftOut.ts';
import { predictMetric } from './predict.ts';
import { isRateOfTime, metricKind } from './metrics.ts';
import { resolveRow } from './resolve.ts';
import type { MeasuredRow } from './row.ts';
import { summarize, type Sample, type SummaryRow } from './summary.ts';

export interface ValidatedRow {
  readonly file: string;
  readonly id: string;
  readonly metric: string;
  readonly measured: number | null;
  readonly predicted: number | null;
  /** 80 % interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly status: 'scored' | 'skipped';
  readonly reason?: string;
}

export interface Validation {
  /** @param row cells by column; @param line of the file, counted from 1 with the header */
  add(file: string, format: FileFormat, row: Readonly<Record<string, string>>, line: number): readonly ValidatedRow[];
  /** @param value of a JSON file; undefined: no tool that is known wrote it */
  addResults(file: string, value: unknown): readonly ValidatedRow[] | undefined;
  summary(): readonly SummaryRow[];
}

export interface ValidationContext {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
  /** What results of tools leave out. */
  readonly given?: GivenRun;
}

/** Of a run whose file does not say it; what it says wins. */
export interface GivenRun {
  readonly model?: string;
  readonly accelerator?: string;
  readonly engine?: string;
  readonly weights?: Precision;
  readonly tensorParallel?: number;
}

/** Engines that a tool reports are those it was pointed at; a benchmark of a protocol reports none, and the caller knows. */
function completed(row: MeasuredRow, given: GivenRun): MeasuredRow {
  const { weights, tensorParallel, engine } = given;
  return {
    ...row,
    model: row.model === '' ? (given.model ?? '') : row.model,
    accelerator: row.accelerator === '' ? (given.accelerator ?? '') : row.accelerator,
    ...(engine === undefined ? {} : { engine }),
    ...(weights === undefined ? {} : { weights: row.weights ?? weights }),
    ...(tensorParallel === undefined ? {} : { grid: { ...row.grid, tensor: row.grid.tensor ?? tensorParallel } }),
  };
}

export function createValidation({ catalog, performance, given = {} }: ValidationContext): Validation {
  const context = rowContext(catalog);
  const samples: Sample[] = [];
  // Rows of one value stand together in some files: the last prediction may be the next row's.
  let last: (LeftOutPrediction & { readonly key: string }) | undefined;
  const plain = performance.drawnBy(undefined);

  function predict(file: string, item: MeasuredCase): LeftOutPrediction {
    const key = `${file}|${item.configuration.key}|${metricKind(item.metric)}|${item.measured}`;
    if (last?.key !== key) last = { key, ...predictLeftOut(performance, plain, item) };
    return last;
  }

  function score(file: string, item: MeasuredCase): ValidatedRow {
    const { prediction, model, sequences } = predict(file, item);
    const predicted = predictMetric(prediction, item);
    const of: Of = { file, id: item.id, metric: item.metric, measured: item.measured };
    if (!Number.isFinite(predicted)) return skipped(of, `unknown metric ${item.metric}`, item.slice);
    if (!(item.measured > 0)) return skipped(of, 'the measured value is not a number above 0', item.slice);
    const { pools, lengths, replica: whole } = item.configuration;
    const replica = pools?.decode.replica ?? whole;
    const prepared = model.prepare(replica, lengths, pools ? 'decode' : 'both');
    const r = model.residual(metricKind(item.metric), replica, pools !== undefined, { prepared, sequences });
    const turned = isRateOfTime(item.metric);
    const low = predicted * Math.exp(turned ? -r.high : r.low);
    const high = predicted * Math.exp(turned ? -r.low : r.high);
    samples.push({
      file,
      metric: item.metric,
      slice: item.slice,
      accelerator: item.accelerator,
      model: item.model,
      source: item.source,
      engine: item.configuration.replica.engine,
      group: item.group,
      log: Math.log(predicted / item.measured),
      covered: item.measured >= low && item.measured <= high,
    });
    return { ...of, predicted, low, high, status: 'scored' };
  }

  function skipped({ file, id, metric, measured }: Of, reason: string, slice: Slice): ValidatedRow {
    samples.push({ ...NOBODY, file, metric, slice });
    const value = Number.isFinite(measured) ? measured : null;
    return { file, id, metric, measured: value, predicted: null, low: null, high: null, status: 'skipped', reason };
  }

  function judge(file: string, row: MeasuredRow): ValidatedRow {
    const resolved = resolveRow(context, row);
    if (resolved.ok) return score(file, resolved.item);
    return skipped({ file, id: row.id, metric: row.metric, measured: row.value }, resolved.reason, 'colocated');
  }

  return {
    add(file, format, row, line) {
      const cells = (column: string): string => row[column] ?? '';
      return format
        .read(context, cells, line)
        .map((read) => (read.ok ? judge(file, read.row) : skipped({ file, ...read }, read.reason, 'colocated')));
    },
    addResults: (file, value) => readResults(context, value)?.map((row) => judge(file, completed(row, given))),
    summary: () => summarize(samples),
  };
}

/** Which value of which file. */
interface Of {
  readonly file: string;
  readonly id: string;
  readonly metric: string;
  readonly measured: number;
}

/** What a row that nothing was predicted for counts as. */
const NOBODY = {
  accelerator: '',
  model: '',
  source: '',
  engine: '',
  group: '',
  log: Number.NaN,
  covered: false,
} as const;
