/** Rows of the pricing tables as the program sees them: SI-free published units in the names, every row with its evidence. */
import type { Precision, RowOrigin } from '../quantity/index.ts';

export interface Row {
  readonly origin: RowOrigin;
}

/** Which physics applies: chips with external memory, or weights and KV resident in on-chip memory across many chips. */
export type MachineKind = 'memory' | 'on-chip';
/**
 * `available`: an outsider can rent or buy it today. `announced`: not yet. `internal`: never sold (price unknown, not zero).
 * `cancelled`: kept so that old documents get a sentence instead of an unknown name.
 */
export type Availability = 'available' | 'announced' | 'internal' | 'cancelled';

export interface AcceleratorRow extends Row {
  readonly id: string;
  readonly vendor: string;
  readonly name: string;
  /** As published: `2024-06`, `2026-H2`. */
  readonly released: string;
  readonly availability: Availability;
  readonly status: string;
  /** Class whose priors apply: nvidia-hopper, nvidia-blackwell, amd, tpu, neuron, gaudi, on-chip … (pricing/priors). */
  readonly class: string;
  readonly machine: MachineKind;
  /** Dense peak, TFLOP/s (int8: TOP/s). Absent precision: the chip lacks it, or nobody published it; see pricing/priors. */
  readonly peakTflops: Readonly<Partial<Record<'bf16' | 'fp8' | 'int8' | 'fp4', number>>>;
  readonly memoryGb?: number;
  readonly memoryType?: string;
  readonly memoryBandwidthTbS?: number;
  readonly onChipMb?: number;
  readonly onChipBandwidthTbS?: number;
  readonly scaleUpName?: string;
  /** One direction, GB/s per accelerator (bidirectional figures are halved when read). */
  readonly scaleUpGbS?: number;
  /** Accelerators in one scale-up domain. */
  readonly scaleUpDomain?: number;
  /** Whether one scale-up domain spans several rented instances (NVL72, TPU slices, UltraServers). */
  readonly domainSpansInstances: boolean;
  readonly scaleOutGbitS?: number;
  /** Power limit, W; `idleW` where known. */
  readonly tdpW?: number;
  readonly idleW?: number;
  /** Whole server at load per accelerator, W, accelerator included. */
  readonly serverW?: number;
  readonly priceUsd?: number;
  readonly systemPriceUsd?: number;
  readonly systemSize?: number;
  readonly priceOrigin?: RowOrigin;
  readonly notes?: string;
}

/** A model's architecture as its config.json gives it, in the columns of `pricing/models`. */
export interface ModelRow extends Row {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly huggingFaceId?: string;
  /** Precision of the published checkpoint. */
  readonly checkpoint: Precision;
  readonly contextTokens?: number;
  readonly publishedParametersB?: number;
  readonly publishedActiveParametersB?: number;
  readonly attention: 'mha' | 'gqa' | 'mqa' | 'mla';
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly intermediate: number;
  /** 3 gated, 2 ungated. */
  readonly mlpMatrices: number;
  readonly routedExperts: number;
  readonly topK: number;
  readonly expertIntermediate: number;
  readonly sharedExperts: number;
  readonly sharedExpertIntermediate: number;
  readonly moeLayers: number;
  readonly denseMlpLayers: number;
  readonly vocabulary: number;
  readonly tiedEmbeddings: boolean;
  readonly qLoraRank?: number;
  readonly kvLoraRank?: number;
  readonly qkNopeHeadDim?: number;
  readonly qkRopeHeadDim?: number;
  readonly vHeadDim?: number;
  readonly fullAttentionLayers: number;
  readonly slidingLayers: number;
  readonly slidingWindow?: number;
  /** Head geometry of the sliding layers where it differs from the full ones (Gemma 4). */
  readonly slidingKvHeads?: number;
  readonly slidingHeadDim?: number;
  /** A gate as wide as the query multiplies the attention output (Qwen3.5): the query projection is twice as wide. */
  readonly attentionOutputGate?: true;
  /** Full-attention layers project keys and values once (Gemma 4, DeepSeek V4). */
  readonly sharedKeyValue?: true;
  /** KV cache compression along the sequence: `ratio` tokens share one entry in `layers` layers (DeepSeek V4). */
  readonly compression?: readonly { readonly ratio: number; readonly layers: number }[];
  /** Grouped low-rank output projection: heads × head width → rank, per group, then groups × rank → hidden (DeepSeek V4). */
  readonly outputProjection?: { readonly rank: number; readonly groups: number };
  /** Width in which routed experts work where it is not `hidden` (Nemotron 3, Kimi K3): one projection down and one up per layer. */
  readonly moeLatent?: number;
  readonly linearLayers: number;
  /** Linear attention or Mamba-2 state: heads × key dim × value dim, and its convolution width. */
  readonly linear?: {
    readonly kind: 'mamba2' | 'gated-delta' | 'kda' | 'lightning';
    readonly keyHeads: number;
    readonly keyDim: number;
    readonly valueHeads: number;
    readonly valueDim: number;
    readonly convolution: number;
  };
  /** Sparse attention: tokens each query attends to, and the indexer's geometry. */
  readonly sparse?: {
    readonly topK: number;
    readonly indexHeads: number;
    readonly indexHeadDim: number;
    /** Layers with an indexer of their own; absent: all full-attention layers. */
    readonly layers?: number;
  };
  readonly mtpLayers: number;
  readonly notes?: string;
}

