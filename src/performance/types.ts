/**
 * What the performance model knows: an architecture, an accelerator, a replica of both, a load, and the answer.
 *
 * Units everywhere in this folder: seconds, bytes, FLOP, watts, tokens, requests. Accelerator-level figures are per accelerator.
 */
import type { MachineKind, Precision } from '../quantity/index.ts';
import type { FirstTokenTimes, Statistic, TokenTimes } from './queue.ts';

export interface Attention {
  readonly kind: 'full' | 'sliding';
  readonly layers: number;
  readonly window?: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Multi-head latent attention: KV is rank + rope wide and shared by all heads. */
  readonly latent?: {
    readonly qRank: number;
    readonly kvRank: number;
    readonly nope: number;
    readonly rope: number;
    readonly v: number;
  };
  /** Sparse attention: each query attends to at most `topK` positions picked by an indexer; `share` of the layers have one of their own. */
  readonly sparse?: {
    readonly topK: number;
    readonly indexHeads: number;
    readonly indexHeadDim: number;
    readonly share?: number;
  };
  /** Rank of the query projection where it is low-rank without latent attention (DeepSeek V4). */
  readonly queryRank?: number;
  /** Grouped low-rank output projection: heads × width → rank per group, groups × rank → hidden. */
  readonly outputProjection?: { readonly rank: number; readonly groups: number };
  /** Tokens that share one KV entry (DeepSeek V4); 1 by default. */
  readonly compression?: number;
  /** An output gate as wide as the query (Qwen3-Next, Qwen3.5). */
  readonly outputGate?: boolean;
  /** Keys and values are one projection (Gemma 4 full-attention layers). */
  readonly sharedKeyValue?: boolean;
}

export interface LinearAttention {
  readonly kind: 'mamba1' | 'mamba2' | 'gated-delta' | 'kda' | 'lightning' | 'convolution';
  readonly layers: number;
  readonly keyHeads: number;
  readonly keyDim: number;
  readonly valueHeads: number;
  readonly valueDim: number;
  readonly convolution: number;
}

export interface DenseMlp {
  readonly layers: number;
  readonly intermediate: number;
  readonly matrices: number;
}

export interface RoutedMlp {
  readonly layers: number;
  readonly experts: number;
  readonly topK: number;
  readonly intermediate: number;
  readonly sharedIntermediate: number;
  readonly matrices: number;
  /** Width of the space the experts act in, where it is not `hidden` (Nemotron 3). */
  readonly latent?: number;
  /** Node-limited routing: the experts of a token come from the best `top` of `count` groups (DeepSeek-V3: 4 of 8). */
  readonly groups?: { readonly count: number; readonly top: number };
  /** MXFP4 has kernels of its own, and leaves all but the experts at 16 bit (gpt-oss). */
  readonly format?: 'mxfp4';
}

export interface Architecture {
  readonly id: string;
  readonly layers: number;
  readonly hidden: number;
  readonly vocabulary: number;
  readonly tiedEmbeddings: boolean;
  readonly attention: readonly Attention[];
  readonly linear?: LinearAttention;
  readonly dense?: DenseMlp;
  readonly routed?: RoutedMlp;
  readonly mtpLayers: number;
  /** Precision of the published checkpoint. */
  readonly checkpoint: Precision;
  /** Shares of the weights, 0–1, that a quantised checkpoint keeps at 16 bit. */
  readonly unquantised?: { readonly attention: number; readonly dense: number; readonly experts: number };
  /** Parameters that no decoded token multiplies, at 16 bit: towers for images and sound, per-layer embedding tables. */
  readonly otherParameters?: number;
}

export interface Accelerator {
  readonly id: string;
  readonly class: string;
  readonly machine: MachineKind;
  /** Dense peak FLOP/s by precision. A precision the chip lacks has the peak of the next wider one and stands in `emulated`. */
  readonly peak: Readonly<Record<Precision, number>>;
  readonly emulated: readonly Precision[];
  /** Specifications that are derived, not published (peak, power, bandwidth …): they widen the interval. */
  readonly derived: readonly string[];
  readonly memory: number;
  readonly bandwidth: number;
  readonly scaleUp: { readonly bandwidth: number; readonly domain: number };
  /** One direction, bytes/s per accelerator. */
  readonly scaleOut: number;
  readonly power: { readonly limit: number; readonly idle: number };
  /** Host work is slow (Grace CPUs): overheads of engine and host are multiplied. */
  readonly slowHost?: boolean;
}

