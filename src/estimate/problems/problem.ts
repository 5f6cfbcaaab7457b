/**
 * Every problem the tool can report: closed codes, each with a page in docs/problems/. `workload/` finds those of the text,
 * `estimate/` those of the numbers. The sentences are made in problemText.ts and nowhere else.
 */
import { WORKLOAD_PROBLEM_CODES } from '../../workload/index.ts';
import type { Precision, Range } from '../../quantity/index.ts';

/** A part of a model that an engine must run on a machine. */
export type SupportData = {
  readonly model: string;
  readonly engine: string;
  readonly accelerator: string;
  readonly aspect: 'engine' | 'attention' | 'linear' | 'weights';
  /** Kind of attention or layers, or the number format. */
  readonly part: string;
};

/** What quick fixes and sentences need, by code. Bytes, seconds, USD per hour unless said otherwise. */
export interface NumberProblemData {
  /** A model, accelerator, cloud, region, instance, provider or currency that no table has. */
  'unknown-name': {
    readonly kind: 'model' | 'accelerator' | 'cloud' | 'region' | 'instance' | 'provider';
    readonly name: string;
    readonly closest?: string;
    /** `closest` is what the name stands for elsewhere, and is taken: `family` where it is the commonest of several. */
    readonly taken?: 'name' | 'family';
    /** The cloud or provider whose names were searched. */
    readonly among?: string;
  };
  'unreadable-reference': {
    readonly reference: string;
    readonly reason:
      'missing' | 'too-large' | 'unreadable' | 'pending' | 'not-json' | 'no-reader' | 'not-a-model' | 'trace';
    readonly detail?: string;
  };
  'outside-workspace': { readonly reference: string };
  /** `known`: beginnings of the model ids that have one. */
  'no-image-rule': { readonly model: string; readonly known: readonly string[] };
  'does-not-fit': {
    readonly model: string;
    readonly weights: Precision;
    readonly needBytes: number;
    readonly accelerator: string;
    readonly haveBytes: number;
    /** Accelerators the document or the scale-up domain allows for one replica. */
    readonly accelerators: number;
    /** Fewest accelerators of this kind that hold the model as it is. */
    readonly smallest?: { readonly tensorParallel: number; readonly pipelineParallel: number };
    /** Where no pipeline is needed. */
    readonly smallestTensorParallel?: number;
    /** Weights that fit on fewer; with the degrees they need where those written do not do. */
    readonly lighter?: {
      readonly weights: Precision;
      readonly tensorParallel?: number;
      readonly pipelineParallel?: number;
    };
    /** Where they fit as the rest is written. */
    readonly lighterWeights?: Precision;
    readonly pool?: string;
  };
  'does-not-run': SupportData & { readonly source: string; readonly asOf: string };
  'support-unknown': SupportData;
  'context-too-small': {
    readonly model: string;
    readonly needTokens: number;
    readonly haveTokens: number;
    readonly provider?: string;
  };
  'slo-missed': {
    readonly target: 'ttft' | 'tpot';
    readonly statistic: string;
    readonly limit: number;
    readonly value: number;
    readonly deployment: string;
  };
  'over-budget': {
    readonly budget: 'per_million_tokens' | 'per_month' | 'energy_per_million_tokens';
    readonly limit: number;
    readonly value: number;
    readonly lowerBound: boolean;
    readonly currency: string;
    readonly deployment: string;
  };
  'unknown-price': {
    readonly what: string;
    readonly purchase?: string;
    readonly cloud?: string;
    readonly region?: string;
    /** Purchases with a known price for the same machine. */
    readonly alternatives?: readonly string[];
    readonly reason: 'plan' | 'outsider' | 'list' | 'machine' | 'api';
  };
  'stale-price': { readonly what: string; readonly asOf: string; readonly days: number; readonly limitDays: number };
  'not-sold-there': {
    readonly accelerator: string;
    readonly cloud?: string;
    readonly region?: string;
    readonly instance?: string;
    /** Where it is sold, cheapest first. */
    readonly soldAt: readonly { readonly cloud: string; readonly region: string }[];
  };
  'not-available': { readonly accelerator: string; readonly availability: string; readonly released: string };
  'precision-emulated': {
    readonly accelerator: string;
    readonly precision: Precision;
    readonly key: 'weights' | 'kv_cache';
    readonly native: readonly Precision[];
  };
  /** `needed`: zones with which it can be reached. */
  'availability-missed': {
    readonly target: number;
    readonly reachable: number;
    readonly zones: number;
    readonly needed: number;
    readonly deployment: string;
  };
  'idle-fleet': { readonly utilization: number; readonly replicas: number; readonly deployment: string };
  overloaded: {
    readonly demand: number;
    readonly capacity: number;
    readonly replicas: number;
    readonly needed: number;
  };
  'suspicious-magnitude': {
    readonly key: string;
    readonly value: number;
    readonly unit: string;
    readonly usual: string;
    readonly hint?: string;
  };
  'spot-latency': { readonly reserve: number };
  /** Tensor parallelism that the document spreads over several scale-up domains. */
  'slow-link': { readonly tensorParallel: number; readonly domain: number; readonly accelerator: string };
  'parallelism-impossible': {
    readonly reason: 'heads' | 'layers' | 'experts' | 'domain' | 'none';
    readonly tensorParallel?: number;
    readonly pipelineParallel?: number;
    readonly expertParallel?: number;
    readonly limit?: number;
    readonly accelerator: string;
    readonly model: string;
    /** Tensor-parallel degrees that would work. */
    readonly allowed?: readonly number[];
    readonly instance?: string;
  };
}

