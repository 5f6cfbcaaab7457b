/** A measured case: what ran, on what, under which load, and what was measured. */
import type { Statistic } from '../../catalog/index.ts';
import type { Lengths, Replica } from '../../performance/index.ts';

export type Load =
  | { readonly kind: 'closed'; readonly clients: number; readonly rounds: number; readonly slots?: number }
  | { readonly kind: 'open'; readonly rate: number; readonly requests?: number }
  | { readonly kind: 'offline'; readonly batch?: number }
  | { readonly kind: 'static'; readonly batch: number }
  | { readonly kind: 'steady'; readonly batch: number }
  /** Poisson arrivals at the highest rate that meets p99 limits, s. */
  | { readonly kind: 'limited'; readonly ttft: number; readonly tpot: number; readonly batch?: number }
  /** All requests of a run at once. */
  | { readonly kind: 'burst'; readonly requests: number }
  | { readonly kind: 'single' };

export interface PoolCase {
  readonly replica: Replica;
  /** 0: not said; as many as the other pool needs, up to `most`. */
  readonly workers: number;
  readonly most?: number;
}

/** Everything but the metric: rows of one run share it. */
export interface Configuration {
  readonly key: string;
  readonly replica: Replica;
  readonly lengths: Lengths;
  readonly load: Load;
  /** Copies of the replica behind one entrance. */
  readonly copies: number;
  readonly accelerators: number;
  /** Beams searched per request; outputs count one of them. */
  readonly beams: number;
  readonly pools?: { readonly prefill: PoolCase; readonly decode: PoolCase };
}

export type Slice = 'colocated' | 'disaggregated' | 'speculative' | 'low-trust';

export interface MeasuredCase {
  readonly id: string;
  readonly metric: string;
  /** Of a latency: which of the run's requests the value speaks for. */
  readonly statistic: Statistic;
  readonly measured: number;
  readonly slice: Slice;
  readonly group: string;
  readonly model: string;
  readonly accelerator: string;
  readonly source: string;
  readonly configuration: Configuration;
}
