/**
 * Rows of the pricing tables as the program sees them: published units in the names, every row with its evidence.
 *
 * The fields are those of the columns in schema/, where each is explained; here stand only fields that several cells
 * make together.
 */
import type { Precision, RowOrigin } from '../../quantity/index.ts';
import type { exceptions, references } from './checks.ts';
import type { images, limits, speculation, systems } from './engines.ts';
import type { accelerators, commitments, history, instances, names, regions } from './machines.ts';
import type { aliases, apis, models } from './models.ts';
import type { currencies, energy, ownership, priors } from './places.ts';
import type { RowOf } from './row.ts';
import type { support } from './support.ts';

export type { Row } from './row.ts';

export interface AcceleratorRow extends RowOf<typeof accelerators> {
  /** Dense peak, TFLOP/s (int8: TOP/s). Absent precision: the chip lacks it, or nobody published it; see pricing/priors. */
  readonly peakTflops: Readonly<Partial<Record<'bf16' | 'fp8' | 'int8' | 'fp4', number>>>;
  readonly priceOrigin?: RowOrigin;
}

export type Availability = AcceleratorRow['availability'];

/** Parts of an architecture that several cells describe together. */
export interface ModelParts {
  /** KV cache compression along the sequence: `ratio` tokens share one entry in `layers` layers (DeepSeek V4). */
  readonly compression?: readonly { readonly ratio: number; readonly layers: number }[];
  /** Grouped low-rank output projection: heads × head width → rank, per group, then groups × rank → hidden (DeepSeek V4). */
  readonly outputProjection?: { readonly rank: number; readonly groups: number };
  /** Linear attention or Mamba-2 state: heads × key dim × value dim, and its convolution width. */
  readonly linear?: {
    readonly kind: 'mamba1' | 'mamba2' | 'gated-delta' | 'kda' | 'lightning' | 'convolution';
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
}

/** What a configuration says and the tables do not. */
export interface CheckpointParts {
  /** Number format of the KV cache that the checkpoint carries scales for; absent: none, so engines keep 16 bit. */
  readonly kvCache?: Precision;
  /** Shares of the weights, 0–1, that a quantised checkpoint keeps at 16 bit. */
  readonly unquantised?: { readonly attention: number; readonly dense: number; readonly experts: number };
  /** Parameters that no decoded token multiplies: towers for images and sound, per-layer embedding tables. */
  readonly otherParameters?: number;
}

/** A model's architecture as its config.json gives it, in the columns of `pricing/models`. */
export interface ModelRow extends RowOf<typeof models>, ModelParts, CheckpointParts {}

export interface InstanceRow extends RowOf<typeof instances> {
  /** Accelerators that share a scale-up domain when rented together; `count` for ordinary instances. */
  readonly nodeSize: number;
}

/** What others call an accelerator, or an instance type that holds it (`pricing/accelerators/names.csv`). */
export type MachineNameRow = RowOf<typeof names>;

/** How a name was understood: an id of the tables, another spelling of it, or a family whose commonest form it is. */
export interface NamedAccelerator {
  readonly accelerator: string;
  readonly via: 'id' | 'name' | 'family';
}

export interface NamedInstance {
  readonly accelerator: string;
  readonly cloud: string;
  /** Accelerators of the instance; undefined where only its family is known. */
  readonly count?: number;
}

/** Where a region of a cloud is. */
export type RegionRow = RowOf<typeof regions>;
export type AliasRow = RowOf<typeof aliases>;
export type ApiPriceRow = RowOf<typeof apis>;
/** A fact of a place, in the unit of its kind. */
export type SiteFactRow = RowOf<typeof energy>;
export type SiteFactKind = SiteFactRow['kind'];
/** Ownership assumptions and cross-check figures (`pricing/ownership`). */
export type OwnershipRow = RowOf<typeof ownership>;
/** How a missing specification is derived, with its method (`pricing/priors`). */
export type PriorRow = RowOf<typeof priors>;
export type CurrencyRow = RowOf<typeof currencies>;
/** A finding of the checks that was looked at and kept (`pricing/exceptions.csv`). */
export type ExceptionRow = RowOf<typeof exceptions>;
/** What a second source says of a hosted model's price (`pricing/references`). */
export type ReferenceRow = RowOf<typeof references>;
/** Whether a part of a model runs in an engine on a machine (`pricing/support.csv`). */
export type SupportRow = RowOf<typeof support>;
/** What an engine admits when nobody sets it (`pricing/engines`). */
export type LimitRow = RowOf<typeof limits>;
/** Tokens a step yields under speculation, by model and draft depth (`pricing/models/speculation.csv`). */
export type SpeculationRow = RowOf<typeof speculation>;

/** What a commitment typically takes off (`pricing/commitments.csv`). */
export type CommitmentRow = RowOf<typeof commitments>;

/** What a seller asked on a day (`pricing/history`). */
export type HistoryRow = RowOf<typeof history>;
/** Tokens of an image, by model (`pricing/models/images.csv`). */
export type ImageRow = RowOf<typeof images>;

/** A system sold beside the usual one (`pricing/systems`). */
export type SystemRow = RowOf<typeof systems>;

/** The rows of each table. */
export interface Rows {
  readonly accelerators: AcceleratorRow;
  readonly names: MachineNameRow;
  readonly instances: InstanceRow;
  readonly regions: RegionRow;
  readonly models: ModelRow;
  readonly aliases: AliasRow;
  readonly apis: ApiPriceRow;
  readonly energy: SiteFactRow;
  readonly ownership: OwnershipRow;
  readonly priors: PriorRow;
  readonly currencies: CurrencyRow;
  readonly exceptions: ExceptionRow;
  readonly references: ReferenceRow;
  readonly support: SupportRow;
  readonly limits: LimitRow;
  readonly speculation: SpeculationRow;
  readonly commitments: CommitmentRow;
  readonly history: HistoryRow;
  readonly images: ImageRow;
  readonly systems: SystemRow;
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
  readonly exceptions: readonly ExceptionRow[];
  readonly references: readonly ReferenceRow[];
  readonly limits: readonly LimitRow[];
  readonly speculation: readonly SpeculationRow[];
  readonly history: readonly HistoryRow[];
  readonly images: readonly ImageRow[];
  readonly systems: readonly SystemRow[];
  accelerator(id: string): AcceleratorRow | undefined;
  /** By id or by any name of the world: `NVIDIA-H100-80GB-HBM3`, `nvidia-l4`, `A100-80GB`, `H100`. */
  acceleratorNamed(name: string): NamedAccelerator | undefined;
  /** By instance type or family of any cloud: `p5.48xlarge`, `Standard_NC96ads_A100_v4`, `p5`. */
  instanceNamed(type: string): NamedInstance | undefined;
  /** By id, alias or Hugging Face id, case-insensitive. */
  model(reference: string): ModelRow | undefined;
  /** Offers of an accelerator; `market-*` clouds are indices and never appear. `region` may be a group such as `us`, `eu`, `europe`. */
  offers(
    accelerator: string,
    filter?: { readonly cloud?: string; readonly region?: string; readonly instance?: string },
  ): readonly InstanceRow[];
  apiOffers(model: string, provider?: string): readonly ApiPriceRow[];
  /**
   * Names for "did you mean" and completion: clouds that offer, regions and instances of a cloud (of all without one), region groups,
   * API providers.
   */
  clouds(): readonly string[];
  regionNames(cloud?: string): readonly string[];
  instanceNames(cloud?: string): readonly string[];
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
  /** What a commitment to this cloud typically takes off, or to any. */
  commitment(cloud: string, term: string): CommitmentRow | undefined;
  /** By engine, machine (class or id), aspect and value, joined by `|`. */
  support(key: string): SupportRow | undefined;
  /** Date of the tables: of the newest price released or refreshed. */
  pricesAsOf(): string;
  /** The tables of this release alone, nothing laid over them: what a feed is measured against. */
  released(): Catalog;
  /** Calibration documents, as compiled from pricing/calibration. */
  readonly calibration: unknown;
}