export interface InstanceRow extends Row {
  readonly cloud: string;
  readonly instance: string;
  readonly accelerator: string;
  /** Accelerators per instance; may be fractional (vGPU slices). 1 where `perAccelerator`. */
  readonly count: number;
  /** The price is per accelerator and any number may be rented, `nodeSize` at most in one node: count the fleet in accelerators. */
  readonly perAccelerator: boolean;
  /** Accelerators that share a scale-up domain when rented together; `count` for ordinary instances. */
  readonly nodeSize: number;
  /** Smallest number of accelerators sold, where it is more than `count`. */
  readonly minimumCount?: number;
  /** Absent: a plain hourly machine. */
  readonly billing?: 'serverless' | 'capacity-block' | 'marketplace';
  /** Region code, a group (`us`), `global` (one price everywhere) or `unstated` (the source does not say where). */
  readonly region: string;
  /** USD per instance-hour; absent is unknown, never zero. */
  readonly onDemandUsdH?: number;
  readonly spotUsdH?: number;
  /** Date of the spot price where it differs from `origin.asOf`. */
  readonly spotAsOf?: string;
  readonly reserved1yUsdH?: number;
  readonly reserved3yUsdH?: number;
  readonly reservedKind?: string;
  readonly vcpus?: number;
  readonly ramGb?: number;
  readonly notes?: string;
}

/** Where a region of a cloud is. */
export interface RegionRow extends Row {
  readonly cloud: string;
  readonly region: string;
  readonly location?: string;
  /** ISO country, or country and state: `DE`, `US-VA`. */
  readonly zone: string;
}

export interface AliasRow extends Row {
  readonly alias: string;
  readonly model: string;
}

export interface ApiPriceRow extends Row {
  readonly provider: string;
  readonly modelId: string;
  /** Catalog model id where the row is an open-weight model we know. */
  readonly model?: string;
  readonly openWeight: boolean;
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  /** USD per million tokens. */
  readonly inputUsdMtok?: number;
  readonly cachedInputUsdMtok?: number;
  readonly outputUsdMtok?: number;
  readonly batchInputUsdMtok?: number;
  readonly batchOutputUsdMtok?: number;
}

/**
 * `electricity`: industrial price, USD/kWh (`-commercial` beside it). `carbon-intensity`: of the grid, gCO2e/kWh.
 * `water`: on site, l per kWh of IT energy. `grid-water`: at the power stations, l per kWh of electricity.
 */
export type SiteFactKind =
  'electricity' | 'electricity-commercial' | 'carbon-intensity' | 'pue' | 'water' | 'grid-water' | 'carbon-free-share';

/** A fact of a place, in the unit of its kind. */
export interface SiteFactRow extends Row {
  readonly kind: SiteFactKind;
  readonly provider: string;
  readonly region: string;
  readonly location?: string;
  readonly value: number;
}

/** Ownership assumptions and cross-check figures (`pricing/ownership`). */
export interface OwnershipRow extends Row {
  readonly parameter: string;
  readonly segment?: string;
  readonly accelerator?: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly notes?: string;
}

/** How a missing specification is derived, with its method (`pricing/priors`). */
export interface PriorRow extends Row {
  /** `class` or an accelerator id. */
  readonly scope: string;
  readonly quantity: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly method: string;
}

export interface CurrencyRow extends Row {
  readonly currency: string;
  /** USD for one unit of the currency. */
  readonly usd: number;
}

/** Look-ups over all layers, best layer first. All synchronous, all over data already loaded. */
export interface Catalog {
  readonly accelerators: readonly AcceleratorRow[];
  readonly models: readonly ModelRow[];
  readonly instances: readonly InstanceRow[];
  readonly apiPrices: readonly ApiPriceRow[];
  readonly siteFacts: readonly SiteFactRow[];
  readonly ownership: readonly OwnershipRow[];
  readonly priors: readonly PriorRow[];
  readonly currencies: readonly CurrencyRow[];
  readonly regions: readonly RegionRow[];
  readonly aliases: readonly AliasRow[];
  accelerator(id: string): AcceleratorRow | undefined;
  /** By id, alias or Hugging Face id, case-insensitive. */
  model(reference: string): ModelRow | undefined;
  /** Offers of an accelerator; `market-*` clouds are indices and never appear. `region` may be a group such as `us`, `eu`, `europe`. */
  offers(
    accelerator: string,
    filter?: { readonly cloud?: string; readonly region?: string; readonly instance?: string },
  ): readonly InstanceRow[];
  apiOffers(model: string, provider?: string): readonly ApiPriceRow[];
  /** Offers of one cloud, any accelerator. */
  cloudOffers(cloud: string): readonly InstanceRow[];
  /** Names for "did you mean" and completion: clouds that offer, regions of a cloud (of all without one), region groups, API providers. */
  clouds(): readonly string[];
  regionNames(cloud?: string): readonly string[];
  regionGroups(): readonly string[];
  providers(): readonly string[];
  /** ISO country or state of a region: `DE`, `US-VA`. */
  zone(cloud: string | undefined, region: string | undefined): string | undefined;
  /** The most specific row: region of the cloud, else its country, else the average that fits. */
  siteFact(kind: SiteFactKind, cloud: string | undefined, region: string | undefined): SiteFactRow | undefined;
  /** Row of the accelerator where there is one, else the one of the segment (first row of the parameter where not given). */
  ownershipFact(parameter: string, accelerator?: string, segment?: string): OwnershipRow | undefined;
  prior(quantity: string, accelerator: AcceleratorRow): PriorRow | undefined;
  currency(code: string): CurrencyRow | undefined;
  /** Calibration documents, as compiled from pricing/calibration. */
  readonly calibration: unknown;
}
