/** A measured value with the run it belongs to, as the columns of pricing/measurements say it: nothing here is prose. */
import type { Speculative, Statistic, Trust } from '../../catalog/index.ts';
import type { Tuning } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';

/** Parallelism of one engine; what is undefined is read as the smallest that holds the weights. */
export interface Grid {
  /** Accelerators that share a layer, ranks of attention data parallelism included. */
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly expert?: number;
  /** Ranks of attention data parallelism; Infinity: as many as `tensor`, experts spread over all of them. */
  readonly attentionData?: number;
}

export interface PoolRow {
  /** Engines; undefined: as many as the other pool needs, `most` at most. */
  readonly workers?: number;
  readonly most?: number;
  readonly grid: Required<Grid>;
}

/** Counts and rates are of all copies together, times in s. */
export type LoadRow =
  | { readonly kind: 'closed'; readonly clients: number; readonly rounds?: number; readonly slots?: number }
  | { readonly kind: 'open'; readonly rate: number; readonly requests?: number }
  | { readonly kind: 'burst'; readonly requests: number }
  | { readonly kind: 'offline'; readonly batch?: number }
  | { readonly kind: 'static' | 'steady'; readonly batch: number }
  | { readonly kind: 'server' | 'interactive'; readonly ttft?: number; readonly tpot?: number }
  | { readonly kind: 'hosted' };

export interface MeasuredRow {
  readonly id: string;
  /** Rows of one run share it. */
  readonly run: string;
  readonly source: string;
  /** Undefined: source, model and accelerator. */
  readonly group?: string;
  /** As written; resolved in the catalog later. */
  readonly model: string;
  readonly accelerator: string;
  readonly accelerators?: number;
  readonly grid: Grid;
  readonly disaggregated: boolean;
  readonly pools?: { readonly prefill: PoolRow; readonly decode: PoolRow };
  /** Engine of the constants. */
  readonly engine: string;
  readonly weights?: Precision;
  readonly kvCache?: Precision;
  /** Tokens; the most of lengths drawn evenly from `rangeRatio` of it where that is below 1. */
  readonly input?: number;
  readonly output?: number;
  readonly rangeRatio?: number;
  /** Share of the input read from a prefix cache. */
  readonly cached?: number;
  readonly task?: string;
  readonly load: LoadRow;
  /** Limit of the engine's batch, per rank of attention data parallelism. */
  readonly maxBatch?: number;
  readonly beams?: number;
  readonly speculative: Speculative;
  readonly metric: string;
  readonly value: number;
  readonly statistic?: Statistic;
  readonly trust: Trust;
  /** Undefined: by a third party in benchmarks of many machines, as it comes elsewhere. */
  readonly tuning?: Tuning;
}

/** A row of a file by column name; a missing column is an empty string. */
export type Cells = (column: string) => string;

export type ReadRow =
  | { readonly ok: true; readonly row: MeasuredRow }
  | {
      readonly ok: false;
      readonly id: string;
      readonly metric: string;
      readonly measured: number;
      readonly reason: string;
    };
