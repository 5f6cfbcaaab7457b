/**
 * The scorer behind `inference-tco validate`: rows in, predicted against measured out, a summary at the end.
 *
 * Streaming: `add` answers row by row and keeps only one number per scored value, so a file of any length can pass. Pure: the host
 * reads files and parses CSV.
 */
import type { Catalog } from '../../catalog/index.ts';
import type { Metric, PerformanceModel } from '../../performance/index.ts';
import type { MeasuredCase, ReadRow, Slice } from './case.ts';
import { rowContext } from './context.ts';
import { readMeasurement } from './measurement.ts';
import { kindOf, predictConfiguration, predictMetric, type Prediction } from './predict.ts';
import { readServingPoint } from './servingPoint.ts';
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

export type FileShape = 'measurements' | 'serving-points';

/** The shape of a file by its header; undefined: neither. Columns of neither kind are ignored. */
export function shapeOf(columns: readonly string[]): FileShape | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  if (has('model', 'accelerator', 'metric', 'value')) return 'measurements';
  return has('model', 'accelerator', 'isl', 'osl') && (has('silicon_ttft_ms') || has('silicon_tpot_ms'))
    ? 'serving-points'
    : undefined;
}

export interface Validation {
  /** @param row cells by column; @param line of the file, counted from 1 with the header */
  add(file: string, shape: FileShape, row: Readonly<Record<string, string>>, line: number): readonly ValidatedRow[];
  summary(): readonly SummaryRow[];
}

export interface ValidationContext {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
}

const METRIC: Readonly<Record<ReturnType<typeof kindOf>, Metric>> = {
  throughput: 'throughput',
  tpot: 'tpot',
  ttft: 'ttft',
  energy: 'energy',
};

/** Metrics that fall as the time they are made of rises: their interval is that of the time, turned round. */
const RATE_OF_TIME = /^prefill|per_user$/;

export function createValidation({ catalog, performance }: ValidationContext): Validation {
  const context = rowContext(catalog);
  const samples: Sample[] = [];
  // Rows of one run stand together in every file: the last prediction is often the next row's.
  let last: { readonly key: string; readonly prediction: Prediction } | undefined;

  function predict(file: string, item: MeasuredCase): Prediction {
    const key = `${file}|${item.configuration.key}`;
    if (last?.key !== key) last = { key, prediction: predictConfiguration(performance, item.configuration) };
    return last.prediction;
  }

  function score(file: string, item: MeasuredCase): ValidatedRow {
    const predicted = predictMetric(predict(file, item), item);
    const base = {
      file,
      id: item.id,
      metric: item.metric,
      measured: Number.isFinite(item.measured) ? item.measured : null,
    };
    if (!Number.isFinite(predicted))
      return skipped(file, item.id, item.metric, item.measured, `unknown metric ${item.metric}`, item.slice);
    if (!(item.measured > 0))
      return skipped(
        file,
        item.id,
        item.metric,
        item.measured,
        'the measured value is not a number above 0',
        item.slice,
      );
    const replica = item.configuration.pools?.decode.replica ?? item.configuration.replica;
    const r = performance.residual(METRIC[kindOf(item.metric)], replica);
    const turned = RATE_OF_TIME.test(item.metric);
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
    return { ...base, predicted, low, high, status: 'scored' };
  }

  function skipped(
    file: string,
    id: string,
    metric: string,
    measured: number,
    reason: string,
    slice: Slice,
  ): ValidatedRow {
    samples.push({
      file,
      metric,
      slice,
      accelerator: '',
      model: '',
      source: '',
      engine: '',
      group: '',
      log: Number.NaN,
      covered: false,
    });
    const value = Number.isFinite(measured) ? measured : null;
    return { file, id, metric, measured: value, predicted: null, low: null, high: null, status: 'skipped', reason };
  }

  return {
    add(file, shape, row, line) {
      const cells = (column: string): string => row[column] ?? '';
      const read: ReadRow =
        shape === 'measurements' ? readMeasurement(context, cells, line) : readServingPoint(context, cells, line);
      if (read.ok) return read.cases.map((item) => score(file, item));
      return read.metrics.map(({ metric, measured }) =>
        skipped(file, read.id, metric, measured, read.reason, 'colocated'),
      );
    },
    summary: () => summarize(samples),
  };
}