export interface Parallelism {
  readonly tensor: number;
  readonly pipeline: number;
  readonly expert: number;
  /** Attention data parallelism inside one replica: the tensor group of attention is tensor ÷ data, which keeps everything but experts whole. */
  readonly data: number;
}

/** What an engine admits when nobody sets it. */
export interface Admission {
  /** Sequences at once, per attention rank. */
  readonly sequences: number;
  /** Prompt tokens of a step. */
  readonly batchedTokens: number;
}

export interface Speculation {
  readonly tokensPerStep: number;
  readonly draftTokens: number;
  /** Extra time per step, share. */
  readonly overhead: number;
}

/** One copy of the model on `accelerators` machines, as an engine runs it. */
export interface Replica {
  readonly architecture: Architecture;
  readonly accelerator: Accelerator;
  readonly engine: string;
  readonly weights: Precision;
  readonly kvCache: Precision;
  readonly parallelism: Parallelism;
  readonly maxBatch?: number;
  readonly maxBatchedTokens?: number;
  /** Limits of the engine where the two above are not set; absent: those of engines.ts and serving.ts. */
  readonly admission?: Admission;
  readonly speculation?: Speculation;
  /** Who set it up; undefined is stock. */
  readonly tuning?: Tuning;
}

/**
 * Who set a server up: its maker for a benchmark (`tuned`), a benchmark of many with recipes of the makers (`independent`), or a team
 * with a release and its defaults (`stock`).
 */
export type Tuning = 'tuned' | 'independent' | 'stock';

/** Lengths of requests, tokens. */
export interface Lengths {
  readonly input: number;
  readonly output: number;
  /** Share of input found in the prefix cache. */
  readonly cached: number;
}

/** Mean latency limits in seconds; percentile limits of TTFT are given as such. */
export interface Limits {
  readonly ttft?: { readonly statistic: Statistic; readonly limit: number };
  readonly tpot?: { readonly statistic: Statistic; readonly limit: number };
  /** Cap on sequences in flight, beside memory and engine. */
  readonly batch?: number;
}

/** Bytes per accelerator. `sequences` is how many whole requests the KV space holds, per replica. */
export interface MemoryFit {
  readonly weights: number;
  readonly kvCachePerSequence: number;
  readonly activations: number;
  readonly reserve: number;
  readonly free: number;
  readonly capacity: number;
  readonly sequences: number;
  readonly fits: boolean;
}

export type Bottleneck =
  'compute' | 'memory-bandwidth' | 'link' | 'memory-capacity' | 'overhead' | 'ttft' | 'tpot' | 'batch-limit';

/** Steady state of one replica under a load. */
export interface OperatingPoint extends FirstTokenTimes, TokenTimes {
  readonly requestsPerSecond: number;
  /** Sequences decoding at once. */
  readonly batch: number;
  readonly outputTokensPerSecond: number;
  /** Accelerator-busy seconds of the replica per request: what cost and energy are split by. */
  readonly perRequest: {
    readonly prefill: number;
    readonly decode: number;
    /** Part of `prefill` spent attending over cached positions. */
    readonly cachedAttention: number;
  };
  /** Share of time busy, and mean utilisations while busy (0–1): inputs of the power model. */
  readonly busy: number;
  readonly utilization: { readonly compute: number; readonly bandwidth: number };
  readonly bottleneck: Bottleneck;
  /** Power as published runs near by tell it, over that of the power model; 1 where none do. */
  readonly powerFactor: number;
}

/** 80 % log-interval of a metric: predicted × exp(low) … predicted × exp(high). */
export interface Residual {
  readonly low: number;
  readonly high: number;
  readonly measurements: number;
  /** What the quantiles were taken over, e.g. `h100-sxm × vllm`, `class amd`, `never measured`. */
  readonly slice: string;
}

export type Metric = 'throughput' | 'tpot' | 'ttft' | 'energy';

/**
 * What a replica does: all of a request; its decode alone, with prompts prefilled by another pool; or its prefill alone, where a request
 * ends with it (prompts.ts).
 */
export type Phase = 'both' | 'decode' | 'prefill';
