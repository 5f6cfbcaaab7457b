/** What published runs say of their neighbourhood, as plain data: `pricing/calibration/nearby.json`. */
import type { Metric, Tuning } from '../types.ts';

/** What is drawn, each by residuals of its own: the time of a step, the time to the first token, the power of an accelerator. */
export type FieldName = 'step' | 'first' | 'power';

/** How one replica was run: runs of one configuration and source share it. */
export interface NearbyConfiguration {
  readonly accelerators: number;
  readonly pipeline: number;
  readonly expert: number;
  readonly data: number;
  readonly weights: string;
  /** Engine of the constants, which names the release. */
  readonly engine: string;
  readonly tuning: Tuning;
  readonly source: string;
  /** Runs of whoever asks: what their source has of its own is the answer's too. */
  readonly yours?: boolean;
}

/** A measured value beside its prediction: ln(measured ÷ predicted), and how far each coefficient of its field moves that. */
export interface Told {
  readonly log: number;
  readonly slopes: readonly number[];
}

export interface NearbyRun {
  /** Index of its configuration. */
  readonly configuration: number;
  /** Day, month or version, as the source tells it. */
  readonly date: string;
  readonly input: number;
  readonly output: number;
  /** Sequences in flight in one replica. */
  readonly sequences: number;
  /** Times a published run that it counts; 1 unless said. */
  readonly weight?: number;
  readonly told: Readonly<Partial<Record<FieldName, Told>>>;
}

/** All runs of one model on one machine with one engine. */
export interface NearbyCell {
  readonly configurations: readonly NearbyConfiguration[];
  readonly runs: readonly NearbyRun[];
}

/** Standard deviations of a field, in logarithms. */
export interface FieldCovariance {
  /** Of its coefficients. */
  readonly coefficients: readonly number[];
  /** Of what a source has in all its runs of a cell, and no other shares. */
  readonly own: number;
  /** Of a single run. */
  readonly run: number;
}

/** How fast configurations cease to speak for each other: the correlation falls by exp(−sum of these). */
export interface Distances {
  /** For each doubling of accelerators, experts' and attention ranks. */
  readonly accelerators: number;
  readonly expert: number;
  readonly data: number;
  /** Where they differ at all. */
  readonly pipeline: number;
  readonly weights: number;
  readonly engine: number;
  readonly tuning: number;
}

export interface Covariance {
  readonly distances: Distances;
  readonly fields: Readonly<Record<FieldName, FieldCovariance>>;
  /** Half an interval of four in five, over the standard deviation of its field: what left-out runs need. */
  readonly widths: Readonly<Record<Metric, number>>;
}

export interface NearbyTable {
  readonly covariance: Covariance;
  /** Runs by `nearbyCell`; undefined where none were published. */
  cell(id: string): NearbyCell | undefined;
}