export type NumberProblemCode = keyof NumberProblemData;

const NUMBER_PROBLEM_CODES = [
  'unknown-name',
  'unreadable-reference',
  'outside-workspace',
  'no-image-rule',
  'does-not-fit',
  'does-not-run',
  'support-unknown',
  'context-too-small',
  'slo-missed',
  'over-budget',
  'unknown-price',
  'stale-price',
  'not-sold-there',
  'not-available',
  'precision-emulated',
  'availability-missed',
  'idle-fleet',
  'overloaded',
  'suspicious-magnitude',
  'slow-link',
  'spot-latency',
  'parallelism-impossible',
] as const satisfies readonly NumberProblemCode[];

export type ProblemCode = (typeof WORKLOAD_PROBLEM_CODES)[number] | NumberProblemCode | 'file-unreadable';

/** All codes, each once, those of the text first. */
export const PROBLEM_CODES: readonly ProblemCode[] = [
  ...new Set<ProblemCode>(['file-unreadable', ...WORKLOAD_PROBLEM_CODES, ...NUMBER_PROBLEM_CODES]),
];

/**
 * An error is a mistake in the text (the command line exits with 2); what the numbers say about a sound text is a warning,
 * even where nothing fits.
 */
export const SEVERITY: Readonly<Record<NumberProblemCode, 'error' | 'warning' | 'information'>> = {
  'unknown-name': 'error',
  'unreadable-reference': 'error',
  'outside-workspace': 'error',
  'no-image-rule': 'error',
  'does-not-fit': 'warning',
  'does-not-run': 'warning',
  'support-unknown': 'information',
  'context-too-small': 'warning',
  'parallelism-impossible': 'warning',
  'slo-missed': 'warning',
  'over-budget': 'warning',
  'unknown-price': 'warning',
  'stale-price': 'information',
  'not-sold-there': 'warning',
  'not-available': 'warning',
  'precision-emulated': 'warning',
  'availability-missed': 'warning',
  'idle-fleet': 'information',
  overloaded: 'warning',
  'suspicious-magnitude': 'warning',
  'spot-latency': 'warning',
  'slow-link': 'information',
};
export type Severity = 'error' | 'warning' | 'information';
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly path: readonly string[];
  readonly range: Range;
  /** What a quick fix needs; never parsed back from `message`. */
  readonly data?: Readonly<Record<string, unknown>>;
}
export interface Reason {
  readonly code: string;
  readonly message: string;
}
