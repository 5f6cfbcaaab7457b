/** Rows of the pricing tables as the program sees them: SI-free published units in the names, every row with its evidence. */
import type { Precision, RowOrigin } from '../quantity/index.ts';

export interface Row {
  readonly origin: RowOrigin;
}

/** Which physics applies: chips with external memory, or weights and KV resident in on-chip memory across many chips. */
export type MachineKind = 'memory' | 'on-chip';
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
  readonly sparse?: { readonly topK: number; readonly indexHeads: number; readonly indexHeadDim: number };
  readonly mtpLayers: number;
  readonly notes?: string;
}

export interface InstanceRow extends Row {
  readonly cloud: string;
  readonly instance: string;
  readonly accelerator: string;
  /** May be fractional (vGPU slices). */
  readonly count: number;
  readonly region: string;
  /** USD per instance-hour; absent is unknown, never zero. */
  readonly onDemandUsdH?: number;
  readonly spotUsdH?: number;
  readonly reserved1yUsdH?: number;
  readonly reserved3yUsdH?: number;
  readonly reservedKind?: string;
  readonly vcpus?: number;
  readonly ramGb?: number;
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

export type SiteFactKind = 'electricity' | 'carbon-intensity' | 'pue' | 'water' | 'carbon-free-share';

/** A fact of a place. Units by kind: USD/kWh, gCO2e/kWh, ratio, l/kWh, share. */
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
  accelerator(id: string): AcceleratorRow | undefined;
  /** By id, alias or Hugging Face id, case-insensitive. */
  model(reference: string): ModelRow | undefined;
  /** Offers of an accelerator; `market-*` clouds are indices and never appear. `region` may be a group such as `us`, `eu`, `europe`. */
  offers(
    accelerator: string,
    filter?: { readonly cloud?: string; readonly region?: string; readonly instance?: string },
  ): readonly InstanceRow[];
  apiOffers(model: string, provider?: string): readonly ApiPriceRow[];
  /** The most specific row: region of the cloud, else its country, else the average that fits. */
  siteFact(kind: SiteFactKind, cloud: string | undefined, region: string | undefined): SiteFactRow | undefined;
  ownershipFact(parameter: string, accelerator?: string): OwnershipRow | undefined;
  prior(quantity: string, accelerator: AcceleratorRow): PriorRow | undefined;
  currency(code: string): CurrencyRow | undefined;
  /** Calibration documents, as compiled from pricing/calibration. */
  readonly calibration: unknown;
}
