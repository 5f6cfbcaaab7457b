/** A workload as the user meant it: every value in SI base units, with its origin in the text or its default. */
import type { Origin, Precision, Range } from '../quantity/index.ts';

/** A number; `low` = `mid` = `high` unless the document gives a range. Units by field: s, bytes, 1/s, USD, W, J, kg … are named there. */
export interface Amount {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly origin: Origin;
}

/** A value that is not a number, with where it stands. */
export interface Given<T> {
  readonly value: T;
  readonly origin: Origin;
}

export type Statistic = 'mean' | 'p50' | 'p95' | 'p99';

/** Latency target in seconds. */
export interface Target {
  readonly statistic: Statistic;
  readonly limit: Amount;
}

/** Lengths in tokens. `trace` is a path relative to the document; its summary replaces the numbers. */
export interface TokenLengths {
  readonly mean: Amount;
  readonly p50?: Amount;
  readonly p95?: Amount;
  readonly trace?: Given<string>;
}

export type Profile = 'flat' | 'office-hours' | readonly number[];

export interface Traffic {
  /** Mean arrival rate, requests/s. */
  readonly requests: Amount;
  readonly peakToAverage: Amount;
  /** 24 relative weights or a named shape; undefined: the cosine power of design §3 from `peakToAverage`. */
  readonly profile?: Given<Profile>;
  readonly inputTokens: TokenLengths;
  readonly outputTokens: TokenLengths;
  /** Share of input tokens found in the prefix cache, 0–1. */
  readonly cachedInput: Amount;
}

/** `config`: the keys of a Hugging Face config.json. `file`: a path relative to the document, read by the host. */
export type ModelReference =
  | { readonly kind: 'id'; readonly id: string; readonly origin: Origin }
  | { readonly kind: 'huggingface'; readonly id: string; readonly origin: Origin }
  | { readonly kind: 'file'; readonly path: string; readonly origin: Origin }
  | { readonly kind: 'config'; readonly config: Readonly<Record<string, unknown>>; readonly origin: Origin };

export type Engine = 'vllm' | 'sglang' | 'tensorrt-llm' | 'other';

export type Scaling =
  | { readonly kind: 'peak' }
  | { readonly kind: 'autoscale'; readonly min: Amount; readonly max?: Amount }
  | { readonly kind: 'fixed'; readonly replicas: Amount };

export interface Speculative {
  /** Tokens per step, the target's own included; ≥ 1. */
  readonly tokensPerStep: Amount;
  readonly draftTokens: Amount;
  /** Extra time per step, share. */
  readonly overhead: Amount;
  readonly draft?: { readonly model: ModelReference; readonly accelerator: Given<string>; readonly payment?: Payment };
}

/** Serving keys, after inheritance document → deployment → pool. Undefined: the tool chooses. */
export interface Serving {
  readonly engine: Given<Engine>;
  readonly weights?: Given<Precision>;
  readonly kvCache?: Given<Precision>;
  readonly maxBatch?: Amount;
  readonly maxBatchedTokens?: Amount;
  readonly speculative?: Speculative;
  readonly scaling: Given<Scaling>;
  readonly headroom: Amount;
  readonly redundancy: Amount;
  readonly tensorParallel?: Amount;
  readonly pipelineParallel?: Amount;
  readonly expertParallel?: Amount;
  readonly dataParallel?: Amount;
}

export type Purchase = 'on-demand' | 'spot' | '1-year' | '3-year';

export interface Rent {
  readonly kind: 'rent';
  readonly origin: Origin;
  readonly cloud?: Given<string>;
  readonly region?: Given<string>;
  readonly instance?: Given<string>;
  readonly purchase: Given<Purchase>;
  /** USD per instance-hour. */
  readonly price?: Amount;
  /** Share off the price, 0–1. */
  readonly discount?: Amount;
  /** Share of replicas kept at the on-demand price against interruption, 0–1. */
  readonly interruptionReserve: Amount;
}

/** Undefined fields take `pricing/ownership`. Money in USD, life in s. */
export interface Own {
  readonly kind: 'own';
  readonly origin: Origin;
  readonly acceleratorPrice?: Amount;
  readonly serverPrice?: Amount;
  readonly network?: Amount;
  readonly storage?: Amount;
  readonly spares?: Amount;
  readonly life?: Amount;
  readonly residualValue?: Amount;
  readonly costOfCapital?: Amount;
  /** USD per W and s. */
  readonly colocation?: Amount;
  /** USD per W of critical power. */
  readonly building?: Amount;
  readonly electricity?: Amount;
  readonly pue?: Amount;
  readonly maintenance?: Amount;
  readonly staff?: Amount;
  readonly share: Given<boolean>;
}

export interface Api {
  readonly kind: 'api';
  readonly origin: Origin;
  readonly provider?: Given<string>;
  readonly model?: Given<string>;
  readonly batch: Given<boolean>;
  /** USD per token. */
  readonly price?: { readonly input?: Amount; readonly cachedInput?: Amount; readonly output?: Amount };
}

export type Payment = Rent | Own;

/** One group of equal machines. */
export interface Pool {
  readonly origin: Origin;
  readonly accelerator: Given<string>;
  readonly payment: Payment;
  readonly serving: Serving;
}

/** USD/J, ratio, g/J, l/J. Undefined fields come from the region's rows or the ownership defaults. */
export interface Site {
  readonly electricity?: Amount;
  readonly pue?: Amount;
  readonly carbonIntensity?: Amount;
  readonly water?: Amount;
}

interface Named {
  readonly name: string;
  readonly origin: Origin;
  readonly site?: Site;
}

export type Deployment =
  | (Named & { readonly kind: 'serve'; readonly pool: Pool })
  | (Named & {
      readonly kind: 'disaggregated';
      readonly prefill: Pool;
      readonly decode: Pool;
      readonly feedForward?: Pool;
      /** KV-cache link per prefill replica, bytes/s. */
      readonly transfer?: Amount;
    })
  | (Named & { readonly kind: 'api'; readonly api: Api });

/** USD per token, USD per s, J per token. */
export interface Budget {
  readonly perToken?: Amount;
  readonly perSecond?: Amount;
  readonly energyPerToken?: Amount;
}

export interface Workload {
  readonly name: string;
  readonly description?: string;
  readonly model: ModelReference;
  readonly traffic: Traffic;
  readonly slo: { readonly ttft?: Target; readonly tpot?: Target };
  readonly budget: Budget;
  readonly currency: Given<string>;
  readonly baseline?: Given<string>;
  /** Defaults for deployments the tool proposes. */
  readonly serving: Serving;
  readonly site?: Site;
  /** Empty: the tool proposes the five cheapest of the catalog, unless `deploymentsUnread`. */
  readonly deployments: readonly Deployment[];
  /** The text means to name deployments, but an error keeps them from being read: no proposal stands in for them. */
  readonly deploymentsUnread?: true;
  /** Names of deployments whose text has an error, so that surfaces can say `invalid`. */
  readonly invalidDeployments: readonly { readonly name: string; readonly range: Range }[];
}
